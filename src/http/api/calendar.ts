/** The calendar, holidays, and moving posts in it. */
import { z } from '@hono/zod-openapi'
import { delivery, deliveryState } from './posts.ts'
import { dateOnly, id, instant, plannedInstant, words } from './shared.ts'

/** A delivery as a calendar shows it; `GET /api/deliveries/:id` tells the rest. */
export const calendarPost = z.object({
  id,
  postId: id,
  channelId: id,
  articleId: id.nullable(),
  /** When it is due, or was. */
  at: instant,
  timeZone: z.string(),
  state: deliveryState,
  /** How it begins: 80 characters at most. */
  text: z.string(),
  /** It can be put to another time. */
  movable: z.boolean(),
  /** Its first picture or video. */
  mediaId: id.nullable(),
})
/** An occurrence of a repeat that is no post yet: it is made a day before it leaves. */
export const calendarRepeat = z.object({
  seriesId: id,
  at: instant,
  timeZone: z.string(),
  channelIds: z.array(id),
  articleId: id.nullable(),
  /** How it will begin: 80 characters at most; empty where its wordings are used up before, and a person has to write one. */
  text: z.string(),
  mediaId: id.nullable(),
  /** Why it waits for a person, where it was tried. */
  reason: words.nullable(),
})
/** A time of weekly schedules that nothing takes, neither a post nor a repeat to come. */
export const freeSlot = z.object({ at: instant, channelIds: z.array(id) })
/** An article in the calendar, at the time at which it is or will be published. */
export const calendarArticle = z.object({
  id,
  title: z.string(),
  state: z.enum(['scheduled', 'published']),
  at: instant,
  /** It waits, and can be put to another time. */
  movable: z.boolean(),
})

/**
 * `GET /api/calendar?from=&to=&channelId=a,b&state=x,y`: a span of 100 days at most, half-open. Without `state` all posts but
 * cancelled and retracted ones. Articles have neither channel nor delivery: they are left out when either is asked for. Repeats
 * are as scheduled posts. `free` are slots, left out when a state is asked for.
 */
export const calendar = z.object({
  posts: z.array(calendarPost),
  articles: z.array(calendarArticle),
  repeats: z.array(calendarRepeat),
  free: z.array(freeSlot),
  /** The channels of all these, removed ones too. */
  channels: z.array(delivery.shape.channel),
})

/** `GET /api/holidays?from=2026-01-01&to=2026-12-31&country=ID` → `{ holidays }`: both days included, 400 days at most */
export const holiday = z.object({
  date: dateOnly,
  name: words,
  /** `joint-leave`: added by the government around a holiday (cuti bersama). */
  kind: z.enum(['holiday', 'joint-leave']),
  /** Calculated, and not decreed yet: a feast of the moon can be a day earlier or later. */
  expected: z.boolean(),
})

/**
 * `POST /api/deliveries/move`: `ids` together with one of `to` (a day; the time of day stays, each in its own zone), `days` (so
 * many days later or earlier; the time of day stays), `by` (minutes) or `at` (an instant); or `moves`, an instant for each.
 */
export const deliveriesMove = z
  .object({
    ids: z.array(id).min(1).max(500).optional(),
    to: dateOnly.optional(),
    days: z.number().int().min(-3660).max(3660).optional(),
    by: z.number().int().min(-5_270_400).max(5_270_400).optional(),
    at: plannedInstant.optional(),
    moves: z
      .array(z.object({ id, at: plannedInstant }))
      .min(1)
      .max(500)
      .optional(),
  })
  .refine(
    ({ ids, to, days, by, at, moves }) =>
      [to, days, by, at].filter((one) => one !== undefined).length === (ids ? 1 : 0) &&
      (ids === undefined) === (moves !== undefined),
    {
      params: {
        words: {
          id: 'kirim ids dengan salah satu dari to, days, by, atau at; atau moves saja.',
          en: 'send ids with one of to, days, by or at; or moves alone.',
        },
      },
      path: ['ids'],
    },
  )

/** Those that were moved (with the time before, to move them back), and those that stay, with the reason. */
export const deliveriesMoved = z.object({
  deliveries: z.array(z.object({ id, dueAt: instant, before: z.object({ dueAt: instant, state: deliveryState }) })),
  refused: z.array(z.object({ id, words })),
})

export type CalendarPost = z.infer<typeof calendarPost>
export type CalendarArticle = z.infer<typeof calendarArticle>
export type CalendarRepeat = z.infer<typeof calendarRepeat>
export type FreeSlot = z.infer<typeof freeSlot>
export type Calendar = z.infer<typeof calendar>
export type Holiday = z.infer<typeof holiday>
export type DeliveriesMove = z.infer<typeof deliveriesMove>
export type DeliveriesMoved = z.infer<typeof deliveriesMoved>
