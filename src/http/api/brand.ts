/** The brand and its pictures. */
import { z } from '@hono/zod-openapi'
import { id, language } from './shared.ts'

/** `GET /api/brand`, `PUT /api/brand` (answers the same) */
export const brandKit = z.object({
  name: z.string().trim().min(1).max(100),
  handle: z.string().trim().max(64),
  promise: z.string().trim().max(160),
  /** Empty: none. */
  productSite: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]),
  language,
  /** `#rrggbb` */
  accent: z.string().regex(/^#[0-9a-f]{6}$/i),
  paper: z.string().regex(/^#[0-9a-f]{6}$/i),
  logo: id.nullable(),
})

/** `POST /api/media` (multipart: `file`, `alt`), `PATCH /api/media/:id` `{alt}` */
export const media = z.object({
  id,
  url: z.string(),
  mime: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  alt: z.string(),
})
export const mediaChange = z.object({ alt: z.string().max(2000) })

export type BrandKit = z.infer<typeof brandKit>
export type Media = z.infer<typeof media>
