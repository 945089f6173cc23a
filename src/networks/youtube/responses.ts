import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { isGone } from '../google.ts'
import type { Metrics, ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { commentAddress, listOf, read, Video, write } from './api.ts'
import { Comment, Thread, wholeThread } from './comments.ts'
import { answered } from './find.ts'

/** Pages of a hundred threads that are looked through at once, and long threads that are read to their end. */
const mostPages = 5
const mostLongThreads = 10

/**
 * Comments on all videos of the channel, those that YouTube holds back for review too. New replies are found below the
 * hundred newest threads at least. Our cursor is the moment of the newest one; what came in that very moment comes
 * again, since more may have. https://developers.google.com/youtube/v3/docs/commentThreads/list
 */
export async function fetchResponses(cursor: string, session: Session): Promise<Responses> {
  const from = cursor === '' ? Number.NEGATIVE_INFINITY : Date.parse(cursor)
  const shown = await responsesOf('published', from, session)
  const held = await responsesOf('heldForReview', from, session)
  const byId = new Map([...shown, ...held].map((response) => [response.remoteId, response]))
  const found = [...byId.values()].sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime())
  const own = session.account.remoteId
  return {
    responses: found.filter(({ person }) => person.remoteId !== own),
    cursor: found.at(-1)?.writtenAt.toISOString() ?? cursor,
  }
}

async function responsesOf(
  status: 'published' | 'heldForReview',
  from: number,
  session: Session,
): Promise<RemoteResponse[]> {
  const found: RemoteResponse[] = []
  let longOnes = 0
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = {
      part: ['snippet', 'replies'],
      allThreadsRelatedToChannelId: session.account.remoteId,
      moderationStatus: status,
      order: 'time',
      textFormat: 'plainText',
      maxResults: '100',
      ...(pageToken ? { pageToken } : {}),
    }
    const { items, nextPageToken } = await read(session, 'commentThreads', query, listOf(Thread))
    for (const thread of items) {
      const isLong = thread.snippet.totalReplyCount > (thread.replies?.comments.length ?? 0)
      const whole = !isLong || longOnes++ < mostLongThreads
      const comments = whole ? await wholeThread(thread, session) : [thread.snippet.topLevelComment]
      const fresh = comments.filter(({ snippet }) => Date.parse(snippet.publishedAt) >= from)
      found.push(...fresh.map((comment) => toResponse(comment, thread, status)))
    }
    const last = items.at(-1)?.snippet.topLevelComment.snippet.publishedAt
    // At first the recent ones will do; later, all that is new.
    if (!nextPageToken || from === Number.NEGATIVE_INFINITY || !last || Date.parse(last) < from) break
    pageToken = nextPageToken
  }
  return found
}

function toResponse({ id, snippet }: Comment, thread: Thread, status: string): RemoteResponse {
  const video = thread.snippet.videoId ?? ''
  const name = snippet.authorDisplayName.replace(/^@/, '')
  return {
    kind: 'comment',
    remoteId: id,
    permalink: commentAddress(video, id),
    person: {
      remoteId: snippet.authorChannelId?.value ?? name,
      name,
      handle: name,
      url: snippet.authorChannelUrl ?? '',
      ...(snippet.authorProfileImageUrl ? { avatar: snippet.authorProfileImageUrl } : {}),
    },
    text: snippet.textDisplay,
    writtenAt: new Date(snippet.publishedAt),
    inReplyTo: id === thread.id ? video : thread.id,
    root: video,
    ...(status === 'heldForReview' ? { held: true } : {}),
    reference: { thread: thread.id, video },
  }
}

const Reference = z.object({ thread: z.string(), video: z.string() })

/** Answers below the thread's first comment, which is as deep as YouTube goes: https://developers.google.com/youtube/v3/docs/comments/insert */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId' | 'reference' | 'root'>,
  part: Part,
  session: Session,
): Promise<Published> {
  const { thread, video } = Reference.parse(response.reference)
  const json = { snippet: { parentId: thread, textOriginal: part.text } }
  const { value } = await write(session, 'comments', { part: 'snippet' }, { method: 'POST', json }, Comment)
  return answered(value.id, thread, video)
}

/** YouTube's API no longer takes reports of spam: https://developers.google.com/youtube/v3/docs/comments/markAsSpam */
export const moderation = ['approve', 'hold', 'remove'] as const satisfies readonly ModerationAct[]

const statusOf: Readonly<Record<ModerationAct, string>> = {
  approve: 'published',
  hold: 'heldForReview',
  remove: 'rejected',
  spam: 'rejected',
}

/** https://developers.google.com/youtube/v3/docs/comments/setModerationStatus; what was removed can't come back. */
export async function moderate(
  response: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  const query = { id: response.remoteId, moderationStatus: statusOf[act] }
  try {
    const call = { method: 'POST', repeatable: true } as const
    await write(session, 'comments/setModerationStatus', query, call, z.unknown())
  } catch (error) {
    if (statusOf[act] !== 'rejected' || !isGone(error)) throw error
  }
}

/** Fifty videos a request; what is gone has no figures. */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const metrics: Metrics[] = []
  for (let at = 0; at < copies.length; at += 50) {
    const id = copies.slice(at, at + 50).map(({ remoteId }) => remoteId)
    const { items } = await read(session, 'videos', { part: 'statistics', id, maxResults: '50' }, listOf(Video))
    for (const { id: remoteId, statistics = {} } of items) {
      const { likeCount: likes, commentCount: replies, viewCount: views } = statistics
      metrics.push({
        remoteId,
        // The owner may hide likes, and switch comments off.
        ...(likes === undefined ? {} : { likes: Number(likes) }),
        ...(replies === undefined ? {} : { replies: Number(replies) }),
        ...(views === undefined ? {} : { views: Number(views) }),
      })
    }
  }
  return metrics
}
