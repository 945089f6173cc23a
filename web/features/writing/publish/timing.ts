/** When a post of an article goes out: so many minutes after the article, or at a time of its own (an instant). */
export type Timing = { after: number } | { at: string }

/** What is offered: with the article, two hours later, the next day at the same time. In minutes. */
export const offeredAfter = [0, 120, 1440] as const

/**
 * The instant, or `undefined` for a post that leaves at once.
 * @param articleAt when the article goes out; `undefined`: now
 */
export function dueOf(timing: Timing, articleAt: string | undefined, now: Date): string | undefined {
  if ('at' in timing) return timing.at
  if (articleAt === undefined && timing.after === 0) return undefined
  const from = articleAt === undefined ? now.getTime() : Date.parse(articleAt)
  return new Date(from + timing.after * 60_000).toISOString()
}
