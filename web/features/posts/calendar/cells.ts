import type { Holiday } from '../../../../src/http/api.ts'
import type { Tone } from '../../../ui/parts.tsx'
import type { CalendarView, Entry } from './days.ts'
import { toneOfEntry } from './tones.ts'

/** One thing in the grid. Few enough of them are made that a month of 5,000 posts is drawn as fast as one of fifty. */
export type Cell = { id: string; start: string; allDay: boolean } & (
  | { kind: 'entry'; entry: Entry }
  | { kind: 'holiday'; holiday: Holiday }
  | { kind: 'more'; day: string; count: number }
  | { kind: 'dots'; day: string; count: number; tones: Tone[] }
)

/** So many entries a day are shown in a month, and so many an hour in a week; the rest is counted. */
const mostADay = 3
const mostAnHour = 2
/** A day with more than this shows only dots and a count for each hour of a week. */
const busyDay = 24
const mostDots = 4

/** What is drawn on a day. */
export function cellsOf(
  view: Exclude<CalendarView, 'list'>,
  day: string,
  entries: readonly Entry[],
  holidays: readonly Holiday[],
  narrow: boolean,
): Cell[] {
  const flags = holidays.map(
    (holiday, at): Cell => ({ id: `holiday-${day}-${at}`, start: day, allDay: true, kind: 'holiday', holiday }),
  )
  if (view === 'week') return [...flags, ...hours(day, entries)]
  if (narrow) return [...flags, ...dots(day, entries, `${day}T12:00`)]
  return [...flags, ...limited(entries, mostADay, { id: `more-${day}`, day, start: `${day}T23:59` })]
}

function hours(day: string, entries: readonly Entry[]): Cell[] {
  const byHour = Map.groupBy(entries, ({ local }) => local.slice(0, 13))
  return [...byHour].flatMap(([hour, some]) =>
    entries.length > busyDay
      ? dots(day, some, `${hour}:00`)
      : limited(some, mostAnHour, { id: `more-${hour}`, day, start: `${hour}:30` }),
  )
}

function limited(entries: readonly Entry[], most: number, rest: { id: string; day: string; start: string }): Cell[] {
  const shown = entries.length > most ? entries.slice(0, most - 1) : entries
  const cells = shown.map((entry): Cell => ({ id: entry.id, start: entry.local, allDay: false, kind: 'entry', entry }))
  const count = entries.length - shown.length
  return count ? [...cells, { ...rest, allDay: false, kind: 'more', count }] : cells
}

function dots(day: string, entries: readonly Entry[], start: string): Cell[] {
  if (!entries.length) return []
  const tones = entries.slice(0, mostDots).map(toneOfEntry)
  return [{ id: `dots-${start}`, start, allDay: false, kind: 'dots', day, count: entries.length, tones }]
}
