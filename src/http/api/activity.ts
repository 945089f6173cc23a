/** Who did what, when. */
import { z } from '@hono/zod-openapi'
import { actKinds } from '../../team/index.ts'
import { cursor, instant, next, words } from './shared.ts'

/** `GET /api/activity`: newest first. `from` and `to` are half-open. */
export const activityQuery = z.object({
  who: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  what: z.enum(Object.keys(actKinds) as [keyof typeof actKinds]).optional(),
  from: instant.optional(),
  to: instant.optional(),
  cursor,
})

/** `GET /api/activity` → what was done, newest first. */
export const activityPage = z.object({
  lines: z.array(
    z.object({
      at: instant,
      /** `null`: somebody who is not known any more. */
      who: z.object({ id: z.string(), name: z.string() }).nullable(),
      /** What they did, to be read behind their name. */
      did: words,
      /** Where it is looked at, as long as it is there. */
      show: z.object({ kind: z.enum(['articles', 'conversations']), id: z.string() }).nullable(),
    }),
  ),
  next,
})

export type ActivityPage = z.infer<typeof activityPage>
/** One line of it. */
export type ActivityLine = ActivityPage['lines'][number]
