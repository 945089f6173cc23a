/** Periods, streaks and gaps, against what a person counts with a calendar. */
import { describe, expect, test } from 'vitest'
import {
  countsFrom,
  type DayCount,
  gapOf,
  type Pause,
  type Promised,
  type PromiseFrom,
  periodsOf,
  segmentsOf,
  streaksOf,
  summaryOf,
  yearOf,
  yearsPeriods,
} from './reckon.ts'

const weekly: Promised = { every: 'week', times: 1, weekdays: [], at: null, notes: false }
const tuesdays: Promised = { ...weekly, every: 'weekdays', weekdays: [2] }
const monthly: Promised = { ...weekly, every: 'month' }
const daily: Promised = { ...weekly, every: 'day' }
const since = (from: string, promised: Promised | null): PromiseFrom => ({ from, promised, timeZone: 'UTC' })

function reckon({
  promises,
  published = [],
  planned = [],
  pauses = [],
  today,
  until,
}: {
  promises: readonly PromiseFrom[]
  published?: readonly string[]
  planned?: readonly string[]
  pauses?: readonly Pause[]
  today: string
  until: string
}) {
  const segments = segmentsOf(promises)
  const days = new Map<string, DayCount>()
  const add = (day: string, what: keyof DayCount) => {
    const count = days.get(day) ?? { published: 0, planned: 0 }
    days.set(day, { ...count, [what]: count[what] + 1 })
  }
  for (const day of published) add(day, 'published')
  for (const day of planned) add(day, 'planned')
  const reckoned = { segments, counts: segments.map(() => days), pauses, today, until }
  const periods = periodsOf(reckoned)
  return { periods, gap: gapOf(reckoned, periods), states: periods.map(({ from, state }) => `${from} ${state}`) }
}

describe('a week', () => {
  test('is of Monday to Sunday; an article on its last day keeps it, one on the next day does not', () => {
    const { states } = reckon({
      promises: [since('2026-11-02', weekly)],
      published: ['2026-11-08', '2026-11-16'],
      today: '2026-11-24',
      until: '2026-11-29',
    })
    expect(states).toEqual(['2026-11-02 kept', '2026-11-09 missed', '2026-11-16 kept', '2026-11-23 open'])
  })

  test('belongs to the year of its Thursday: 2026 has 53 weeks, 2027 begins with 4 January', () => {
    expect(yearOf({ unit: 'week', from: '2026-12-28' })).toBe(2026)
    expect(yearOf({ unit: 'week', from: '2025-12-29' })).toBe(2026)
    const { periods } = reckon({ promises: [since('2025-12-29', weekly)], today: '2026-06-01', until: '2027-01-10' })
    const year = yearsPeriods(periods, 2026, 'week')
    expect([year.length, year[0]?.from, year.at(-1)?.to]).toEqual([53, '2025-12-29', '2027-01-03'])
    expect(yearsPeriods(periods, 2027, 'week').map(({ from }) => from)).toEqual(['2027-01-04'])
  })

  test('begun counts from the next one on, and the promise before it up to there', () => {
    expect(countsFrom(since('2026-11-25', weekly))).toBe('2026-11-30')
    expect(countsFrom(since('2026-11-23', weekly))).toBe('2026-11-23')
    const twice = { ...weekly, times: 2 }
    const { periods } = reckon({
      promises: [since('2026-11-02', weekly), since('2026-11-11', twice)],
      published: ['2026-11-04', '2026-11-12', '2026-11-17'],
      today: '2026-11-23',
      until: '2026-11-22',
    })
    expect(periods.map(({ from, promised, state }) => [from, promised, state])).toEqual([
      ['2026-11-02', 1, 'kept'],
      ['2026-11-09', 1, 'kept'],
      ['2026-11-16', 2, 'missed'],
    ])
  })

  test('that a month cuts in two is counted under neither; an ended promise asks for nothing', () => {
    const { states } = reckon({
      promises: [since('2026-06-15', weekly), since('2026-06-20', monthly), since('2026-08-10', null)],
      today: '2026-12-01',
      until: '2026-12-31',
    })
    expect(states).toEqual(['2026-06-15 missed', '2026-06-22 missed', '2026-07-01 missed'])
  })
})

test('a leap day is a day, and a month has as many as it has', () => {
  const days = reckon({
    promises: [since('2028-02-27', daily)],
    published: ['2028-02-29'],
    today: '2028-03-02',
    until: '2028-03-01',
  })
  expect(days.states).toEqual(['2028-02-27 missed', '2028-02-28 missed', '2028-02-29 kept', '2028-03-01 missed'])
  const months = reckon({
    promises: [since('2028-01-01', monthly)],
    published: ['2028-02-29'],
    today: '2028-03-02',
    until: '2028-03-31',
  })
  expect(months.periods.map(({ to, state }) => [to, state])).toEqual([
    ['2028-01-31', 'missed'],
    ['2028-02-29', 'kept'],
    ['2028-03-31', 'open'],
  ])
})

test('a break takes from a promise what is in it: whole periods, chosen weekdays, or a share', () => {
  const pauses = [{ first: '2026-11-10', last: '2026-11-12' }]
  const week = (promised: Promised, first = pauses) =>
    reckon({ promises: [since('2026-11-09', promised)], pauses: first, today: '2026-11-20', until: '2026-11-15' })
      .periods[0]
  expect(week(tuesdays)).toMatchObject({ promised: 0, state: 'break' })
  expect(week({ ...tuesdays, weekdays: [2, 5] })).toMatchObject({ promised: 1, state: 'missed' })
  expect(week(weekly)).toMatchObject({ promised: 1 })
  expect(week({ ...weekly, times: 7 })).toMatchObject({ promised: 4 })
  expect(week(weekly, [{ first: '2026-11-10', last: '2026-11-13' }])).toMatchObject({ promised: 0, state: 'break' })
})

test('a streak goes over breaks, ends with a gap, and another unit begins anew', () => {
  const { periods } = reckon({
    promises: [since('2026-09-07', weekly)],
    published: ['2026-09-08', '2026-09-15', '2026-09-23', '2026-10-06', '2026-10-20'],
    pauses: [{ first: '2026-10-12', last: '2026-10-18' }],
    today: '2026-10-21',
    until: '2026-10-25',
  })
  expect(periods.map(({ state }) => state)).toEqual(['kept', 'kept', 'kept', 'missed', 'kept', 'break', 'kept'])
  expect(streaksOf(periods)).toEqual({ now: 2, longest: 3 })
  expect(summaryOf(periods, '2026-10-21')).toEqual({ kept: 5, due: 6, paused: 1 })
  const mixed = reckon({
    promises: [since('2026-09-28', weekly), since('2026-10-08', monthly)],
    published: ['2026-09-29', '2026-10-06', '2026-10-13', '2026-11-11'],
    today: '2026-11-12',
    until: '2026-11-12',
  })
  expect(streaksOf(mixed.periods)).toEqual({ now: 1, longest: 1 })
})

describe('the next gap', () => {
  const promises = [since('2026-11-30', tuesdays)]
  const gap = (planned: string[], today: string, published: string[] = []) =>
    reckon({ promises, planned, published, today, until: '2027-03-01' }).gap

  test('is the first week that nobody planned for, due on its weekday', () => {
    expect(gap(['2026-12-01', '2026-12-08'], '2026-11-30')).toEqual({
      from: '2026-12-14',
      to: '2026-12-20',
      due: '2026-12-15',
      missing: 1,
    })
  })

  test('of a weekday that has passed is due by the end of the week; a planned article on any day closes it', () => {
    expect(gap([], '2026-12-02')).toMatchObject({ from: '2026-11-30', due: '2026-12-06' })
    expect(gap(['2026-12-05'], '2026-12-02')).toMatchObject({ from: '2026-12-07', due: '2026-12-08' })
    expect(gap([], '2026-12-02', ['2026-11-30'])).toMatchObject({ from: '2026-12-07' })
  })

  test('is none where nothing is promised', () => {
    expect(reckon({ promises: [], today: '2026-12-02', until: '2027-03-01' }).gap).toBeUndefined()
  })
})

test('a year before the first promise is whole, without a state', () => {
  const { periods } = reckon({ promises: [since('2026-03-02', weekly)], today: '2026-03-10', until: '2027-01-10' })
  const year = yearsPeriods(periods, 2026, 'week')
  expect(year).toHaveLength(53)
  expect(year.filter(({ state }) => state === 'none')).toHaveLength(9)
  expect(yearsPeriods(periods, 2025, 'week').every(({ state }) => state === 'none')).toBe(true)
})
