import { z } from 'zod'
import { htmlToText } from '../html.ts'
import { HttpProblem } from '../http.ts'
import { eachSound, instantText } from '../misfits.ts'
import type { ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { type Client, codeOf, createClient } from './api.ts'

const Comment = z.object({
  id: z.number(),
  post: z.number(),
  parent: z.number(),
  author: z.number(),
  author_name: z.string(),
  author_url: z.string().optional(),
  author_avatar_urls: z.record(z.string(), z.string()).optional(),
  date_gmt: instantText,
  content: z.object({ rendered: z.string() }),
  link: z.string(),
  status: z.string().optional(),
  type: z.string().optional(),
})
type Comment = z.infer<typeof Comment>

const perPage = 100
const mostPages = 10

/**
 * Comments under our posts that are not our own; those that wait for approval too, where the account may see them. Our
 * cursor is the moment of the newest one; what came in that very moment comes again, since more may have.
 * https://developer.wordpress.org/rest-api/reference/comments/
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
    const query = {
      post: ids.slice(at, at + 50).join(','),
      // `after` is exclusive and counts in seconds.
      ...(cursor ? { after: new Date(Date.parse(cursor) - 1000).toISOString() } : {}),
    }
    found.push(...(await commentsFor(query, client)))
  }
  found.sort((a, b) => a.date_gmt.localeCompare(b.date_gmt) || a.id - b.id)
  const responses = found
    .filter(({ author, type }) => String(author) !== session.account.remoteId && (type ?? 'comment') === 'comment')
    .map(toResponse)
  const newest = found.at(-1)
  return { responses, cursor: newest ? `${newest.date_gmt}Z` : cursor }
}

/** `all` is what is out and what waits. An account that may not see the latter is refused the whole question. */
async function commentsFor(query: Readonly<Record<string, string>>, client: Client): Promise<Comment[]> {
  try {
    return await pagesOf({ ...query, status: 'all' }, client)
  } catch (error) {
    if (!(error instanceof HttpProblem) || codeOf(error.body) !== 'rest_forbidden_param') throw error
    return await pagesOf(query, client)
  }
}

async function pagesOf(query: Readonly<Record<string, string>>, client: Client): Promise<Comment[]> {
  const found: Comment[] = []
  for (let page = 1; page <= mostPages; page++) {
    const more = { orderby: 'date_gmt', order: 'asc', per_page: String(perPage), page: String(page) }
    const comments = await client.get('wp/v2/comments', { ...query, ...more }, eachSound(Comment))
    found.push(...comments)
    if (comments.length < perPage) break
  }
  return found
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
    ...(comment.status === 'hold' ? { held: true } : {}),
    reference: { post: comment.post },
  }
}

/** What the network’s API can do about a response. */
export const moderation = ['approve', 'hold', 'spam', 'remove'] as const satisfies readonly ModerationAct[]

const statusOf = { approve: 'approved', hold: 'hold', spam: 'spam', remove: 'trash' } as const

/**
 * What is taken away lies in the bin, where its owner can still get it back.
 * https://developer.wordpress.org/rest-api/reference/comments/#update-a-comment
 */
export async function moderate(
  response: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  const client = createClient(session)
  const path = `wp/v2/comments/${encodeURIComponent(response.remoteId)}`
  const status = statusOf[act]
  try {
    await client.post(path, { json: { status }, repeatable: true }, z.unknown())
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error
    // Emptied from the bin since.
    if (error.kind === 'gone' && act === 'remove') return
    // WordPress fails where there is nothing to change: done twice is done.
    const unchanged = codeOf(error.body) === 'rest_comment_failed_edit'
    if (!unchanged || (await statusNow(path, client)) !== status) throw error
  }
}

async function statusNow(path: string, client: Client): Promise<string> {
  return (await client.get(path, { context: 'edit' }, z.object({ status: z.string() }))).status
}
