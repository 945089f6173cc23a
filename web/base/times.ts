import type { Language } from './i18n.ts'

/** How a person reads time. */
export interface TimeReader {
  language: Language
  /** IANA name, as `Asia/Jakarta` */
  timeZone: string
  now?: Date
}

const DAY = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locale, options)
    formats.set(key, made)
  }
  return made
}

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }
const dayWords: Record<Language, Record<number, string>> = {
  id: { [-1]: 'kemarin', 0: 'hari ini', 1: 'besok', 2: 'lusa' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
}

/** The zone as people there call it: WIB, WITA, WIT; elsewhere what the language has (GMT+2). */
export function zoneName(at: Date, { language, timeZone }: TimeReader): string {
  const name = (locale: string) =>
    format(locale, { timeZone, timeZoneName: 'short' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? ''
  const indonesian = name('id-ID')
  return /^WI(B|TA|T)$/.test(indonesian) ? indonesian : name(locales[language])
}

/** A clock on the wall, `month` from 1 to 12. */
export interface Wall {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

/** The clock on the wall in a zone at an instant. */
export function wallOf(at: Date, timeZone: string): Wall {
  const parts = format('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') }
}

const dayNumber = ({ year, month, day }: Wall) => Math.round(Date.UTC(year, month - 1, day) / DAY)
const two = (n: number) => String(n).padStart(2, '0')

/** `09.00` in Indonesian, `09:00` in English. */
export function sayClock(at: Date, { language, timeZone }: TimeReader): string {
  const { hour, minute } = wallOf(at, timeZone)
  return `${two(hour)}${language === 'id' ? '.' : ':'}${two(minute)}`
}

/** The day in words: today, tomorrow, a weekday nearby, else the date. */
export function sayDay(at: Date, reader: TimeReader): string {
  const now = reader.now ?? new Date()
  const wall = wallOf(at, reader.timeZone)
  const today = wallOf(now, reader.timeZone)
  const away = dayNumber(wall) - dayNumber(today)
  const word = dayWords[reader.language][away]
  if (word) return word
  const locale = locales[reader.language]
  const timeZone = reader.timeZone
  if (away > 1 && away < 7) return format(locale, { timeZone, weekday: 'long' }).format(at)
  return format(locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    ...(wall.year !== today.year && { year: 'numeric' }),
  }).format(at)
}

/** An instant as one says it: `besok 09.00 WIB`, `tomorrow 09:00 WIB`. */
export function sayTime(instant: string | Date, reader: TimeReader): string {
  const at = new Date(instant)
  return `${sayDay(at, reader)} ${sayClock(at, reader)} ${zoneName(at, reader)}`
}

/** The exact moment, for a title or a long press. */
export function sayExactly(instant: string | Date, reader: TimeReader): string {
  const at = new Date(instant)
  const day = format(locales[reader.language], { timeZone: reader.timeZone, dateStyle: 'full' }).format(at)
  return `${day}, ${sayClock(at, reader)} ${zoneName(at, reader)}`
}

const justNow: Record<Language, string> = { id: 'baru saja', en: 'just now' }

/** A moment to plan by, its day whole: `Sabtu 5 Desember, 09.00 WIB`; with the year where it is another one. */
export function sayPlanned(instant: string | Date, reader: TimeReader): string {
  const at = new Date(instant)
  return `${sayLocal(toLocalInput(at, reader.timeZone), reader)} ${zoneName(at, reader)}`
}

/** How long ago or how far ahead, in one unit: `5 menit yang lalu`, `in 2 days`. */
export function sayAgo(instant: string | Date, { language, now = new Date() }: Omit<TimeReader, 'timeZone'>): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000
  const relative = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' })
  const size = Math.abs(seconds)
  if (size < 45) return justNow[language]
  if (size < 3600) return relative.format(Math.sign(seconds) * Math.max(1, Math.round(size / 60)), 'minute')
  if (size < 86_400) return relative.format(Math.sign(seconds) * Math.round(size / 3600), 'hour')
  return relative.format(Math.sign(seconds) * Math.round(size / 86_400), 'day')
}

/** `2026-11-24T09:00`: an instant on the clock of a zone, as fields for day and time keep it. */
export function toLocalInput(at: Date, timeZone: string): string {
  const { year, month, day, hour, minute } = wallOf(at, timeZone)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/**
 * A day as fields show it, and read it back: `Sabtu 5 Desember`, `Saturday 5 December`, with the year where it is another one.
 * @param date `2026-12-05`
 */
export function sayDate(date: string, { language, now = new Date(), timeZone }: TimeReader): string {
  const at = new Date(`${date}T00:00Z`)
  const year = Number(date.slice(0, 4)) === wallOf(now, timeZone).year ? undefined : ('numeric' as const)
  const part = (options: Intl.DateTimeFormatOptions) =>
    format(locales[language], { timeZone: 'UTC', ...options }).format(at)
  const day = [part({ day: 'numeric' }), part({ month: 'long' }), year && part({ year })].filter(Boolean).join(' ')
  return `${part({ weekday: 'long' })} ${day}`
}

/** `09:00` as the language writes it: `09.00`, `09:00`. */
export function sayHour(time: string, language: Language): string {
  return language === 'id' ? time.replace(':', '.') : time
}

/** Day and time as fields show them: `Sabtu 5 Desember, 09.00`. `local` is `2026-12-05T09:00`. */
export function sayLocal(local: string, reader: TimeReader): string {
  const [date = '', time = ''] = local.split('T')
  return `${sayDate(date, reader)}, ${sayHour(time, reader.language)}`
}

/**
 * The instant that a wall-clock time names in a zone. Where a clock change skips it, the time moves on by the gap;
 * where it happens twice, the first is meant. `undefined` for what is no time.
 */
export function fromLocalInput(local: string, timeZone: string): Date | undefined {
  const asUtc = Date.parse(`${local}:00Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) || Number.isNaN(asUtc)) return undefined
  const offset = (at: number) => {
    const wall = wallOf(new Date(at), timeZone)
    return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) - Math.floor(at / 60_000) * 60_000
  }
  const before = offset(asUtc - DAY)
  const after = offset(asUtc + DAY)
  const candidates = [asUtc - before, asUtc - after].filter((at) => at + offset(at) === asUtc)
  const first = candidates.length ? Math.min(...candidates) : asUtc - before
  return new Date(first)
}

/** Every zone that this browser knows; the ones most of our readers live in stand first. */
export function timeZones(): string[] {
  const near = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'UTC']
  const all = Intl.supportedValuesOf('timeZone')
  return [...near, ...all.filter((zone) => !near.includes(zone))]
}
