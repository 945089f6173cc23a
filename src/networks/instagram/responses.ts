import { z } from 'zod'
import { Marks } from '../marks.ts'
import { allowed, type Graph, isGone, refusalOf } from '../meta.ts'
import type { Metrics, ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { addressOfComment, Comment, commentFields, createClient, home, isComment, Media, type Remark } from './api.ts'

type Copy = Pick<Published, 'remoteId' | 'permalink'>

/** Comments below our posts with their answers, and posts in which others have tagged the account. */
export async function fetchResponses(cursor: string, session: Session, copies: readonly Copy[]): Promise<Responses> {
  const graph = createClient(session)
  const marks = new Marks(cursor, session.now())
  const found: RemoteResponse[] = []
  // Answers to a comment of ours come with the post that both stand under.
  for (const copy of copies.filter(({ permalink }) => !isComment(permalink)))
    found.push(...(await commentsOf(copy, session, marks, graph)))
  found.push(...(await allowed(tagsOf(session, marks, graph))))
  found.sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime())
  return { responses: found, cursor: marks.cursor() }
}

/** All of them each time: a new answer may stand below an old comment. */
async function commentsOf(copy: Copy, session: Session, marks: Marks, graph: Graph): Promise<RemoteResponse[]> {
  const { remoteId: media } = copy
  const found: RemoteResponse[] = []
  const path = `/${encodeURIComponent(media)}/comments`
  try {
    for await (const comments of graph.pages(path, { fields: commentFields, limit: 50 }, Comment)) {
      const all = comments.flatMap((comment) => [
        comment,
        ...(comment.replies?.data ?? []).map((answer) => ({ ...answer, parent_id: answer.parent_id ?? comment.id })),
      ])
      for (const remark of all.filter(({ timestamp }) => marks.isNew(media, timestamp))) {
        marks.seen(media, remark.timestamp)
        if (remark.username !== session.account.handle) found.push(toResponse(remark, copy))
      }
    }
    marks.seen(media)
  } catch (error) {
    // Deleted since: it has no comments any more.
    if (!isGone(error)) throw error
  }
  return found
}

function personOf(username: string, id: string | undefined): RemoteResponse['person'] {
  return { remoteId: id ?? username, name: username, handle: username, url: `${home}/${username}/` }
}

function toResponse(remark: Remark, { remoteId: media, permalink }: Copy): RemoteResponse {
  const { id, text, timestamp, from, hidden, parent_id: parent } = remark
  return {
    kind: 'comment',
    remoteId: id,
    permalink: addressOfComment(permalink, id),
    person: personOf(remark.username ?? from?.username ?? 'instagram', from?.id),
    text: text ?? '',
    writtenAt: new Date(timestamp),
    inReplyTo: parent ?? media,
    root: media,
    ...(hidden ? { held: true } : {}),
    reference: { media, address: permalink, comment: parent ?? id },
  }
}

/** Newest first; at first only the recent ones. https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/tags */
async function tagsOf(session: Session, marks: Marks, graph: Graph): Promise<RemoteResponse[]> {
  const found: RemoteResponse[] = []
  const path = `/${encodeURIComponent(session.account.remoteId)}/tags`
  for await (const media of graph.pages(
    path,
    { fields: 'id,caption,timestamp,permalink,username', limit: 50 },
    Media,
  )) {
    const fresh = media.filter(({ timestamp }) => marks.isNew('tags', timestamp))
    for (const { id, caption, timestamp, permalink, username = 'instagram' } of fresh) {
      found.push({
        kind: 'mention',
        remoteId: id,
        permalink,
        person: personOf(username, undefined),
        text: caption ?? '',
        writtenAt: new Date(timestamp),
        reference: { media: id, address: permalink },
      })
    }
    if (marks.at('tags') === undefined || fresh.length < media.length) break
  }
  marks.seen('tags', Math.max(Number.NEGATIVE_INFINITY, ...found.map(({ writtenAt }) => writtenAt.getTime())))
  return found
}

/** What the network’s API can do about a response. */
export const moderation = ['approve', 'hold', 'remove'] as const satisfies readonly ModerationAct[]

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment#updating */
export async function moderate(
  { remoteId }: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  const graph = createClient(session)
  const path = `/${encodeURIComponent(remoteId)}`
  if (act !== 'remove') {
    await graph.post(path, { hide: act !== 'approve' }, z.unknown(), { repeatable: true })
    return
  }
  try {
    await graph.remove(path)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

const Figures = z.object({
  like_count: z.number().optional(),
  comments_count: z.number().optional(),
  view_count: z.number().optional(),
})

/** One request a copy; what is gone has no figures, and an account may hide its likes. */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const graph = createClient(session)
  const metrics: Metrics[] = []
  for (const { remoteId } of copies) {
    try {
      const { like_count: likes, comments_count: replies, view_count: views } = await figuresOf(remoteId, graph)
      metrics.push({
        remoteId,
        ...(likes === undefined ? {} : { likes }),
        ...(replies === undefined ? {} : { replies }),
        ...(views === undefined ? {} : { views }),
      })
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  return metrics
}

async function figuresOf(id: string, graph: Graph): Promise<z.infer<typeof Figures>> {
  const path = `/${encodeURIComponent(id)}`
  try {
    return await graph.get(path, { fields: 'like_count,comments_count,view_count' }, Figures)
  } catch (error) {
    // A comment of ours has likes only, and is told from a post by this refusal.
    if (isGone(error) || refusalOf(error)?.code !== 100) throw error
    return await graph.get(path, { fields: 'like_count' }, Figures)
  }
}
