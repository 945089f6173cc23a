import { z } from 'zod'
import { Marks } from '../marks.ts'
import { allowed, type Graph, isGone } from '../meta.ts'
import type { Metrics, ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { addressOf, Comment, commentFields, createClient, home, isComment, PagePost } from './api.ts'

/** Comments below our posts with their answers, what visitors post on the page, and posts that name it. */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId'>[],
): Promise<Responses> {
  const graph = createClient(session)
  const { remoteId: page } = session.account
  const marks = new Marks(cursor, session.now())
  const found: RemoteResponse[] = []
  // Comments below a comment of ours come with the post that both stand under.
  const posts = copies.filter(({ remoteId }) => !isComment(remoteId, page))
  for (const { remoteId } of posts) found.push(...(await commentsOf(remoteId, page, marks, graph)))
  for (const edge of ['visitor_posts', 'tagged'])
    found.push(...(await allowed(postsOfOthers(edge, page, marks, graph))))
  const unique = new Map(found.map((response) => [response.remoteId, response]))
  const responses = [...unique.values()].sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime())
  return { responses, cursor: marks.cursor() }
}

/** https://developers.facebook.com/docs/graph-api/reference/object/comments */
async function commentsOf(post: string, page: string, marks: Marks, graph: Graph): Promise<RemoteResponse[]> {
  const since = marks.at(post)
  const params = {
    fields: commentFields,
    filter: 'stream',
    order: 'chronological',
    limit: 100,
    ...(since ? { since: Math.floor(since / 1000) - 1 } : {}),
  }
  const found: RemoteResponse[] = []
  try {
    for await (const comments of graph.pages(`/${encodeURIComponent(post)}/comments`, params, Comment)) {
      for (const comment of comments.filter(({ created_time }) => marks.isNew(post, created_time))) {
        marks.seen(post, comment.created_time)
        if (comment.from?.id !== page) found.push(toResponse(comment, post))
      }
    }
    marks.seen(post)
  } catch (error) {
    // Taken back since: it has no comments any more.
    if (!isGone(error)) throw error
  }
  return found
}

/** The network hides who it is where the person never used our app; then nobody can be named. */
function personOf(from: Comment['from']): RemoteResponse['person'] {
  const id = from?.id ?? 'hidden'
  const name = from?.name ?? 'Facebook'
  return { remoteId: id, name, handle: name, url: from ? `${home}/${from.id}` : home }
}

function toResponse(comment: Comment, post: string): RemoteResponse {
  return {
    kind: 'comment',
    remoteId: comment.id,
    permalink: addressOf(comment),
    person: personOf(comment.from),
    text: comment.message ?? '',
    writtenAt: new Date(comment.created_time),
    inReplyTo: comment.parent?.id ?? post,
    root: post,
    ...(comment.is_hidden ? { held: true } : {}),
  }
}

const othersFields = 'id,message,created_time,permalink_url,from{id,name}'

/** Newest first; at first only the recent ones. https://developers.facebook.com/docs/graph-api/reference/page/ */
async function postsOfOthers(edge: string, page: string, marks: Marks, graph: Graph): Promise<RemoteResponse[]> {
  const found: RemoteResponse[] = []
  const path = `/${encodeURIComponent(page)}/${edge}`
  for await (const posts of graph.pages(path, { fields: othersFields, limit: 50 }, PagePost)) {
    const fresh = posts.filter(({ created_time }) => marks.isNew(edge, created_time))
    for (const post of fresh.filter(({ from }) => from?.id !== page)) {
      found.push({
        kind: 'mention',
        remoteId: post.id,
        permalink: addressOf(post),
        person: personOf(post.from),
        text: post.message ?? '',
        writtenAt: new Date(post.created_time),
      })
    }
    const isFirst = marks.at(edge) === undefined
    if (isFirst || fresh.length < posts.length) break
  }
  marks.seen(edge, Math.max(Number.NEGATIVE_INFINITY, ...found.map(({ writtenAt }) => writtenAt.getTime())))
  return found
}

/** A hidden comment is seen by its writer and their friends only. */
export const moderation = ['approve', 'hold', 'remove'] as const satisfies readonly ModerationAct[]

/** https://developers.facebook.com/docs/graph-api/reference/comment/#updating */
export async function moderate(
  { remoteId }: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  const graph = createClient(session)
  const path = `/${encodeURIComponent(remoteId)}`
  if (act !== 'remove') {
    await graph.post(path, { is_hidden: act !== 'approve' }, z.unknown(), { repeatable: true })
    return
  }
  try {
    await graph.remove(path)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

const Counted = z.object({ summary: z.object({ total_count: z.number() }) })
const PostFigures = z.object({
  reactions: Counted,
  comments: Counted,
  shares: z.object({ count: z.number() }).optional(),
})
const CommentFigures = z.object({ like_count: z.number().optional(), comment_count: z.number().optional() })

/** One request a copy; what is gone has no figures. */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const graph = createClient(session)
  const metrics: Metrics[] = []
  for (const { remoteId } of copies) {
    try {
      const figures = isComment(remoteId, session.account.remoteId) ? ofComment : ofPost
      metrics.push({ remoteId, ...(await figures(`/${encodeURIComponent(remoteId)}`, graph)) })
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  return metrics
}

async function ofPost(path: string, graph: Graph): Promise<Omit<Metrics, 'remoteId'>> {
  const fields = 'reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count).filter(stream),shares'
  const { reactions, comments, shares } = await graph.get(path, { fields }, PostFigures)
  return {
    likes: reactions.summary.total_count,
    replies: comments.summary.total_count,
    reposts: shares?.count ?? 0,
  }
}

async function ofComment(path: string, graph: Graph): Promise<Omit<Metrics, 'remoteId'>> {
  const figures = await graph.get(path, { fields: 'like_count,comment_count' }, CommentFigures)
  return { likes: figures.like_count ?? 0, replies: figures.comment_count ?? 0 }
}
