import { dateSaid, dayOf } from '../dates.ts'
import type { ThemeSite } from '../theme.ts'

/**
 * A day as its notes stand under it, with its year where another one begins: a blog that moved in may have nothing newer than years ago.
 * @param above the day that stands above it
 */
export function dayName(
  at: Date,
  above: Date | undefined,
  { language, timeZone }: Pick<ThemeSite, 'language' | 'timeZone'>,
): string {
  const yearOf = (date: Date) => dayOf(date, timeZone).slice(0, 4)
  const day = dateSaid(at, 'weekday', language, timeZone)
  return above !== undefined && yearOf(above) === yearOf(at) ? day : `${day} ${yearOf(at)}`
}
