import { changed, nothingWritten, type Written } from './versions.ts'

/** The words that most of them have; of equally many, the first. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}

/**
 * What is suggested for channels, as it is written: the words of most that are switched on are the main text; where others fit, a
 * channel has its own.
 */
export function suggested(
  channels: readonly { id: string }[],
  suggestions: readonly { channelId: string; text: string }[],
  on: readonly string[],
): Written {
  const texts = new Map(suggestions.map(({ channelId, text }) => [channelId, text]))
  const main = commonest(on.flatMap((id) => texts.get(id) ?? []))
  let written = changed(nothingWritten(on), undefined, { text: main })
  for (const { id } of channels) {
    const own = texts.get(id)
    if (own !== undefined && own !== main) written = changed(written, id, { text: own })
  }
  return written
}
