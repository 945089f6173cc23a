/** One word in the place of another in all articles. */
import { z } from '@hono/zod-openapi'
import { longestInput } from '../../core/input-limits.ts'
import { articleKind, articleState } from './articles.ts'
import { cursor, id, instant, next, words } from './shared.ts'

const part = z.enum(['title', 'summary', 'text'])

/** `POST /api/replacements` → 201: a trial begins; no article is changed by it. */
export const replacementBegin = z.object({
  find: z.string().min(1).max(longestInput.replaced),
  /** Empty: the words go. */
  replace: z.string().max(longestInput.replacement),
  /** Whole words only. */
  words: z.boolean().default(false),
  /** Capital letters count. */
  case: z.boolean().default(false),
  /** Where they don’t: what comes gets the capitals of what it replaces (*Kopi* → *Teh*, *KOPI* → *TEH*). */
  capitals: z.boolean().default(true),
  /** In code, addresses and raw HTML too. */
  markup: z.boolean().default(false),
  parts: z
    .array(part)
    .min(1)
    .max(3)
    .default(['title', 'summary', 'text'])
    .transform((parts) => [...new Set(parts)]),
  kind: articleKind.optional(),
  state: articleState.optional(),
  /** What readers have of published articles is changed too; else only their next words. */
  readers: z.boolean().default(true),
})

const outcome = z.enum(['found', 'changed', 'same', 'failed', 'restored', 'left'])

/**
 * `GET /api/replacements/:id`, `POST …/start`, `POST …/undo`. `articles`, `places`: what the trial found. `finished`: articles that are
 * done in this state. `outcomes`: how many articles came to what.
 */
export const replacement = z.object({
  id,
  search: z.object({
    ...{ find: z.string(), replace: z.string(), words: z.boolean(), case: z.boolean() },
    ...{ capitals: z.boolean(), markup: z.boolean() },
    ...{ parts: z.array(part), kind: articleKind.optional(), state: articleState.optional(), readers: z.boolean() },
  }),
  state: z.enum(['trying', 'ready', 'running', 'done', 'undoing', 'undone', 'failed']),
  articles: z.number(),
  places: z.number(),
  finished: z.number(),
  by: z.string(),
  createdAt: instant,
  endedAt: instant.nullable(),
  reason: words.nullable(),
  /** Until when it can be taken back. */
  undoUntil: instant,
})
/** One, with what its articles came to. */
export const replacementNow = replacement.extend({ outcomes: z.record(z.string(), z.number()) })
/** `GET /api/replacements?cursor=`, newest first */
export const replacementPage = z.object({ replacements: z.array(replacement), next })
/** `GET /api/replacements/:id/items?outcome=&cursor=` */
export const replacementItemQuery = z.object({ outcome: outcome.optional(), cursor })
/** The first places of each article, with what stands around them. */
export const replacementItems = z.object({
  items: z.array(
    z.object({
      articleId: id,
      title: z.string(),
      places: z.number(),
      /** `becomes`: what comes there, where that is not what was typed. */
      samples: z.array(
        z.object({ part, before: z.string(), match: z.string(), after: z.string(), becomes: z.string().optional() }),
      ),
      outcome,
      reason: words.nullable(),
    }),
  ),
  next,
})

export type Replacement = z.infer<typeof replacement>
export type ReplacementNow = z.infer<typeof replacementNow>
export type ReplacementPage = z.infer<typeof replacementPage>
export type ReplacementItems = z.infer<typeof replacementItems>
/** One article of a replacement. */
export type ReplacementItem = ReplacementItems['items'][number]
export type ReplacementBegin = z.input<typeof replacementBegin>
