import { afterEach, beforeEach, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { connectChannel, listChannels } from './index.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
})
afterEach(() => context.close())

test('an account that is connected twice at the same moment is one channel', async () => {
  for (const handle of ['rina', 'budi', 'sari']) {
    const connect = () => connectChannel(context, context.actor, 'fake', { handle, password: 'right' })
    const done = await Promise.all([connect(), connect(), connect()])
    const ids = done.map((one) => ('channel' in one ? one.channel.id : ''))
    expect(new Set(ids).size).toBe(1)
  }
  const channels = await inWorkspace(context.db, context.actor.workspaceId, (tx) => listChannels(context, tx))
  expect(channels).toHaveLength(3)
})
