import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import type { Part } from '../core/post.ts'
import { asSystem } from '../db/client.ts'
import { longestSeconds } from '../fetch/guarded.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { claimDue } from './claim.ts'
import { deliverDue, schedulePost } from './index.ts'
import { keepingLease, renewLease, uploadSeconds } from './keep-lease.ts'
import { assertLeased, type Lease, LeaseLost, leaseOf, leaseSeconds as secondsOf } from './lease.ts'

const never = new AbortController().signal
const callSeconds = 120
const leaseSeconds = secondsOf({ callSeconds })

it('outlives a network call', () => {
  const usable = leaseOf({} as Lease['row'], 'token', leaseSeconds, { monotonic: 0, wall: 0 }).ends.monotonic / 1000
  expect(leaseSeconds).toBeGreaterThan(usable)
  expect(usable).toBeGreaterThan(callSeconds)
})

it('a large file gets the time that it needs, and no call more than a request may take', () => {
  const of = (...bytes: (number | undefined)[]) =>
    uploadSeconds(bytes.map((one) => ({ video: one === undefined ? undefined : { bytes: one } }) as Part))
  expect(of(undefined)).toBe(0)
  expect(of(undefined, 64 * 1024 * 60)).toBe(60)
  expect(of(1e9) + callSeconds).toBeGreaterThan(1000)
  expect(of(1e12) + callSeconds).toBeLessThan(longestSeconds + 30)
})

describe('a lease that is kept', () => {
  let context: TestContext
  let lease: Lease

  beforeEach(async () => {
    const fake = fakeNetwork()
    context = await testContext([fake.network])
    const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
    if (!('channel' in done)) throw new Error('no channel')
    await schedulePost(context, context.actor, {
      drafts: [{ channelId: done.channel.id, text: 'Halo', mediaIds: [] }],
      timeZone: 'Asia/Jakarta',
    })
    context.clock.advance(11)
    const [claimed] = await claimDue(context, { most: 1, perChannel: 1 })
    if (!claimed) throw new Error('nothing claimed')
    lease = claimed.lease
  })
  afterEach(() => context.close())

  const until = () =>
    asSystem(context.db, (tx) =>
      tx.selectFrom('delivery').select('lease_until').where('id', '=', lease.row.id).executeTakeFirstOrThrow(),
    ).then(({ lease_until }) => lease_until?.getTime() ?? 0)

  it('is good for another term, and nobody else takes the delivery', async () => {
    const { ends } = lease
    context.clock.advance(leaseSeconds - 1)
    await renewLease(context, lease)
    expect(await until()).toBe(context.clock.now().getTime() + leaseSeconds * 1000)
    expect(lease.ends.monotonic).toBeGreaterThan(ends.monotonic)
    context.clock.advance(2)
    expect(await deliverDue(context, never)).toEqual([])
    expect(() => assertLeased(lease)).not.toThrow()
  })

  it('stays ended where it has ended, although nobody has come yet', async () => {
    context.clock.advance(leaseSeconds + 1)
    const before = await until()
    await expect(renewLease(context, lease)).rejects.toThrow(LeaseLost)
    expect(await until()).toBe(before)
  })

  it('is renewed while the work goes on, and not after it', async () => {
    context.clock.advance(5)
    const before = await until()
    await keepingLease(
      context,
      lease,
      never,
      async () => {
        while ((await until()) === before) await new Promise((resolve) => setTimeout(resolve, 5))
      },
      0.01,
    )
    const after = await until()
    context.clock.advance(5)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await until()).toBe(after)
  })

  it('ends the work when another worker has the delivery', async () => {
    const work = keepingLease(
      context,
      lease,
      never,
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      0.01,
    )
    await asSystem(context.db, (tx) =>
      tx
        .updateTable('delivery')
        .set({ lease_token: '00000000-0000-4000-8000-000000000000' })
        .where('id', '=', lease.row.id)
        .execute(),
    )
    await expect(work).rejects.toThrow(LeaseLost)
  })
})
