/**
 * Where the steps of deliveries are written down. Steps of many deliveries that come at the same time are committed
 * together: each waits for the commit, so that every step is durable before the next begins, and a commit serves hundreds.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Stopped, StorageProblem } from '../core/problem.ts'
import { storable } from '../core/text/storable.ts'
import { asSystem, noteNumber, type Tx } from '../db/client.ts'
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
    | 'waits'
    | 'lookups'
    | 'asked_at'
    | 'doubt'
    | 'reason'
  >
>

/** What else happens in the transaction that writes a step. */
export interface StepOptions {
  /** Releases the lease with this step. */
  release?: boolean
  /** Only while nothing is held: the last moment to stop what is about to leave. */
  unlessOnHold?: boolean
  /** Written in the same transaction. */
  also?: ((tx: Tx) => Promise<void>) | undefined
}

/** Writes the steps of many deliveries together, each only for whoever has its lease. */
export interface Ledger {
  /**
   * Writes a step and waits until it is durable, however long the database is away: a step may be written twice, since only
   * whoever has the lease can. `lease.row` is then as it stands.
   * @throws LeaseLost when another worker has the delivery, or the step had been written before; Held; Stopped when the ledger
   * ends meanwhile
   */
  write(lease: Lease, step: Step, options?: StepOptions): Promise<void>
}

/** Thrown by a step that must not be taken while everything is held. */
export class OnHold extends Stopped {}

interface Entry {
  lease: Lease
  row: DeliveryRow
  options: StepOptions
  done(): void
  failed(error: unknown): void
}

/** How long to wait for a database that is away, at first and at most. */
const firstPause = 100
const longestPause = 2000

/** @param ending ends the waiting for a database that does not come back */
export function openLedger(context: Context, ending: AbortSignal): Ledger {
  let waiting: Entry[] = []
  let writing = false

  async function writeAll(): Promise<void> {
    while (waiting.length) {
      const batch = waiting
      waiting = []
      await commitSurely(context, batch, ending)
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

/** Tries until the database has said what became of every step, or one is at fault itself. */
async function commitSurely(context: Context, batch: readonly Entry[], ending: AbortSignal): Promise<void> {
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
    try {
      return await commit(context, batch)
    } catch (error) {
      if (!isPassing(error)) return await eachOnItsOwn(context, batch, error, ending)
      if (ending.aborted) return giveUp(batch, error)
      context.log.warn({ error, steps: batch.length }, 'ledger: the database did not take it; tried again')
      await sleep(pause, undefined, { signal: ending }).catch(() => undefined)
    }
  }
}

function giveUp(batch: readonly Entry[], cause: unknown): void {
  for (const entry of batch) entry.failed(new Stopped('the ledger has ended', { cause }))
}

/**
 * Whether it is the database's trouble (away, full, too busy, interrupted: SQLSTATE classes 08, 40, 53, 55, 57, 58, XX) and not the
 * step's. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function isPassing(error: unknown): boolean {
  if (error instanceof StorageProblem) return true
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && /^(08|40|53|55|57|58|XX)/.test(code)
}

/** One of them has spoilt it for all (a letter that can't be written, say). */
async function eachOnItsOwn(
  context: Context,
  batch: readonly Entry[],
  error: unknown,
  ending: AbortSignal,
): Promise<void> {
  if (batch.length === 1) batch[0]?.failed(error)
  else for (const entry of batch) await commitSurely(context, [entry], ending)
}

async function commit(context: Context, batch: readonly Entry[]): Promise<void> {
  const { written, onHold } = await asSystem(context.db, (tx) => update(context, tx, batch))
  for (const entry of batch) settle(entry, written, onHold)
  for (const [workspaceId, entries] of Map.groupBy(batch, ({ row }) => row.workspace_id))
    context.bus.tell(
      workspaceId,
      'deliveries',
      entries.map(({ row }) => row.id),
    )
}

function settle(entry: Entry, written: ReadonlySet<string>, onHold: ReadonlySet<string>): void {
  const { id } = entry.row
  if (written.has(id)) {
    entry.lease.row = entry.row
    entry.done()
  } else if (onHold.has(id)) entry.failed(new OnHold(`delivery ${id}`))
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
    waits: row.waits,
    lookups: row.lookups,
    asked_at: row.asked_at,
    doubt: row.doubt,
    reason: row.reason,
    release: options.release ?? false,
    unless_held: options.unlessOnHold ?? false,
  }))
  const { rows } = await sql<{ id: string; xid: string }>`
    update delivery d set state = s.state, sent = s.sent, sending_part = s.sending_part, sending_since = s.sending_since,
      pending = s.pending, progress = s.progress, permalink = s.permalink, published_at = s.published_at, next_try_at = s.next_try_at,
      attempts = s.attempts, waits = s.waits, lookups = s.lookups, asked_at = s.asked_at, doubt = s.doubt, reason = s.reason, updated_at = ${context.clock.now()},
      lease_token = case when s.release then null else d.lease_token end,
      lease_until = case when s.release then null else d.lease_until end
    from jsonb_to_recordset(${storable(steps)}::jsonb) as s(id uuid, token uuid, state text, sent jsonb, sending_part int,
      sending_since timestamptz, pending jsonb, progress real, permalink text, published_at timestamptz, next_try_at timestamptz,
      attempts int, waits int, lookups int, asked_at timestamptz, doubt jsonb, reason jsonb, release boolean, unless_held boolean)
    where d.id = s.id and d.lease_token = s.token and not (s.unless_held and exists (
      select 1 from workspace_state w where w.workspace_id = d.workspace_id and w.hold_since is not null))
    returning d.id, pg_current_xact_id()::text as xid`.execute(tx)
  if (rows[0]) noteNumber(tx, rows[0].xid)
  const written = new Set(rows.map((row) => row.id))
  for (const { row, options } of batch) if (options.also && written.has(row.id)) await options.also(tx)
  const refused = steps.filter((step) => step.unless_held && !written.has(step.id))
  return { written, onHold: refused.length ? await stillOurs(tx, refused) : new Set<string>() }
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
