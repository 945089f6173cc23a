import { z } from 'zod'
import { htmlToText } from '../html.ts'
import type { Published, RemoteResponse, Responses, Session } from '../network.ts'
import { createClient } from './api.ts'

const Comment = z.object({
  id: z.number(),
  post: z.number(),
  parent: z.number(),
  author: z.number(),
  author_name: z.string(),
  author_url: z.string().optional(),
  author_avatar_urls: z.record(z.string(), z.string()).optional(),
  date_gmt: z.string(),
  content: z.object({ rendered: z.string() }),
  link: z.string(),
  type: z.string().optional(),
})
type Comment = z.infer<typeof Comment>

const perPage = 100
const mostPages = 10

/**
 * Comments under our posts that are not our own. Our cursor is the moment of the newest one; what came in that very moment
 * comes again, since more may have. https://developer.wordpress.org/rest-api/reference/comments/
 */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId'>[],
): Promise<Responses> {
  if (copies.length === 0) return { responses: [], cursor }
  const client = createClient(session)
  const found: Comment[] = []
  const ids = copies.map(({ remoteId }) => remoteId)
  for (let at = 0; at < ids.length; at += 50) {
    for (let page = 1; page <= mostPages; page++) {
      const query = {
        post: ids.slice(at, at + 50).join(','),
        orderby: 'date_gmt',
        order: 'asc',
        per_page: String(perPage),
        page: String(page),
        // `after` is exclusive and counts in seconds.
        ...(cursor ? { after: new Date(Date.parse(cursor) - 1000).toISOString() } : {}),
      }
      const comments = await client.get('wp/v2/comments', query, z.array(Comment))
      found.push(...comments)
      if (comments.length < perPage) break
    }
  }
  found.sort((a, b) => a.date_gmt.localeCompare(b.date_gmt) || a.id - b.id)
  const responses = found
    .filter(({ author, type }) => String(author) !== session.account.remoteId && (type ?? 'comment') === 'comment')
    .map(toResponse)
  const newest = found.at(-1)
  return { responses, cursor: newest ? `${newest.date_gmt}Z` : cursor }
}

function toResponse(comment: Comment): RemoteResponse {
  const avatars = Object.entries(comment.author_avatar_urls ?? {}).sort(([a], [b]) => Number(b) - Number(a))
  const parent = comment.parent === 0 ? comment.post : comment.parent
  return {
    kind: 'comment',
    remoteId: String(comment.id),
    permalink: comment.link,
    person: {
      // A guest has no number; name and address are all that tells one from another.
      remoteId:
        comment.author === 0 ? `guest:${comment.author_name}:${comment.author_url ?? ''}` : String(comment.author),
      name: comment.author_name,
      handle: comment.author_name,
      url: comment.author_url ?? '',
      ...(avatars[0] ? { avatar: avatars[0][1] } : {}),
    },
    text: htmlToText(comment.content.rendered),
    writtenAt: new Date(`${comment.date_gmt}Z`),
    inReplyTo: String(parent),
    root: String(comment.post),
    reference: { post: comment.post },
  }
}
