import { z } from 'zod'
import { eachSound, instantText } from '../misfits.ts'
import type { Session } from '../network.ts'
import { listOf, read } from './api.ts'

/** The parts of https://developers.google.com/youtube/v3/docs/comments that we read. */
export const Comment = z.object({
  id: z.string(),
  snippet: z.object({
    authorDisplayName: z.string().default(''),
    authorProfileImageUrl: z.string().optional(),
    authorChannelUrl: z.string().optional(),
    authorChannelId: z.object({ value: z.string() }).optional(),
    textDisplay: z.string().default(''),
    /** Only for whoever wrote it. */
    textOriginal: z.string().optional(),
    publishedAt: instantText,
    parentId: z.string().optional(),
  }),
})
export type Comment = z.infer<typeof Comment>

/** https://developers.google.com/youtube/v3/docs/commentThreads */
export const Thread = z.object({
  id: z.string(),
  snippet: z.object({
    videoId: z.string().optional(),
    topLevelComment: Comment,
    totalReplyCount: z.number().default(0),
  }),
  replies: z.object({ comments: eachSound(Comment) }).optional(),
})
export type Thread = z.infer<typeof Thread>

/** Where a comment stands, as `reference` keeps it: its thread's head, and the video. */
export const Place = z.object({ thread: z.string(), video: z.string() })

const mostPages = 10

/**
 * A thread's comments, its head first. A thread brings only some of its replies along; the others are asked for, where
 * there are more.
 */
export async function wholeThread(thread: Thread, session: Session): Promise<Comment[]> {
  const head = thread.snippet.topLevelComment
  const brought = thread.replies?.comments ?? []
  if (thread.snippet.totalReplyCount <= brought.length) return [head, ...brought]
  return [head, ...(await repliesTo(thread.id, session))]
}

/** The replies below a thread's head: https://developers.google.com/youtube/v3/docs/comments/list */
export async function repliesTo(parentId: string, session: Session): Promise<Comment[]> {
  const found: Comment[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = {
      part: 'snippet',
      parentId,
      textFormat: 'plainText',
      maxResults: '100',
      ...(pageToken ? { pageToken } : {}),
    }
    const { items, nextPageToken } = await read(session, 'comments', query, listOf(Comment))
    found.push(...items)
    if (!nextPageToken) break
    pageToken = nextPageToken
  }
  return found
}
