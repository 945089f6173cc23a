import { serialText } from '../core/table/index.ts'
import { readTypedTime, type TypedTime, type TypedTimeProblem, type WallClock } from '../core/typed-time.ts'
import { fill, type Words } from '../core/words.ts'

/** Which of two numbers is the day in a file's dates, and what a person is told of it. */
export interface DateOrder {
  order: 'day-first' | 'month-first'
  /** The file writes some dates one way and some the other: those that could be both are wrong. */
  mixed: boolean
  notes: Words[]
}

type Order = DateOrder['order']

/** The order of each numeric date: sure where only one makes a day. */
function orderOfOne(typed: string, now: WallClock): Order | 'either' | undefined {
  if (!/(?:^|\D)\d{1,2}([-/.])\d{1,2}\1\d{2,4}(?!\d)/.test(typed)) return undefined
  const days = readTypedTime(typed, now, 'day-first')
  const months = readTypedTime(typed, now, 'month-first')
  if (typeof days === 'string') return undefined
  if (days.monthFirst) return 'month-first'
  return typeof months !== 'string' && months.month === days.month && months.day === days.day && !months.monthFirst
    ? 'day-first'
    : 'either'
}

/**
 * How a file writes its dates: both our languages write the day first; a file in which a date has no other day than with its
 * month first, and none the other way, is read so. Whatever could be both is told.
 */
export function dateOrderOf(typed: readonly string[], now: WallClock): DateOrder {
  const orders = typed.map((one) => orderOfOne(one, now))
  const months = orders.includes('month-first')
  const mixed = months && orders.includes('day-first')
  const either = typed.find((_one, at) => orders[at] === 'either')
  const order = months && !mixed ? 'month-first' : 'day-first'
  if (either === undefined) return { order, mixed, notes: [] }
  const example = readTypedTime(either, now, order)
  if (mixed || typeof example === 'string') return { order, mixed, notes: [] }
  const words = order === 'day-first' ? readDayFirst : readMonthFirst
  return { order, mixed, notes: [withDate(words, either, example)] }
}

function withDate(words: Words, typed: string, { year, month, day }: TypedTime): Words {
  const at = new Date(Date.UTC(year, month - 1, day))
  const said = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  return {
    id: fill(words, { typed, date: said('id') }).id,
    en: fill(words, { typed, date: said('en-GB') }).en,
  }
}

/** What is known where a row's time is read. */
export interface TimeReading {
  dates: DateOrder
  /** The day that the file's spreadsheet counts from. */
  dayZero: number
  /** What the clock shows in the row's zone. */
  now: WallClock
}

/** Words for a row without a time of its own. */
const slotWords = /^(?:(?:next )?(?:free )?slot|slot (?:kosong )?(?:berikutnya|selanjutnya)|slot kosong)$/i

/**
 * A row's day and time on the wall; `undefined` for an empty cell, or one that says slot.
 * @param typed the cells of day and time, in the order in which they stand
 */
export function readRowTime(typed: readonly string[], reading: TimeReading): TypedTime | Words | undefined {
  const cells = typed.map((cell) => unnumbered(cell.trim(), reading.dayZero)).filter(Boolean)
  const whole = cells.join(' ')
  if (!whole || slotWords.test(whole)) return undefined
  const { dates } = reading
  if (dates.mixed && orderOfOne(whole, reading.now) === 'either') return fill(either, { typed: whole })
  const found = readTypedTime(whole, reading.now, dates.order)
  if (typeof found === 'string') return fill(problems[found], { typed: whole })
  return found.hour === undefined ? fill(noClock, { typed: whole }) : found
}

/** A date that lost its format is a bare number of days: nothing else in a column of times has five digits. */
function unnumbered(cell: string, dayZero: number): string {
  const number = /^\d{5}(?:[.,]\d+)?$|^0[.,]\d+$/.test(cell) ? Number(cell.replace(',', '.')) : undefined
  return number === undefined ? cell : (serialText(number, dayZero, false) ?? cell)
}

/** The instant of a time on the wall, in the zone that was typed with it or in the row's. */
export function instantOfTyped(time: TypedTime, timeZone: string): Date {
  const { year, month, day, hour = 0, minute = 0 } = time
  const wall = new Temporal.PlainDateTime(year, month, day, hour, minute)
  return new Date(wall.toZonedDateTime(time.timeZone ?? timeZone).epochMilliseconds)
}

/** What the clock on the wall shows. */
export function wallClockAt(at: Date, timeZone: string): WallClock {
  const { year, month, day, hour, minute } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(
    timeZone,
  )
  return { year, month, day, hour, minute }
}

const unreadable: Words = {
  id: 'Waktu “{typed}” tidak dapat dibaca. Tulis seperti 05/12/2026 19.00, besok 9, atau kosongkan untuk slot kosong berikutnya.',
  en: 'The time “{typed}” can’t be read. Write it like 5 Dec 2026 19:00 or tomorrow 9, or leave it empty for the next free slot.',
}
const problems: Readonly<Record<TypedTimeProblem, Words>> = {
  empty: unreadable,
  unreadable,
  no_such_day: {
    id: 'Tanggal “{typed}” tidak ada di kalender. Periksa hari dan bulannya.',
    en: 'The calendar has no day “{typed}”. Check its day and month.',
  },
  no_such_year: {
    id: '“{typed}” di luar tahun yang dapat direncanakan. Tulis tahun 2000 sampai 2100.',
    en: '“{typed}” is outside the years that can be planned. Write one from 2000 to 2100.',
  },
  no_such_hour: {
    id: 'Jam “{typed}” tidak ada. Tulis dari 00.00 sampai 23.59.',
    en: 'There is no hour “{typed}”. Write one from 00:00 to 23:59.',
  },
  other_weekday: {
    id: 'Nama hari di “{typed}” bukan hari tanggal itu. Betulkan salah satunya.',
    en: 'The weekday in “{typed}” is not that date’s. Correct one of the two.',
  },
}
const noClock: Words = {
  id: '“{typed}” belum menyebut jam. Tambahkan jamnya, misalnya 19.00.',
  en: '“{typed}” names no time of day. Add one, such as 19:00.',
}
const either: Words = {
  id: '“{typed}” dapat dibaca dua cara, dan berkas ini menulis tanggalnya campur. Tulis nama bulannya, misalnya 5 Des 2026.',
  en: '“{typed}” can be read two ways, and this file mixes both. Write the month by name, such as 5 Dec 2026.',
}
const readDayFirst: Words = {
  id: 'Tanggal dibaca dengan hari di depan: {typed} berarti {date}.',
  en: 'Dates are read day first: {typed} means {date}.',
}
const readMonthFirst: Words = {
  id: 'Berkas ini menulis bulan di depan: {typed} berarti {date}. Periksa kolom waktunya.',
  en: 'This file writes the month first: {typed} means {date}. Check the column of times.',
}
