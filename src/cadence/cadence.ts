import { articlesByDay } from '../blog/index.ts'
import type { Context } from '../context.ts'
import { instantOf, localDate } from '../core/local-time.ts'
import type { Tx } from '../db/client.ts'
import { type Break, readBreaks } from './breaks.ts'
import { readPromises, zoneOf } from './promises.ts'
import {
  countsFrom,
  type DayCount,
  type Gap,
  gapOf,
  type Period,
  type PromiseFrom,
  periodsOf,
  type Segment,
  segmentsOf,
  streaksOf,
  summaryOf,
  type Unit,
  unitOf,
  yearOf,
  yearsPeriods,
} from './reckon.ts'

/** A promise with the day from which its first period is counted. */
export type Counted = PromiseFrom & { counts: string }

/** A blog's promise, and how it is kept. Days are those of `timeZone`. */
export interface Cadence {
  today: string
  timeZone: string
  /** What is promised today, or, before the first promise holds, what will be; `null`: nothing. */
  promise: Counted | null
  /** What will be promised instead, from a later day. */
  coming: Counted | null
  /** The year that is shown, and the first that has something to show. */
  year: number
  firstYear: number
  unit: Unit
  periods: readonly Period[]
  /** Of the year: what is over or kept already, and how many breaks there were. */
  summary: { kept: number; due: number; paused: number }
  streak: number
  longest: number
  gap: Gap | null
  /** Those that are not over. */
  breaks: readonly Break[]
}

/** So far ahead one looks for the next gap. */
const daysAhead = 400

/** @param year that is asked for; missing: this one. Three queries, however long the promise is kept. */
export async function readCadence(context: Context, tx: Tx, workspaceId: string, year?: number): Promise<Cadence> {
  const now = context.clock.now()
  const promises = await readPromises(tx, workspaceId)
  const timeZone = promises.at(-1)?.timeZone ?? (await zoneOf(tx, workspaceId))
  const today = localDate(now, timeZone)
  const shown = year ?? Math.max(Number(today.slice(0, 4)), yearOf({ unit: 'week', from: today }))
  const pauses = await readBreaks(tx, workspaceId)
  const segments = segmentsOf(promises)
  const ahead = Temporal.PlainDate.from(today).add({ days: daysAhead }).toString()
  const until = [ahead, `${shown + 1}-01-07`].sort().at(-1) as string
  const counts = await countDays(tx, segments, until)
  const reckoned = { segments, counts, pauses, today, until }
  const all = periodsOf(reckoned)
  const { promise, coming } = standing(promises, today)
  const unit = promise?.promised ? unitOf(promise.promised) : 'week'
  const periods = yearsPeriods(all, shown, unit)
  const streaks = streaksOf(all.filter(({ from }) => from <= today))
  return {
    today,
    timeZone,
    promise,
    coming,
    year: shown,
    firstYear: Math.min(shown, all[0] ? yearOf(all[0]) : Number(today.slice(0, 4))),
    unit,
    periods,
    summary: summaryOf(periods, today),
    streak: streaks.now,
    longest: streaks.longest,
    gap: gapOf(reckoned, all) ?? null,
    breaks: pauses.filter(({ last }) => last >= today),
  }
}

/** What is promised now; a promise whose first period is still to come stands where there is none before it. */
function standing(promises: readonly PromiseFrom[], today: string): Pick<Cadence, 'promise' | 'coming'> {
  const counted = promises.map((one) => ({ ...one, counts: countsFrom(one) }))
  const now = counted.findLast(({ counts }) => counts <= today)
  const next = counted.find(({ counts, from }) => counts > today && from >= (now?.from ?? ''))
  if (!now?.promised) return { promise: next?.promised ? next : null, coming: null }
  return { promise: now, coming: next ?? null }
}

/** The articles of each stretch by its own days, notes only where they count. */
async function countDays(
  tx: Tx,
  segments: readonly Segment[],
  until: string,
): Promise<ReadonlyMap<string, DayCount>[]> {
  const end = Temporal.PlainDate.from(until).add({ days: 40 }).toString()
  const spans = segments.map(({ from, until: after = end, timeZone }) => ({
    from: instantOf(`${from}T00:00`, timeZone),
    to: instantOf(`${after}T00:00`, timeZone),
    timeZone,
  }))
  const rows = await articlesByDay(tx, spans)
  return segments.map(({ promised }, index) => {
    const days = new Map<string, DayCount>()
    for (const { span, day, kind, published, planned } of rows) {
      if (span !== index || (kind === 'note' && !promised.notes)) continue
      const sum = days.get(day) ?? { published: 0, planned: 0 }
      days.set(day, { published: sum.published + published, planned: sum.planned + planned })
    }
    return days
  })
}
