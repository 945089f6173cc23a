import { addDays, type DaySpan, daysOf, type Entry, wholeWeeks } from './days.ts'

/** A day that somebody tapped, and the day that the address asked for then. */
export interface Tapped {
  day: string
  date: string
}

/** Days that have to be drawn down to one that is far away; a list that is longer begins with that one instead. */
const mostBefore = 100

/**
 * The day that is chosen: the one that was tapped last, as long as the address asks for the same days and shows it; else the
 * address's. Where the page stands plays no part: the last days of a list can't be scrolled to its top.
 */
export function chosenDay(tapped: Tapped | undefined, date: string, span: DaySpan): string {
  return tapped?.date === date && inSpan(tapped.day, span) ? tapped.day : date
}

/** Whether a day is one of a span. */
export const inSpan = (day: string, { from, to }: DaySpan): boolean => day >= from && day < to

/** What is asked for: the days that are shown, and the rest of their weeks, which a phone's strip shows as well. */
export const askedSpan = (shown: DaySpan): DaySpan => wholeWeeks(shown)

/** What of the days that are known is shown. */
export function shownDays(days: ReadonlyMap<string, Entry[]>, span: DaySpan): Map<string, Entry[]> {
  return new Map([...days].filter(([day]) => inSpan(day, span)))
}

/** The days of a list: those on which something stands, today, and the one that is chosen, also when they are free. */
export function listedDays(
  span: DaySpan,
  { days, holidays, today, chosen }: ListedBy,
): { day: string; entries: readonly Entry[] }[] {
  return daysOf(span)
    .map((day) => ({ day, entries: days.get(day) ?? [] }))
    .filter(({ day, entries }) => entries.length || holidays.has(day) || day === today || day === chosen)
}

interface ListedBy {
  days: ReadonlyMap<string, Entry[]>
  holidays: ReadonlyMap<string, unknown>
  today: string
  chosen: string
}

/** So many rows a day takes. */
export const rowsOf = ({ entries }: { entries: readonly Entry[] }): number => Math.max(1, entries.length)

/**
 * What of a list is drawn so that a day is among it: `groups` from its beginning, or from the day on where too much stands
 * before it, and `least` rows of them.
 */
export function reaching<Group extends { day: string; entries: readonly Entry[] }>(
  groups: readonly Group[],
  day: string,
): { groups: readonly Group[]; least: number } {
  const at = groups.findIndex((group) => group.day === day)
  const before = groups.slice(0, Math.max(0, at)).reduce((sum, group) => sum + rowsOf(group), 0)
  return before > mostBefore ? { groups: groups.slice(at), least: 1 } : { groups, least: before + 1 }
}

/** The days of a phone's strip: the week of the chosen day. */
export const stripOf = (chosen: string): string[] => daysOf(wholeWeeks({ from: chosen, to: addDays(chosen, 1) }))
