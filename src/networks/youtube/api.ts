import { z } from 'zod'
import { askGoogle, type GoogleApi, googleServer } from '../google.ts'
import type { Answer, Call } from '../http.ts'
import { eachSound } from '../misfits.ts'
import type { Published, Session } from '../network.ts'
import { cost } from './limits.ts'

/** How people know the network; it stands in errors. */
export const label = 'YouTube'

/** Where the API is, and where files go. */
export const base = 'https://www.googleapis.com/youtube/v3'
/** Where files go: https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol */
export const uploads = 'https://www.googleapis.com/upload/youtube/v3'

/**
 * One scope, the least that works: comments are read, written and moderated with it alone, and it covers uploads too,
 * so that `youtube.upload` would only be one box more. https://developers.google.com/youtube/v3/docs/comments/insert#auth
 */
export const google: GoogleApi = {
  server: googleServer(label, ['https://www.googleapis.com/auth/youtube.force-ssl']),
  api: 'YouTube Data API v3',
}

/** Parameters of a request; lists are sent with commas. */
export type Query = Readonly<Record<string, string | readonly string[]>>

/** The address of a method. */
export function addressOf(root: string, path: string, query: Query): URL {
  const url = new URL(`${root}/${path}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, [value].flat().join(','))
  return url
}

/** Reads, and counts one unit for it before. */
export async function read<T>(session: Session, path: string, query: Query, schema: z.ZodType<T>): Promise<T> {
  await session.spend('units', cost.read)
  return (await askGoogle(google, session, addressOf(base, path, query), {}, schema)).value
}

/** Writes, and counts fifty units for it before. */
export async function write<T>(
  session: Session,
  path: string,
  query: Query,
  call: Call,
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  await session.spend('units', cost.write)
  return await askGoogle(google, session, addressOf(base, path, query), call, schema)
}

/** A list of something, page by page. */
export function listOf<T>(item: z.ZodType<T>) {
  return z.object({ items: eachSound(item).default([]), nextPageToken: z.string().optional() })
}

/** The parts of https://developers.google.com/youtube/v3/docs/videos that we read. */
export const Video = z.object({
  id: z.string(),
  snippet: z
    .object({
      title: z.string().default(''),
      description: z.string().default(''),
      tags: z.array(z.string()).optional(),
      categoryId: z.string().optional(),
      defaultLanguage: z.string().optional(),
      defaultAudioLanguage: z.string().optional(),
    })
    .optional(),
  status: z.object({ uploadStatus: z.string().optional() }).optional(),
  statistics: z
    .object({
      viewCount: z.string().optional(),
      likeCount: z.string().optional(),
      commentCount: z.string().optional(),
    })
    .optional(),
})
export type Video = z.infer<typeof Video>

function watchAddress(video: string): string {
  return `https://www.youtube.com/watch?v=${encodeURIComponent(video)}`
}

/** Where a video is. */
export function published(video: string): Published {
  return { state: 'published', remoteId: video, permalink: watchAddress(video) }
}

/** A comment's address for people: the video, with the comment on top. */
export function commentAddress(video: string, comment: string): string {
  return `${watchAddress(video)}&lc=${encodeURIComponent(comment)}`
}
