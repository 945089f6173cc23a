/** What all rooms of the API say: words, findings, problems. */
import { z } from '@hono/zod-openapi'

/** A sentence for people in both languages; the panel shows one. */
export const words = z.object({ id: z.string(), en: z.string() })
/** ISO 8601 with an offset, such as `2026-11-24T08:00:00Z`. */
export const instant = z.iso.datetime({ offset: true }).max(40)

/** An instant for which something is planned: in no year that neither a calendar shows nor the database writes as we read it. */
export const plannedInstant = instant.refine(
  (at) => {
    const year = new Date(at).getUTCFullYear()
    return year >= 2000 && year <= 2100
  },
  {
    params: {
      words: { id: 'tulislah waktu dari tahun 2000 sampai 2100.', en: 'write a time from the year 2000 to 2100.' },
    },
  },
)
/** A day, without a zone: `2026-11-24` */
export const dateOnly = z.iso.date().max(10)
/** What names a thing in addresses; never shown to people. */
export const id = z.uuid()
/** The panel’s languages. */
export const language = z.enum(['id', 'en'])
/** Where a list is read on: what the page before gave as `next`. */
export const cursor = z.string().max(10_000).optional()
/** Where the next page of a list begins; `null`: there is none. */
export const next = z.string().nullable()

/** Of an operation that has nothing to tell. */
export const answer = z.object({})

/** What a check found; offsets count UTF-16 units of the text that was sent. */
export const finding = z.object({
  check: z.string(),
  severity: z.enum(['error', 'warning', 'hint']),
  pillar: z.enum(['home', 'brand', 'manners', 'limits']),
  start: z.number(),
  end: z.number(),
  message: words,
  /** What kind of thing was found: the name of the check. */
  title: words.optional(),
  mend: z.string().optional(),
  /** Which text it is about, where it is not the first one: `thread.0`, `firstReply`. */
  place: z.string().optional(),
})

/** Every answer that is no success: what happened, why and what to do. */
export const problem = z.object({
  problem: z.object({
    kind: z.string(),
    words,
    /** The form field that it is about. */
    field: z.string().optional(),
    /** For `conflict`: what stands there now. */
    current: z.unknown().optional(),
    /** For posts that can't leave: by channel. */
    findings: z.record(z.string(), z.array(finding)).optional(),
    /** Where whoever sent the person here is told of it. */
    back: z.string().optional(),
  }),
})

export type Words = z.infer<typeof words>
export type ProblemAnswer = z.infer<typeof problem>
export type Finding = z.infer<typeof finding>
