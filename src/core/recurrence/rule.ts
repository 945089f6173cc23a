import { Problem } from '../problem.ts'
import type { Words } from '../words.ts'

/** The last moment, inclusive: an instant when it was written with a Z, else a time on the wall. */
export interface Until {
  ms: number
  instant: boolean
}

/** An RRULE whose parts all have a meaning. */
export interface Rule {
  /** As the library is to read it: without COUNT and UNTIL. */
  text: string
  /** How many times at most. */
  count: number | undefined
  until: Until | undefined
  /** Whether it ends by its own words. */
  ends: boolean
}

/** What can't be read is said in words, with the piece that it is about. */
export function unreadable(piece: string, cause?: unknown): Problem {
  return new Problem('wrong-input', notUnderstood, { field: 'rule', values: { piece }, cause })
}

const notUnderstood: Words = {
  id: 'Bagian “{piece}” dari aturan ulang ini tidak dapat dibaca. Tulis seperti FREQ=WEEKLY;BYDAY=TU (RFC 5545).',
  en: 'The part “{piece}” of this repeat rule can’t be read. Write it like FREQ=WEEKLY;BYDAY=TU (RFC 5545).',
}

const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)'

/** What each part may hold; the library takes a part that it does not know for none. */
const parts: Readonly<Record<string, (value: string) => boolean>> = {
  FREQ: (value) => /^(?:YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY)$/.test(value),
  INTERVAL: within(1, 100_000, 1),
  COUNT: within(1, 10_000, 1),
  UNTIL: (value) => untilOf(value) !== undefined,
  WKST: (value) => new RegExp(`^${weekday}$`).test(value),
  BYMONTH: within(1, 12),
  BYWEEKNO: fromBothEnds(53),
  BYYEARDAY: fromBothEnds(366),
  BYMONTHDAY: fromBothEnds(31),
  BYDAY: (value) =>
    value.split(',').every((day) => new RegExp(`^(?:[+-]?(?:[1-9]|[1-4]\\d|5[0-3]))?${weekday}$`).test(day)),
  BYHOUR: within(0, 23),
  BYMINUTE: within(0, 59),
  BYSECOND: within(0, 59),
  BYSETPOS: fromBothEnds(366),
}

function within(least: number, most: number, mostValues = 400): (value: string) => boolean {
  return (value) => {
    const numbers = value.split(',')
    const fine = (text: string) => /^[+-]?\d{1,7}$/.test(text) && Number(text) >= least && Number(text) <= most
    return numbers.length <= mostValues && numbers.every(fine)
  }
}

/** From the beginning or, below zero, from the end; there is no zeroth. */
function fromBothEnds(most: number): (value: string) => boolean {
  const fine = within(-most, most)
  return (value) => fine(value) && value.split(',').every((text) => Number(text) !== 0)
}

/** Reads what stands behind `RRULE:` (or that too). @throws Problem `wrong-input` with the piece that has no meaning */
export function readRule(text: string): Rule {
  const read = new Map<string, string>()
  for (const piece of text
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')) {
    if (!piece) continue
    const [name = '', value = '', ...more] = piece.split('=')
    if (!Object.hasOwn(parts, name) || more.length || read.has(name) || !parts[name]?.(value)) throw unreadable(piece)
    read.set(name, value)
  }
  if (!read.has('FREQ')) throw unreadable(text)
  const [count, until] = [read.get('COUNT'), read.get('UNTIL')]
  return {
    text: written(read),
    count: count === undefined ? undefined : Number(count),
    until: until ? untilOf(until) : undefined,
    ends: count !== undefined || until !== undefined,
  }
}

/** As the library reads it in our sense. */
function written(read: ReadonlyMap<string, string>): string {
  const rule = new Map(read)
  rule.delete('UNTIL')
  // With a count it reckons everything from the start for each single date.
  rule.delete('COUNT')
  const days = rule.get('BYDAY')
  // An nth weekday has a meaning in a month or a year only.
  if (days && !/^(?:YEARLY|MONTHLY)$/.test(rule.get('FREQ') ?? '')) rule.set('BYDAY', days.replace(/[+-]?\d+/g, ''))
  // A week without a day is all of it.
  if (rule.has('BYWEEKNO') && !days) rule.set('BYDAY', 'MO,TU,WE,TH,FR,SA,SU')
  return [...rule].map(([name, value]) => `${name}=${value}`).join(';')
}

/** `19970902T090000` (with or without a Z) or `19970902`; `undefined` for what is no such time. */
function untilOf(text: string): Until | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text)
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((piece) => Number(piece ?? 0))
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, day)
  at.setUTCHours(hour, minute, second)
  const same = at
    .toISOString()
    .replace(/[-:]|\.\d+Z/g, '')
    .startsWith(text.replace('Z', ''))
  return same ? { ms: at.getTime(), instant: text.endsWith('Z') } : undefined
}
