import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../core/problem.ts'
import { asSystem, openDatabase } from '../db/client.ts'
import type { Credentials, Session } from '../networks/network.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { connectChannel } from './connect.ts'
import { withSession } from './session.ts'

const fake = fakeNetwork()
let here: TestContext
/** The same database through connections of its own, as another process has them. */
let there: TestContext
let channelId: string

beforeAll(async () => {
  here = await testContext([fake.network])
  const { options } = here.database.pool
  // The password is there, but not among what a copy of the options takes along.
  const database = openDatabase({ ...options, password: options.password }, 4)
  there = { ...here, database, db: database.db }
})
afterAll(async () => {
  await there.database.close()
  await here.close()
})
beforeEach(async () => {
  channelId = await connect()
})

async function connect(): Promise<string> {
  const done = await connectChannel(here, here.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  return done.channel.id
}

const act = <T>(context: TestContext, work: (session: Session) => Promise<T>) =>
  withSession(context, here.actor.workspaceId, channelId, work)

const kept = () => act(here, async (session) => session.credentials)

/** A network whose token may be used once: twice, and the account is out. */
function rotating() {
  let valid = 'right'
  let asked = 0
  return {
    asked: () => asked,
    ask: async (credentials: Credentials): Promise<Credentials> => {
      asked++
      if ((credentials as { password?: string }).password !== valid)
        throw new Problem('unauthorized', { id: 'Dipakai dua kali', en: 'Used twice' })
      valid = `right-${asked}`
      await sleep(50)
      return { password: valid }
    },
  }
}

describe('attacks#A31 a rotating token', () => {
  test('is renewed once by ten workers of two processes, and all go on with what that brought', async () => {
    const network = rotating()
    let ready = 0
    const worker = (context: TestContext) =>
      act(context, async (session) => {
        // All ten hold the old token before the first renews it.
        ready++
        while (ready < 10) await sleep(5)
        return session.renew(network.ask)
      })
    const all = await Promise.all(Array.from({ length: 10 }, (_, at) => worker(at % 2 ? here : there)))
    expect(network.asked()).toBe(1)
    expect(all).toEqual(Array(10).fill({ password: 'right-1' }))
    expect(await kept()).toEqual({ password: 'right-1' })
  })

  test('is renewed a second time when it is old again, with the newest', async () => {
    const network = rotating()
    const twice = await act(here, async (session) => [
      await session.renew(network.ask),
      await session.renew(network.ask),
    ])
    expect(twice).toEqual([{ password: 'right-1' }, { password: 'right-2' }])
  })

  test('is free again after a renewal that failed', async () => {
    const down = new Problem('unavailable', { id: 'Mati', en: 'Down' })
    await expect(act(here, (session) => session.renew(() => Promise.reject(down)))).rejects.toBe(down)
    expect(await act(there, (session) => session.renew(rotating().ask))).toEqual({ password: 'right-1' })
  })

  test('is renewed in spite of a worker that was killed while it renewed', async () => {
    await lockedUntil(sql`now() - interval '1 second'`)
    expect(await act(here, (session) => session.renew(rotating().ask))).toEqual({ password: 'right-1' })
  })

  test('is waited for while another process renews it', async () => {
    await lockedUntil(sql`now() + interval '1 minute'`)
    const network = rotating()
    const waiting = act(here, (session) => session.renew(network.ask))
    await sleep(200)
    expect(network.asked()).toBe(0)
    await lockedUntil(sql`null`)
    expect(await waiting).toEqual({ password: 'right-1' })
  })
})

async function lockedUntil(until: ReturnType<typeof sql>): Promise<void> {
  await asSystem(here.db, (tx) =>
    sql`update channel set renewal_token = gen_random_uuid(), renewal_until = ${until} where id = ${channelId}`.execute(
      tx,
    ),
  )
}

describe('a person who reconnects the channel meanwhile', () => {
  test('keeps the new permission', async () => {
    await act(here, (session) =>
      session.renew(async () => {
        await connect()
        return { password: 'from the old one' }
      }),
    )
    expect(await kept()).toEqual({ password: 'right' })
  })

  test('is not asked to do it again, when the old one is refused', async () => {
    const health = async () =>
      (
        await asSystem(here.db, (tx) =>
          tx.selectFrom('channel').select('health').where('id', '=', channelId).executeTakeFirstOrThrow(),
        )
      ).health
    const revoked = new Problem('unauthorized', { id: 'Dicabut', en: 'Revoked' })
    const late = act(here, async () => {
      await connect()
      throw revoked
    })
    await expect(late).rejects.toBe(revoked)
    expect(await health()).toBe('fine')
    await expect(act(here, () => Promise.reject(revoked))).rejects.toBe(revoked)
    expect(await health()).toBe('reconnect')
  })
})
