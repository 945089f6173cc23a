/** A large file goes out in one request that may take many minutes: its lease is renewed as long as the worker lives. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Part } from '../core/post.ts'
import { asSystem } from '../db/client.ts'
import { keepingLease as keep, LeaseLost } from '../work/index.ts'
import { extendLease, type Lease, startOfLease } from './lease.ts'

/** The slowest line that a file is waited for, in bytes a second. */
const slowest = 64 * 1024
/** The most that a call gets for what it uploads, in seconds. */
const mostSeconds = 1700

/** How much longer than others a call may take that sends these parts, in seconds: what their largest file needs. */
export function uploadSeconds(parts: readonly Part[]): number {
  const largest = Math.max(0, ...parts.map(({ video }) => video?.bytes ?? 0))
  return Math.min(mostSeconds, Math.ceil(largest / slowest))
}

/**
 * Takes hold for another term. Only whoever still has the lease may: one that has ended stays ended, since another
 * worker may be about to look.
 * @throws LeaseLost
 */
export async function renewLease(context: Context, lease: Lease): Promise<void> {
  const began = startOfLease()
  const now = context.clock.now()
  const until = new Date(now.getTime() + lease.seconds * 1000)
  const { numAffectedRows } = await asSystem(context.db, (tx) =>
    sql`update delivery set lease_until = ${until}
      where id = ${lease.row.id} and lease_token = ${lease.token} and lease_until > ${now}`.execute(tx),
  )
  if (numAffectedRows === 0n) throw new LeaseLost(`delivery ${lease.row.id}`)
  extendLease(lease, began)
}

/** Does some work under a lease that is renewed meanwhile. @param every seconds between two renewals */
export function keepingLease(
  context: Context,
  lease: Lease,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
  every?: number,
): Promise<void> {
  const keeping = {
    seconds: lease.seconds,
    signal,
    renew: () => renewLease(context, lease),
    ...(every ? { every } : {}),
  }
  return keep(context.log, keeping, work)
}
