import {
  dayWords,
  fillers,
  monthOf,
  partsOfDay,
  relativeUnits,
  skipped,
  spans,
  weekdayOf,
  zoneOf,
} from './typed-words.ts'

/**
 * Day and time as people of our two languages type them: `besok 9`, `Sab 19.00`, `5 Des 2026 pukul 19.00 WIB`,
 * `05/12/2026 19.00`, `tomorrow 9`, `Saturday 5 December, 09:00`, ISO 8601. Numbers stand day first, as both languages write
 * them. It is read on a wall clock: what instant it names is for whoever knows the zone. The panel's field and the import of
 * tables read by this one rule.
 */
export interface TypedTime {
  year: number
  /** 1 to 12 */
  month: number
  day: number
  /** 0 to 23; `undefined` where only a day was typed */
  hour?: number
  minute?: number
  /** The zone that was typed with it: an IANA name, or an offset as `+07:00` */
  timeZone?: string
  /** It was read with the month first, in that order or because nothing else makes a day (`12/25/2026`) */
  monthFirst?: true
}

/** A wall clock, `month` from 1 to 12. */
export interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

/**
 * Why it can't be read: nothing was typed · words that are no time · a day that the calendar has not · an hour that the clock
 * has not · the weekday that was typed is not that day's
 */
export type TypedTimeProblem =
  | 'empty'
  | 'unreadable'
  | 'no_such_day'
  | 'no_such_year'
  | 'no_such_hour'
  | 'other_weekday'

/** Longer than any time that a person types, in UTF-16 units. */
const LONGEST = 100

interface Found {
  year?: number
  month?: number
  day?: number
  hour?: number
  minute?: number
  part?: (hour: number) => number | undefined
  weekday?: number
  nextWeek?: true
  /** Days, or minutes, from now */
  days?: number
  minutes?: number
  timeZone?: string
  monthFirst?: true
}

/** A step of reading: what it found at `index`, and the index after it. */
type Step = (words: readonly string[], index: number, found: Found) => number | TypedTimeProblem | undefined

/**
 * @param now what the clock shows where `typed` is read: for “tomorrow”, for a day without a year, for a time without a day
 * @param order which of two numbers is the day where both could be (`05/12`)
 */
export function readTypedTime(
  typed: string,
  now: WallClock,
  order: 'day-first' | 'month-first' = 'day-first',
): TypedTime | TypedTimeProblem {
  if (typed.length > LONGEST) return 'unreadable'
  const words = wordsOf(typed)
  if (!words.length) return 'empty'
  const found: Found = {}
  let index = 0
  while (index < words.length) {
    const next = step(words, index, found, order)
    if (typeof next === 'string') return next
    if (next === undefined) return 'unreadable'
    index = next
  }
  return completed(found, now)
}

/** Words and numbers: commas, brackets and words that say nothing are left out; a date or a clock stays one word. */
function wordsOf(typed: string): string[] {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[,;()\u200e\u200f]/g, ' ')
    .replace(/(\d)(am|pm|wib|wita|wit|utc|gmt)\b/g, '$1 $2')
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .replace(/^(\d{4}-\d\d-\d\d)t(?=\d)/, '$1 ')
    .replace(/([.:]\d+)(z|[+-]\d\d:?\d\d)$/, '$1 $2')
    .split(/\s+/)
    .filter((word) => word && !fillers.has(word))
}

function step(words: readonly string[], index: number, found: Found, order: 'day-first' | 'month-first') {
  for (const read of [isoDate, numberDate(order), writtenDate, relative, zone, clock, partOfDay, dayWord, skip]) {
    const next = read(words, index, found)
    if (next !== undefined) return next
  }
  return undefined
}

const isoDate: Step = (words, index, found) => {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(words[index] as string)
  if (!match) return undefined
  return withDate(found, Number(match[1]), Number(match[2]), Number(match[3])) ?? index + 1
}

const numberDate =
  (order: 'day-first' | 'month-first'): Step =>
  (words, index, found) => {
    const word = words[index] as string
    const match = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(word)
    // Two numbers with a dot are a clock: `19.00`.
    if (!match || (match[2] === '.' && !match[4])) return undefined
    const first = Number(match[1])
    const second = Number(match[3])
    const year = match[4] === undefined ? undefined : fullYear(match[4])
    const monthFirst = second > 12 ? first <= 12 : first > 12 ? false : order === 'month-first'
    if (monthFirst) found.monthFirst = true
    return withDate(found, year, monthFirst ? first : second, monthFirst ? second : first) ?? index + 1
  }

/** `5 desember 2026`, `december 5 2026`, `5 des`. */
const writtenDate: Step = (words, index, found) => {
  const at = (offset: number) => words[index + offset]
  const dayFirst = /^\d{1,2}$/.test(at(0) ?? '') && monthOf(at(1))
  const month = dayFirst || monthOf(at(0))
  const day = dayFirst ? at(0) : at(1)
  if (!month || !/^\d{1,2}$/.test(day ?? '')) return undefined
  const year = /^2[01]\d\d$/.test(at(2) ?? '') ? Number(at(2)) : undefined
  return withDate(found, year, month, Number(day)) ?? index + (year === undefined ? 2 : 3)
}

/** `dalam 3 hari`, `2 jam lagi`, `in 30 minutes`, `minggu depan`, `next week`. */
const relative: Step = (words, index, found) => {
  const at = (offset: number) => words[index + offset] ?? ''
  const span = spans[`${at(0)} ${at(1)}`]
  // “Hari Minggu depan” is a Sunday, “minggu depan” a week.
  if (span !== undefined && words[index - 1] !== 'hari') return put(found, 'days', span) ?? index + 2
  const begins = at(0) === 'in' || at(0) === 'dalam' ? 1 : 0
  const unit = relativeUnits[at(begins + 1)]
  const ends = at(begins + 2) === 'lagi' ? 1 : 0
  if (!unit || !/^\d{1,3}$/.test(at(begins)) || (!begins && !ends)) return undefined
  const amount = Number(at(begins))
  const problem = unit.days ? put(found, 'days', amount * unit.days) : put(found, 'minutes', amount * unit.minutes)
  return problem ?? index + begins + 2 + ends
}

const zone: Step = (words, index, found) => {
  const name = zoneOf(words[index] as string)
  if (!name) return undefined
  return put(found, 'timeZone', name) ?? index + 1
}

/** `9`, `19.00`, `19:00:00`, `1900`, `setengah 8`. */
const clock: Step = (words, index, found) => {
  const half = words[index] === 'setengah'
  const word = words[half ? index + 1 : index] ?? ''
  const match = /^(\d{1,2})(?:[.:h](\d\d)(?:[.:]\d\d(?:[.,]\d+)?)?|h)?$/.exec(word) ?? /^(\d\d)(\d\d)$/.exec(word)
  if (!match) return undefined
  const hour = Number(match[1]) - (half ? 1 : 0)
  const minute = half ? 30 : Number(match[2] ?? 0)
  if (hour < 0 || hour > 24 || minute > 59 || (hour === 24 && minute)) return 'no_such_hour'
  return put(found, 'hour', hour) ?? put(found, 'minute', minute) ?? index + (half ? 2 : 1)
}

/** `pagi`, `malam`, `pm`; `noon` and `tengah malam` are a time of their own. */
const partOfDay: Step = (words, index, found) => {
  const two = partsOfDay[`${words[index]} ${words[index + 1]}`]
  const part = two ?? partsOfDay[words[index] as string]
  if (!part) return undefined
  const next = index + (two ? 2 : 1)
  if (typeof part === 'number') return put(found, 'hour', part) ?? put(found, 'minute', 0) ?? next
  return put(found, 'part', part) ?? next
}

/** `besok`, `sabtu`, `next monday`, `senin depan`. */
const dayWord: Step = (words, index, found) => {
  const word = words[index] as string
  const away = dayWords[word]
  if (away !== undefined) return put(found, 'days', away) ?? index + 1
  if (word === 'next' || word === 'depan') return put(found, 'nextWeek', true) ?? index + 1
  const weekday = weekdayOf(word)
  return weekday === undefined ? undefined : (put(found, 'weekday', weekday) ?? index + 1)
}

const skip: Step = (words, index) => (skipped.has(words[index] as string) ? index + 1 : undefined)

/** A thing that is said twice is no time. */
function put<K extends keyof Found>(found: Found, key: K, value: Found[K]): TypedTimeProblem | undefined {
  if (found[key] !== undefined) return 'unreadable'
  found[key] = value
  return undefined
}

function withDate(found: Found, year: number | undefined, month: number, day: number): TypedTimeProblem | undefined {
  if (found.day !== undefined) return 'unreadable'
  // Of a day without a year, 29 February is let through: which year it means is not known yet.
  if (!isDay(year ?? 2024, month, day)) return 'no_such_day'
  Object.assign(found, { month, day }, year !== undefined && { year })
  return undefined
}

/** Two digits mean this century: nobody plans for 1926. */
const fullYear = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

interface Day {
  year: number
  month: number
  day: number
}

function dayAfter({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 1 is Monday. */
const weekdayIn = ({ year, month, day }: Day): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7

/** What is planned and kept lies in these years: a slip of the finger makes others, and no calendar shows them. */
const years = { first: 2000, last: 2100 }

function completed(found: Found, now: WallClock): TypedTime | TypedTimeProblem {
  const whole = found.minutes === undefined ? dayAndTime(found, now) : onlyMinutes(found, now)
  return typeof whole !== 'string' && (whole.year < years.first || whole.year > years.last) ? 'no_such_year' : whole
}

function dayAndTime(found: Found, now: WallClock): TypedTime | TypedTimeProblem {
  const time = timeOf(found)
  if (typeof time === 'string') return time
  const day = dayOf(found, now, time)
  if (typeof day === 'string') return day
  // Midnight at the end of a day is the beginning of the next.
  const whole = time?.hour === 24 ? { ...dayAfter(day, 1), hour: 0, minute: 0 } : { ...day, ...time }
  return {
    ...whole,
    ...(found.timeZone && { timeZone: found.timeZone }),
    ...(found.monthFirst && { monthFirst: true as const }),
  }
}

/** “In two hours” says day and time by itself. */
function onlyMinutes({ minutes = 0, ...rest }: Found, now: WallClock): TypedTime | TypedTimeProblem {
  if (Object.keys(rest).length) return 'unreadable'
  const at = new Date(Date.UTC(now.year, now.month - 1, now.day, now.hour, now.minute + minutes))
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
  }
}

function timeOf({ hour, minute = 0, part }: Found): { hour: number; minute: number } | TypedTimeProblem | undefined {
  if (hour === undefined) return part ? 'unreadable' : undefined
  if (!part) return { hour, minute }
  const meant = part(hour)
  return meant === undefined ? 'no_such_hour' : { hour: meant, minute }
}

function dayOf(
  found: Found,
  now: WallClock,
  time: { hour: number; minute: number } | undefined,
): Day | TypedTimeProblem {
  const { days, weekday, nextWeek } = found
  if (found.day !== undefined && found.month !== undefined) {
    if (days !== undefined || nextWeek) return 'unreadable'
    const named = namedDay(found.year, found.month, found.day, now)
    if (typeof named === 'string') return named
    return weekday !== undefined && weekdayIn(named) !== weekday ? 'other_weekday' : named
  }
  const today = { year: now.year, month: now.month, day: now.day }
  if (days !== undefined) {
    if (nextWeek) return 'unreadable'
    const day = dayAfter(today, days)
    // “Sunday next week”: the span says the week, the word the day in it.
    if (weekday !== undefined && days === 7) return dayAfter(day, weekday - weekdayIn(day))
    return weekday !== undefined && weekdayIn(day) !== weekday ? 'other_weekday' : day
  }
  const ahead = time === undefined || time.hour * 60 + time.minute > now.hour * 60 + now.minute
  if (weekday === undefined) return nextWeek || !time ? 'unreadable' : dayAfter(today, ahead ? 0 : 1)
  const away = (weekday - weekdayIn(today) + 7) % 7
  if (nextWeek) return dayAfter(today, weekday - weekdayIn(today) + 7)
  return dayAfter(today, away === 0 && !ahead ? 7 : away)
}

/** A day without a year is the next one of that name; 29 February waits for a year that has it. */
function namedDay(year: number | undefined, month: number, day: number, now: WallClock): Day | TypedTimeProblem {
  if (year !== undefined) return { year, month, day }
  for (let later = 0; later <= 8; later += 1) {
    const at = { year: now.year + later, month, day }
    const past = later === 0 && (month < now.month || (month === now.month && day < now.day))
    if (!past && isDay(at.year, month, day)) return at
  }
  return 'no_such_day'
}
