import { z } from 'zod'
import { createGraph, type Graph, type GraphPlace, Instant } from '../meta.ts'
import { eachSound } from '../misfits.ts'
import type { Session } from '../network.ts'
import { credentialsOf } from '../oauth2.ts'
import { version } from './limits.ts'

/** How people know the network; it stands in errors. */
export const label = 'Instagram'

/** Where people read. */
export const home = 'https://www.instagram.com'

/**
 * https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes: the day's posts are used
 * up, what was sent is taken for spam, the media are not ready, could not be fetched in time, and a fault of the server.
 */
export const place: GraphPlace = {
  label,
  root: `https://graph.facebook.com/${version}`,
  proof: true,
  kindOf: (code, subcode) => {
    if (code === 9 && subcode === 2_207_042) return 'rate-limited'
    if (code === 4 && subcode === 2_207_051) return 'rejected'
    if (code === 9007 || (code === -2 && subcode === 2_207_003)) return 'unavailable'
    return code === -1 ? 'unknown' : undefined
  },
}

/** Calls in the name of the page that the account belongs to. */
export function createClient(session: Session): Graph {
  return createGraph(place, session, credentialsOf(session))
}

/** What a write answers. */
export const Made = z.object({ id: z.string().min(1) })

/** https://developers.facebook.com/docs/instagram-platform/reference/instagram-media */
export const Media = z.object({
  id: z.string(),
  caption: z.string().optional(),
  timestamp: Instant,
  permalink: z.string(),
  media_type: z.string().optional(),
  username: z.string().optional(),
  children: z.object({ data: z.array(z.unknown()) }).optional(),
})
export type Media = z.infer<typeof Media>

const Remark = z.object({
  id: z.string(),
  text: z.string().optional(),
  timestamp: Instant,
  username: z.string().optional(),
  from: z.object({ id: z.string(), username: z.string().optional() }).optional(),
  hidden: z.boolean().optional(),
  parent_id: z.string().optional(),
})
export type Remark = z.infer<typeof Remark>

/** A comment, with the answers below it. https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-comment */
export const Comment = Remark.extend({ replies: z.object({ data: eachSound(Remark) }).optional() })

const remarkFields = 'id,text,timestamp,username,from,hidden,parent_id'
/** What of a comment and its replies is asked for (`fields`); more replies are paged through. */
export const commentFields = `${remarkFields},replies.limit(100){${remarkFields}}`

/** A comment has no address of its own in the API; this is where the network shows it. */
export function addressOfComment(media: string, id: string): string {
  return `${media.replace(/\/$/, '')}/c/${id}/`
}

/** Whether an address is one of a comment. */
export function isComment(permalink: string): boolean {
  return /\/c\/[^/]+\/$/.test(permalink)
}
