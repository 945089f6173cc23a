/**
 * Intents of many at once: deliveries that were claimed together under one token are on their way as soon as one row says so of that
 * token. Whoever takes over what a dead worker had claimed closes its token first: either the intent was there before, and what may
 * have left is looked for, or it never will be, and nothing has left.
 */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asSystem, noteNumber, type Tx, uuids } from '../db/client.ts'
import type { ClaimedRow } from './lease.ts'

/** Whose leases have ended long ago, and whose rows somebody has taken over or finished. */
const keptHours = 24

/** A condition for rows of `delivery`: no hold of their workspace. @param alias its name in the query */
export const notOnHold = (alias: string) => sql`not exists (
  select 1 from workspace_state w where w.workspace_id = ${sql.ref(alias)}.workspace_id and w.hold_since is not null)`

/**
 * Says of those that still have this token, and are not on hold, that they are on their way.
 * @returns whose intent it is: nobody's where the token was closed
 */
export async function beginTogether(tx: Tx, token: string, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ ids: string | null; xid: string }>`
    with begun as (
      insert into delivery_intent (token, begun, at, last_at) values (${token}, true, ${now}, ${now})
      on conflict (token) do update set last_at = ${now} where delivery_intent.begun returning token)
    select string_agg(d.id::text, ' ') as ids, pg_current_xact_id()::text as xid from delivery d
    where d.id = any(${uuids(ids)}) and d.lease_token = ${token} and exists (select 1 from begun)
      and ${notOnHold('d')}`.execute(tx)
  const [done] = rows
  if (!done) return []
  noteNumber(tx, done.xid)
  return done.ids?.split(' ') ?? []
}

/**
 * Closes the tokens of leases that have ended, before their rows get another: from then on nobody begins them. What was begun under
 * one is then each row's own intent.
 * @param rows locked, as they were when their lease ended
 * @returns the rows as they are now
 */
export async function closeEnded<Row extends ClaimedRow>(tx: Tx, rows: readonly Row[], now: Date): Promise<Row[]> {
  const ended = rows.filter((row) => row.lease_token !== null && row.sending_part === null)
  const tokens = [...new Set(ended.flatMap(({ lease_token }) => lease_token ?? []))].sort()
  if (!tokens.length) return [...rows]
  await sql`insert into delivery_intent (token, begun, at, last_at) select token, false, ${now}, ${now} from unnest(${uuids(tokens)}) token
    on conflict (token) do nothing`.execute(tx)
  // Another statement: it sees what those have committed for whom the insert has waited.
  const { rows: begun } = await sql<{ id: string; at: Date; last_at: Date }>`
    update delivery d set sending_part = 0, sending_since = i.at, asked_at = i.last_at
    from delivery_intent i where i.token = d.lease_token and i.begun and d.id = any(${uuids(ended.map(({ id }) => id))})
    returning d.id, i.at, i.last_at`.execute(tx)
  const intents = new Map(begun.map((one) => [one.id, one]))
  return rows.map((row) => {
    const intent = intents.get(row.id)
    return intent ? { ...row, sending_part: 0, sending_since: intent.at, asked_at: intent.last_at } : row
  })
}

/** Forgets intents of which nothing is on its way any more. */
export async function forgetIntents(context: Context): Promise<void> {
  const now = context.clock.now().getTime()
  const [before, after] = [new Date(now - keptHours * 3_600_000), new Date(now + keptHours * 3_600_000)]
  await asSystem(context.db, (tx) =>
    sql`delete from delivery_intent where at < ${before} and token not in (
      select lease_token from delivery where wake_at < ${after} and lease_token is not null)`.execute(tx),
  )
}
