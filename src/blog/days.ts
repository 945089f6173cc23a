import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'

/** A stretch of time (half-open), and whose days it is counted in. */
export interface Span {
  from: Date
  to: Date
  timeZone: string
}

/** What came on one day of a span (the first is 0), and what is planned to. Articles and notes apart; pages are neither. */
export interface SpanDay {
  span: number
  /** `2026-11-24` */
  day: string
  kind: 'article' | 'note'
  published: number
  planned: number
}

/** What was published, and what is planned to be, by the local days of publication: all spans in one query. */
export async function articlesByDay(tx: Tx, spans: readonly Span[]): Promise<SpanDay[]> {
  if (!spans.length) return []
  const { rows } = await sql<SpanDay>`
    select (span.n - 1)::int as span, (each.at at time zone span.zone)::date::text as day, each.kind,
      count(*) filter (where each.out)::int as published, count(*) filter (where not each.out)::int as planned
    from unnest(${spans.map(({ from }) => from)}::timestamptz[], ${spans.map(({ to }) => to)}::timestamptz[],
        ${spans.map(({ timeZone }) => timeZone)}::text[]) with ordinality span (begins, ends, zone, n),
      lateral (
        select published_at as at, kind, true as out from article where ${here('workspace_id')} and deleted_at is null and kind <> 'page'
          and state = 'published' and published_at >= span.begins and published_at < span.ends
        union all
        select publish_at, kind, false from article where ${here('workspace_id')} and deleted_at is null and kind <> 'page'
          and state = 'scheduled' and publish_at >= span.begins and publish_at < span.ends) each
    group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
  return rows
}
