import type { Channel, DraftPost, Teaser } from '../../../../src/http/api.ts'
import { readStored } from '../../../compose/stored.ts'
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
    draft,
  }: {
    channels: readonly Channel[]
    teasers: readonly Teaser[]
    last: readonly string[]
    at?: string | undefined
    /** What somebody began on the server. */
    draft?: DraftPost | null | undefined
  },
): Beginning {
  const known = last.filter((id) => channels.some((channel) => channel.id === id))
  const on = known.length ? known : channels.map(({ id }) => id)
  const key = `teasers:${articleId}`
  if (draft) return { key, articleId, start: readStored(draft.body), place: { id: draft.id, version: draft.version } }
  return { key, articleId, start: { written: suggested(channels, teasers, on), ...(at && { at }) } }
}
