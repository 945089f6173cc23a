import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { asSystem, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { afterGrace } from './waiting.ts'

export type DeliveryRow = Selectable<Tables['delivery']>

/** Longer than the longest network call (channels/session.ts), so that a lease runs out only for the dead. */
const leaseSeconds = 150

/** A delivery that this worker alone may act on, until the lease ends. */
export interface Lease {
  row: DeliveryRow
  token: string
}

/**
 * Claims a due delivery. `undefined`: not due, held, taken by another, over, or missed just now.
 * A row that was being sent when its worker died is claimed too; `row.sending_part` then tells what is uncertain.
 */
export async function claim(context: Context, id: string): Promise<Lease | undefined> {
  const now = context.clock.now()
  const lease = await asSystem(context.db, async (tx) => {
    const row = await tx
      .selectFrom('delivery')
      .selectAll()
      .where('id', '=', id)
      .where('state', 'in', ['scheduled', 'sending', 'pending'])
      .where((where) => where(where.fn.coalesce('next_try_at', 'due_at'), '<=', now))
      .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now)]))
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row || (row.state === 'scheduled' && (await isHeld(tx, row.workspace_id)))) return undefined
    if (await missed(context, tx, row, now)) return undefined
    return take(tx, row, now)
  })
  return lease
}

async function isHeld(tx: Tx, workspaceId: string): Promise<boolean> {
  const state = await tx
    .selectFrom('workspace_state')
    .select('hold_since')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return Boolean(state?.hold_since)
}

/** Due while nobody was there, and too long ago: a person is asked instead. */
async function missed(context: Context, tx: Tx, row: DeliveryRow, now: Date): Promise<boolean> {
  if (row.state !== 'scheduled' || row.attempts > 0 || !afterGrace(row.due_at, now)) return false
  await tx.updateTable('delivery').set({ state: 'missed', updated_at: now }).where('id', '=', row.id).execute()
  context.bus.tell(row.workspace_id, 'deliveries')
  return true
}

async function take(tx: Tx, row: DeliveryRow, now: Date): Promise<Lease> {
  const token = randomUUID()
  const taken = await tx
    .updateTable('delivery')
    .set({
      state: row.state === 'pending' ? 'pending' : 'sending',
      lease_token: token,
      lease_until: new Date(now.getTime() + leaseSeconds * 1000),
      attempts: row.attempts + 1,
      reason: null,
      updated_at: now,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return { row: taken, token }
}

/** Thrown when another worker has taken over meanwhile: this one writes and sends nothing more. */
export class LeaseLost extends Error {}

/** Writes to the claimed row, and only while the lease is ours. @throws LeaseLost */
export async function writeLeased(context: Context, lease: Lease, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  await asSystem(context.db, async (tx) => {
    const mine = await tx
      .selectFrom('delivery')
      .select('id')
      .where('id', '=', lease.row.id)
      .where('lease_token', '=', lease.token)
      .forUpdate()
      .executeTakeFirst()
    if (!mine) throw new LeaseLost(`delivery ${lease.row.id}`)
    await work(tx)
  })
}
