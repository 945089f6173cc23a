import { Problem } from '../problem.ts'
import { expand } from './expand.ts'
import { parseRule, type Rule, unreadable, wallOfText } from './rule.ts'

export { type Frequency, frequencies, weekdays } from './rule.ts'

/**
 * Times that come again: RRULE, EXRULE, RDATE and EXDATE of RFC 5545 over a start in a zone. All of it is computed on the
 * clock on the wall; only then does a time become an instant. **The one rule for clock changes** (Temporal's `compatible`):
 * a time that a change skips moves forward by the gap, one that comes twice is the first. Two times that so become one
 * instant are one occurrence.
 */
export interface Recurrence {
  rules: readonly Rule[]
  exceptRules: readonly Rule[]
  dates: readonly number[]
  exceptDates: readonly number[]
  /** The first moment, on the wall. */
  start: number
  /** IANA name */
  zone: string
}

/** Where a text has no DTSTART. */
export interface Start {
  /** An instant. */
  at: Date
  /** IANA name */
  zone: string
}

/** How many occurrences are looked through before a question counts as endless. */
const mostOccurrences = 100_000

/**
 * Reads lines of an iCalendar (`DTSTART`, `RRULE`, `EXRULE`, `RDATE`, `EXDATE`), or what stands behind `RRULE:` alone.
 * @throws Problem `wrong-input`
 */
export function parseRecurrence(text: string, start?: Start): Recurrence {
  const lines = text.split(/\r?\n/).map(lineOf)
  const named = lines.find((line) => line.name === 'DTSTART')
  const zone = named?.zone ?? start?.zone ?? 'UTC'
  checkZone(zone)
  const values = (name: string) => lines.filter((line) => line.name === name).map((line) => line.value)
  const times = (name: string) => values(name).flatMap((value) => value.split(',').map(wallOfText))
  const dates = times('RDATE')
  const first = named ? wallOfText(named.value) : start ? wallAt(start.at, zone) : dates[0]
  if (first === undefined) throw unreadable(text)
  const rules = (name: string) => values(name).map((value) => parseRule(value, first))
  const recurrence = {
    rules: rules('RRULE'),
    exceptRules: rules('EXRULE'),
    dates,
    exceptDates: times('EXDATE'),
    start: first,
    zone,
  }
  if (!recurrence.rules.length && !dates.length) throw unreadable(text)
  return recurrence
}

const names = new Set(['DTSTART', 'RRULE', 'EXRULE', 'RDATE', 'EXDATE'])

function lineOf(line: string): { name: string; value: string; zone: string | undefined } {
  const match = /^([A-Z]+)((?:;[^:=]+=[^:]+)*):(.+)$/i.exec(line.trim())
  if (!match) return { name: 'RRULE', value: line, zone: undefined }
  const name = (match[1] as string).toUpperCase()
  if (!names.has(name)) throw unreadable(line)
  return { name, value: match[3] as string, zone: /;TZID=([^;:]+)/i.exec(match[2] ?? '')?.[1] }
}

function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    // Intl says RangeError for every name that it does not know.
    throw unreadable(`TZID=${zone}`)
  }
}

/** The clock on the wall at an instant, as milliseconds. */
export function wallAt(at: Date, zone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime()
  return wall.toZonedDateTime('UTC').epochMilliseconds
}

/** The instant of a time on the wall, by the one rule for clock changes. */
export function instantOf(wall: number, zone: string): Date {
  const plain = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime()
  return new Date(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** All occurrences of one rule within its COUNT and UNTIL. @param from earlier ones may be left out */
function* ruleTimes(rule: Rule, { start, zone }: Recurrence, from: number): Generator<number> {
  let left = rule.count ?? Number.POSITIVE_INFINITY
  // What is counted must be counted from its beginning.
  for (const wall of expand(rule, start, rule.count === undefined ? from : start)) {
    if (left-- <= 0 || isOver(rule, wall, zone)) return
    yield wall
  }
}

function isOver({ until }: Rule, wall: number, zone: string): boolean {
  if (!until) return false
  return (until.instant ? instantOf(wall, zone).getTime() : wall) > until.ms
}

/** Several ordered lists as one, each value once. */
function* merge(lists: readonly Iterator<number>[]): Generator<number> {
  const heads = lists.map((list) => ({ list, head: list.next() }))
  let last = Number.NEGATIVE_INFINITY
  for (;;) {
    const open = heads.filter(({ head }) => !head.done)
    if (!open.length) return
    const least = open.reduce((a, b) => ((a.head.value as number) <= (b.head.value as number) ? a : b))
    const value = least.head.value as number
    least.head = least.list.next()
    if (value > last) yield value
    last = Math.max(last, value)
  }
}

function* walls(recurrence: Recurrence, from: number): Generator<number> {
  const sorted = (times: readonly number[]) => [...times].sort((a, b) => a - b).values()
  const lists = (rules: readonly Rule[]) => rules.map((rule) => ruleTimes(rule, recurrence, from))
  const except = merge([...lists(recurrence.exceptRules), sorted(recurrence.exceptDates)])
  let excluded = except.next()
  let looked = 0
  for (const wall of merge([...lists(recurrence.rules), sorted(recurrence.dates)])) {
    if (++looked > mostOccurrences) throw endless()
    while (!excluded.done && excluded.value < wall) excluded = except.next()
    if (excluded.done || excluded.value !== wall) yield wall
  }
}

/** The instants in order, each once. @param from earlier ones may be left out */
export function* occurrences(recurrence: Recurrence, from?: Date): Generator<Date> {
  // A day earlier: the zone may have changed its clocks in between.
  const wall = from ? wallAt(from, recurrence.zone) - 86_400_000 : recurrence.start
  let last = Number.NEGATIVE_INFINITY
  for (const each of walls(recurrence, wall)) {
    const at = instantOf(each, recurrence.zone)
    if (at.getTime() <= last) continue
    last = at.getTime()
    yield at
  }
}

function endless(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Aturan ulang ini tidak ada habisnya. Beri akhir (COUNT atau UNTIL), atau pilih jarak yang lebih panjang.',
      en: 'This repeat rule has no end in reach. Give it an end (COUNT or UNTIL), or choose a longer distance.',
    },
    { field: 'rule' },
  )
}

/** Whether it comes to an end by its own words. */
export function hasEnd({ rules }: Recurrence): boolean {
  return rules.every((rule) => rule.count !== undefined || rule.until !== undefined)
}

/** Every occurrence. @throws Problem `wrong-input` when there are too many to name */
export function all(recurrence: Recurrence): Date[] {
  return [...occurrences(recurrence)]
}

/** The occurrences between two instants, these themselves only when `inclusive`. */
export function between(recurrence: Recurrence, from: Date, to: Date, inclusive = false): Date[] {
  const found: Date[] = []
  for (const at of occurrences(recurrence, from)) {
    if (inclusive ? at > to : at >= to) break
    if (inclusive ? at >= from : at > from) found.push(at)
  }
  return found
}

/** The first occurrence after an instant (or at it, when `inclusive`). */
export function firstAfter(recurrence: Recurrence, from: Date, inclusive = false): Date | undefined {
  for (const at of occurrences(recurrence, from)) if (inclusive ? at >= from : at > from) return at
  return undefined
}

/** The last occurrence before an instant (or at it, when `inclusive`). */
export function lastBefore(recurrence: Recurrence, to: Date, inclusive = false): Date | undefined {
  let last: Date | undefined
  for (const at of occurrences(recurrence)) {
    if (inclusive ? at > to : at >= to) break
    last = at
  }
  return last
}
