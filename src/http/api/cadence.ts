/** How often the blog promises an article, and how that is kept. Days are without a zone: `2026-11-24`. */
import { z } from '@hono/zod-openapi'
import { cursor, dateOnly, id, instant, next, words } from './shared.ts'

/**
 * `week`, `month`, `day`: `times` articles in each. `weekdays`: one on each of `weekdays` (1 is Monday). `at`: the usual time of day,
 * `12:00`. `notes`: whether notes count.
 */
export const cadencePromised = z.object({
  every: z.enum(['day', 'week', 'weekdays', 'month']),
  times: z.number().int().min(1).max(31).default(1),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
  at: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
  notes: z.boolean().default(false),
})
/** `words`: the promise as a sentence. `from`: from which day it holds; `counts`: the first day of its first whole period. `promised` null: nothing from then on. */
const counted = z.object({
  from: dateOnly,
  counts: dateOnly,
  promised: cadencePromised.nullable(),
  timeZone: z.string(),
  words: words.nullable(),
})
/** One day, week or month. `open`: not over, and neither published nor planned for. `none`: before the first promise. */
export const cadencePeriod = z.object({
  from: dateOnly,
  to: dateOnly,
  unit: z.enum(['day', 'week', 'month']),
  state: z.enum(['kept', 'planned', 'missed', 'open', 'break', 'none']),
  promised: z.number(),
  published: z.number(),
  planned: z.number(),
})
/** `GET /api/cadence?year=`: the promise, a year of it, and the first gap that is to come. */
export const cadence = z.object({
  today: dateOnly,
  timeZone: z.string(),
  promise: counted.nullable(),
  coming: counted.nullable(),
  year: z.number(),
  firstYear: z.number(),
  unit: z.enum(['day', 'week', 'month']),
  periods: z.array(cadencePeriod),
  summary: z.object({ kept: z.number(), due: z.number(), paused: z.number() }),
  streak: z.number(),
  longest: z.number(),
  gap: z.object({ from: dateOnly, to: dateOnly, due: dateOnly, missing: z.number() }).nullable(),
  breaks: z.array(z.object({ id, first: dateOnly, last: dateOnly })),
})
/** `GET /api/cadence` */
export const cadenceQuery = z.object({ year: z.coerce.number().int().min(1970).max(2100).optional() })
/** `PUT /api/cadence/promise` `{promise, from?}`; `promise` null: nothing is promised from today on. */
export const cadenceChange = z.object({ promise: cadencePromised.nullable(), from: dateOnly.optional() })
/** `POST /api/cadence/breaks`: both are days of the break. */
export const cadenceBreak = z.object({ first: dateOnly, last: dateOnly })

/** A draft; `ready` of five steps are done, `lacks` names the others. */
export const readyDraft = z.object({
  id,
  title: z.string(),
  kind: z.enum(['article', 'page', 'note']),
  words: z.number(),
  ready: z.number(),
  lacks: z.array(z.enum(['title', 'text', 'summary', 'pictures', 'checks'])),
  updatedAt: instant,
})
/** `GET /api/cadence/drafts?cursor=`: the readiest first */
export const readyDraftPage = z.object({ drafts: z.array(readyDraft), next })
/** `GET /api/cadence/drafts` */
export const readyDraftQuery = z.object({ cursor })

export type ReadyDraft = z.infer<typeof readyDraft>
export type ReadyDraftPage = z.infer<typeof readyDraftPage>
export type Cadence = z.infer<typeof cadence>
export type CadencePeriod = z.infer<typeof cadencePeriod>
export type CadencePromised = z.infer<typeof cadencePromised>
