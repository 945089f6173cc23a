/**
 * Rows that one worker at a time may act on. Whoever takes a row writes a token and the lease's end into it; a worker that dies leaves
 * a lease that ends, and the next one goes on. Nobody else's step is written: each asks for its own token.
 */
import { type RawBuilder, sql } from 'kysely'
import { Stopped } from '../core/problem.ts'
import type { Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import type { Log } from '../log.ts'

/** Which rows, and for how long. */
export interface Leasing {
  table: keyof Tables
  seconds: number
  /** The columns that hold it. */
  token?: string
  until?: string
}

/** A row in hand. */
export interface Leased {
  id: string
  token: string
}

const columnsOf = ({ table, token = 'lease_token', until = 'lease_until' }: Leasing) => ({
  table: sql.table(table),
  token: sql.ref(token),
  until: sql.ref(until),
})

/** Columns with their new values. */
export type Values = Readonly<Record<string, unknown>>

/** ` , a = 1, b = 2`: what stands behind the first column of a SET. */
const more = (values: Values): RawBuilder<unknown> =>
  sql.join(
    Object.entries(values).map(([column, value]) => sql`, ${sql.ref(column)} = ${value}`),
    sql``,
  )

/**
 * Free: it has no lease, or an expired one. An expiry later than any lease can have was written by a wrong clock and
 * counts as expired.
 */
export function isFree(leasing: Leasing, now: Date): RawBuilder<boolean> {
  const { until } = columnsOf(leasing)
  const absurd = new Date(now.getTime() + 2 * leasing.seconds * 1000)
  return sql`(${until} is null or ${until} < ${now} or ${until} > ${absurd})`
}

/**
 * Takes one free row that fits: the first one in an order, passing over those that others look at just now.
 * @param token stands in the row
 * @param set changed with it; may name columns by `sql`
 * @returns the row as it then stands; `undefined` where there is none
 */
export async function takeLease<Row>(
  tx: Tx,
  leasing: Leasing,
  { token, now, where, order, set = {} }: TakeOptions,
): Promise<Row | undefined> {
  const { table, token: leased, until } = columnsOf(leasing)
  const end = new Date(now.getTime() + leasing.seconds * 1000)
  const { rows } = await sql<Row>`
    update ${table} set ${leased} = ${token}, ${until} = ${end}${more(set)}
    where id = (select id from ${table} where ${where} and ${isFree(leasing, now)}
      ${order ? sql`order by ${order}` : sql``} limit 1 for update skip locked)
    returning *`.execute(tx)
  return rows[0]
}

/** Which row is taken, and what is written with the lease. `token` is made anew for each try. */
export interface TakeOptions {
  token: string
  now: Date
  where: RawBuilder<unknown>
  order?: RawBuilder<unknown>
  set?: Values
}

/** Goes on with it for another term. @param set written with it @returns whether it is still ours */
export async function renewLease(
  tx: Tx,
  leasing: Leasing,
  { id, token }: Leased,
  now: Date,
  set: Values = {},
): Promise<boolean> {
  const { table, token: leased, until } = columnsOf(leasing)
  const end = new Date(now.getTime() + leasing.seconds * 1000)
  const { numAffectedRows } = await sql`
    update ${table} set ${until} = ${end}${more(set)} where id = ${id} and ${leased} = ${token}`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Writes the result and releases the lease. @returns whether we still had it; another worker's row stays as it is */
export async function settleLease(tx: Tx, leasing: Leasing, { id, token }: Leased, set: Values = {}): Promise<boolean> {
  const { table, token: leased, until } = columnsOf(leasing)
  const { numAffectedRows } = await sql`
    update ${table} set ${leased} = null, ${until} = null${more(set)} where id = ${id} and ${leased} = ${token}`.execute(
    tx,
  )
  return (numAffectedRows ?? 0n) > 0n
}

/** Thrown when another worker has taken over, or may have: this one writes and sends nothing more. */
export class LeaseLost extends Stopped {}

/** How a lease is renewed beside work that takes long. */
export interface Keeping {
  /** Of the lease. */
  seconds: number
  /** The work's own end. */
  signal: AbortSignal
  /** Renews once. Throws {@link LeaseLost} when another worker has the row. */
  renew: () => Promise<void>
  /** Seconds between two renewals. */
  every?: number
}

/** How often a lease is renewed in its time: a database that is away for a moment costs nothing. */
const renewals = 5

/** Runs work while its lease is renewed. The work's signal aborts when another worker has the row. */
export async function keepingLease(
  log: Log,
  { seconds, signal, renew, every = seconds / renewals }: Keeping,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController()
  const timer = setInterval(() => {
    renew().catch((error: unknown) => {
      if (error instanceof LeaseLost) lost.abort(error)
      else log.warn({ error }, 'a lease could not be renewed')
    })
  }, every * 1000)
  try {
    await work(AbortSignal.any([signal, lost.signal]))
  } finally {
    clearInterval(timer)
  }
}
