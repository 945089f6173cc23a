import type { Channel, Teaser } from '../../../../src/http/api.ts'
import type { Beginning } from '../../../compose/use-post.ts'
import { changed, nothingWritten, type Written } from '../../../compose/versions.ts'

/** The words that most of them have; of equally many, the first. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}

/** What is suggested, as it is written: the words of most channels are the main text; where others fit, a channel has its own. */
export function suggested(channels: readonly Channel[], teasers: readonly Teaser[], on: readonly string[]): Written {
  const texts = new Map(teasers.map(({ channelId, text }) => [channelId, text]))
  const main = commonest(on.flatMap((id) => texts.get(id) ?? []))
  let written = changed(nothingWritten(on), undefined, { text: main })
  for (const { id } of channels) {
    const own = texts.get(id)
    if (own !== undefined && own !== main) written = changed(written, id, { text: own })
  }
  return written
}

/**
 * With what the posts of an article begin: suggested words, for all channels or those that one wrote to last. Once begun, what is
 * kept under its key goes on.
 * @param at when an article goes out that is scheduled: its posts go with it
 */
export function shareBeginning(
  articleId: string,
  {
    channels,
    teasers,
    last,
    at,
  }: {
    channels: readonly Channel[]
    teasers: readonly Teaser[]
    last: readonly string[]
    at?: string | undefined
  },
): Beginning {
  const known = last.filter((id) => channels.some((channel) => channel.id === id))
  const on = known.length ? known : channels.map(({ id }) => id)
  return {
    key: `teasers:${articleId}`,
    onlyHere: true,
    start: { written: suggested(channels, teasers, on), ...(at && { at }) },
  }
}
