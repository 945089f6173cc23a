import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import type { DeliveryState } from '../db/tables.ts'
import { canReschedule } from './decide.ts'

/** A delivery as a calendar shows it: only what fits there. */
export interface CalendarEntry {
  id: string
  postId: string
  channelId: string
  articleId: string | null
  /** When it is due, or was. */
  at: Date
  timeZone: string
  state: DeliveryState
  /** How its text begins: 80 characters at most. */
  text: string
  /** It can be put to another time. */
  movable: boolean
  /** Whose it is. */
  by: string
  /** It is a reply. */
  answer: boolean
  /** Its first picture or video. */
  mediaId: string | null
}

/** Which days of which channels the calendar shows. */
export interface CalendarSpan {
  /** Due in this span, half-open. */
  from: Date
  to: Date
  channelIds?: readonly string[] | undefined
  /** Missing: all states but cancelled and retracted, which the calendar does not show. */
  states?: readonly DeliveryState[] | undefined
}

const offCalendar: readonly DeliveryState[] = ['cancelled', 'retracted']

/** What is due in a span, in order of time. One query over `delivery_list` and nothing a calendar does not show. */
export async function calendarOf(tx: Tx, span: CalendarSpan): Promise<CalendarEntry[]> {
  let query = tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select([
      'delivery.id',
      'delivery.post_id',
      'delivery.channel_id',
      'post.article_id',
      'post.created_by',
      'post.in_reply_to',
    ])
    .select([
      'delivery.due_at',
      'delivery.time_zone',
      'delivery.state',
      sql<string>`left(delivery.text, 80)`.as('text'),
      sql<string | null>`delivery.media_ids[1]`.as('media'),
    ])
    .where(here('delivery.workspace_id'))
    .where('delivery.due_at', '>=', span.from)
    .where('delivery.due_at', '<', span.to)
    .orderBy('delivery.due_at')
    .orderBy('delivery.id')
  if (span.channelIds) query = query.where('delivery.channel_id', 'in', [...span.channelIds])
  query = span.states
    ? query.where('delivery.state', 'in', [...span.states])
    : query.where('delivery.state', 'not in', [...offCalendar])
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    postId: row.post_id,
    channelId: row.channel_id,
    articleId: row.article_id,
    at: row.due_at,
    timeZone: row.time_zone,
    state: row.state,
    text: row.text,
    movable: canReschedule(row.state),
    by: row.created_by,
    answer: row.in_reply_to !== null,
    mediaId: row.media,
  }))
}
