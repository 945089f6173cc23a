import { z } from 'zod'
import { htmlToText } from '../html.ts'
import { HttpProblem } from '../http.ts'
import { eachSound, instantText } from '../misfits.ts'
import type { ModerationAct, RemoteResponse, Responses, Session } from '../network.ts'
import { type Client, createClient, Meta } from './api.ts'

/** What the Admin API of Ghost 6 gives to whoever moderates. */
const Comment = z.object({
  id: z.string(),
  parent_id: z.string().nullish(),
  in_reply_to_id: z.string().nullish(),
  status: z.string(),
  html: z.string().nullish(),
  created_at: instantText,
  member: z.object({ id: z.string(), name: z.string().nullish(), avatar_image: z.string().nullish() }).nullish(),
  post: z.object({ id: z.string(), url: z.string() }).nullish(),
})
type Comment = z.infer<typeof Comment>
const Comments = z.object({ comments: eachSound(Comment), meta: Meta })

const mostPages = 10

/**
 * Comments on the whole blog, hidden ones too. Our cursor is the moment of the newest one; what came in that very moment
 * comes again, since more may have.
 */
export async function fetchResponses(cursor: string, session: Session): Promise<Responses> {
  const found = await commentsSince(cursor, createClient(session))
  const responses = found.filter(({ status }) => status !== 'deleted').map((one) => toResponse(one, session))
  const newest = found.at(-1)
  return { responses, cursor: newest ? new Date(newest.created_at).toISOString() : cursor }
}

/** Oldest first; at first the recent hundred. */
async function commentsSince(cursor: string, client: Client): Promise<Comment[]> {
  const since: Record<string, string> = cursor === '' ? {} : { filter: `created_at:>='${instantOf(cursor)}'` }
  const found: Comment[] = []
  for (let page = 1; page <= mostPages; page++) {
    const query = { ...since, order: 'created_at desc', limit: '100', page: String(page) }
    const comments = await pageOf(query, client)
    if (!comments) break
    found.push(...comments.comments)
    if (cursor === '' || comments.meta.pagination.next === null) break
  }
  return found.reverse()
}

/** As Ghost's filters want it: `2026-11-24 08:00:00`, in UTC. https://docs.ghost.org/content-api/filtering */
function instantOf(cursor: string): string {
  return new Date(cursor).toISOString().slice(0, 19).replace('T', ' ')
}

/** Older servers don't have this list: there are no comments to fetch then. */
async function pageOf(query: Record<string, string>, client: Client) {
  try {
    return await client.get('comments', query, Comments)
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 404) return undefined
    throw error
  }
}

function toResponse({ id, post, member, html, ...comment }: Comment, { account }: Session): RemoteResponse {
  const name = member?.name || 'Anonim'
  const parent = comment.in_reply_to_id ?? comment.parent_id ?? post?.id
  return {
    kind: 'comment',
    remoteId: id,
    permalink: `${post?.url ?? account.url}#ghost-comments-${id}`,
    person: {
      remoteId: member?.id ?? '',
      name,
      handle: name,
      url: '',
      ...(member?.avatar_image ? { avatar: member.avatar_image } : {}),
    },
    text: htmlToText(html ?? ''),
    writtenAt: new Date(comment.created_at),
    ...(parent ? { inReplyTo: parent } : {}),
    ...(post ? { root: post.id } : {}),
    ...(comment.status === 'hidden' ? { held: true } : {}),
  }
}

/** Ghost takes no reports of spam. */
export const moderation = ['approve', 'hold', 'remove'] as const satisfies readonly ModerationAct[]

const statusOf: Readonly<Record<ModerationAct, string>> = {
  approve: 'published',
  hold: 'hidden',
  remove: 'deleted',
  spam: 'deleted',
}

/** Sets a comment's state, as Ghost Admin does. */
export async function moderate(
  response: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  const { remoteId: id } = response
  const json = { comments: [{ id, status: statusOf[act] }] }
  const call = { method: 'PUT', json, repeatable: true } as const
  try {
    await createClient(session).call(`comments/${encodeURIComponent(id)}`, {}, call, z.unknown())
  } catch (error) {
    if (!(error instanceof HttpProblem) || error.kind !== 'gone' || statusOf[act] !== 'deleted') throw error
  }
}
