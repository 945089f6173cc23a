import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../core/problem.ts'
import { asSystem } from '../db/client.ts'
import { open } from '../db/vault.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { connectChannel, releaseChannel, removeChannel, removedChannels, restoreChannel } from './index.ts'

const words = { id: 'Server tidak menjawab.', en: 'The server does not answer.' }
const form = { handle: 'rina', password: 'right' }
let context: TestContext
/** The passwords that were given back, or why they were not. */
let given: unknown[]
let trouble: Problem | undefined

beforeEach(async () => {
  given = []
  trouble = undefined
  const { network } = fakeNetwork()
  const revoking = {
    ...network,
    identity: {
      ...network.identity,
      revoke: async ({ credentials }: { credentials: object }) => {
        given.push(credentials)
        if (trouble) throw trouble
      },
    },
  }
  context = await testContext([revoking])
})
afterEach(() => context.close())

async function connect(actor = context.actor): Promise<string> {
  const made = await connectChannel(context, actor, 'fake', form)
  if (!('channel' in made)) throw new Error('no channel')
  return made.channel.id
}

const row = (id: string) =>
  asSystem(context.db, (tx) => tx.selectFrom('channel').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
const kept = async (id: string) => open(context.config.secretKey, id, (await row(id)).credentials)

/** As the worker does it, every hour. */
async function sweep(): Promise<void> {
  for (const channel of await removedChannels(context)) await releaseChannel(context, channel)
}

const hours = (count: number) => context.clock.advance(count * 3600)

describe('a removed channel', () => {
  test('is kept for a day, so that it can be put back as it was', async () => {
    const id = await connect()
    await removeChannel(context, context.actor, id)
    hours(23)
    await sweep()
    expect(given).toEqual([])
    await restoreChannel(context, context.actor, id)
    hours(48)
    await sweep()
    expect(given).toEqual([])
    expect(await kept(id)).toEqual({ password: 'right' })
  })

  test('then gives its permission back, once, and nothing of it is kept', async () => {
    const id = await connect()
    await removeChannel(context, context.actor, id)
    hours(25)
    await sweep()
    await sweep()
    expect(given).toEqual([{ password: 'right' }])
    expect(await kept(id)).toEqual({})
    const back = await restoreChannel(context, context.actor, id)
    expect(back).toMatchObject({
      health: 'reconnect',
      healthWords: { en: expect.stringContaining('Connect it again') },
    })
  })

  test('is asked for again while its network is away, and erased after a week in any case', async () => {
    const id = await connect()
    trouble = new Problem('unavailable', words)
    await removeChannel(context, context.actor, id)
    hours(25)
    await sweep()
    hours(24)
    await sweep()
    expect(given).toHaveLength(2)
    expect(await kept(id)).toEqual({ password: 'right' })
    hours(6 * 24)
    await sweep()
    expect(given).toHaveLength(3)
    expect(await kept(id)).toEqual({})
  })

  test('whose permission the network knows no more is erased at once', async () => {
    const id = await connect()
    trouble = new Problem('unauthorized', words)
    await removeChannel(context, context.actor, id)
    hours(25)
    await sweep()
    expect(await kept(id)).toEqual({})
  })

  test('takes nothing from another brand that has the same account', async () => {
    const id = await connect()
    const other = await connect(await makeWorkspace(context))
    await removeChannel(context, context.actor, id)
    hours(25)
    await sweep()
    expect(given).toEqual([])
    expect(await kept(id)).toEqual({})
    expect(await kept(other)).toEqual({ password: 'right' })
  })

  test('that was connected anew meanwhile keeps its new permission', async () => {
    const id = await connect()
    await removeChannel(context, context.actor, id)
    hours(25)
    const [found] = await removedChannels(context)
    expect(await connect()).toBe(id)
    if (found) await releaseChannel(context, found)
    expect(given).toEqual([])
    expect(await kept(id)).toEqual({ password: 'right' })
    expect(await row(id)).toMatchObject({ removed_at: null, released_at: null, health: 'fine' })
  })
})
