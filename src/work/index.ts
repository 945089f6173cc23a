export { type Backoff, waitAfter } from './backoff.ts'
export {
  isFree,
  keepingLease,
  type Leased,
  LeaseLost,
  type Leasing,
  renewLease,
  settleLease,
  takeLease,
} from './leases.ts'
export { type Running, startWork, type Work } from './loop.ts'

/** A row that something is to be done with, and whose it is. */
export interface RowOf {
  id: string
  workspaceId: string
}
