import { afterEach, beforeEach, expect, test } from 'vitest'
import { createArticle, publishArticle } from '../blog/index.ts'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { listDeliveries } from '../publishing/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import {
  acceptProposal,
  addEvergreen,
  changeEvergreen,
  dueEvergreens,
  type EvergreenChoice,
  goRound,
  listEvergreens,
  openProposals,
  removeEvergreen,
  skipProposal,
} from './index.ts'

let context: TestContext
let channelId: string
const day = 86_400

beforeEach(async () => {
  const fake = fakeNetwork()
  const { text } = fake.network
  // Room for whole sentences.
  fake.network = { ...fake.network, text: { ...text, limits: () => ({ ...text.limits(), length: 400 }) } }
  context = await testContext([fake.network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
})
afterEach(() => context.close())

const paragraphs = [
  'Kopi senja paling enak diminum pelan-pelan, sambil menunggu hujan reda di teras rumah.',
  'Menurut para petani di lereng gunung, biji yang dipetik merah memberi rasa yang jauh lebih bulat.',
  'Air yang terlalu panas membuat kopi pahit; sembilan puluh derajat sudah lebih dari cukup untuk seduhan.',
]

async function article(title: string, tags: string[] = [], markdown = paragraphs.join('\n\n')) {
  const { id } = await createArticle(context, context.actor, { title, markdown, tags, summary: `Tentang ${title}.` })
  await publishArticle(context, context.actor, id, context.clock.now())
  return id
}

const daily: Omit<EvergreenChoice, 'channelIds'> = {
  rule: 'FREQ=DAILY',
  timeZone: 'Asia/Jakarta',
  startsAt: new Date('2026-01-01T02:00:00Z'),
  tags: [],
  leastAgeDays: 30,
  restDays: 10,
  review: false,
  state: 'active',
}
const add = (more: Partial<EvergreenChoice> = {}) =>
  addEvergreen(context, context.actor, { ...daily, channelIds: [channelId], ...more })
const scoped = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(context.db, context.actor.workspaceId, work)
const sweep = async () => {
  for (const due of await dueEvergreens(context)) await goRound(context, due)
}
/** Days go by, each with its sweeps. */
const days = async (count: number) => {
  for (let at = 0; at < count; at++) {
    context.clock.advance(day)
    await sweep()
  }
}
const texts = async () => (await scoped((tx) => listDeliveries(tx, { order: 'asc' }))).map(({ text }) => text)

test('old articles come round, the longest rest first, and rest again', async () => {
  await article('Lama sekali')
  context.clock.advance(day)
  await article('Lama')
  context.clock.advance(31 * day)
  await add()
  await sweep()
  await days(1)
  expect(await texts()).toEqual([expect.stringContaining('Lama sekali'), expect.stringContaining('Tentang Lama.')])
  await days(5)
  // Both rest now, and that is said.
  expect(await texts()).toHaveLength(2)
  expect((await scoped((tx) => listEvergreens(tx)))[0]?.problem?.en).toContain('fresh words')
})

test('never twice the same text: its paragraphs in turn, and then it waits for a writer', async () => {
  await article('Kopi senja')
  context.clock.advance(31 * day)
  await add({ restDays: 1 })
  await sweep()
  await days(12)
  const said = await texts()
  expect(said).toHaveLength(4)
  expect(new Set(said).size).toBe(4)
  for (const paragraph of paragraphs) expect(said.some((text) => text.includes(paragraph.slice(0, 40)))).toBe(true)
})

test('many that have nothing new to say keep nobody from the one that has', async () => {
  for (let number = 0; number < 52; number++) await article(`Pendek ${number}`, [], 'Singkat.')
  context.clock.advance(day)
  await article('Kopi senja')
  context.clock.advance(31 * day)
  await add({ restDays: 1 })
  await sweep()
  await days(54)
  expect(
    (await texts()).filter((text) => paragraphs.some((paragraph) => text.includes(paragraph.slice(0, 40)))),
  ).not.toEqual([])
})

test('what is too young, a draft, or of another tag stays where it is', async () => {
  await article('Teh', ['teh'])
  await createArticle(context, context.actor, { title: 'Rancangan', markdown: paragraphs[0] ?? '' })
  context.clock.advance(31 * day)
  await article('Kopi baru', ['kopi'])
  await add({ tags: ['kopi'] })
  await sweep()
  expect(await texts()).toEqual([])
})

test('two workers prepare it once', async () => {
  await article('Kopi senja')
  context.clock.advance(31 * day)
  await add()
  const [due] = await dueEvergreens(context)
  if (!due) throw new Error('nothing due')
  await Promise.all([goRound(context, due), goRound(context, due), goRound(context, due)])
  expect(await texts()).toHaveLength(1)
})

test('with a look it waits for a person; skipped, the article rests', async () => {
  const id = await article('Kopi senja')
  context.clock.advance(31 * day)
  await add({ review: true })
  await sweep()
  const [proposal] = await scoped((tx) => openProposals(tx))
  expect(proposal).toMatchObject({ article_id: id, origin: 'evergreen', title: 'Kopi senja' })
  await days(3)
  expect(await scoped((tx) => openProposals(tx))).toHaveLength(1)
  await skipProposal(context, context.actor, proposal?.id ?? '')
  await days(3)
  expect(await scoped((tx) => openProposals(tx))).toEqual([])
  await days(8)
  const [again] = await scoped((tx) => openProposals(tx))
  const drafts = [{ channelId, text: 'Kata saya', mediaIds: [] }]
  await acceptProposal(context, context.actor, again?.id ?? '', { drafts }, {})
  expect(await texts()).toEqual(['Kata saya'])
})

test('while nobody was there nothing is made up for', async () => {
  await article('Kopi senja')
  context.clock.advance(31 * day)
  await add({ restDays: 1 })
  context.clock.advance(10 * day)
  await sweep()
  await sweep()
  expect(await texts()).toHaveLength(1)
})

test('a rhythm that is too quick, and a channel that is not there, are refused; another workspace sees nothing', async () => {
  await expect(add({ rule: 'FREQ=HOURLY' })).rejects.toMatchObject({ kind: 'wrong-input', field: 'rule' })
  await expect(add({ rule: 'nonsense' })).rejects.toMatchObject({ kind: 'wrong-input' })
  await expect(add({ channelIds: [] })).rejects.toMatchObject({ field: 'channelIds' })
  const { id } = await add()
  const other = await makeWorkspace(context)
  await expect(removeEvergreen(context, other, id)).rejects.toMatchObject({ kind: 'gone' })
  await changeEvergreen(context, context.actor, id, { ...daily, channelIds: [channelId], state: 'paused' })
  await days(2)
  expect(await texts()).toEqual([])
  await removeEvergreen(context, context.actor, id)
  expect(await scoped((tx) => listEvergreens(tx))).toEqual([])
})

test('a kept rule that this version can’t read pauses its round, and says so', async () => {
  await article('Lama')
  context.clock.advance(31 * day)
  await add()
  await asSystem(context.db, (tx) => tx.updateTable('evergreen').set({ rule: 'FREQ=DAILY;BYEASTER=0' }).execute())
  await sweep()
  expect(await texts()).toHaveLength(1)
  expect(await scoped(listEvergreens)).toMatchObject([{ state: 'paused', next_at: null }])
  expect((await scoped(listEvergreens))[0]?.problem?.en).toContain('BYEASTER=0')
})
