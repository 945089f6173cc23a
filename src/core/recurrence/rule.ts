import { Problem } from '../problem.ts'
import type { Words } from '../words.ts'
import { dayMs, weekdayOf } from './calendar.ts'

export const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const
export type Frequency = (typeof frequencies)[number]
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** A weekday; with `nth` the first, second … (or from the end, negative) one of its month or year. */
export interface NthWeekday {
  weekday: number
  nth: number | undefined
}

/** One RRULE of RFC 5545, with what it leaves out taken from its start. An empty list allows everything. */
export interface Rule {
  frequency: Frequency
  interval: number
  /** How many at most. */
  count: number | undefined
  until: Until | undefined
  /** The first day of the week, 0 is Monday. */
  weekStart: number
  months: readonly number[]
  weeks: readonly number[]
  yearDays: readonly number[]
  monthDays: readonly number[]
  weekdays: readonly NthWeekday[]
  /** Days after Easter Sunday: not in the RFC, but widely written (BYEASTER). */
  easter: readonly number[]
  hours: readonly number[]
  minutes: readonly number[]
  seconds: readonly number[]
  positions: readonly number[]
}

/** The last moment, inclusive: an instant when it was written with a Z, else a time on the wall. */
export interface Until {
  ms: number
  instant: boolean
}

/** What can't be read is said in words, with the piece that it is about. */
export function unreadable(piece: string): Problem {
  return new Problem('wrong-input', notUnderstood, { field: 'rule', values: { piece } })
}

const notUnderstood: Words = {
  id: 'Bagian “{piece}” dari aturan ulang ini tidak dapat dibaca. Tulis seperti FREQ=WEEKLY;BYDAY=TU (RFC 5545).',
  en: 'The part “{piece}” of this repeat rule can’t be read. Write it like FREQ=WEEKLY;BYDAY=TU (RFC 5545).',
}

const known = new Set([
  ...['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYMONTH', 'BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY', 'BYDAY'],
  ...['BYWEEKDAY', 'BYEASTER', 'BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYSETPOS'],
])

/** Reads what stands behind `RRULE:`. @param start the first moment on the wall @throws Problem `wrong-input` */
export function parseRule(text: string, start: number): Rule {
  const parts = partsOf(text)
  const list = (name: string, least: number, most: number) => numbers(name, parts.get(name), least, most)
  const either = (name: string, most: number) => list(name, -most, most).filter((value) => nonZero(name, value))
  const rule: Rule = {
    frequency: frequencyOf(parts.get('FREQ')),
    interval: single('INTERVAL', parts.get('INTERVAL'), 100_000) ?? 1,
    count: single('COUNT', parts.get('COUNT'), 1_000_000),
    until: parts.has('UNTIL') ? untilOf(parts.get('UNTIL') as string) : undefined,
    weekStart: parts.has('WKST') ? weekdayNamed(parts.get('WKST') as string) : 0,
    months: list('BYMONTH', 1, 12),
    weeks: either('BYWEEKNO', 53),
    yearDays: either('BYYEARDAY', 366),
    monthDays: either('BYMONTHDAY', 31),
    weekdays: weekdaysOf(parts.get('BYDAY') ?? parts.get('BYWEEKDAY')),
    easter: list('BYEASTER', -366, 366),
    hours: list('BYHOUR', 0, 23),
    minutes: list('BYMINUTE', 0, 59),
    seconds: list('BYSECOND', 0, 59),
    positions: either('BYSETPOS', 366),
  }
  return filledFrom(rule, start)
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>()
  for (const piece of text.trim().toUpperCase().split(';')) {
    if (!piece) continue
    const [name = '', value = '', ...more] = piece.split('=')
    if (!known.has(name) || !value || more.length || parts.has(name)) throw unreadable(piece)
    parts.set(name, value)
  }
  if (!parts.size) throw unreadable(text)
  return parts
}

function frequencyOf(value: string | undefined): Frequency {
  if (value === undefined) return 'YEARLY'
  const found = frequencies.find((frequency) => frequency === value)
  if (!found) throw unreadable(`FREQ=${value}`)
  return found
}

function single(name: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined
  const [only, ...more] = numbers(name, value, 0, most)
  if (only === undefined || more.length) throw unreadable(`${name}=${value}`)
  return only
}

function numbers(name: string, value: string | undefined, least: number, most: number): number[] {
  if (value === undefined) return []
  const read = value.split(',').map((piece) => {
    const number = Number(piece)
    if (!/^[+-]?\d{1,7}$/.test(piece) || number < least || number > most) throw unreadable(`${name}=${value}`)
    return number
  })
  return [...new Set(read)].sort((a, b) => a - b)
}

function nonZero(name: string, value: number): boolean {
  if (value === 0) throw unreadable(`${name}=0`)
  return true
}

function weekdayNamed(name: string): number {
  const index = weekdays.indexOf(name as (typeof weekdays)[number])
  if (index < 0) throw unreadable(name)
  return index
}

function weekdaysOf(value: string | undefined): NthWeekday[] {
  if (value === undefined) return []
  return value.split(',').map((piece) => {
    const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(piece)
    const nth = match?.[1] === undefined ? undefined : Number(match[1])
    if (!match || nth === 0 || Math.abs(nth ?? 1) > 53) throw unreadable(`BYDAY=${value}`)
    return { weekday: weekdayNamed(match[2] as string), nth }
  })
}

function untilOf(value: string): Until {
  return { ms: wallOfText(value), instant: value.endsWith('Z') }
}

/** `19970902T090000` (with or without a Z) or `19970902` as a time on the wall. @throws Problem `wrong-input` */
export function wallOfText(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text)
  if (!match) throw unreadable(text)
  const [year, month, day, hour, minute, second] = match.slice(1).map((piece) => Number(piece ?? 0)) as number[] & {
    length: 6
  }
  const ms = Date.UTC(year as number, (month as number) - 1, day, hour, minute, second)
  const written = new Date(ms).toISOString().replace(/[-:]|\.\d+Z/g, '')
  if (!written.startsWith(text.replace('Z', ''))) throw unreadable(text)
  return ms
}

/** What a rule does not say it takes from its start: the day of the year, month or week, and the time of day. */
function filledFrom(rule: Rule, start: number): Rule {
  const date = new Date(start)
  const level = frequencies.indexOf(rule.frequency)
  const own = (values: readonly number[], below: Frequency, value: number) =>
    values.length || level >= frequencies.indexOf(below) ? values : [value]
  const filled = {
    ...rule,
    // An nth weekday has a meaning in a month or a year only.
    weekdays: level > 1 ? rule.weekdays.map(({ weekday }) => ({ weekday, nth: undefined })) : rule.weekdays,
    hours: own(rule.hours, 'HOURLY', date.getUTCHours()),
    minutes: own(rule.minutes, 'MINUTELY', date.getUTCMinutes()),
    seconds: own(rule.seconds, 'SECONDLY', date.getUTCSeconds()),
  }
  const namesDays = [rule.weeks, rule.yearDays, rule.monthDays, rule.weekdays, rule.easter].some((list) => list.length)
  if (namesDays || level > 2) return filled
  if (rule.frequency === 'WEEKLY')
    return { ...filled, weekdays: [{ weekday: weekdayOf(Math.floor(start / dayMs)), nth: undefined }] }
  const months = rule.frequency === 'YEARLY' && !rule.months.length ? [date.getUTCMonth() + 1] : rule.months
  return { ...filled, months, monthDays: [date.getUTCDate()] }
}
