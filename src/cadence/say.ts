import { fill, type Language, say, type Words } from '../core/words.ts'
import type { Period, Promised, Unit } from './reckon.ts'

/** A promise as a sentence of its own: "One article every Tuesday at 12:00". */
export function promiseWords(promised: Promised): Words {
  const { every, times, at, weekdays } = promised
  const said =
    every === 'weekdays'
      ? { id: `Satu artikel tiap ${listed(weekdays, 'id')}`, en: `One article every ${listed(weekdays, 'en')}` }
      : times === 1
        ? once[every]
        : fill(often[every], { n: times })
  const time = at ? { id: ` pukul ${at.replace(':', '.')}`, en: ` at ${at}` } : { id: '', en: '' }
  return { id: said.id + time.id, en: said.en + time.en }
}

/** A weekday's name: 1 is Monday. */
export function weekdayName(weekday: number, language: Language): string {
  const date = new Date(Date.UTC(2024, 0, weekday))
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(date)
}

/** A day as people say it: `Tuesday 15 December`. */
export function dayName(day: string, language: Language): string {
  const format = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, format)
    .format(new Date(`${day}T00:00:00Z`))
    .replace(',', '')
}

/** The same in both languages. */
export function dayWords(day: string): Words {
  return { id: dayName(day, 'id'), en: dayName(day, 'en') }
}

/** So many days, weeks or months. */
export function unitWords(unit: Unit, n: number, language: Language): string {
  return say(units[unit], language, { n })
}

/** How a period stands. */
export const stateWords: Readonly<Record<Period['state'], Words>> = {
  kept: { id: 'terjaga', en: 'kept' },
  planned: { id: 'terencana', en: 'planned' },
  missed: { id: 'kosong', en: 'missed' },
  open: { id: 'belum ada', en: 'open' },
  break: { id: 'libur', en: 'break' },
  none: { id: 'tanpa janji', en: 'no promise' },
}

function listed(weekdays: readonly number[], language: Language): string {
  const names = weekdays.map((one) => weekdayName(one, language))
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}

const once: Record<'day' | 'week' | 'month', Words> = {
  day: { id: 'Satu artikel tiap hari', en: 'One article every day' },
  week: { id: 'Satu artikel tiap pekan', en: 'One article every week' },
  month: { id: 'Satu artikel tiap bulan', en: 'One article every month' },
}
const often: Record<'day' | 'week' | 'month', Words> = {
  day: { id: '{n} artikel tiap hari', en: '{n} {n|article|articles} every day' },
  week: { id: '{n} artikel tiap pekan', en: '{n} {n|article|articles} every week' },
  month: { id: '{n} artikel tiap bulan', en: '{n} {n|article|articles} every month' },
}
const units: Record<Unit, Words> = {
  day: { id: '{n} hari', en: '{n} {n|day|days}' },
  week: { id: '{n} pekan', en: '{n} {n|week|weeks}' },
  month: { id: '{n} bulan', en: '{n} {n|month|months}' },
}
