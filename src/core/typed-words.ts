/** Words of both languages in which people type a day or a time (typed-time.ts), all in lower case. */

/** Words that say nothing themselves. */
export const fillers = new Set([
  'pukul',
  'pkl',
  'pk',
  'tanggal',
  'tgl',
  'pada',
  'at',
  'on',
  'the',
  'of',
  "o'clock",
  'o’clock',
])

/** Say nothing either, but count elsewhere: `2 jam lagi`, `3 hari lagi`, `hari ini`. */
export const skipped = new Set(['jam', 'hari', 'ini', 'this'])

const months: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb', 'pebruari'],
  ['maret', 'march', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agu', 'agt', 'ags', 'agus', 'aug'],
  ['september', 'sep', 'sept'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov', 'nop', 'nopember'],
  ['desember', 'december', 'des', 'dec'],
]

const weekdays: readonly (readonly string[])[] = [
  ['senin', 'sen', 'monday', 'mon'],
  ['selasa', 'sel', 'tuesday', 'tue', 'tues'],
  ['rabu', 'rab', 'wednesday', 'wed'],
  ['kamis', 'kam', 'thursday', 'thu', 'thur', 'thurs'],
  ['jumat', 'jum’at', "jum'at", 'jum', 'friday', 'fri'],
  ['sabtu', 'sab', 'saturday', 'sat'],
  ['minggu', 'min', 'ming', 'ahad', 'sunday', 'sun'],
]

const numbered = (lists: readonly (readonly string[])[]): ReadonlyMap<string, number> =>
  new Map(lists.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))

const monthNumbers = numbered(months)
const weekdayNumbers = numbered(weekdays)
const withoutDot = (word: string): string => word.replace(/\.$/, '')

/** 1 to 12, or `undefined` for a word that names no month. */
export const monthOf = (word: string | undefined): number | undefined => monthNumbers.get(withoutDot(word ?? ''))

/** 1 (Monday) to 7, or `undefined` for a word that names no weekday. */
export const weekdayOf = (word: string): number | undefined => weekdayNumbers.get(withoutDot(word))

/** Days from today. */
export const dayWords: Readonly<Record<string, number>> = {
  kemarin: -1,
  yesterday: -1,
  today: 0,
  sekarang: 0,
  besok: 1,
  esok: 1,
  bsk: 1,
  tomorrow: 1,
  tmr: 1,
  lusa: 2,
}

/** Two words that say how many days from today. */
export const spans: Readonly<Record<string, number>> = {
  'hari ini': 0,
  'minggu depan': 7,
  'pekan depan': 7,
  'next week': 7,
}

/** What “in three …” counts. */
export const relativeUnits: Readonly<Record<string, { days: number; minutes: number }>> = {
  ...unit(['menit', 'mnt', 'minute', 'minutes', 'min', 'mins'], { days: 0, minutes: 1 }),
  ...unit(['jam', 'hour', 'hours'], { days: 0, minutes: 60 }),
  ...unit(['hari', 'day', 'days'], { days: 1, minutes: 0 }),
  ...unit(['minggu', 'pekan', 'week', 'weeks'], { days: 7, minutes: 0 }),
}

function unit<T>(names: readonly string[], size: T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, size]))
}

const morning = (hour: number) => (hour > 12 ? undefined : hour % 12)
const afternoon = (hour: number) => (hour > 12 ? undefined : (hour % 12) + 12)
/** Whoever types 19.00 may say its part of the day as well. */
const within = (from: number, to: number, make: (hour: number) => number | undefined) => (hour: number) => {
  const meant = hour > 12 && hour < 24 ? hour : make(hour)
  return meant !== undefined && meant >= from && meant <= to ? meant : undefined
}

/**
 * What a part of the day makes of an hour (`undefined`: there is no such hour in it), or the hour that it names itself.
 * Siang is from 10 to 15, sore from 15 to 18, malam from 18 to 24 as Indonesian speaks of them.
 */
export const partsOfDay: Readonly<Record<string, number | ((hour: number) => number | undefined)>> = {
  am: morning,
  pm: afternoon,
  'a.m.': morning,
  'p.m.': afternoon,
  pagi: within(0, 11, (hour) => hour),
  subuh: within(2, 6, (hour) => hour),
  'dini hari': within(0, 5, (hour) => hour % 12),
  siang: within(10, 15, (hour) => (hour < 10 ? hour + 12 : hour)),
  sore: within(14, 19, afternoon),
  petang: within(16, 19, afternoon),
  malam: within(17, 24, (hour) => (hour === 12 ? 24 : hour + 12)),
  noon: 12,
  midnight: 24,
  'tengah malam': 24,
}

/** WIB, WITA and WIT by decree 41 of 1987; the cities stand for them in the zone database. */
const zones: Readonly<Record<string, string>> = {
  wib: 'Asia/Jakarta',
  wita: 'Asia/Makassar',
  wit: 'Asia/Jayapura',
  z: 'UTC',
  utc: 'UTC',
  gmt: 'UTC',
}

/** The zone that a word names: an IANA name, an offset as `+07:00`, or `undefined`. */
export function zoneOf(word: string): string | undefined {
  const known = zones[word]
  if (known) return known
  const offset = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?([0-5]\d))?$/.exec(word)
  if (offset && Number(offset[2]) <= 14) return `${offset[1]}${offset[2]?.padStart(2, '0')}:${offset[3] ?? '00'}`
  return word.includes('/') && /^[a-z]/.test(word) ? ianaZone(word) : undefined
}

function ianaZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    // No zone of that name.
    return undefined
  }
}
