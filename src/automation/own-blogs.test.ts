import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { inWorkspace } from '../db/client.ts'
import { listDeliveries } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { asBlog } from '../testing/fake-blog.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { articlesAt, openProposals, proposeFromHome } from './index.ts'

let context: TestContext
let blogId: string
let plainId: string

beforeEach(async () => {
  context = await testContext([asBlog(fakeNetwork()), { ...fakeNetwork().network, name: 'square' }])
  const connect = async (network: string) => {
    const result = await connectChannel(context, context.actor, network, { handle: 'kopi', password: 'right' })
    return 'channel' in result && result.channel ? result.channel.id : ''
  }
  blogId = await connect('blog')
  plainId = await connect('square')
})
afterEach(() => context.close())

test('what stands there becomes a teaser for the other channels, once, looked at by a person', async () => {
  const { articles } = await articlesAt(context, context.actor, blogId, '')
  const [old] = articles
  if (!old) throw new Error('no article')
  await proposeFromHome(context, context.actor, blogId, old)
  await expect(proposeFromHome(context, context.actor, blogId, old)).rejects.toMatchObject({ kind: 'conflict' })
  const [proposal] = await inWorkspace(context.db, context.actor.workspaceId, (tx) => openProposals(tx))
  expect(proposal).toMatchObject({ origin: 'home', title: 'Tulisan lama', texts: [{ channelId: plainId }] })
  expect(proposal?.link.url).toBe('https://blog.example/lama')
  await expect(articlesAt(context, context.actor, plainId, '')).rejects.toMatchObject({ kind: 'rejected' })
  expect(await inWorkspace(context.db, context.actor.workspaceId, (tx) => listDeliveries(tx, {}))).toEqual([])
})
