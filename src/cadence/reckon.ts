/**
 * How a promise was kept, is being kept, and where its next gap is: pure reckoning with days. Weeks begin on Monday (ISO 8601); a week
 * belongs to the month and the year of its Thursday. Only whole periods count: a promise that is made in the middle of one holds from
 * the next one on, and the promise before it up to there.
 */

/** What a blog promises. */
export interface Promised {
  /** `weekdays`: an article on each of {@link weekdays}; one that comes late still keeps its week. */
  every: 'day' | 'week' | 'weekdays' | 'month'
  /** How many articles each time; of `weekdays` it is their number. From 1 to 31. */
  times: number
  /** ISO: 1 is Monday. Only of `weekdays`. */
  weekdays: readonly number[]
  /** The usual time of day: `12:00`. */
  at: string | null
  /** Whether notes count. */
  notes: boolean
}

/** A promise with the day from which it holds (`2026-11-24`); without a promise: nothing is promised from then on. */
export interface PromiseFrom {
  from: string
  promised: Promised | null
  /** Whose days they are. */
  timeZone: string
}

/** A stretch of whole periods under one promise. */
export interface Segment {
  promised: Promised
  timeZone: string
  /** The first day of its first period. */
  from: string
  /** The day after its last possible period; missing: it goes on. */
  until: string | undefined
}

/** A day's articles. */
export interface DayCount {
  published: number
  planned: number
}

/** Days without a promise, both of them among these. */
export interface Pause {
  first: string
  last: string
}

/** `open`: not over, and neither published nor planned for. `break`: nothing is promised in it. `none`: before any promise. */
export type PeriodState = 'kept' | 'planned' | 'missed' | 'open' | 'break' | 'none'

/** What is counted in. */
export type Unit = 'day' | 'week' | 'month'

/** One day, week or month of a promise. */
export interface Period {
  from: string
  /** Its last day. */
  to: string
  unit: Unit
  state: PeriodState
  promised: number
  published: number
  planned: number
}

/** The first period that is not planned for. */
export interface Gap {
  from: string
  to: string
  /** By when an article is due: a chosen weekday that is still to come, or the last day. */
  due: string
  missing: number
}

const day = (text: string) => Temporal.PlainDate.from(text)
const before = (a: string, b: string) => a < b

/** In what a promise is counted. */
export function unitOf({ every }: Promised): Unit {
  return every === 'weekdays' ? 'week' : every
}

/** The first day of the period that a day is in. */
export function periodStart(unit: Unit, of: string): string {
  const date = day(of)
  if (unit === 'day') return of
  return (unit === 'week' ? date.subtract({ days: date.dayOfWeek - 1 }) : date.with({ day: 1 })).toString()
}

/** The first day of the period after the one that begins on a day. */
export function nextPeriod(unit: Unit, start: string): string {
  const step = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }[unit]
  return day(start).add(step).toString()
}

/** The first day from which a promise made for a day is counted: that of the first whole period. */
export function countsFrom({ promised, from }: PromiseFrom): string {
  if (!promised) return from
  const start = periodStart(unitOf(promised), from)
  return start === from ? start : nextPeriod(unitOf(promised), start)
}

/** @param promises in order of their days */
export function segmentsOf(promises: readonly PromiseFrom[]): Segment[] {
  return promises.flatMap((one, index) => {
    if (!one.promised) return []
    const from = countsFrom(one)
    const later = promises.slice(index + 1).map(countsFrom)
    const until = later.reduce<string | undefined>(
      (least, next) => (least && before(least, next) ? least : next),
      undefined,
    )
    if (until !== undefined && !before(from, until)) return []
    return [{ promised: one.promised, timeZone: one.timeZone, from, until }]
  })
}

/** What is promised of a period, where some of its days are a break: in proportion to those that are left, or the weekdays that are left. */
function promisedIn(promised: Promised, days: readonly string[], paused: (day: string) => boolean): number {
  const free = days.filter((one) => !paused(one))
  if (promised.every === 'weekdays') return free.filter((one) => promised.weekdays.includes(day(one).dayOfWeek)).length
  return Math.min(promised.times, Math.round((promised.times * free.length) / days.length))
}

function daysFrom(from: string, after: string): string[] {
  const days: string[] = []
  for (let at = day(from); Temporal.PlainDate.compare(at, day(after)) < 0; at = at.add({ days: 1 }))
    days.push(at.toString())
  return days
}

interface Reckoned {
  segments: readonly Segment[]
  /** The articles of each segment, by its own days. */
  counts: readonly ReadonlyMap<string, DayCount>[]
  pauses: readonly Pause[]
  today: string
  /** Nothing after this day is looked at. */
  until: string
}

/** All periods of all promises up to a day, in order. */
export function periodsOf({ segments, counts, pauses, today, until }: Reckoned): Period[] {
  const paused = (one: string) => pauses.some(({ first, last }) => first <= one && one <= last)
  return segments.flatMap((segment, index) => {
    const unit = unitOf(segment.promised)
    const periods: Period[] = []
    for (let from = segment.from; from <= until; ) {
      const after = nextPeriod(unit, from)
      if (segment.until !== undefined && after > segment.until) break
      const days = daysFrom(from, after)
      const promised = promisedIn(segment.promised, days, paused)
      const { published, planned } = sumOf(days, counts[index])
      const over = after <= today
      const state = stateOf({ promised, published, planned, over })
      periods.push({ from, to: days.at(-1) ?? from, unit, state, promised, published, planned })
      from = after
    }
    return periods
  })
}

function sumOf(days: readonly string[], counts: ReadonlyMap<string, DayCount> | undefined): DayCount {
  const sum = { published: 0, planned: 0 }
  for (const one of days) {
    const count = counts?.get(one)
    sum.published += count?.published ?? 0
    sum.planned += count?.planned ?? 0
  }
  return sum
}

function stateOf({ promised, published, planned, over }: DayCount & { promised: number; over: boolean }): PeriodState {
  if (promised === 0) return 'break'
  if (published >= promised) return 'kept'
  if (over) return 'missed'
  return published + planned >= promised ? 'planned' : 'open'
}

/** How many periods in a row were kept: up to now, and at most. Breaks neither add nor end it; another unit begins anew. */
export function streaksOf(periods: readonly Period[]): { now: number; longest: number } {
  const unit = periods.at(-1)?.unit
  let [now, longest] = [0, 0]
  for (const { state, unit: of } of periods) {
    if (of !== unit) continue
    if (state === 'kept') now += 1
    else if (state === 'missed') now = 0
    longest = Math.max(longest, now)
  }
  return { now, longest }
}

/** How many periods were kept of those that are over or kept already, and how many were a break. */
export function summaryOf(periods: readonly Period[], today: string): { kept: number; due: number; paused: number } {
  const kept = periods.filter(({ state }) => state === 'kept').length
  const missed = periods.filter(({ state }) => state === 'missed').length
  const paused = periods.filter(({ state, to }) => state === 'break' && to < today).length
  return { kept, due: kept + missed, paused }
}

/** The first period from today on that nobody has planned for. */
export function gapOf(reckoned: Reckoned, periods: readonly Period[]): Gap | undefined {
  const open = periods.find(({ state, to }) => state === 'open' && to >= reckoned.today)
  if (!open) return undefined
  const { from, to, promised, published, planned } = open
  return { from, to, due: dueIn(reckoned, open), missing: promised - published - planned }
}

/** The first chosen weekday of it that is still to come and has no article; where there is none, its last day. */
function dueIn({ segments, counts, pauses, today }: Reckoned, { from, to }: Period): string {
  const index = segments.findLastIndex((segment) => segment.from <= from)
  const promised = segments[index]?.promised
  if (promised?.every !== 'weekdays') return to
  const free = daysFrom(from, day(to).add({ days: 1 }).toString()).filter((one) => {
    const count = counts[index]?.get(one)
    const paused = pauses.some(({ first, last }) => first <= one && one <= last)
    return one >= today && !paused && !count && promised.weekdays.includes(day(one).dayOfWeek)
  })
  return free[0] ?? to
}

/** The year that a period is drawn in: a week's is that of its Thursday. */
export function yearOf({ unit, from }: Pick<Period, 'unit' | 'from'>): number {
  return unit === 'week' ? (day(from).yearOfWeek ?? day(from).year) : day(from).year
}

/** The periods of a year; those before the first promise without a state of their own, so that a year is always whole. */
export function yearsPeriods(periods: readonly Period[], year: number, unit: Unit): Period[] {
  const own = periods.filter((period) => yearOf(period) === year)
  const first = periods[0]
  const until = first ? first.from : `${year + 1}-01-07`
  const blank: Period[] = []
  for (let from = firstOf(year, first?.unit ?? unit); from < until; ) {
    const of = first?.unit ?? unit
    if (yearOf({ unit: of, from }) !== year) break
    const after = nextPeriod(of, from)
    const to = day(after).subtract({ days: 1 }).toString()
    blank.push({ from, to, unit: of, state: 'none', promised: 0, published: 0, planned: 0 })
    from = after
  }
  return [...blank, ...own]
}

/** The first day of a year's first period: of weeks, the Monday of the week with 4 January in it. */
function firstOf(year: number, unit: Unit): string {
  return unit === 'week' ? periodStart('week', `${year}-01-04`) : `${year}-01-01`
}
