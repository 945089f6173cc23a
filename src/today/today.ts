import { countProposals } from '../automation/index.ts'
import { articlesPlanned, type FirstArticles, firstArticles, type ListedArticle, rhythmOf } from '../blog/index.ts'
import { readBrandKit } from '../brand/index.ts'
import { type Cadence, type NearGap, nearGapOf, promiseWords, readCadence } from '../cadence/index.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { type ConversationView, countWaiting, pageOfConversations } from '../conversations/index.ts'
import { dayIn, weekStart } from '../core/days.ts'
import { countryIn, type HolidayCountry, undecreedYear } from '../core/holidays/index.ts'
import { instantOf } from '../core/local-time.ts'
import type { Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import {
  anyShared,
  countByHand,
  type ListedDelivery,
  listDeliveries,
  listSeries,
  type Series,
} from '../publishing/index.ts'
import { blogAddressOf } from '../team/index.ts'
import { type BrandMeasured, measureBrand } from './brand-measure.ts'
import { measureTalk, nextHollow, type TalkMeasured } from './measures.ts'
import { nextSlotIn } from './next-slot.ts'

const weeksShown = 12
const waitingShown = 8
const leavingShown = 300
const decisionsShown = 50

/** What leaves today: a post, or an article that readers will find. */
export type Leaving = { at: Date } & (
  | { what: 'post'; delivery: ListedDelivery }
  | { what: 'article'; article: ListedArticle }
)

/** What matters today, of one workspace. */
export interface Today {
  /** Whom we answer first: who has waited longest. */
  waiting: readonly ConversationView[]
  waitingCount: number
  /** In order of time, of the person's day. */
  leaving: readonly Leaving[]
  rhythm: {
    /** The last twelve weeks, the oldest first; the last one is this week. */
    weeks: readonly { from: Date; articles: number }[]
    lastPublishedAt: Date | null
    daysSince: number | null
    nextAt: Date | null
    /** The first week, this one among them, for which no article is there or planned. */
    hollowAt: Date | null
    /** When the next article is due: in the first week without one, on the weekday and at the hour that are usual. */
    nextSlotAt: Date | null
  }
  /** What the blog promises, how it is kept this year, and the day of the next gap; `null`: nothing. */
  promise: { words: Words; kept: number; due: number; gapDue: string | null } | null
  /** The next gap of what the blog promises, where an article is due in a few days. */
  gap: NearGap | undefined
  brand: BrandMeasured
  talk: TalkMeasured
  /** Deliveries that a person decides about; those first that they post by hand. */
  decisions: readonly ListedDelivery[]
  /** How many wait to be posted by hand. */
  byHandCount: number
  /** Prepared teasers that wait for a look. */
  proposals: number
  /** Repeats that wait for words. */
  repeats: readonly Series[]
  /** Channels that need a hand. */
  channels: readonly Channel[]
  /** The year, begun or soon to begin, whose holidays are expected at best: whose decree this version does not hold. */
  undecreed: { country: HolidayCountry; year: number } | null
  /** What a newcomer has done. */
  steps: { brand: boolean; channel: boolean; teaser: boolean } & FirstArticles
}

/** What waits for a person's own hands, as the panel's frame counts it on every screen. */
export interface Counts {
  waitingCount: number
  byHandCount: number
}

/** The counts alone: they are asked again with everything that happens. */
export async function readCounts(tx: Tx): Promise<Counts> {
  return { waitingCount: await countWaiting(tx), byHandCount: await countByHand(tx) }
}

/** @param timeZone of the person whose day it is */
export async function readToday(
  context: Context,
  tx: Tx,
  { workspaceId, timeZone }: { workspaceId: string; timeZone: string },
): Promise<Today> {
  const channels = await listChannels(context, tx)
  const blog = await blogAddressOf(context.config, tx, workspaceId)
  const cadence = await readCadence(context, tx, workspaceId)
  const brand = measureBrand(await readBrandKit(tx, workspaceId), channels, blog)
  const { rows: waiting } = await pageOfConversations(tx, { state: 'open', waiting: true, limit: waitingShown })
  return {
    waiting,
    ...(await readCounts(tx)),
    leaving: await leavingToday(context, tx, timeZone),
    rhythm: duePromised(await rhythm(context, tx, timeZone), cadence, context.clock.now()),
    gap: await nearGapOf(tx, cadence),
    promise: promiseOf(cadence),
    brand,
    talk: await measureTalk(tx, workspaceId, context.clock.now()),
    decisions: await decisions(tx),
    proposals: await countProposals(tx),
    repeats: await listSeries(context, tx, { waiting: true }),
    channels: channels.filter((channel) => channel.health !== 'fine'),
    undecreed: undecreedThere(timeZone, context.clock.now()),
    steps: {
      brand: brand.missing.length === 0,
      channel: channels.length > 0,
      ...(await firstArticles(tx)),
      teaser: await anyShared(tx),
    },
  }
}

/** A blog that promises something is due by its promise, not by what is usual: on the day of the next gap, at the promised hour. */
function duePromised(rhythm: Today['rhythm'], { promise, gap, timeZone }: Cadence, now: Date): Today['rhythm'] {
  if (!promise?.promised || !gap) return rhythm
  const due = instantOf(`${gap.due}T${promise.promised.at ?? '09:00'}`, timeZone)
  return { ...rhythm, nextSlotAt: due > now ? due : rhythm.nextSlotAt }
}

/** How the blog's promise is kept this year; `null`: it promises nothing now. */
function promiseOf({ promise, summary, gap }: Cadence): Today['promise'] {
  if (!promise?.promised) return null
  return { words: promiseWords(promise.promised), kept: summary.kept, due: summary.due, gapDue: gap?.due ?? null }
}

/** What a person does with their own hands nobody else does: it is never behind what failed. */
async function decisions(tx: Tx): Promise<ListedDelivery[]> {
  const byHand = await listDeliveries(tx, { states: ['by-hand'], limit: decisionsShown })
  const others = await listDeliveries(tx, { states: ['rejected', 'unconfirmed', 'missed'], limit: decisionsShown })
  return [...byHand, ...others].slice(0, decisionsShown)
}

function undecreedThere(timeZone: string, now: Date): Today['undecreed'] {
  const country = countryIn(timeZone)
  const day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const year = country && undecreedYear(country, day.toString())
  return country && year ? { country, year } : null
}

async function leavingToday(context: Context, tx: Tx, timeZone: string): Promise<Leaving[]> {
  const { from, to } = dayIn(timeZone, context.clock.now())
  const states = ['scheduled', 'sending', 'pending'] as const
  const posts = await listDeliveries(tx, { states, from, to, order: 'asc', limit: leavingShown })
  const articles = await articlesPlanned(tx, { from, to, limit: leavingShown })
  const leaving: Leaving[] = [
    ...posts.map((delivery) => ({ at: delivery.due_at, what: 'post' as const, delivery })),
    ...articles.map((article) => ({ at: article.publish_at ?? from, what: 'article' as const, article })),
  ]
  return leaving.sort((a, b) => a.at.getTime() - b.at.getTime())
}

async function rhythm(context: Context, tx: Tx, timeZone: string): Promise<Today['rhythm']> {
  const now = context.clock.now()
  const starts = Array.from({ length: weeksShown }, (_, index) => weekStart(timeZone, now, index - weeksShown + 1))
  const { counts, recent, next } = await rhythmOf(tx, now, starts)
  const last = recent[0] ?? null
  const thisWeek = counts.at(-1) ?? 0
  const hollowAt = await nextHollow(tx, timeZone, now, thisWeek)
  return {
    weeks: starts.map((from, index) => ({ from, articles: counts[index] ?? 0 })),
    lastPublishedAt: last,
    daysSince: last ? Math.floor((now.getTime() - last.getTime()) / 86_400_000) : null,
    nextAt: next,
    hollowAt,
    nextSlotAt: await nextSlot(tx, { hollowAt, published: recent, timeZone, now }),
  }
}

/** In the first week without an article; of this week, where no day of it is left, in the next one. */
async function nextSlot(
  tx: Tx,
  { hollowAt, ...rest }: { hollowAt: Date | null; published: readonly Date[]; timeZone: string; now: Date },
): Promise<Date | null> {
  const found = hollowAt && nextSlotIn({ week: hollowAt, ...rest })
  if (found || hollowAt === null) return found ?? null
  const after = await nextHollow(tx, rest.timeZone, rest.now, 1)
  return (after && nextSlotIn({ week: after, ...rest })) ?? null
}
