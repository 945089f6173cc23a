/** Posts that come again. */
import { z } from '@hono/zod-openapi'
import { postContent, postCreate } from './posts.ts'
import { finding, id, instant, next, plannedInstant, words } from './shared.ts'

/** When something comes again: what stands behind `RRULE:` (RFC 5545, with COUNT or UNTIL), from a first moment on. */
export const seriesRule = z.object({
  rule: z.string().min(1).max(500),
  timeZone: z.string().min(1).max(64),
  startsAt: plannedInstant,
})
/** `PUT /api/series/:id` → the series. Wordings that were used stay as they are, named or not. */
export const seriesChange = seriesRule.extend({
  /** The same thing in other words, each used once, in this order. */
  variants: z
    .array(z.object({ id: id.optional(), texts: postCreate.shape.texts }))
    .min(1)
    .max(200),
})
/** `POST /api/series` → 201 the series. `draftId`: the draft that it was, gone from the drafts when the repeat is made. */
export const seriesCreate = seriesChange.extend({ articleId: id.optional(), draftId: id.optional() })
/** `POST /api/series/preview`: a rule, and its wordings where the checks are asked too (`seriesId`: those of a repeat that is there) */
export const seriesPreview = seriesRule.extend({
  variants: seriesChange.shape.variants.optional(),
  articleId: id.optional(),
  seriesId: id.optional(),
})
/** The next five dates, how many come in all, and what the checks say of each wording (`variant`, from 0) in a channel. */
export const seriesDates = z.object({
  dates: z.array(instant),
  total: z.number(),
  findings: z.array(finding.extend({ variant: z.number(), channelId: id })),
})
/** `POST /api/series/:id/pause`, `…/resume`, `…/end` answer it */
export const series = seriesRule.extend({
  id,
  /** Whose it is: some roles decide about their own only. */
  by: z.string(),
  articleId: id.nullable(),
  state: z.enum(['active', 'paused', 'ended']),
  variants: z.array(
    z.object({
      id,
      texts: z.array(
        z.object({ channelId: id, text: z.string(), mediaIds: z.array(id), content: postContent.optional() }),
      ),
      usedAt: instant.nullable(),
    }),
  ),
  /** The next dates, five at most, and how many are still to come. */
  next: z.array(instant),
  left: z.number(),
  /** Occurrences that need fresh words from a person. */
  waiting: z.array(z.object({ at: instant, reason: words.nullable() })),
})

/** `GET /api/series?cursor=`, newest first */
export const seriesPage = z.object({ series: z.array(series), next })

export type SeriesPage = z.infer<typeof seriesPage>
export type Series = z.infer<typeof series>
export type SeriesRule = z.infer<typeof seriesRule>
export type SeriesChange = z.infer<typeof seriesChange>
export type SeriesCreate = z.infer<typeof seriesCreate>
export type SeriesDates = z.infer<typeof seriesDates>
