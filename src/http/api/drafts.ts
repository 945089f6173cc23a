/** Posts that are not sent yet. */
import { z } from '@hono/zod-openapi'
import { id, instant, next } from './shared.ts'

/** `GET`, `PUT`, `DELETE /api/drafts/:id` */
export const draft = z.object({
  id,
  articleId: id.nullable(),
  /** What was written, by channel: the composer's own. */
  body: z.record(z.string(), z.unknown()),
  version: z.number(),
  by: z.string().nullable(),
  updatedAt: instant,
})
/** `GET /api/drafts?cursor=`, newest change first; `total`: how many there are on all pages */
export const draftPage = z.object({ drafts: z.array(draft), total: z.number(), next })
/** `POST /api/drafts` → 201 */
export const draftCreate = z.object({
  articleId: id.optional(),
  body: z.record(z.string(), z.unknown()).refine((body) => JSON.stringify(body).length <= 1_000_000, {
    params: { words: { id: 'paling banyak 1.000.000 karakter.', en: 'at most 1,000,000 characters.' } },
  }),
})
/** A save names the version it is based on, 0 for words that were written on top of none; 409 `conflict` with `current` when somebody else has saved meanwhile. */
export const draftSave = draftCreate.pick({ body: true }).extend({ base: z.number().int().min(0) })

export type DraftPage = z.infer<typeof draftPage>
export type DraftPost = z.infer<typeof draft>
