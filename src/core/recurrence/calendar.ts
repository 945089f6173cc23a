/**
 * Days as numbers: day 0 is 1 January 1970, weekdays run from 0 (Monday) to 6. A wall-clock time is a number too, its
 * milliseconds as if the clock on the wall showed UTC; only `index.ts` knows zones.
 */
export const dayMs = 86_400_000

export interface Civil {
  year: number
  /** 1 to 12 */
  month: number
  day: number
}

export function dayOf(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / dayMs)
}

export function civilOf(day: number): Civil {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

export function daysInMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 1) - dayOf(year, month, 1)
}

/** The first day of the week that holds `day`, where weeks begin on `weekStart`. */
export function weekOf(day: number, weekStart: number): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7)
}

/** Week 1 is the first one with at least four days in its year (ISO 8601, for any first day of the week). */
function firstWeek(year: number, weekStart: number): number {
  return weekOf(dayOf(year, 1, 4), weekStart)
}

/** The number of a day's week, and how many weeks that week's year has. */
export function weekNumber(day: number, weekStart: number): { number: number; weeks: number } {
  const start = weekOf(day, weekStart)
  const { year } = civilOf(start + 3)
  const first = firstWeek(year, weekStart)
  return { number: (start - first) / 7 + 1, weeks: (firstWeek(year + 1, weekStart) - first) / 7 }
}
