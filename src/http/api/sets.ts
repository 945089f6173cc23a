/** Channels, or hashtags, that are chosen together under a name. */
import { z } from '@hono/zod-openapi'
import { id } from './shared.ts'

const name = z.string().trim().min(1).max(60)
const items = z.array(z.string().trim().min(1).max(100)).max(100)

/** `GET /api/sets` → `{ sets }`; `PUT`, `DELETE /api/sets/:id`. `items`: ids of channels, or hashtags without `#`. */
export const keptSet = z.object({
  id,
  kind: z.enum(['channels', 'hashtags']),
  name: z.string(),
  items: z.array(z.string()),
})
/** `POST /api/sets` → 201 the set */
export const setCreate = z.union([
  z.object({ kind: z.literal('channels'), name, items: z.array(id).max(50) }),
  z.object({ kind: z.literal('hashtags'), name, items }),
])
/** Another name, or other things in it. */
export const setChange = z.object({ name: name.optional(), items: items.optional() })

export type KeptSet = z.infer<typeof keptSet>
