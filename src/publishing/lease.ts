import type { Selectable } from 'kysely'
import type { Config } from '../config.ts'
import type { Tables } from '../db/tables.ts'
import { LeaseLost } from '../work/index.ts'

export { LeaseLost }

/** A delivery, as it is stored. */
export type DeliveryRow = Selectable<Tables['delivery']>

/** Of a delivery's columns, those that sending it needs. */
export const claimedColumns = [
  'id',
  'workspace_id',
  'post_id',
  'channel_id',
  'parts',
  'state',
  'sent',
  'sending_part',
  'sending_since',
  'pending',
  'progress',
  'permalink',
  'published_at',
  'next_try_at',
  'attempts',
  'waits',
  'lookups',
  'asked_at',
  'doubt',
  'reason',
  'reserved',
  'needs_home',
  'due_at',
  'lease_token',
] as const satisfies readonly (keyof DeliveryRow)[]

/** A claimed delivery, as far as sending it needs. */
export type ClaimedRow = Pick<DeliveryRow, (typeof claimedColumns)[number]>

/**
 * Longer than a network call may take, so that a lease runs out only for the dead and the paused; for calls that
 * upload a large file it is renewed (publishing/keep-lease.ts). In seconds.
 */
export function leaseSeconds({ callSeconds }: Pick<Config, 'callSeconds'>): number {
  return callSeconds * 1.25
}

/** In its last part a lease is not used any more: a request that starts then could outlive it. */
const marginShare = 1 / 15

/** A delivery that this worker alone may act on, until the lease ends. `row` is as it stands, with this worker's own writes. */
export interface Lease {
  row: ClaimedRow
  readonly token: string
  /** Its first intent is committed with those of others that were claimed with it. */
  readonly together: boolean
  /** Its length, in seconds. */
  readonly seconds: number
  ends: Ends
  /** An earlier worker died with it in hand, or never heard what became of a request: it may have arrived. */
  readonly uncertain: boolean
}

/**
 * When the lease expires, by two clocks: the monotonic one, which nobody can set, and the wall clock, which runs on
 * while the machine sleeps.
 */
interface Ends {
  monotonic: number
  wall: number
}

/** Before something was asked for that takes a while. */
export function startOfLease(): Ends {
  return { monotonic: performance.now(), wall: Date.now() }
}

/** @param began from before the claim was asked for */
export function leaseOf(
  row: ClaimedRow,
  token: string,
  seconds: number,
  began: Ends,
  { uncertain = false, together = false } = {},
): Lease {
  return { row, token, together, seconds, ends: endOf(began, seconds), uncertain }
}

/** It was renewed (publishing/keep-lease.ts). @param began from before the renewal was asked for */
export function extendLease(lease: Lease, began: Ends): void {
  lease.ends = endOf(began, lease.seconds)
}

function endOf({ monotonic, wall }: Ends, seconds: number): Ends {
  const length = seconds * (1 - marginShare) * 1000
  return { monotonic: monotonic + length, wall: wall + length }
}

/** Asked before every request that leaves. @throws LeaseLost */
export function assertLeased({ row, ends }: Lease): void {
  if (performance.now() > ends.monotonic || Date.now() > ends.wall)
    throw new LeaseLost(`delivery ${row.id}: slept past its lease`)
}
