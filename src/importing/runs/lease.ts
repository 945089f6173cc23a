/** One worker at a time works on an import: each of its steps asks whether it is still this one. */
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { asSystem, type Tx } from '../../db/client.ts'
import { type Leased, LeaseLost, renewLease, settleLease, takeLease } from '../../work/index.ts'
import { type RunRow, tell, working } from './run.ts'

const leasing = { table: 'import_run', seconds: 60 } as const
/** Panels are told of progress no more often, in milliseconds. */
const tellEvery = 700

/** A run in hand. */
export interface Held {
  run: RunRow
  lease: Leased
  signal: AbortSignal
}

/** @param token made anew for each try */
export function takeRun(context: Context, id: string, token: string): Promise<RunRow | undefined> {
  return asSystem(context.db, (tx) =>
    takeLease<RunRow>(tx, leasing, {
      token,
      now: context.clock.now(),
      set: { attempts: sql`attempts + 1` },
      where: sql`id = ${id} and state in (${sql.join([...working])})`,
    }),
  )
}

/** @throws LeaseLost where another worker, or a person's decision, has taken its place */
export async function renewRun(context: Context, { lease }: Held): Promise<void> {
  const ours = await asSystem(context.db, (tx) => renewLease(tx, leasing, lease, context.clock.now()))
  if (!ours) throw new LeaseLost('an import went on elsewhere')
}

/** How long a run is held without a word of whoever works on it. */
export const leaseSeconds: number = leasing.seconds

/** Locks the run until the transaction ends. @throws LeaseLost where it is no longer ours */
export async function stillOurs(tx: Tx, { lease }: Held): Promise<void> {
  const row = await tx
    .selectFrom('import_run')
    .select('lease_token')
    .where('id', '=', lease.id)
    .forShare()
    .executeTakeFirst()
  if (row?.lease_token !== lease.token) throw new LeaseLost('an import went on elsewhere')
}

/** Ends a state: what comes next is another one, for whoever takes it. */
export async function settleRun(
  context: Context,
  { run, lease }: Held,
  set: Partial<Record<keyof RunRow, unknown>>,
): Promise<void> {
  await asSystem(context.db, (tx) => settleLease(tx, leasing, lease, { attempts: 0, ...set }))
  tell(context, run)
}

/** Writes how far a state has come, and tells it, though not each time. */
export class Progress {
  readonly #context: Context
  readonly #held: Held
  #told = 0
  finished: number

  constructor(context: Context, held: Held, finished = 0) {
    this.#context = context
    this.#held = held
    this.finished = finished
  }

  /** @param of how many there are, where that is only known now */
  async add(n: number, of?: number): Promise<void> {
    this.finished += n
    const now = this.#context.clock.now().getTime()
    if (now - this.#told < tellEvery) return
    this.#told = now
    const { lease, run } = this.#held
    const set = { finished: this.finished, attempts: 0, ...(of === undefined ? {} : { items: of }) }
    const ours = await asSystem(this.#context.db, (tx) =>
      renewLease(tx, leasing, lease, this.#context.clock.now(), set),
    )
    if (!ours) throw new LeaseLost('an import went on elsewhere')
    tell(this.#context, run)
  }
}
