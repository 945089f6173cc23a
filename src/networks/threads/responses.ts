import { z } from 'zod'
import { Marks } from '../marks.ts'
import { allowed, type Graph, isGone, refusalOf } from '../meta.ts'
import type { Metrics, ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { createClient, home, Media } from './api.ts'

/** Answers below our posts, at every depth, and posts that name the profile. */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId'>[],
): Promise<Responses> {
  const graph = await createClient(session)
  const marks = new Marks(cursor, session.now())
  const found = new Map<string, RemoteResponse>()
  for (const { remoteId } of copies)
    for (const response of await conversationOf(remoteId, marks, graph)) found.set(response.remoteId, response)
  for (const response of await allowed(mentionsOf(session, marks, graph)))
    if (!found.has(response.remoteId)) found.set(response.remoteId, response)
  const responses = [...found.values()].sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime())
  return { responses, cursor: marks.cursor() }
}

const fields = 'id,text,timestamp,permalink,username,replied_to{id},root_post{id},is_reply_owned_by_me,hide_status'

/** Newest first. https://developers.facebook.com/documentation/threads/retrieve-and-manage-replies/replies-and-conversations */
async function conversationOf(post: string, marks: Marks, graph: Graph): Promise<RemoteResponse[]> {
  const found: RemoteResponse[] = []
  const path = `/${encodeURIComponent(post)}/conversation`
  try {
    for await (const replies of graph.pages(path, { fields, reverse: true, limit: 50 }, Media)) {
      const fresh = replies.filter(({ timestamp }) => marks.isNew(post, timestamp))
      found.push(...fresh.filter((one) => !one.is_reply_owned_by_me).map((one) => toResponse(one, post)))
      if (fresh.length < replies.length) break
    }
  } catch (error) {
    // A further part of a thread has no conversation of its own: its answers come with the first part's.
    if (isGone(error) || refusalOf(error)?.code === 100) return []
    throw error
  }
  marks.seen(post, newestOf(found))
  return found
}

const newestOf = (responses: readonly RemoteResponse[]) =>
  Math.max(Number.NEGATIVE_INFINITY, ...responses.map(({ writtenAt }) => writtenAt.getTime()))

function toResponse(one: Media, post: string | undefined): RemoteResponse {
  const { id, text, timestamp, permalink, username = 'threads', replied_to: above, root_post: root } = one
  const parent = above?.id ?? post
  const head = root?.id ?? post
  return {
    kind: post ? 'reply' : 'mention',
    remoteId: id,
    permalink,
    person: { remoteId: username, name: username, handle: username, url: `${home}/@${username}` },
    text: text ?? '',
    writtenAt: new Date(timestamp),
    ...(parent ? { inReplyTo: parent } : {}),
    ...(head ? { root: head } : {}),
    ...(one.hide_status === 'HIDDEN' ? { held: true } : {}),
  }
}

/** Newest first; at first only the recent ones. https://developers.facebook.com/documentation/threads/threads-mentions */
async function mentionsOf(session: Session, marks: Marks, graph: Graph): Promise<RemoteResponse[]> {
  const found: RemoteResponse[] = []
  for await (const media of graph.pages('/me/mentions', { fields, limit: 50 }, Media)) {
    const fresh = media.filter(({ timestamp }) => marks.isNew('mentions', timestamp))
    found.push(
      ...fresh.filter(({ username }) => username !== session.account.handle).map((one) => toResponse(one, undefined)),
    )
    if (marks.at('mentions') === undefined || fresh.length < media.length) break
  }
  marks.seen('mentions', newestOf(found))
  return found
}

/** What the network’s API can do about a response. */
export const moderation = ['approve', 'hold'] as const satisfies readonly ModerationAct[]

/** Hides an answer, with all below it, or shows it again: https://developers.facebook.com/documentation/threads/retrieve-and-manage-replies */
export async function moderate(
  { remoteId }: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  const path = `/${encodeURIComponent(remoteId)}/manage_reply`
  const graph = await createClient(session)
  await graph.post(path, { hide: act === 'hold' }, z.unknown(), { repeatable: true })
}

const Insights = z.object({
  data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: z.number() })).min(1) })),
})

/** One request a copy; what is gone has no figures. https://developers.facebook.com/documentation/threads/insights */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const graph = await createClient(session)
  const metrics: Metrics[] = []
  for (const { remoteId } of copies) {
    try {
      const path = `/${encodeURIComponent(remoteId)}/insights`
      const { data } = await graph.get(path, { metric: 'likes,replies,reposts,views' }, Insights)
      const figure = (name: string) => data.find((one) => one.name === name)?.values[0]?.value ?? 0
      const figures = { likes: figure('likes'), replies: figure('replies') }
      metrics.push({ remoteId, ...figures, reposts: figure('reposts'), views: figure('views') })
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  return metrics
}
