import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import {
  changeSeries,
  createSeries,
  deliverDue,
  dueSeries,
  listDeliveries,
  listSeries,
  makeNext,
  type NewSeries,
  nextDates,
  type Series,
  schedulePost,
  setSeriesState,
} from './index.ts'

let context: TestContext
let fake: FakeNetwork
let channelId: string
const day = 86_400

beforeEach(async () => {
  fake = fakeNetwork()
  context = await testContext([fake.network])
  const connected = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in connected)) throw new Error('no channel')
  channelId = connected.channel.id
  // A Monday, nine in the morning in Jakarta.
  context.clock.advance((Date.parse('2027-03-01T02:00:00Z') - context.clock.now().getTime()) / 1000)
})
afterEach(() => context.close())

const words = (...texts: string[]) => texts.map((text) => ({ texts: [{ channelId, text, mediaIds: [] as string[] }] }))
const tuesdays = (...texts: string[]): NewSeries => ({
  rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3',
  timeZone: 'Asia/Jakarta',
  startsAt: new Date('2027-03-02T01:00:00Z'),
  variants: words(...texts),
})
const create = (given: NewSeries) => createSeries(context, context.actor, given, {})
const sweep = async () => {
  for (const due of await dueSeries(context)) await makeNext(context, due, async () => ({}))
}
const deliveries = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) => listDeliveries(tx, { order: 'asc' }))
const scheduled = async () =>
  (await deliveries()).filter((row) => row.state === 'scheduled').map((row) => [row.text, row.due_at.toISOString()])
const only = async () =>
  (await inWorkspace(context.db, context.actor.workspaceId, (tx) => listSeries(context, tx)))[0] as Series

test('each occurrence is made a day ahead, once, in the next words', async () => {
  await create(tuesdays('Kopi Selasa', 'Selasa lagi, kopi lagi', 'Kopi untuk hari Selasa'))
  await Promise.all([sweep(), sweep(), sweep()])
  expect(await scheduled()).toEqual([['Kopi Selasa', '2027-03-02T01:00:00.000Z']])
  await sweep()
  expect(await scheduled()).toHaveLength(1)
  context.clock.advance(day)
  await deliverDue(context, new AbortController().signal)
  expect(fake.posts.map((post) => post.text)).toEqual(['Kopi Selasa'])
  context.clock.advance(6 * day)
  await sweep()
  expect(await scheduled()).toEqual([['Selasa lagi, kopi lagi', '2027-03-09T01:00:00.000Z']])
  context.clock.advance(7 * day)
  await sweep()
  expect(await only()).toMatchObject({ state: 'ended', left: 0 })
})

test('a thread and a first reply come along', async () => {
  const content = { thread: ['Bagian dua'], firstReply: 'Tautannya' }
  const texts = [{ channelId, text: 'Bagian satu', mediaIds: [] as string[], content }]
  await create({ ...tuesdays('x'), variants: [{ texts }] })
  await sweep()
  context.clock.advance(day)
  await deliverDue(context, new AbortController().signal)
  expect(fake.posts.map((post) => post.text)).toEqual(['Bagian satu', 'Bagian dua', 'Tautannya'])
})

test('when the words are used up the occurrence waits for a person, who writes some', async () => {
  const given = tuesdays('Kopi Selasa')
  const id = await create(given)
  await sweep()
  context.clock.advance(7 * day)
  await sweep()
  expect(await scheduled()).toEqual([['Kopi Selasa', '2027-03-02T01:00:00.000Z']])
  const waiting = await only()
  expect(waiting.waiting).toMatchObject([{ at: new Date('2027-03-09T01:00:00Z') }])
  expect(waiting.waiting[0]?.reason?.en).toContain('new version')
  await changeSeries(context, context.actor, id, { ...given, variants: words('Selasa ini ada kopi baru') }, {})
  expect((await scheduled()).at(-1)).toEqual(['Selasa ini ada kopi baru', '2027-03-09T01:00:00.000Z'])
  expect(await only()).toMatchObject({
    waiting: [],
    variants: [{ usedAt: expect.any(Date) }, { usedAt: expect.any(Date) }],
  })
})

test('what nobody wrote in time is missed, not made up for', async () => {
  await create(tuesdays('Kopi Selasa'))
  await sweep()
  context.clock.advance(7 * day)
  await sweep()
  context.clock.advance(2 * day)
  await sweep()
  expect((await only()).waiting).toEqual([])
  expect(await deliveries()).toHaveLength(1)
})

test('words that were said in the channel before are never sent again', async () => {
  await schedulePost(context, context.actor, {
    drafts: [{ channelId, text: 'Kopi  SELASA', mediaIds: [] }],
    timeZone: 'Asia/Jakarta',
  })
  await create(tuesdays('Kopi Selasa', 'Selasa lagi'))
  await sweep()
  expect((await scheduled()).map(([text]) => text)).toEqual(['Kopi  SELASA', 'Selasa lagi'])
  await expect(create(tuesdays('Sama', 'sama '))).rejects.toMatchObject({ kind: 'wrong-input', field: 'variants' })
})

test('a server that was down makes up for nothing', async () => {
  await create(tuesdays('Satu', 'Dua', 'Tiga'))
  context.clock.advance(10 * day)
  await sweep()
  expect(await deliveries()).toEqual([])
  context.clock.advance(4 * day)
  await sweep()
  expect(await scheduled()).toEqual([['Satu', '2027-03-16T01:00:00.000Z']])
})

test('a pause takes back what was made ahead, and its words come later', async () => {
  const id = await create(tuesdays('Satu', 'Dua', 'Tiga'))
  await sweep()
  await setSeriesState(context, context.actor, id, 'paused')
  expect(await scheduled()).toEqual([])
  expect(await only()).toMatchObject({ state: 'paused', next: [] })
  context.clock.advance(3 * day)
  await sweep()
  await setSeriesState(context, context.actor, id, 'active')
  expect(await only()).toMatchObject({ left: 2, next: [new Date('2027-03-09T01:00:00Z'), expect.any(Date)] })
  context.clock.advance(4 * day)
  await sweep()
  expect(await scheduled()).toEqual([['Satu', '2027-03-09T01:00:00.000Z']])
  await setSeriesState(context, context.actor, id, 'ended')
  expect(await scheduled()).toEqual([])
  await expect(setSeriesState(context, context.actor, id, 'active')).rejects.toMatchObject({ kind: 'conflict' })
})

test('another time moves what was made ahead', async () => {
  const given = tuesdays('Satu', 'Dua', 'Tiga')
  const id = await create(given)
  await sweep()
  await changeSeries(context, context.actor, id, { ...given, rule: 'FREQ=WEEKLY;BYDAY=TU;BYHOUR=7;COUNT=3' }, {})
  expect(await scheduled()).toEqual([])
  context.clock.advance(7 * day)
  await sweep()
  expect(await scheduled()).toEqual([['Satu', '2027-03-09T00:00:00.000Z']])
})

test('a channel that is gone stops one occurrence, not the sweep', async () => {
  await create(tuesdays('Satu', 'Dua'))
  await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.updateTable('channel').set({ removed_at: context.clock.now() }).where('id', '=', channelId).execute(),
  )
  await sweep()
  expect(await scheduled()).toEqual([])
  expect((await only()).waiting).toHaveLength(1)
})

test('a rule without an end, too often, or never to come is refused in words', () => {
  const rule = (text: string) => ({ rule: text, timeZone: 'Asia/Jakarta', startsAt: new Date('2027-03-02T01:00:00Z') })
  const now = context.clock.now()
  for (const [text, why] of [
    ['FREQ=WEEKLY', 'needs an end'],
    ['FREQ=MINUTELY;COUNT=5', 'less than an hour'],
    ['FREQ=DAILY;COUNT=3;BYMONTH=2;BYMONTHDAY=30', 'no date still to come'],
    ['FREQ=DAILY;UNTIL=20200101T000000Z', 'no date still to come'],
    ['FREQ=SOMETIMES;COUNT=1', 'can’t be read'],
  ] as const)
    expect(() => nextDates(rule(text), now), text).toThrow(why)
  expect(nextDates(rule('FREQ=DAILY;COUNT=12'), now)).toMatchObject({ total: 12, dates: { length: 5 } })
})

test('another workspace neither sees nor changes it', async () => {
  const id = await create(tuesdays('Satu'))
  const stranger = await makeWorkspace(context)
  expect(await inWorkspace(context.db, stranger.workspaceId, (tx) => listSeries(context, tx))).toEqual([])
  await expect(setSeriesState(context, stranger, id, 'ended')).rejects.toMatchObject({ kind: 'gone' })
  await expect(changeSeries(context, stranger, id, tuesdays('Dua'), {})).rejects.toMatchObject({ kind: 'gone' })
})

/** Repeats that a version of the program took whose rules this one reads otherwise. */
const keptRule = (rule: string) =>
  asSystem(context.db, (tx) =>
    tx.updateTable('series').set({ rule }).where('rule', '<>', 'FREQ=DAILY;COUNT=2').execute(),
  )

test.for([
  'FREQ=DAILY;BYEASTER=0;COUNT=3',
  'FREQ=WEEKLY;BYDAY=TU;COUNT=50000',
  'BYDAY=TU;COUNT=3',
  'FREQ=DAILY;COUNT=0',
  'FREQ=DAILY;BYWEEKDAY=TU;COUNT=3',
])('a kept rule that no version reads any more keeps no list and no other repeat: %s', async (rule) => {
  await create(tuesdays('Kopi Selasa', 'Selasa lagi'))
  await create({ ...tuesdays('Teh pagi', 'Teh petang'), rule: 'FREQ=DAILY;COUNT=2' })
  await keptRule(rule)
  const list = () => inWorkspace(context.db, context.actor.workspaceId, (tx) => listSeries(context, tx))
  const odd = async () => (await list()).find((one) => one.rule === rule) as Series
  expect((await list()).map(({ left }) => left).toSorted()).toEqual([0, 2])
  await sweep()
  // What was planned for then is sent as planned; a person decides about the rest.
  expect((await scheduled()).map(([text]) => text).toSorted()).toEqual(['Kopi Selasa', 'Teh pagi'])
  expect(await odd()).toMatchObject({ state: 'paused', next: [], left: 0 })
  await sweep()
  expect(await scheduled()).toHaveLength(2)
  await expect(setSeriesState(context, context.actor, (await odd()).id, 'active')).rejects.toThrow(/can’t be read/)
})

test('a list tells of a repeat whose last time passed while nobody was there', async () => {
  await create({ ...tuesdays('Kopi Selasa'), rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=1' })
  context.clock.advance(9 * day)
  expect(await only()).toMatchObject({ state: 'active', next: [], left: 0 })
  await sweep()
  expect(await only()).toMatchObject({ state: 'ended', next: [], left: 0 })
})
