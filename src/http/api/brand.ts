/** The brand and its pictures. */
import { z } from '@hono/zod-openapi'
import { typefaceIds } from '../../core/typefaces.ts'
import { id, language, next } from './shared.ts'

const typeface = z.enum(['', ...typefaceIds])

/** `GET /api/brand`, `PUT /api/brand` (answers the same) */
export const brandKit = z.object({
  name: z.string().trim().min(1).max(100),
  handle: z.string().trim().max(64),
  promise: z.string().trim().max(160),
  /** Empty: none. */
  productSite: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]),
  language,
  /** `#rrggbb` */
  accent: z
    .string()
    .max(7)
    .regex(/^#[0-9a-f]{6}$/i),
  paper: z
    .string()
    .max(7)
    .regex(/^#[0-9a-f]{6}$/i),
  logo: id.nullable(),
  /** Typefaces of the blog: of titles, and of what is read. Empty: those of the theme. */
  displayFont: typeface.default(''),
  textFont: typeface.default(''),
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
  /** How long a video runs; null for a picture. */
  seconds: z.number().nullable(),
  /** What is the middle of a picture, in shares of its width and height; missing: its middle. */
  focus: z.object({ x: z.number(), y: z.number() }).optional(),
})

/**
 * A video comes in pieces: `POST /api/uploads` → 201 upload · `PUT /api/uploads/:id?at=OFFSET` with a piece (8 MB) → upload ·
 * `GET /api/uploads/:id` after a broken line → where to go on · `POST /api/uploads/:id/finish` → 201 media
 */
export const uploadBegin = z.object({
  name: z.string().max(200),
  bytes: z.number().int().min(1),
  use: z.enum(['video', 'import']).default('video'),
})
/** A file that comes in pieces. `received`: from which byte on the next piece is awaited. */
export const upload = z.object({ id, name: z.string(), bytes: z.number(), received: z.number() })
/** `POST /api/uploads/:id/finish`: the alternative text that goes with it. */
export const uploadFinish = z.object({ alt: z.string().max(2000).default('') })
/** `PATCH /api/media/:id` → media, with other alternative text. */
/** `GET /api/media?q=&cursor=`, newest first: pictures that people uploaded */
export const mediaPage = z.object({ media: z.array(media), next })
const share = z.number().min(0).max(1)
/** `POST /api/media/:id/crop` → 201 media: a part of it as a picture of its own. Shares of the whole width and height. */
export const mediaCrop = z.object({
  left: share,
  top: share,
  width: share.min(0.01),
  height: share.min(0.01),
  focus: z.object({ x: share, y: share }),
})
/** `PATCH /api/media/:id` */
export const mediaChange = z.object({ alt: z.string().max(2000) })

export type BrandKit = z.infer<typeof brandKit>
export type Upload = z.infer<typeof upload>
export type Media = z.infer<typeof media>
export type MediaPage = z.infer<typeof mediaPage>
export type MediaCrop = z.infer<typeof mediaCrop>
