import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBrandKit } from '../brand/index.ts'
import { connectChannel } from '../channels/index.ts'
import { inWorkspace } from '../db/client.ts'
import type { Community } from '../networks/network.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { connectingAs, fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations, manyDeliveries } from '../testing/many.ts'
import { compose, deliverDue, schedulePost } from './index.ts'

let context: TestContext
let channelId: string

async function open(community?: Community) {
  const fake = fakeNetwork()
  fake.network = connectingAs(fake.network, (found) => ({
    ...found,
    account: { ...found.account, ...(community ? { community } : {}) },
  }))
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
beforeEach(() => open({ name: 'r/kopi', guest: true, rules: [] }))
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
  await open()
  await say('Baca https://kopisenja.example/satu')
  await say('Baca https://kopisenja.example/dua')
  expect(await promotion('Baca https://kopisenja.example/tiga')).toBeUndefined()
})

const tomorrow = () => new Date(context.clock.now().getTime() + 86_400_000)

/** Another channel, where so much was said meanwhile. */
async function busyElsewhere(posts: number, state = 'published') {
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'lain', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  const many = { context, actor: context.actor, channelId: done.channel.id, now: context.clock.now() }
  await manyDeliveries(many, posts, state)
  return many
}

test('however much was said elsewhere meanwhile, one’s own links in the community are counted', async () => {
  await say('Baca https://kopisenja.example/satu')
  await say('Baca https://kopisenja.example/dua')
  await busyElsewhere(300)
  expect(await promotion('Baca https://kopisenja.example/tiga')).toContain('In r/kopi, 2 of your 2 posts')
})

test('an answer is compared with earlier answers, however many posts came between', async () => {
  const { channelId: other } = await busyElsewhere(1)
  await manyConversations({ context, actor: context.actor, channelId, now: context.clock.now() }, 2)
  const responses = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.selectFrom('response').select(['id', 'text']).orderBy('remote_id').execute(),
  )
  const text = 'Ya, kami mengirim setiap hari Senin dan Kamis dari kebun sendiri.'
  const answered = { text: 'Apakah bisa dikirim?', people: [] }
  await schedulePost(context, context.actor, {
    drafts: [draft(text)],
    inReplyTo: responses[0]?.id,
    answered,
    timeZone: 'Asia/Jakarta',
  })
  await manyDeliveries({ context, actor: context.actor, channelId: other, now: tomorrow() }, 100, 'scheduled')
  const [composed] = await compose(context, context.actor, [draft(text)], { answered })
  expect(composed?.findings.map(({ check }) => check)).toContain('pasted-reply')
})

test('the same words to many channels are seen, however much is planned for later', async () => {
  const text = 'Panen kopi tahun ini terlambat dua minggu, dan kami menceritakan sebabnya.'
  await say(text)
  const { channelId: other } = await busyElsewhere(2)
  await schedulePost(context, context.actor, {
    drafts: [{ ...draft(text), channelId: other }],
    timeZone: 'Asia/Jakarta',
  })
  await manyDeliveries({ context, actor: context.actor, channelId: other, now: tomorrow() }, 200, 'scheduled')
  const [composed] = await compose(context, context.actor, [draft(text)], {})
  expect(composed?.findings.map(({ check }) => check)).toContain('same-text-everywhere')
})

test('whoever talked with us is no stranger, however many talked with us since', async () => {
  await manyConversations({ context, actor: context.actor, channelId, now: context.clock.now() }, 700)
  const strangers = async (text: string) => {
    const [composed] = await compose(context, context.actor, [draft(text)], {})
    return composed?.findings.filter(({ check }) => check === 'mentions-of-strangers').length
  }
  expect(await strangers('Terima kasih @Orang699 dan @orang2')).toBe(0)
  expect(await strangers('Terima kasih @orang701')).toBe(1)
})

test('however much other channels are to say, the same words in this one are seen', async () => {
  await context.close()
  await open()
  await say('Kiriman ke-aaaabbbbcccc')
  const [busy, now] = [await busyElsewhere(0), context.clock.now()]
  await manyDeliveries({ ...busy, now: new Date(now.getTime() + 30 * 86_400_000) }, 600, 'scheduled')
  const drafts = [
    draft('Kiriman ke-aaaabbbbcccc'),
    { ...draft('Apa kabar kebun hari ini?'), channelId: busy.channelId },
  ]
  const [composed] = await compose(context, context.actor, drafts, {})
  expect(composed?.findings.map(({ check }) => check)).toContain('same-words-again')
})
