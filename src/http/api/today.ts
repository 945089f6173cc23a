/** What the Today room shows. */
import { z } from '@hono/zod-openapi'
import { holidayCountries } from '../../core/holidays/index.ts'
import { kitParts, profileParts } from '../../today/index.ts'
import { articleSummary } from './articles.ts'
import { readyDraft } from './cadence.ts'
import { channel } from './channels.ts'
import { answerPromise, conversationSummary } from './conversations.ts'
import { delivery } from './posts.ts'
import { series } from './series.ts'
import { id, instant, words } from './shared.ts'

/** `GET /api/today/counts` */
export const counts = z.object({
  /** Conversations that wait for an answer. */
  waitingCount: z.number(),
  /** Posts that wait to be posted by hand. */
  byHandCount: z.number(),
})

/** As {@link counts}. */
export type Counts = z.infer<typeof counts>

/** `GET /api/today` */
export const today = z.object({
  /** The next gap of what the blog promises, where it is near, and the draft that is nearest to ready. */
  gap: z.object({ due: z.iso.date(), draft: readyDraft.nullable() }).nullable(),
  /** What the blog promises, how it is kept this year, and the day of the next gap; null: nothing. */
  promise: z.object({ words, kept: z.number(), due: z.number(), gapDue: z.iso.date().nullable() }).nullable(),
  waiting: z.array(conversationSummary),
  waitingCount: z.number(),
  /** Posts and articles that leave today (the person's day), in order. */
  leaving: z.array(
    z.discriminatedUnion('what', [
      z.object({ what: z.literal('post'), delivery }),
      z.object({ what: z.literal('article'), article: articleSummary }),
    ]),
  ),
  rhythm: z.object({
    /** Articles published a week, the last twelve weeks, oldest first; weeks begin on Monday. */
    weeks: z.array(z.object({ from: instant, articles: z.number() })),
    lastPublishedAt: instant.nullable(),
    daysSince: z.number().nullable(),
    nextAt: instant.nullable(),
    /** Where the first week begins, this one among them, for which no article is there or planned. */
    hollowAt: instant.nullable(),
    /** When the next article is due: in the first week without one, on the weekday and at the hour that are usual. */
    nextSlotAt: instant.nullable(),
  }),
  /** What the brand kit lacks, the profiles that don't show what it says, and how much of all that is measured is as it should be. */
  brand: z.object({
    missing: z.array(z.enum(kitParts)),
    profiles: z.number(),
    differing: z.array(
      channel
        .pick({ id: true, network: true, networkLabel: true, name: true, handle: true })
        .extend({ lacks: z.array(z.enum(profileParts)) }),
    ),
    kept: z.number(),
    of: z.number(),
  }),
  /** Over the last thirty days; `usualSeconds`: the median time to an answer. */
  talk: z.object({
    toAnswer: z.number(),
    answered: z.number(),
    usualSeconds: z.number().nullable(),
    said: z.object({ answers: z.number(), posts: z.number() }),
    /** How the promised time was kept; null where none is promised. */
    promise: answerPromise.extend({ due: z.number(), kept: z.number() }).nullable(),
  }),
  /** Deliveries that need a person: by-hand first, then rejected, unconfirmed, missed; and channels to reconnect. */
  decisions: z.array(delivery),
  /** How many wait to be posted by hand. */
  byHandCount: z.number(),
  channels: z.array(channel),
  /** Teasers that the program prepared and a person has to look at. */
  proposals: z.number(),
  /** Repeats that need fresh words. */
  repeats: z.array(series),
  /** From 1 December on: the year whose holidays are not decreed as far as this version knows, for who lives in such a country. */
  undecreed: z.object({ country: z.enum(holidayCountries), year: z.number() }).nullable(),
  /** What a newcomer has done so far. */
  steps: z.object({
    brand: z.boolean(),
    channel: z.boolean(),
    article: z.boolean(),
    published: z.boolean(),
    teaser: z.boolean(),
    /** The newest draft, and the newest article that is out: where the next step is done. */
    draftId: id.nullable(),
    articleId: id.nullable(),
  }),
})

// `GET /api/events`: server-sent events. Each `data` is `{ "topic": …, "ids": […] }`: something changed there; ask again. `topic`: `articles`,
// `words` (what is being written of them), `deliveries`, `drafts`, `sets`, `series`, `automatic`, `conversations`, `channels`, `brand`, `hold`.
// `ids`: what changed, and nothing else of that topic; missing: anything may have.

export type Today = z.infer<typeof today>
