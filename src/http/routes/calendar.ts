import { z } from '@hono/zod-openapi'
import { articlesBetween, type CalendarArticle } from '../../blog/index.ts'
import { channelsById } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { holidayCountries, holidaysOf } from '../../core/holidays/index.ts'
import { Problem } from '../../core/problem.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import {
  type CalendarEntry,
  type CalendarSpan,
  type Coming,
  calendarOf,
  comingOf,
  freeSlotsOf,
  moveDeliveries,
  type Target,
} from '../../publishing/index.ts'
import type { Member } from '../../team/index.ts'
import type * as api from '../api.ts'
import { calendar, dateOnly, deliveriesMove, deliveriesMoved, deliveryState, holiday, plannedInstant } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { mayWith } from '../permits.ts'
import { viewDeliveryChannel } from '../views.ts'

const day = 86_400_000
const mostDays = 100
const mostHolidayDays = 400

/** What stands on the days: posts, articles, holidays; and moving posts, many at once. */
export function calendarRoutes(app: App, context: Context): void {
  looking(app, context)
  holidays(app)
  moving(app, context)
}

/** Several values in one part of the address, with commas. */
const several = <T extends z.ZodType<unknown, string>>(of: T) =>
  z
    .string()
    .max(4000)
    .transform((text) => text.split(','))
    .pipe(z.array(of).min(1).max(100))

function looking(app: App, context: Context): void {
  const span = z.object({
    from: plannedInstant,
    to: plannedInstant,
    channelId: several(z.uuid()).optional(),
    state: several(deliveryState).optional(),
  })
  operation(
    app,
    {
      method: 'get',
      path: '/calendar',
      needs: 'read',
      summary: 'Posts and articles of some days; `channelId` and `state` may name several, with commas',
      query: span,
      answer: calendar,
    },
    (c) => {
      const { from, to, channelId, state } = c.query
      const asked = { from: new Date(from), to: new Date(to), channelIds: channelId, states: state }
      refuseLong(asked.from, asked.to, mostDays)
      return inWorkspace(context.db, c.actor.workspaceId, (tx) => viewCalendar(context, tx, c.member, asked))
    },
  )
}

/** A calendar's answer. Also what `npm run bench publishing` measures. */
export async function viewCalendar(
  context: Context,
  tx: Tx,
  member: Pick<Member, 'role' | 'userId'>,
  span: CalendarSpan,
): Promise<api.Calendar> {
  const entries = await calendarOf(tx, span)
  const planned = span.states?.includes('scheduled') ?? true
  const repeats = planned ? await comingOf(tx, context.clock.now(), span) : []
  const free = span.states ? [] : await freeSlotsOf(context, tx, span)
  const named = [entries.map((entry) => entry.channelId), ...[...repeats, ...free].map(({ channelIds }) => channelIds)]
  const channels = await channelsById(context, tx, [...new Set(named.flat())])
  const narrowed = Boolean(span.channelIds || span.states)
  return {
    posts: entries.map((entry) => viewEntry(entry, member)),
    repeats: repeats.map(viewRepeat),
    free: free.map(({ at, channelIds }) => ({ at: at.toISOString(), channelIds })),
    articles: narrowed
      ? []
      : (await articlesBetween(tx, span.from, span.to)).map((one) => viewArticleEntry(one, member)),
    channels: [...channels.values()].map(viewDeliveryChannel),
  }
}

/** What one may not move does not move in one's calendar either. */
function viewEntry(
  { at, by, answer, ...entry }: CalendarEntry,
  member: Pick<Member, 'role' | 'userId'>,
): api.CalendarPost {
  const movable = entry.movable && mayWith(member, 'send', { by, answer })
  return { ...entry, movable, at: at.toISOString() }
}

function viewRepeat({ seriesId, at, timeZone, channelIds, articleId, texts, reason }: Coming): api.CalendarRepeat {
  const [first] = texts
  const begins = { text: first?.text.slice(0, 80) ?? '', mediaId: first?.mediaIds[0] ?? null }
  return { seriesId, at: at.toISOString(), timeZone, channelIds, articleId, ...begins, reason }
}

function viewArticleEntry(
  { at, by, ...article }: CalendarArticle,
  member: Pick<Member, 'role' | 'userId'>,
): api.CalendarArticle {
  const movable = article.state === 'scheduled' && mayWith(member, 'publish', { by })
  return { ...article, movable, at: at.toISOString() }
}

function holidays(app: App): void {
  const span = z.object({ from: dateOnly, to: dateOnly, country: z.enum(holidayCountries) })
  operation(
    app,
    {
      method: 'get',
      path: '/holidays',
      needs: 'read',
      summary: 'National holidays of a country, both days included',
      query: span,
      answer: z.object({ holidays: z.array(holiday) }),
    },
    async (c) => {
      const { from, to, country } = c.query
      refuseLong(new Date(from), new Date(Date.parse(to) + day), mostHolidayDays)
      return { holidays: await holidaysOf(country, from, to) }
    },
  )
}

function refuseLong(from: Date, to: Date, days: number): void {
  const length = to.getTime() - from.getTime()
  if (length > 0 && length <= days * day) return
  throw new Problem(
    'wrong-input',
    {
      id: 'Rentang waktunya harus lebih dari nol dan paling panjang {days} hari.',
      en: 'The span must be longer than nothing and {days} {days|day|days} at most.',
    },
    { field: 'to', values: { days } },
  )
}

function moving(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/deliveries/move',
      needs: 'send',
      about: 'deliveries',
      summary: 'Put many deliveries to another time, in one transaction',
      body: deliveriesMove,
      answer: deliveriesMoved,
    },
    async (c) => {
      const { ids, target } = wanted(c.body)
      const { moved, refused } = await moveDeliveries(context, c.actor, ids, target)
      const deliveries = moved.map(({ id, at, before }) => ({
        id,
        dueAt: at.toISOString(),
        before: { dueAt: before.at.toISOString(), state: before.state },
      }))
      return { deliveries, refused }
    },
  )
}

/** The shape has seen to it that exactly one target is named. */
function wanted({ ids = [], to, days, by, at, moves }: api.DeliveriesMove): { ids: string[]; target: Target } {
  if (moves) {
    const each = new Map(moves.map((move) => [move.id, new Date(move.at)]))
    return { ids: [...each.keys()], target: { each } }
  }
  if (to !== undefined) return { ids, target: { to } }
  if (days !== undefined) return { ids, target: { days } }
  if (by !== undefined) return { ids, target: { minutes: by } }
  return { ids, target: { at: new Date(at as string) } }
}
