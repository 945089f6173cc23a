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
import { beginTogether, notOnHold } from './intents.ts'
import { type ClaimedRow, type DeliveryRow, type Lease, LeaseLost } from './lease.ts'

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
  /** The step is the intent of all that were claimed together: it stands in their token's row, and not in this one's. */
  together?: boolean
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
  row: ClaimedRow
  options: StepOptions
  done(): void
  failed(error: unknown): void
}

/** How long to wait for a database that is away, at first and at most. */
const firstPause = 100
const longestPause = 2000

/** How the steps of one worker are put together. */
export interface LedgerOptions {
  /** For how many milliseconds steps are gathered before they are committed, asked each time: longer where many are under way. */
  gather?: () => number
  /** How many commits there are at a time. */
  commits?: number
}

/** @param ending ends the waiting for a database that does not come back */
export function openLedger(
  context: Context,
  ending: AbortSignal,
  { gather = () => 0, commits = 1 }: LedgerOptions = {},
): Ledger {
  const lanes = [
    openLane(commits, gather, () => true),
    // What was claimed together comes together: nobody need wait for it.
    openLane(
      commits,
      () => 0,
      ({ options }) => options.together === true,
    ),
    // Steps that write other rows too are committed one after another: two that write the same ones would wait for each other.
    openLane(1, gather, ({ options }) => options.also !== undefined),
  ]

  function openLane(most: number, pause: () => number, takes: (entry: Entry) => boolean) {
    let waiting: Entry[] = []
    let writing = 0
    let begun = false

    function begin(): void {
      if (begun || writing >= most || !waiting.length) return
      begun = true
      const wait = pause()
      // What else comes in this turn of the event loop goes along.
      if (wait) setTimeout(write, wait)
      else setImmediate(write)
    }

    async function write(): Promise<void> {
      begun = false
      const batch = waiting
      waiting = []
      writing++
      await commitSurely(context, batch, ending)
      writing--
      begin()
    }

    return {
      takes,
      add(entry: Entry): void {
        waiting.push(entry)
        begin()
      },
    }
  }

  return {
    write: (lease, step, options = {}) =>
      new Promise((resolve, reject) => {
        const entry = { lease, row: { ...lease.row, ...step }, options, done: resolve, failed: reject }
        lanes.findLast((lane) => lane.takes(entry))?.add(entry)
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
  const written = new Set<string>()
  for (const entries of Map.groupBy(batch, kindOf).values())
    for (const id of await writeAlike(context, tx, entries)) written.add(id)
  for (const { row, options } of batch) if (options.also && written.has(row.id)) await options.also(tx)
  const refused = batch.filter(({ row, options }) => options.unlessOnHold && !written.has(row.id))
  return { written, onHold: refused.length ? await stillOurs(tx, refused) : new Set<string>() }
}

const kindOf = ({ lease, options: { release, unlessOnHold, together } }: Entry) =>
  together ? lease.token : `${release} ${unlessOnHold}`

function writeAlike(context: Context, tx: Tx, entries: readonly Entry[]): Promise<readonly string[]> {
  const [first] = entries
  if (!first?.options.together) return writeRows(context, tx, entries)
  const ids = entries.map(({ row }) => row.id)
  return beginTogether(tx, first.lease.token, ids, first.row.sending_since ?? context.clock.now())
}

/** What a step writes, as the database names its type. */
const columns: Readonly<Record<keyof Step, string>> = {
  state: 'text',
  sent: 'jsonb',
  sending_part: 'int',
  sending_since: 'timestamptz',
  pending: 'jsonb',
  progress: 'real',
  permalink: 'text',
  published_at: 'timestamptz',
  next_try_at: 'timestamptz',
  attempts: 'int',
  waits: 'int',
  lookups: 'int',
  asked_at: 'timestamptz',
  doubt: 'jsonb',
  reason: 'jsonb',
}
const columnNames = Object.keys(columns) as (keyof Step)[]

/** Writes steps of one kind: what differs goes as a list, and what is the same in all of them once. @returns whose were written */
async function writeRows(context: Context, tx: Tx, entries: readonly Entry[]): Promise<readonly string[]> {
  const first = entries[0] as Entry
  const shared = columnNames.filter((name) => entries.every(({ row }) => isSame(row[name], first.row[name])))
  const differing = columnNames.filter((name) => !shared.includes(name))
  const common = { ...only(first.row, shared), updated_at: context.clock.now() }
  const each = entries.map(({ lease, row }) => ({ id: row.id, token: lease.token, ...only(row, differing) }))
  const from = (alias: string) => (name: keyof Step) => `${name} = ${alias}.${name}`
  const types = (names: readonly (keyof Step)[]) => names.map((name) => `, ${name} ${columns[name]}`).join('')
  const sets = [...shared.map(from('c')), ...differing.map(from('s')), 'updated_at = c.updated_at']
  if (first.options.release) sets.push('lease_token = null', 'lease_until = null')
  const { rows } = await sql<{ ids: string | null; xid: string }>`
    with written as (
      update delivery d set ${sql.raw(sets.join(', '))}
      from json_to_recordset(${storable(each)}::json) as s(id uuid, token uuid${sql.raw(types(differing))}),
        json_to_record(${storable(common)}::json) as c(updated_at timestamptz${sql.raw(types(shared))})
      where d.id = s.id and d.lease_token = s.token ${first.options.unlessOnHold ? sql`and ${notOnHold('d')}` : sql``}
      returning d.id)
    select string_agg(id::text, ' ') as ids, pg_current_xact_id()::text as xid from written`.execute(tx)
  const [done] = rows
  if (!done?.ids) return []
  noteNumber(tx, done.xid)
  return done.ids.split(' ')
}

const only = (row: Entry['row'], names: readonly (keyof Step)[]) =>
  Object.fromEntries(names.map((name) => [name, row[name]]))

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (a instanceof Date && b instanceof Date && a.getTime() === b.getTime())
}

/** Those that were refused although the lease is ours: everything is held. */
async function stillOurs(tx: Tx, refused: readonly Entry[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('delivery')
    .select('id')
    .where(
      'id',
      'in',
      refused.map(({ row }) => row.id),
    )
    .where(
      'lease_token',
      'in',
      refused.map(({ lease }) => lease.token),
    )
    .execute()
  return new Set(rows.map((row) => row.id))
}
