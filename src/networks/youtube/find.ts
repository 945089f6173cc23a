import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Published, Session, Thread as ThreadOf } from '../network.ts'
import { commentAddress, listOf, published, read, Video } from './api.ts'
import { Place, repliesTo } from './comments.ts'
import { Facts } from './facts.ts'

/** YouTube's clock may differ from ours by so much. */
const skew = 2 * 60_000
const mostPages = 10

/** What an interrupted try may have left: the video; or, for words alone, the answer to a comment. */
export async function find(
  _key: string,
  part: Part,
  session: Session,
  since: Date,
  under?: ThreadOf,
): Promise<Published | undefined> {
  if (part.video) return await findVideo(part, session, since)
  const place = Place.safeParse(under?.parent.reference)
  return place.success ? await findAnswer(part, place.data, session, since) : undefined
}

/** Words as they can be compared: YouTube cuts spaces at the ends, and sets line breaks its own way. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

const Item = z.object({
  snippet: z.object({ publishedAt: z.string() }),
  contentDetails: z.object({ videoId: z.string() }),
})

/** Looks through the channel's own uploads, newest first, for a video of this title and description. */
export async function findVideo(part: Part, session: Session, since: Date): Promise<Published | undefined> {
  const from = since.getTime() - skew
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = {
      part: ['snippet', 'contentDetails'],
      playlistId: playlistOf(session),
      maxResults: '50',
      ...(pageToken ? { pageToken } : {}),
    }
    const { items, nextPageToken } = await uploadsOf(query, session)
    const fresh = items.filter(({ snippet }) => Date.parse(snippet.publishedAt) >= from)
    const found = await sameOf(
      fresh.map(({ contentDetails }) => contentDetails.videoId).filter((id) => !session.others.has(id)),
      part,
      session,
    )
    if (found) return published(found)
    if (fresh.length < items.length || !nextPageToken) return undefined
    pageToken = nextPageToken
  }
  return undefined
}

/** A channel's uploads are a playlist, named when the channel was connected; its number follows from the channel's. */
function playlistOf({ account }: Session): string {
  return Facts.safeParse(account.facts).data?.uploads ?? account.remoteId.replace(/^UC/, 'UU')
}

/** A channel that never had a video has no such playlist. */
async function uploadsOf(query: Record<string, string | readonly string[]>, session: Session) {
  try {
    return await read(session, 'playlistItems', query, listOf(Item))
  } catch (error) {
    if (error instanceof Problem && error.kind === 'gone') return { items: [], nextPageToken: undefined }
    throw error
  }
}

/** Asks for the videos themselves: a playlist hides the words of private ones. An upload that failed is not there. */
async function sameOf(ids: readonly string[], part: Part, session: Session): Promise<string | undefined> {
  if (ids.length === 0) return undefined
  const { items } = await read(session, 'videos', { part: ['snippet', 'status'], id: ids }, listOf(Video))
  const same = items.find(
    ({ snippet, status }) =>
      plain(snippet?.title ?? '') === plain(part.title ?? '') &&
      plain(snippet?.description ?? '') === plain(part.text) &&
      !['failed', 'rejected', 'deleted'].includes(status?.uploadStatus ?? ''),
  )
  return same?.id
}

/** Looks for our own answer of these words, below the comment that it answers. */
async function findAnswer(
  part: Part,
  { thread, video }: z.infer<typeof Place>,
  session: Session,
  since: Date,
): Promise<Published | undefined> {
  const from = since.getTime() - skew
  const found = (await repliesTo(thread, session)).find(
    ({ id, snippet }) =>
      !session.others.has(id) &&
      snippet.authorChannelId?.value === session.account.remoteId &&
      Date.parse(snippet.publishedAt) >= from &&
      plain(snippet.textOriginal ?? snippet.textDisplay) === plain(part.text),
  )
  return found && answered(found.id, thread, video)
}

/** Where an answer is: a comment below a thread's first one. */
export function answered(id: string, thread: string, video: string): Published {
  return { state: 'published', remoteId: id, permalink: commentAddress(video, id), reference: { thread, video } }
}
