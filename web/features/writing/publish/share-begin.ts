import type { Channel, Teaser } from '../../../../src/http/api.ts'
import { suggested } from '../../../compose/suggested.ts'
import type { Beginning } from '../../../compose/use-post.ts'

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
