import { expect, it } from 'vitest'
import { callSeconds } from '../channels/session.ts'
import { longestSeconds } from '../fetch/guarded.ts'
import { leaseOf, leaseSeconds } from './lease.ts'

it('outlives a network call, which outlives its longest request', () => {
  const usable = leaseOf({} as Parameters<typeof leaseOf>[0], 'token', 0).ends / 1000
  expect(leaseSeconds).toBeGreaterThan(usable)
  expect(usable).toBeGreaterThan(callSeconds)
  expect(callSeconds).toBeGreaterThan(longestSeconds)
})
