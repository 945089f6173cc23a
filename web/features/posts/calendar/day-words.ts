import { useMemo } from 'react'
import { type Language, useLanguage } from '../../../base/i18n.ts'
import { addDays, type CalendarView, spanOf } from './days.ts'

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }
const asDate = (day: string) => new Date(`${day}T00:00:00Z`)

/** Days in the person's words: `Selasa 24 November`, and what a view is called: `November 2026`. */
export function useDayWords(): {
  day(date: string): string
  dayOfMonth(date: string): string
  title(view: CalendarView, date: string): string
  /** Of a phone: `Des`; `Desember` where there is room. */
  month(date: string, room: boolean): string
} {
  const language = useLanguage()
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', ...options })
    const day = format({ weekday: 'long', day: 'numeric', month: 'long' })
    const month = format({ month: 'long', year: 'numeric' })
    const range = format({ day: 'numeric', month: 'short' })
    const short = format({ day: 'numeric', month: 'short' })
    const bare = format({ month: 'short' })
    const whole = format({ month: 'long' })
    return {
      day: (date) => day.format(asDate(date)),
      dayOfMonth: (date) => short.format(asDate(date)),
      month: (date, room) => (room ? whole : bare).format(asDate(date)),
      title: (view, date) => {
        if (view === 'month') return month.format(asDate(date))
        const { from, to } = spanOf(view, date)
        return range.formatRange(asDate(from), asDate(addDays(to, -1)))
      },
    }
  }, [language])
}
