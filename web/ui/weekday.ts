import { useLanguage } from '../base/i18n.ts'

/** Weekdays in the person's language, 1 being Monday. 1 January 2024 was a Monday. */
export function useWeekday(style: 'long' | 'short' = 'long'): (weekday: number) => string {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { weekday: style, timeZone: 'UTC' })
  return (weekday) => format.format(new Date(Date.UTC(2024, 0, weekday)))
}
