/**
 * Where the steps of deliveries are written down. Steps of many deliveries that come at the same time are committed
 * together: each waits for the commit, so that every step is durable before the next begins, and a commit serves hundreds.
 */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { type DeliveryRow, type Lease, LeaseLost } from './lease.ts'

/** The columns that a step may change. */
export type Step = Partial<
  Pick<
    DeliveryRow,
    | 'state'
    | 'sent'
    | 'sending_part'
    | 'sending_since'
    | 'pending'
    | 'progress'
    | 'permalink'
    | 'published_at'
    | 'next_try_at'
    | 'attempts'
    | 'reason'
  >
>

export interface StepOptions {
  /** Lets go of the delivery with this step. */
  release?: boolean
  /** Only while nothing is held: the last moment to stop what is about to leave. */
  unlessHeld?: boolean
  /** Written in the same transaction. */
  also?: ((tx: Tx) => Promise<void>) | undefined
}

export interface Ledger {
  /**
   * Writes a step and waits until it is durable. `lease.row` is then as it stands.
   * @throws LeaseLost when another worker has the delivery; Held
   */
  write(lease: Lease, step: Step, options?: StepOptions): Promise<void>
}

/** Thrown by a step that must not be taken while everything is held. */
export class Held extends Error {}

interface Entry {
  lease: Lease
  row: DeliveryRow
  options: StepOptions
  done(): void
  failed(error: unknown): void
}

export function openLedger(context: Context): Ledger {
  let waiting: Entry[] = []
  let writing = false

  async function writeAll(): Promise<void> {
    while (waiting.length) {
      const batch = waiting
      waiting = []
      await commit(context, batch)
    }
    writing = false
  }

  return {
    write: (lease, step, options = {}) =>
      new Promise((resolve, reject) => {
        waiting.push({ lease, row: { ...lease.row, ...step }, options, done: resolve, failed: reject })
        if (writing) return
        writing = true
        // What else comes in this turn of the event loop goes along.
        setImmediate(writeAll)
      }),
  }
}

async function commit(context: Context, batch: readonly Entry[]): Promise<void> {
  try {
    const { written, held } = await asSystem(context.db, (tx) => update(context, tx, batch))
    for (const entry of batch) settle(entry, written, held)
    for (const workspaceId of new Set(batch.map(({ row }) => row.workspace_id)))
      context.bus.tell(workspaceId, 'deliveries')
  } catch (error) {
    // One of them may have spoilt it for all (a letter that can't be written, say): each on its own, then.
    if (batch.length === 1) batch[0]?.failed(error)
    else for (const entry of batch) await commit(context, [entry])
  }
}

function settle(entry: Entry, written: ReadonlySet<string>, held: ReadonlySet<string>): void {
  const { id } = entry.row
  if (written.has(id)) {
    entry.lease.row = entry.row
    entry.done()
  } else if (held.has(id)) entry.failed(new Held(`delivery ${id}`))
  else entry.failed(new LeaseLost(`delivery ${id}`))
}

async function update(context: Context, tx: Tx, batch: readonly Entry[]) {
  const steps = batch.map(({ lease, row, options }) => ({
    id: row.id,
    token: lease.token,
    state: row.state,
    sent: row.sent,
    sending_part: row.sending_part,
    sending_since: row.sending_since,
    pending: row.pending,
    progress: row.progress,
    permalink: row.permalink,
    published_at: row.published_at,
    next_try_at: row.next_try_at,
    attempts: row.attempts,
    reason: row.reason,
    release: options.release ?? false,
    unless_held: options.unlessHeld ?? false,
  }))
  const { rows } = await sql<{ id: string }>`
    update delivery d set state = s.state, sent = s.sent, sending_part = s.sending_part, sending_since = s.sending_since,
      pending = s.pending, progress = s.progress, permalink = s.permalink, published_at = s.published_at, next_try_at = s.next_try_at,
      attempts = s.attempts, reason = s.reason, updated_at = ${context.clock.now()},
      lease_token = case when s.release then null else d.lease_token end,
      lease_until = case when s.release then null else d.lease_until end
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as s(id uuid, token uuid, state text, sent jsonb, sending_part int,
      sending_since timestamptz, pending jsonb, progress real, permalink text, published_at timestamptz, next_try_at timestamptz,
      attempts int, reason jsonb, release boolean, unless_held boolean)
    where d.id = s.id and d.lease_token = s.token and not (s.unless_held and exists (
      select 1 from workspace_state w where w.workspace_id = d.workspace_id and w.hold_since is not null))
    returning d.id`.execute(tx)
  const written = new Set(rows.map((row) => row.id))
  for (const { row, options } of batch) if (options.also && written.has(row.id)) await options.also(tx)
  const refused = steps.filter((step) => step.unless_held && !written.has(step.id))
  return { written, held: refused.length ? await stillOurs(tx, refused) : new Set<string>() }
}

/** Those that were refused although the lease is ours: everything is held. */
async function stillOurs(tx: Tx, refused: readonly { id: string; token: string }[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('delivery')
    .select('id')
    .where(
      'lease_token',
      'in',
      refused.map((step) => step.token),
    )
    .execute()
  return new Set(rows.map((row) => row.id))
}
