/** Pictures and videos that nothing uses. */
import { z } from '@hono/zod-openapi'
import { media } from './brand.ts'
import { id, instant } from './shared.ts'

/** `GET /api/files` → what can be thrown away, the biggest first, and how much storage there is, in bytes */
export const files = z.object({
  media: z.array(media.extend({ addedAt: instant })),
  /** Of all that nothing uses, more than are listed here perhaps. */
  count: z.number(),
  bytes: z.number(),
  storage: z.object({ used: z.number(), most: z.number() }),
})
/** `POST /api/files/delete` → files, and which were thrown away. `POST /api/files/restore` takes them back for a day. */
export const filesChosen = z.object({ ids: z.array(id).min(1).max(200) })
/** What is left, and the ids of what was thrown away: of the chosen ones only what nothing uses. */
export const filesDeleted = files.extend({ deleted: z.array(id) })

export type Files = z.infer<typeof files>
export type FilesDeleted = z.infer<typeof filesDeleted>
