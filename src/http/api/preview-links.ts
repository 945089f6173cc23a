/** Links by which somebody without an account reads an article that is being written. */
import { z } from '@hono/zod-openapi'
import { id, instant } from './shared.ts'

/** A link that works. `by`: who made it, empty for somebody who is gone. Its address was told once. */
export const previewLink = z.object({ id, by: z.string(), madeAt: instant, endsAt: instant })
/** `GET /api/articles/:id/preview-links`, the newest first: those that work */
export const previewLinks = z.object({ links: z.array(previewLink) })
/** `POST /api/articles/:id/preview-links` */
export const previewLinkMake = z.object({ days: z.union([z.literal(1), z.literal(7), z.literal(30)]) })
/** → 201: the link, with its address, which nobody can tell again */
export const previewLinkMade = z.object({ link: previewLink, address: z.url() })

export type PreviewLink = z.infer<typeof previewLink>
export type PreviewLinks = z.infer<typeof previewLinks>
export type PreviewLinkMade = z.infer<typeof previewLinkMade>
