import { z } from 'zod'
import { createGraph, type Graph, type GraphPlace, Instant } from '../meta.ts'
import type { Session } from '../network.ts'
import { credentialsOf } from '../oauth2.ts'
import { version } from './limits.ts'

/** How people know the network; it stands in errors. */
export const label = 'Facebook'

/** Where people read. */
export const home = 'https://www.facebook.com'

/** Calls carry a proof of the app’s secret: https://developers.facebook.com/docs/graph-api/guides/secure-requests */
export const place: GraphPlace = { label, root: `https://graph.facebook.com/${version}`, proof: true }

/** Videos have a host of their own: https://developers.facebook.com/docs/video-api/guides/publishing */
export const videoRoot = `https://graph-video.facebook.com/${version}`

/** Calls in the page's name. @throws Problem `unauthorized` where what is kept can't be read */
export function createClient(session: Session): Graph {
  return createGraph(place, session, credentialsOf(session))
}

/** What a write answers. */
export const Made = z.object({ id: z.string().min(1) })

/** https://developers.facebook.com/docs/graph-api/reference/page-post/ */
export const PagePost = z.object({
  id: z.string(),
  message: z.string().optional(),
  created_time: Instant,
  permalink_url: z.string().optional(),
  from: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  attachments: z
    .object({
      data: z.array(
        z.object({
          media_type: z.string().optional(),
          subattachments: z.object({ data: z.array(z.unknown()) }).optional(),
        }),
      ),
    })
    .optional(),
})
export type PagePost = z.infer<typeof PagePost>

/** https://developers.facebook.com/docs/graph-api/reference/comment/ */
export const Comment = z.object({
  id: z.string(),
  message: z.string().optional(),
  created_time: Instant,
  permalink_url: z.string().optional(),
  from: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  parent: z.object({ id: z.string() }).optional(),
  is_hidden: z.boolean().optional(),
  attachment: z.object({ type: z.string().optional() }).optional(),
})
export type Comment = z.infer<typeof Comment>

/** What of a comment is asked for (`fields`). */
export const commentFields = 'id,message,created_time,permalink_url,from{id,name},parent{id},is_hidden,attachment'

/** A page's posts begin with its id; what begins otherwise, and has two halves, is a comment. */
export function isComment(id: string, page: string): boolean {
  return id.includes('_') && !id.startsWith(`${page}_`)
}

/** An address for people: the network's own, which may lack its host, or one that leads there. */
export function addressOf({ id, permalink_url: own }: { id: string; permalink_url?: string | undefined }): string {
  return new URL(own ?? `/${id}`, home).href
}
