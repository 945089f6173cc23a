/** Days and clocks of a calendar, as plain values: what is drawn is decided here, without a page. */
import type { Calendar, CalendarArticle, CalendarPost, Holiday } from '../../../../src/http/api.ts'
import { fromLocalInput, wallOf } from '../../../base/times.ts'

/** How the days are drawn. */
export const calendarViews = ['month', 'week', 'list'] as const
/** One of them. */
export type CalendarView = (typeof calendarViews)[number]

/** What stands on a day. `local` is its time on the person's clock: `2026-11-24T09:00`. */
export type Entry =
  | { kind: 'post'; id: string; local: string; post: CalendarPost }
  | { kind: 'article'; id: string; local: string; article: CalendarArticle }

const dayLength = 86_400_000

/** Half-open, as days: `2026-11-01` to `2026-12-01`. */
export interface DaySpan {
  from: string
  to: string
}

const asUtc = (date: string) => Date.parse(`${date}T00:00:00Z`)

/** The day `days` after another, both as `2026-11-24`. */
export function addDays(date: string, days: number): string {
  return new Date(asUtc(date) + days * dayLength).toISOString().slice(0, 10)
}

/** Every day of a span. */
export function daysOf({ from, to }: DaySpan): string[] {
  const days: string[] = []
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day)
  return days
}

const monday = (date: string) => addDays(date, -((new Date(asUtc(date)).getUTCDay() + 6) % 7))

/** The days that a view shows: six weeks around a month, one week, or 31 days from the day on. Weeks begin on Monday. */
export function spanOf(view: CalendarView, date: string): DaySpan {
  if (view === 'week') return { from: monday(date), to: addDays(monday(date), 7) }
  if (view === 'list') return { from: date, to: addDays(date, 31) }
  const from = monday(`${date.slice(0, 7)}-01`)
  return { from, to: addDays(from, 42) }
}

/** The day to look at after turning a page: a month, a week or 31 days on (`1`) or back (`-1`). */
export function turned(view: CalendarView, date: string, by: 1 | -1): string {
  if (view === 'week') return addDays(date, 7 * by)
  if (view === 'list') return addDays(date, 31 * by)
  const [year = 0, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10)
}

/** The instants at which a span begins and ends on the person's clock. */
export function instantsOf({ from, to }: DaySpan, timeZone: string): { from: string; to: string } {
  const start = (day: string) => (fromLocalInput(`${day}T00:00`, timeZone) ?? new Date(asUtc(day))).toISOString()
  return { from: start(from), to: start(to) }
}

/**
 * Reads instants on a zone's clock, thousands of them: the zone's offset is asked for at both ends of a UTC day, and again
 * only on days on which it changes.
 */
export function clockOf(timeZone: string): (instant: string) => string {
  const offset = (at: number) => {
    const { year, month, day, hour, minute } = wallOf(new Date(at), timeZone)
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000
  }
  const known = new Map<number, number | undefined>()
  return (instant) => {
    const at = Date.parse(instant)
    const day = Math.floor(at / dayLength)
    if (!known.has(day)) {
      const first = offset(day * dayLength)
      known.set(day, first === offset((day + 1) * dayLength - 60_000) ? first : undefined)
    }
    return new Date(at + (known.get(day) ?? offset(at))).toISOString().slice(0, 16)
  }
}

/** Posts and articles by day, in order of time. */
export function entriesByDay(calendar: Calendar, timeZone: string): Map<string, Entry[]> {
  const local = clockOf(timeZone)
  const entries: Entry[] = [
    ...calendar.posts.map((post): Entry => ({ kind: 'post', id: post.id, local: local(post.at), post })),
    ...calendar.articles.map(
      (article): Entry => ({ kind: 'article', id: article.id, local: local(article.at), article }),
    ),
  ].sort((a, b) => (a.local < b.local ? -1 : a.local > b.local ? 1 : 0))
  const days = new Map<string, Entry[]>()
  for (const entry of entries) {
    const day = entry.local.slice(0, 10)
    const found = days.get(day)
    if (found) found.push(entry)
    else days.set(day, [entry])
  }
  return days
}

/** Whether nothing is posted on a day. Articles do not count: a day with an article still lacks its posts. */
export function isFree(entries: readonly Entry[] | undefined): boolean {
  return !entries?.some(({ kind }) => kind === 'post')
}

/** The first day of a span without posts, if there is one. */
export function firstFree(days: ReadonlyMap<string, Entry[]>, span: DaySpan): string | undefined {
  return daysOf(span).find((day) => isFree(days.get(day)))
}

/** Holidays by day: two can fall on one. */
export function holidaysByDay(holidays: readonly Holiday[]): Map<string, Holiday[]> {
  return Map.groupBy(holidays, ({ date }) => date)
}

/** The country whose holidays somebody in this zone most likely keeps; empty where we know none. */
export function countryOf(timeZone: string): 'ID' | '' {
  return /^Asia\/(Jakarta|Pontianak|Makassar|Ujung_Pandang|Jayapura)$/.test(timeZone) ? 'ID' : ''
}
