import type { Context } from '../context.ts'

const minute = 60_000
/** So many are counted apart; with more of them the minute begins anew. */
const mostKnown = 10_000

/** Counts what each of many asks for within a minute; what it counts is forgotten with the minute. */
export interface Turnstile {
  /** Counts once. @returns until when there is no more; `undefined`: it passes */
  next(name: string): Date | undefined
}

/** @param most how often each passes within a minute */
export function openTurnstile({ clock }: Pick<Context, 'clock'>, most: number): Turnstile {
  let since = 0
  const counts = new Map<string, number>()
  return {
    next(name) {
      const now = clock.now().getTime()
      if (now - since >= minute || counts.size > mostKnown) {
        since = now
        counts.clear()
      }
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return count <= most ? undefined : new Date(since + minute)
    },
  }
}
