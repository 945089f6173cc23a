import type { Language } from '../../core/words.ts'

/** A day as a reader’s language writes it out, on the clock of the blog. */
export function longDate(date: Date, language: Language, timeZone: string): string {
  return formatted(date, language, { dateStyle: 'long', timeZone })
}

/** The same without its year, where that is said already. */
export function dayAndMonth(date: Date, language: Language, timeZone: string): string {
  return formatted(date, language, { day: 'numeric', month: 'long', timeZone })
}

/** Making a formatter takes longer than all else of a list's row. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatted(date: Date, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${options.timeZone} ${options.dateStyle ?? ''}`
  const known = formatters.get(key)
  const format = known ?? new Intl.DateTimeFormat(language, options)
  if (!known) formatters.set(key, format)
  return format.format(date)
}
