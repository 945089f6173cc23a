import type { Selectable } from 'kysely'
import type { Tables } from '../db/tables.ts'

export type DeliveryRow = Selectable<Tables['delivery']>

/**
 * Longer than a network call (channels/session.ts), so that a lease runs out only for the dead and the paused; for calls that
 * upload a large file it is renewed (publishing/keep-lease.ts).
 */
export const leaseSeconds = 150
/** In its last seconds a lease is not used any more: a request that starts then could outlive it. */
const marginSeconds = 10

/** A delivery that this worker alone may act on, until the lease ends. `row` is as it stands, with this worker's own writes. */
export interface Lease {
  row: DeliveryRow
  readonly token: string
  /** When it ends, by `performance.now()`: a clock that nobody sets, and that runs on while the process is paused. */
  ends: number
  /** An earlier worker died with it in hand, or never heard what became of a request: it may have arrived. */
  readonly uncertain: boolean
}

/** @param began `performance.now()` from before the claim was asked for */
export function leaseOf(row: DeliveryRow, token: string, began: number, uncertain = false): Lease {
  return { row, token, ends: endOf(began), uncertain }
}

/** It was renewed (publishing/keep-lease.ts). @param began `performance.now()` from before the renewal was asked for */
export function extendLease(lease: Lease, began: number): void {
  lease.ends = endOf(began)
}

const endOf = (began: number): number => began + (leaseSeconds - marginSeconds) * 1000

/** Thrown when another worker has taken over, or may have: this one writes and sends nothing more. */
export class LeaseLost extends Error {}

/** Asked before every request that leaves. @throws LeaseLost */
export function assertHeld(lease: Lease): void {
  if (performance.now() > lease.ends) throw new LeaseLost(`delivery ${lease.row.id}: slept past its lease`)
}
