import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { byDays, onDate } from '../core/local-time.ts'
import type { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { DeliveryState } from '../db/tables.ts'
import { record } from '../team/index.ts'
import { canReschedule, noSuchDelivery, pastTime, tooLate } from './decide.ts'

/** Where to: one of these for all, or an instant for each. Days keep each delivery's time of day in its own zone. */
export type Target =
  | { to: string }
  | { days: number }
  | { minutes: number }
  | { at: Date }
  | { each: ReadonlyMap<string, Date> }

/** A delivery that was moved: when it is due now, and how it stood before, so that it can be moved back. */
export interface Moved {
  id: string
  at: Date
  before: { at: Date; state: DeliveryState }
}

/** What became of deliveries that were moved together. */
export interface MoveOutcome {
  moved: Moved[]
  /** Those that stay where they were, and why. */
  refused: { id: string; words: Words }[]
}

interface Row {
  id: string
  state: DeliveryState
  due_at: Date
  time_zone: string
}

/**
 * Puts many deliveries to another time in one transaction. One that can't be moved (it is on its way, or its new time has
 * passed) stays where it is and is named; the others move.
 */
export async function moveDeliveries(
  context: Context,
  actor: Actor,
  ids: readonly string[],
  target: Target,
): Promise<MoveOutcome> {
  const unique = [...new Set(ids)]
  const outcome = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const rows = await locked(tx, unique)
    const decided = decide(unique, rows, target, context.clock.now())
    if (decided.moved.length) await write(context, tx, actor, decided.moved)
    return decided
  })
  const moved = outcome.moved.map(({ id }) => id)
  if (moved.length) context.bus.tell(actor.workspaceId, 'deliveries', moved)
  return outcome
}

/** In one order, so that two people who move the same ones never wait for each other in a circle. */
async function locked(tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> {
  const rows = await tx
    .selectFrom('delivery')
    .select(['id', 'state', 'due_at', 'time_zone'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

function decide(ids: readonly string[], rows: ReadonlyMap<string, Row>, target: Target, now: Date): MoveOutcome {
  const outcome: MoveOutcome = { moved: [], refused: [] }
  for (const id of ids) {
    const row = rows.get(id)
    const at = row && newTime(row, target)
    const problem = refusal(row, at, now)
    if (problem) outcome.refused.push({ id, words: problem.words })
    else if (row && at) outcome.moved.push({ id, at, before: { at: row.due_at, state: row.state } })
  }
  return outcome
}

function newTime(row: Row, target: Target): Date | undefined {
  if ('at' in target) return target.at
  if ('to' in target) return onDate(row.due_at, row.time_zone, target.to)
  if ('days' in target) return byDays(row.due_at, row.time_zone, target.days)
  if ('minutes' in target) return new Date(row.due_at.getTime() + target.minutes * 60_000)
  return target.each.get(row.id)
}

function refusal(row: Row | undefined, at: Date | undefined, now: Date): Problem | undefined {
  if (!row) return noSuchDelivery()
  if (!canReschedule(row.state)) return tooLate(row.state)
  return at && at >= now ? undefined : pastTime()
}

async function write(context: Context, tx: Tx, actor: Actor, moved: readonly Moved[]): Promise<void> {
  await sql`
    update delivery set state = 'scheduled', due_at = moved.at, attempts = 0, waits = 0, lookups = 0, asked_at = null, doubt = null, sending_part = null, sending_since = null,
      pending = null, lease_token = null, lease_until = null, next_try_at = null, reserved = false, reason = null,
      updated_at = ${context.clock.now()}
    from (select unnest(${moved.map((one) => one.id)}::uuid[]) as id, unnest(${moved.map((one) => one.at.toISOString())}::timestamptz[]) as at) moved
    where delivery.id = moved.id`.execute(tx)
  const times = moved.map(({ id, at, before }) => ({ id, from: before.at.toISOString(), to: at.toISOString() }))
  const [first] = moved
  await record(tx, actor, 'delivery.move', moved.length === 1 && first ? first.id : 'deliveries', { times })
}
