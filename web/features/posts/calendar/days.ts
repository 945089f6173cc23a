/** Days and clocks of a calendar, as plain values: what is drawn is decided here, without a page. */
import type {
  Calendar,
  CalendarArticle,
  CalendarPost,
  CalendarRepeat,
  FreeSlot,
  Holiday,
} from '../../../../src/http/api.ts'
import { fromLocalInput, wallOf } from '../../../base/times.ts'

/** How the days are drawn. */
export const calendarViews = ['month', 'week', 'list'] as const
/** One of them. */
export type CalendarView = (typeof calendarViews)[number]

/**
 * What stands on a day. `local` is its time on the person's clock: `2026-11-24T09:00`. One message is one entry, whatever the
 * number of channels that it goes to at that time; an article is one with the posts that leave with it. Those that leave later
 * stand at their own time, and say what they are about.
 */
export type Entry =
  | { kind: 'post'; id: string; local: string; posts: CalendarPost[]; about: About | undefined }
  | { kind: 'article'; id: string; local: string; article: CalendarArticle; posts: CalendarPost[] }
  | { kind: 'repeat'; id: string; local: string; repeat: CalendarRepeat }
  | { kind: 'slot'; id: string; local: string; slot: FreeSlot }

/** The article that a post leads to; its title where it stands on one of the days that are known. */
export interface About {
  id: string
  title: string | undefined
}

const dayLength = 86_400_000

/** A post that is due so soon before or after its article leaves with it, in milliseconds: the time in which one takes it back, and some. */
const together = 15 * 60_000

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

/** The days that a view shows: the weeks of a month, one week, or 31 days from the day on. Weeks begin on Monday. */
export function spanOf(view: CalendarView, date: string): DaySpan {
  if (view === 'week') return { from: monday(date), to: addDays(monday(date), 7) }
  if (view === 'list') return { from: date, to: addDays(date, 31) }
  return wholeWeeks({ from: `${date.slice(0, 7)}-01`, to: turned('month', date, 1) })
}

/** A span with the rest of its first and of its last week. */
export function wholeWeeks({ from, to }: DaySpan): DaySpan {
  return { from: monday(from), to: addDays(monday(addDays(to, -1)), 7) }
}

/** The day to look at after turning a page: a month, a week or 31 days on (`1`) or back (`-1`). */
export function turned(view: CalendarView, date: string, by: 1 | -1): string {
  if (view === 'week') return addDays(date, 7 * by)
  if (view === 'list') return addDays(date, 31 * by)
  const [year = 0, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10)
}

/** The day whose month shows the week of a day best: a week that reaches into the next month stands first there. */
export function monthOfWeek(date: string): string {
  const sunday = addDays(monday(date), 6)
  return sunday.slice(0, 7) > date.slice(0, 7) ? sunday : date
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

/** All that stands on days, by day and in order of time. */
export function entriesByDay(calendar: Calendar, timeZone: string): Map<string, Entry[]> {
  const local = clockOf(timeZone)
  const articles = new Map(calendar.articles.map((article) => [article.id, article]))
  const told = Map.groupBy(calendar.posts, (post) => {
    const article = articles.get(post.articleId ?? '')
    const leavesWithIt = article && Math.abs(Date.parse(post.at) - Date.parse(article.at)) <= together
    return leavesWithIt ? article.id : `${post.postId} ${local(post.at)}`
  })
  const entries: Entry[] = [
    ...[...told].flatMap(([key, posts]) => (articles.has(key) ? [] : [postEntry(posts, local, articles)])),
    ...calendar.articles.map(
      (article): Entry => ({
        kind: 'article',
        id: article.id,
        local: local(article.at),
        article,
        posts: told.get(article.id) ?? [],
      }),
    ),
    ...calendar.repeats.map(
      (repeat): Entry => ({
        kind: 'repeat',
        id: `repeat ${repeat.seriesId} ${repeat.at}`,
        local: local(repeat.at),
        repeat,
      }),
    ),
    ...calendar.free.map((slot): Entry => ({ kind: 'slot', id: `slot ${slot.at}`, local: local(slot.at), slot })),
  ].sort((a, b) => (a.local < b.local ? -1 : a.local > b.local ? 1 : order[a.kind] - order[b.kind]))
  return Map.groupBy(entries, (entry) => entry.local.slice(0, 10))
}

const order: Record<Entry['kind'], number> = { article: 0, post: 1, repeat: 2, slot: 3 }

function postEntry(
  posts: CalendarPost[],
  local: (instant: string) => string,
  articles: ReadonlyMap<string, CalendarArticle>,
): Entry {
  const [first] = posts as [CalendarPost]
  const about = first.articleId ? { id: first.articleId, title: articles.get(first.articleId)?.title } : undefined
  return { kind: 'post', id: first.id, local: local(first.at), posts, about }
}

/** Whether an entry can be put to another time, by whoever looks: a message, or an article that waits. */
export function isMovable(entry: Entry): boolean {
  return entry.kind === 'article' ? entry.article.movable : movableIds(entry).length > 0
}

/** The deliveries of a message that can be put to another time; several messages are moved by them. An article moves otherwise. */
export function movableIds(entry: Entry): string[] {
  return entry.kind === 'post' ? entry.posts.filter(({ movable }) => movable).map(({ id }) => id) : []
}

/** The deliveries of an entry that one press puts to another time: those of a message, or those of an article that doesn’t move itself. */
export function togetherIds(entry: Entry): string[] {
  const posts = entry.kind === 'post' || (entry.kind === 'article' && !entry.article.movable) ? entry.posts : []
  return posts.filter(({ movable }) => movable).map(({ id }) => id)
}

/** Whether nothing is posted on a day, and nothing will be by a repeat. Articles and free slots fill none. */
export function isFree(entries: readonly Entry[] | undefined): boolean {
  return !entries?.some(({ kind }) => kind === 'post' || kind === 'repeat')
}

/** The first day of a span without posts and repeats, if there is one. */
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
