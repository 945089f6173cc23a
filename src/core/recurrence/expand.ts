import { easterOf } from '../easter.ts'
import { civilOf, dayMs, dayOf, daysInMonth, weekdayOf, weekNumber, weekOf } from './calendar.ts'
import type { Rule } from './rule.ts'

/** After so many days or steps without an occurrence a rule has none left: more than the calendar's cycle of 400 years. */
const emptySteps = 200_000
const lastYear = 9999
const unitMs = { HOURLY: 3_600_000, MINUTELY: 60_000, SECONDLY: 1000 }

/** A stretch of time whose occurrences belong together (BYSETPOS counts within it), and the work it took to look. */
interface Period {
  times: number[]
  steps: number
}

/**
 * The times on the wall that a rule names, in order, from `start` on; COUNT and UNTIL are the caller's. It ends by itself
 * where no more can come.
 * @param from earlier ones need not be named (they may be)
 */
export function* expand(rule: Rule, start: number, from = start): Generator<number> {
  if (rule.interval === 0) return
  let empty = 0
  for (const period of periods(rule, start, Math.max(start, from))) {
    const times = rule.positions.length ? atPositions(period.times, rule.positions) : period.times
    const wanted = times.filter((time) => time >= start)
    empty = wanted.length ? 0 : empty + period.steps
    if (empty > emptySteps) return
    yield* wanted
  }
}

function periods(rule: Rule, start: number, from: number): Generator<Period> {
  switch (rule.frequency) {
    case 'YEARLY':
    case 'MONTHLY':
    case 'WEEKLY':
    case 'DAILY':
      return dayPeriods(rule, start, from)
    default:
      return clockPeriods(rule, unitMs[rule.frequency], start, from)
  }
}

/** Years, months, weeks or days, each with all times of its matching days. */
function* dayPeriods(rule: Rule, start: number, from: number): Generator<Period> {
  const first = spanAt(rule, start)
  const times = timesOfDay(rule)
  const skipped = Math.max(0, Math.floor(first.until(from) / rule.interval) - 1)
  for (let index = skipped * rule.interval; ; index += rule.interval) {
    const { day, days } = first.span(index)
    if (civilOf(day).year > lastYear) return
    const matching = Array.from({ length: days }, (_, offset) => day + offset).filter((each) => dayMatches(rule, each))
    yield { times: matching.flatMap((each) => times.map((time) => each * dayMs + time)), steps: days }
  }
}

/** The rule's periods counted from that of its start: their days, and how many lie before a moment. */
function spanAt(rule: Rule, start: number) {
  const startDay = Math.floor(start / dayMs)
  const { year, month } = civilOf(startDay)
  const later = (from: number) => civilOf(Math.floor(from / dayMs))
  switch (rule.frequency) {
    case 'YEARLY':
      return {
        until: (from: number) => later(from).year - year,
        span: (index: number) => {
          const day = dayOf(year + index, 1, 1)
          return { day, days: dayOf(year + index + 1, 1, 1) - day }
        },
      }
    case 'MONTHLY':
      return {
        until: (from: number) => (later(from).year - year) * 12 + later(from).month - month,
        span: (index: number) => {
          const day = dayOf(year, month + index, 1)
          const civil = civilOf(day)
          return { day, days: daysInMonth(civil.year, civil.month) }
        },
      }
    default: {
      const days = rule.frequency === 'WEEKLY' ? 7 : 1
      const first = days === 7 ? weekOf(startDay, rule.weekStart) : startDay
      return {
        until: (from: number) => Math.floor((Math.floor(from / dayMs) - first) / days),
        span: (index: number) => ({ day: first + index * days, days }),
      }
    }
  }
}

/** Hours, minutes or seconds; leaps over days, hours and minutes that can't match. */
function* clockPeriods(rule: Rule, unit: number, start: number, from: number): Generator<Period> {
  const first = Math.floor(start / unit) * unit
  const step = unit * rule.interval
  const minutes = unit > 60_000 ? rule.minutes : [0]
  const seconds = unit > 1000 ? rule.seconds : [0]
  let at = first + Math.max(0, Math.floor((from - first) / step) - 1) * step
  while (civilOf(Math.floor(at / dayMs)).year <= lastYear) {
    const next = nextCandidate(rule, at)
    if (next > at) {
      at = first + Math.ceil((next - first) / step) * step
      yield { times: [], steps: 1 }
      continue
    }
    const here = at
    yield {
      times: minutes.flatMap((minute) => seconds.map((second) => here + minute * 60_000 + second * 1000)),
      steps: 1,
    }
    at += step
  }
}

/** `at` itself when its day, hour, minute and second are allowed, else the beginning of what may come next. */
function nextCandidate(rule: Rule, at: number): number {
  const day = Math.floor(at / dayMs)
  if (!dayMatches(rule, day)) return (day + 1) * dayMs
  const date = new Date(at)
  if (!allows(rule.hours, date.getUTCHours())) return (Math.floor(at / 3_600_000) + 1) * 3_600_000
  if (rule.frequency === 'HOURLY') return at
  if (!allows(rule.minutes, date.getUTCMinutes())) return (Math.floor(at / 60_000) + 1) * 60_000
  if (rule.frequency === 'MINUTELY' || allows(rule.seconds, date.getUTCSeconds())) return at
  return at + 1000
}

function timesOfDay(rule: Rule): number[] {
  return rule.hours.flatMap((hour) =>
    rule.minutes.flatMap((minute) => rule.seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1000)),
  )
}

/** 1 is the first, -1 the last; each once, in order. */
function atPositions(times: readonly number[], positions: readonly number[]): number[] {
  const picked = positions.flatMap((position) => times.at(position > 0 ? position - 1 : position) ?? [])
  return [...new Set(picked)].sort((a, b) => a - b)
}

const allows = (list: readonly number[], value: number) => !list.length || list.includes(value)

/** In a list that may count from the end: `place` of `size`. */
function allowsPlace(list: readonly number[], place: number, size: number): boolean {
  return !list.length || list.includes(place) || list.includes(place - size - 1)
}

function dayMatches(rule: Rule, day: number): boolean {
  const { year, month, day: monthDay } = civilOf(day)
  if (!allows(rule.months, month)) return false
  if (rule.monthDays.length && !allowsPlace(rule.monthDays, monthDay, daysInMonth(year, month))) return false
  if (!weekdayMatches(rule, day, year, month)) return false
  if (rule.yearDays.length && !allowsPlace(rule.yearDays, ...placeInYear(day, year))) return false
  if (rule.weeks.length) {
    const { number, weeks } = weekNumber(day, rule.weekStart)
    if (!allowsPlace(rule.weeks, number, weeks)) return false
  }
  return !rule.easter.length || rule.easter.includes(day - easterDay(year))
}

function easterDay(year: number): number {
  const { month, day } = easterOf(year)
  return dayOf(year, month, day)
}

function placeInYear(day: number, year: number): [number, number] {
  const first = dayOf(year, 1, 1)
  return [day - first + 1, dayOf(year + 1, 1, 1) - first]
}

function weekdayMatches(rule: Rule, day: number, year: number, month: number): boolean {
  if (!rule.weekdays.length) return true
  const weekday = weekdayOf(day)
  return rule.weekdays.some((wanted) => {
    if (wanted.weekday !== weekday) return false
    if (wanted.nth === undefined) return true
    const inMonth = rule.frequency === 'MONTHLY' || rule.months.length > 0
    const first = inMonth ? dayOf(year, month, 1) : dayOf(year, 1, 1)
    const after = inMonth ? first + daysInMonth(year, month) : dayOf(year + 1, 1, 1)
    const nth = wanted.nth > 0 ? Math.floor((day - first) / 7) + 1 : -(Math.floor((after - 1 - day) / 7) + 1)
    return nth === wanted.nth
  })
}
