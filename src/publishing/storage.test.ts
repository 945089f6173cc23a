import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { deliverDue, findDelivery, schedulePost } from './index.ts'

let context: TestContext
let fake: FakeNetwork
let id: string
const never = new AbortController().signal

beforeEach(async () => {
  fake = fakeNetwork()
  context = await testContext([fake.network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  const [first] = await schedulePost(context, context.actor, {
    drafts: [{ channelId: done.channel.id, text: 'Halo', mediaIds: [] }],
    timeZone: 'Asia/Jakarta',
  })
  id = first as string
  context.clock.advance(11)
})
afterEach(() => context.close())

const row = () => asSystem(context.db, (tx) => findDelivery(tx, id))

/** From now on COMMITs fail so often: before the server has taken them, or only their answer is lost. */
function cutCommits(times: number, when: 'before' | 'after'): void {
  let left = times
  context.database.pool.on('acquire', (client) => {
    const ask = client.query.bind(client) as (...all: unknown[]) => Promise<unknown>
    client.query = (async (...all: unknown[]) => {
      if (all[0] !== 'commit' || left === 0) return ask(...all)
      left--
      await ask(when === 'after' ? 'commit' : 'rollback')
      throw Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' })
    }) as typeof client.query
  })
}

test.each(['before', 'after'] as const)(
  'a database that fails at the COMMIT of "published" (%s it was taken) is no answer of the network: nothing goes out twice',
  async (when) => {
    const { network } = fake
    const { publish } = network.sending
    Object.assign(network.sending, {
      publish: async (...all: Parameters<typeof publish>) => {
        const sent = await publish(...all)
        cutCommits(3, when)
        return sent
      },
    })
    await deliverDue(context, never)
    context.clock.advance(3600)
    await deliverDue(context, never)
    expect([fake.posts.length, fake.calls]).toEqual([1, 1])
    expect(await row()).toMatchObject({ state: 'published', attempts: 0, lease_token: null })
  },
)

test('a COMMIT whose answer was lost is told as what became of it: saved once, and no error', async () => {
  cutCommits(1, 'after')
  const saved = await asSystem(context.db, (tx) =>
    tx.insertInto('slowest_answer').values({ server: 's', seconds: 1 }).execute(),
  )
  expect(saved).toHaveLength(1)
  cutCommits(1, 'before')
  const lost = asSystem(context.db, (tx) =>
    tx.insertInto('slowest_answer').values({ server: 't', seconds: 1 }).execute(),
  )
  await expect(lost).rejects.toMatchObject({ name: 'StorageProblem', inDoubt: false })
  const rows = await asSystem(context.db, (tx) => tx.selectFrom('slowest_answer').select('server').execute())
  expect(rows).toEqual([{ server: 's' }])
})
