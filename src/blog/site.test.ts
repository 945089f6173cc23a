import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { inWorkspace } from '../db/client.ts'
import { networkNamed } from '../networks/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { connectingAs, fakeNetwork } from '../testing/fake-network.ts'
import { freshPage } from './pages/other.ts'
import { readSite } from './site.ts'

let context: TestContext

beforeEach(async () => {
  const networks = await Promise.all(['x', 'reddit', 'whatsapp'].map(networkNamed))
  context = await testContext([fakeNetwork().network, ...networks.flatMap((network) => network ?? [])])
})
afterEach(() => context.close())

const site = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) => readSite(context, tx, context.actor.workspaceId))
const byHand = (network: string, form: Record<string, string>) =>
  connectChannel(context, context.actor, network, form, 'assisted')

test('the blog names profiles of the brand, and no place that is somebody else’s or has no address', async () => {
  await byHand('x', { handle: '@kopisenja' })
  await byHand('reddit', { community: 'r/indonesia' })
  await byHand('whatsapp', { to: 'status' })
  expect((await site()).profiles.map(({ url }) => url)).toEqual(['https://x.com/kopisenja'])
})

test('before there is a profile, and with a site of the product alone, nothing is listed', async () => {
  const bare = { ...(await site()), productSite: 'https://toko.example' }
  expect(freshPage(bare)).not.toContain('Temui kami')
})

test('a blog of one’s own is known by its name', async () => {
  await context.close()
  const wordpress = await networkNamed('wordpress')
  const fake = fakeNetwork()
  const blog = wordpress?.blog
  if (!blog) throw new Error('no blog')
  const named = connectingAs(fake.network, (found) => ({
    ...found,
    account: { ...found.account, handle: 'admin@127.0.0.1:8080', name: 'Blog Uji' },
  }))
  context = await testContext([{ ...named, blog }])
  await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  expect((await site()).profiles.map(({ label }) => label)).toEqual([expect.stringMatching(/ · Blog Uji$/)])
})
