import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBrandKit } from '../brand/index.ts'
import { connectChannel } from '../channels/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { compose, deliverDue, schedulePost } from './index.ts'

let context: TestContext
let channelId: string

async function open(facts: Record<string, unknown>) {
  const fake = fakeNetwork()
  const { signIn } = fake.network
  fake.network = {
    ...fake.network,
    signIn: async (form, tools) => {
      const connected = await signIn?.(form, tools)
      if (!connected) throw new Error('not connected')
      return { ...connected, account: { ...connected.account, facts } }
    },
  }
  context = await testContext([fake.network])
  await saveBrandKit(context, context.actor, {
    name: 'Kopi Senja',
    handle: 'kopisenja',
    promise: 'Kopi yang sabar.',
    productSite: 'https://kopisenja.example',
    language: 'id',
    accent: '#0f5c56',
    paper: '#faf7f0',
    logo: null,
  })
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
}
beforeEach(() => open({ guestOf: 'r/kopi' }))
afterEach(() => context.close())

const draft = (text: string) => ({ channelId, text, mediaIds: [] })
async function say(text: string) {
  await schedulePost(context, context.actor, { drafts: [draft(text)], timeZone: 'Asia/Jakarta' })
  context.clock.advance(60)
  await deliverDue(context, new AbortController().signal)
  context.clock.advance(86_400)
}
const promotion = async (text: string) => {
  const [composed] = await compose(context, context.actor, [draft(text)], {})
  return composed?.findings.find(({ check }) => check === 'promotion-in-community')?.message.en
}

test('in a community that its network tells of, one’s own links are counted', async () => {
  await say('Baca https://kopisenja.example/satu')
  expect(await promotion('Baca https://kopisenja.example/tiga')).toBeUndefined()
  await say('Baca https://kopisenja.example/dua')
  expect(await promotion('Baca https://kopisenja.example/tiga')).toContain('In r/kopi, 2 of your 2 posts')
  expect(await promotion('Bagaimana Anda menyimpan biji?')).toBeUndefined()
})

test('on a channel of one’s own they are not', async () => {
  await context.close()
  await open({})
  await say('Baca https://kopisenja.example/satu')
  await say('Baca https://kopisenja.example/dua')
  expect(await promotion('Baca https://kopisenja.example/tiga')).toBeUndefined()
})
