/** Which copies at a network belong to which delivery: a copy has one delivery, and the same words may be sent twice. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asSystem, type Tx } from '../db/client.ts'
import type { SentPart } from '../db/tables.ts'
import type { ClaimedRow } from './lease.ts'

/** How far back deliveries are read to exclude their copies. It covers clocks that differ by minutes, and a restore. */
const backDays = 2

/** The ids of the copies that belong to the channel's other deliveries, and to the delivery's own earlier parts. */
export async function othersOf(context: Context, row: ClaimedRow): Promise<ReadonlySet<string>> {
  const since = new Date((row.sending_since ?? row.due_at).getTime() - backDays * 86_400_000)
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{ id: string }>`
      select part ->> 'remoteId' as id from delivery, jsonb_array_elements(sent) part
      where channel_id = ${row.channel_id} and id <> ${row.id} and updated_at >= ${since}`.execute(tx),
  )
  return new Set([...rows.map(({ id }) => id), ...row.sent.map(({ remoteId }) => remoteId)])
}

/** Two deliveries found the same copy at once: the second one searches again. */
export class TakenByOther extends Error {}

/**
 * Written along with a step that keeps a copy which was looked for: refuses one that another delivery has. The deliveries of a
 * channel take turns.
 * @throws TakenByOther
 */
export async function keepsOne(tx: Tx, { id, channel_id }: ClaimedRow, sent: readonly SentPart[]): Promise<void> {
  const copy = JSON.stringify([{ remoteId: sent.at(-1)?.remoteId }])
  await sql`select pg_advisory_xact_lock(hashtextextended(${channel_id}, 0))`.execute(tx)
  const { rows } = await sql`
    select 1 from delivery where channel_id = ${channel_id} and id <> ${id} and sent @> ${copy}::jsonb limit 1`.execute(
    tx,
  )
  if (rows.length) throw new TakenByOther(`delivery ${id}: its copy belongs to another one`)
}
