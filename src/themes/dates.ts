import type { Language } from '../core/words.ts'

/** How a date is said. */
const forms = {
  long: { dateStyle: 'long' },
  day: { day: 'numeric', month: 'long' },
  short: { day: 'numeric', month: 'short' },
  shortYear: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  shortTime: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  zonedTime: {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    timeZoneName: 'short',
  },
  longTime: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** `long`: 22 November 2026 · `day`: 22 November · `short`: 22 Nov · `shortYear`: 22 Nov 2026 · `weekday`: Sun, 22 Nov · `time`: 16:05 · `shortTime`: 22 Nov, 16:05 · `longTime`: 22 November 2026 at 16:05 · `zonedTime`: the same, with its zone. */
export type DateForm = keyof typeof forms

/** Making a formatter takes longer than all else of a list's row. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** A date as a reader's language writes it, on the clock of the blog. */
export function dateSaid(date: Date, form: DateForm, language: Language, timeZone: string): string {
  const key = `${form} ${language} ${timeZone}`
  const known = formatters.get(key)
  // English as Britain writes it: the day stands before the month, and the day has 24 hours.
  const format = known ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...forms[form], timeZone })
  if (!known) formatters.set(key, format)
  return format.format(date)
}

/** The day of a date on the blog's clock, `2026-11-22`: equal for what happened on one. */
export function dayOf(date: Date, timeZone: string): string {
  const key = `iso ${timeZone}`
  const known = formatters.get(key)
  const format =
    known ?? new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
  if (!known) formatters.set(key, format)
  return format.format(date)
}
