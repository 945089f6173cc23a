/** Days as `2026-12-05`, months as `2026-12`: reckoned without a zone. */
const asDate = (date: string) => new Date(`${date}T00:00Z`)
const asDay = (at: Date) => at.toISOString().slice(0, 10)

/** `2026-12` of `2026-12-05`. */
export const monthOf = (date: string): string => date.slice(0, 7)

/** Some days later, or earlier below zero. */
export function addDays(date: string, days: number): string {
  const at = asDate(date)
  at.setUTCDate(at.getUTCDate() + days)
  return asDay(at)
}

/** The same day some months later, or the last one where that month is shorter. */
export function addMonths(date: string, months: number): string {
  const at = asDate(`${monthOf(date)}-01`)
  at.setUTCMonth(at.getUTCMonth() + months)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(Number(date.slice(8)), last))
  return asDay(at)
}

/** Six weeks from the Monday before a month's first day, so that no month is higher than another. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const weekday = asDate(first).getUTCDay() || 7
  const monday = addDays(first, 1 - weekday)
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, day) => addDays(monday, week * 7 + day)))
}
