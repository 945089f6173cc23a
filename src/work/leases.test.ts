import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asSystem } from '../db/client.ts'
import { openLog } from '../log.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { keepingLease, LeaseLost, renewLease, settleLease, takeLease } from './leases.ts'

const leasing = { table: 'feed', seconds: 60 } as const
type Row = { id: string; lease_token: string | null; failures: number }

let context: TestContext
beforeAll(async () => {
  context = await testContext()
})
afterAll(() => context.close())
beforeEach(async () => {
  await asSystem(context.db, async (tx) => {
    await tx.deleteFrom('feed').execute()
    for (const [at, url] of ['a', 'b'].entries())
      await sql`insert into feed (id, workspace_id, url, title, channel_ids, review, state, next_at, created_by)
        values (gen_random_uuid(), ${context.actor.workspaceId}, ${url}, ${url}, '{}', true, 'active', ${new Date(at)}, ${context.actor.userId})`.execute(
        tx,
      )
  })
})

const now = () => context.clock.now()
const take = (token: string = crypto.randomUUID()) =>
  asSystem(context.db, (tx) =>
    takeLease<Row>(tx, leasing, {
      token,
      now: now(),
      where: sql`state = 'active'`,
      order: sql`next_at`,
      set: { failures: sql`failures + 1` },
    }),
  )
const leased = ({ id, lease_token }: Row) => ({ id, token: lease_token as string })
const taken = async (): Promise<Row> => {
  const row = await take()
  if (!row) throw new Error('nothing to take')
  return row
}
const row = ({ id }: Row) =>
  asSystem(context.db, (tx) => tx.selectFrom('feed').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

describe('a lease', () => {
  test('is of one worker, in order, with what is changed along', async () => {
    const [first, second, third] = [await taken(), await taken(), await take()]
    expect([(await row(first)).url, (await row(second)).url, third]).toEqual(['a', 'b', undefined])
    expect(first.failures).toBe(1)
  })

  test('is taken by one of many who try at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => take()))
    const ids = all.flatMap((one) => (one ? [one.id] : []))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeLessThanOrEqual(2)
  })

  test('that has ended is the next one’s; the first writes and renews nothing more', async () => {
    const first = await taken()
    await taken()
    context.clock.advance(61)
    const again = await taken()
    expect(again.id).toBe(first.id)
    await asSystem(context.db, async (tx) => {
      expect(await renewLease(tx, leasing, leased(first), now())).toBe(false)
      expect(await settleLease(tx, leasing, leased(first), { title: 'zu spät' })).toBe(false)
    })
    expect(await row(first)).toMatchObject({ title: 'a', lease_token: again.lease_token })
  })

  test('whose end a wrong clock wrote, far ahead, keeps nobody out', async () => {
    const first = await taken()
    await taken()
    const ends = (seconds: number) =>
      asSystem(context.db, (tx) =>
        tx
          .updateTable('feed')
          .set({ lease_until: new Date(now().getTime() + seconds * 1000) })
          .where('id', '=', first.id)
          .execute(),
      )
    // A clock that is a little ahead is no wrong one.
    await ends(100)
    expect(await take()).toBeUndefined()
    await ends(12 * 365 * 86_400)
    expect((await take())?.id).toBe(first.id)
  })

  test('goes on when it is renewed, and is free when it is settled', async () => {
    const first = await taken()
    await taken()
    context.clock.advance(59)
    await asSystem(context.db, (tx) => renewLease(tx, leasing, leased(first), now(), { title: 'halb' }))
    context.clock.advance(59)
    expect((await take())?.id).not.toBe(first.id)
    expect(await asSystem(context.db, (tx) => settleLease(tx, leasing, leased(first), { title: 'fertig' }))).toBe(true)
    expect(await row(first)).toMatchObject({ title: 'fertig', lease_token: null, lease_until: null })
    expect((await take())?.id).toBe(first.id)
  })
})

describe('work under a lease that is kept', () => {
  const log = openLog('silent')
  const signal = new AbortController().signal

  test('ends when somebody else has it', async () => {
    const lost = new LeaseLost('gone')
    const work = (until: AbortSignal) =>
      new Promise<void>((_, fail) => until.addEventListener('abort', () => fail(until.reason)))
    const keeping = { seconds: 1, signal, renew: () => Promise.reject(lost), every: 0.001 }
    await expect(keepingLease(log, keeping, work)).rejects.toBe(lost)
  })

  test('goes on while the database is away for a moment', async () => {
    let tries = 0
    const renew = async () => {
      if (++tries < 3) throw new Error('away')
    }
    const work = async (until: AbortSignal) => {
      while (tries < 4) await new Promise((done) => setTimeout(done, 1))
      expect(until.aborted).toBe(false)
    }
    await keepingLease(log, { seconds: 1, signal, renew, every: 0.001 }, work)
    expect(tries).toBeGreaterThanOrEqual(4)
  })
})
