/** What was published, by years on the blog's own clock. */
import { sql } from 'kysely'
import { instantOf } from '../core/local-time.ts'
import type { Tx } from '../db/client.ts'
import { publishedMonths } from './published.ts'

/** A year in which something was published. */
export interface ArchiveYear {
  year: number
  n: number
  /** Half-open. */
  from: Date
  to: Date
}

/** The years in which something was published, the last one first, with how much: no more is read where there is more of it. */
export async function yearsOf(tx: Tx, workspaceId: string, timeZone: string): Promise<ArchiveYear[]> {
  const { rows } = await publishedMonths(tx, workspaceId)
  if (!rows.length) return []
  const counts = new Map<number, number>()
  const add = (year: number, n: number) => counts.set(year, (counts.get(year) ?? 0) + n)
  for (const { month, n } of rows) add(Number(month.slice(0, 4)), n)
  // Months are counted in UTC: what lies between its new year and that of the blog's clock belongs to the other year.
  const edges = [...new Set([...counts.keys()].flatMap((year) => [year, year + 1]))].map((year) =>
    edgeOf(year, timeZone),
  )
  for (const { year, n } of await countedBetween(tx, workspaceId, edges)) {
    const east = (edges.find((one) => one.year === year) as Edge).local < utcStart(year)
    add(year, east ? n : -n)
    add(year - 1, east ? -n : n)
  }
  return [...counts]
    .filter(([, n]) => n > 0)
    .sort(([a], [b]) => b - a)
    .map(([year, n]) => ({ year, n, from: localStart(year, timeZone), to: localStart(year + 1, timeZone) }))
}

interface Edge {
  year: number
  local: Date
}

const padded = (year: number) => String(year).padStart(4, '0')
const localStart = (year: number, timeZone: string) => instantOf(`${padded(year)}-01-01T00:00`, timeZone)
const utcStart = (year: number) => new Date(`${padded(year)}-01-01T00:00:00Z`)
const edgeOf = (year: number, timeZone: string): Edge => ({ year, local: localStart(year, timeZone) })

async function countedBetween(tx: Tx, workspaceId: string, edges: readonly Edge[]) {
  const from = edges.map(({ year, local }) => (local < utcStart(year) ? local : utcStart(year)))
  const to = edges.map(({ year, local }) => (local < utcStart(year) ? utcStart(year) : local))
  const { rows } = await sql<{ year: number; n: number }>`
    select edge.year, (select count(*) from article where workspace_id = ${workspaceId} and state = 'published' and deleted_at is null
      and home_channel_id is null and published is not null and kind <> 'page'
      and published_at >= edge.starts and published_at < edge.ends)::int as n
    from unnest(${edges.map(({ year }) => year)}::int[], ${from}::timestamptz[], ${to}::timestamptz[]) edge (year, starts, ends)`.execute(
    tx,
  )
  return rows.filter(({ n }) => n > 0)
}
