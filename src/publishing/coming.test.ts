import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import {
  changeSeries,
  comingOf,
  compose,
  createDraft,
  createSeries,
  dueSeries,
  freeSlotsOf,
  listDeliveries,
  listDrafts,
  listRhythms,
  makeNext,
  moveDeliveries,
  type NewSeries,
  saidOrPlanned,
  schedulePost,
  setSeriesState,
  setSlots,
} from './index.ts'

let context: TestContext
let channelId: string
let other: string
const day = 86_400

beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  channelId = await connect('rina')
  other = await connect('budi')
  // A Monday, nine in the morning in Jakarta.
  context.clock.advance((Date.parse('2027-03-01T02:00:00Z') - context.clock.now().getTime()) / 1000)
})
afterEach(() => context.close())

async function connect(handle: string): Promise<string> {
  const done = await connectChannel(context, context.actor, 'fake', { handle, password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  return done.channel.id
}

const words = (...texts: string[]) => texts.map((text) => ({ texts: [{ channelId, text, mediaIds: [] as string[] }] }))
/** Tuesdays, eight in the morning in Jakarta, from tomorrow on. */
const tuesdays = (count: number, ...texts: string[]): NewSeries => ({
  rule: `FREQ=WEEKLY;BYDAY=TU;COUNT=${count}`,
  timeZone: 'Asia/Jakarta',
  startsAt: new Date('2027-03-02T01:00:00Z'),
  variants: words(...texts),
})
const create = (given: NewSeries, draftId?: string) => createSeries(context, context.actor, given, {}, draftId)
const within = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(context.db, context.actor.workspaceId, work)
const span = { from: new Date('2027-03-01T00:00:00Z'), to: new Date('2027-04-01T00:00:00Z') }
const coming = (more: Parameters<typeof comingOf>[2] = span) => within((tx) => comingOf(tx, context.clock.now(), more))
const told = async (more?: Parameters<typeof comingOf>[2]) =>
  (await coming(more)).map(({ at, texts }) => [at.toISOString().slice(0, 10), texts.map(({ text }) => text).join()])
const sweep = async () => {
  for (const due of await dueSeries(context)) await makeNext(context, due, async () => ({}))
}
const post = (text: string, at: Date, to = channelId) =>
  schedulePost(context, context.actor, {
    drafts: [{ channelId: to, text, mediaIds: [] }],
    timeZone: 'Asia/Jakarta',
    at,
  })

describe('what repeats will bring', () => {
  test('stands on its days in the words that it will have; what is made is a post', async () => {
    await create(tuesdays(4, 'Satu', 'Dua', 'Tiga'))
    const all = [
      ['2027-03-02', 'Satu'],
      ['2027-03-09', 'Dua'],
      ['2027-03-16', 'Tiga'],
      ['2027-03-23', ''],
    ]
    expect(await told()).toEqual(all)
    expect((await coming()).map(({ channelIds }) => channelIds)).toEqual(all.map(() => [channelId]))
    await sweep()
    expect(await told()).toEqual(all.slice(1))
    expect(await told({ from: new Date('2027-03-16T01:00:00Z'), to: new Date('2027-03-23T01:00:00Z') })).toEqual([
      ['2027-03-16', 'Tiga'],
    ])
  })

  test('is of the channels that are asked for, and of this brand alone', async () => {
    await create(tuesdays(2, 'Satu'))
    expect(await coming({ ...span, channelIds: [other] })).toEqual([])
    expect(await coming({ ...span, channelIds: [channelId, other] })).toHaveLength(2)
    const stranger = await makeWorkspace(context)
    const theirs = await inWorkspace(context.db, stranger.workspaceId, (tx) => comingOf(tx, context.clock.now(), span))
    expect(theirs).toEqual([])
  })

  test('is nothing of a repeat that rests, and waits for words where none are left', async () => {
    const id = await create(tuesdays(3, 'Satu'))
    await sweep()
    context.clock.advance(7 * day)
    await sweep()
    const [waits, last] = await coming()
    expect(waits).toMatchObject({ at: new Date('2027-03-09T01:00:00Z'), texts: [], channelIds: [channelId] })
    expect(waits?.reason?.en).toContain('All its versions')
    expect(last).toMatchObject({ at: new Date('2027-03-16T01:00:00Z'), texts: [], reason: null })
    await setSeriesState(context, context.actor, id, 'paused')
    expect(await coming()).toEqual([])
  })

  test('is bounded, however often it comes', async () => {
    await create({ ...tuesdays(1, 'Satu'), rule: 'FREQ=HOURLY;UNTIL=20990101T000000Z' })
    const year = { from: span.from, to: new Date('2028-03-01T00:00:00Z') }
    expect((await coming(year)).length).toBe(500)
  })

  test('one whose post a person moved is not made again', async () => {
    const id = await create(tuesdays(2, 'Satu', 'Dua'))
    await sweep()
    const [made] = await within((tx) => listDeliveries(tx, {}))
    await moveDeliveries(context, context.actor, [made?.id as string], { days: 1 })
    await changeSeries(context, context.actor, id, tuesdays(3, 'Dua'), {})
    expect(await told()).toEqual([
      ['2027-03-09', 'Dua'],
      ['2027-03-16', ''],
    ])
    await sweep()
    expect(await within((tx) => listDeliveries(tx, {}))).toHaveLength(1)
  })
})

describe('a slot that a repeat will fill', () => {
  const mornings = {
    timeZone: 'Asia/Jakarta',
    slots: [
      { weekday: 2, time: '08:00' },
      { weekday: 4, time: '08:00' },
    ],
  }

  test('is not free', async () => {
    await create(tuesdays(2, 'Satu', 'Dua'))
    await setSlots(context, context.actor, channelId, mornings)
    await setSlots(context, context.actor, other, mornings)
    const next = async () => (await within((tx) => listRhythms(context, tx))).map(({ next }) => next?.toISOString())
    expect((await next()).toSorted()).toEqual(['2027-03-02T01:00:00.000Z', '2027-03-04T01:00:00.000Z'])
    const [id] = await schedulePost(context, context.actor, {
      drafts: [{ channelId, text: 'Ke slot', mediaIds: [] }],
      timeZone: 'Asia/Jakarta',
      slot: true,
    })
    const rows = await within((tx) => listDeliveries(tx, {}))
    expect(rows.find((row) => row.id === id)?.due_at.toISOString()).toBe('2027-03-04T01:00:00.000Z')
    const free = await within((tx) => freeSlotsOf(context, tx, span))
    expect(free.filter(({ channelIds }) => channelIds.includes(channelId)).map(({ at }) => +at)[0]).toBe(
      Date.parse('2027-03-11T01:00:00Z'),
    )
    expect(free[0]).toEqual({ at: new Date('2027-03-02T01:00:00Z'), channelIds: [other] })
    expect(free[1]).toEqual({ at: new Date('2027-03-04T01:00:00Z'), channelIds: [other] })
    expect(free.at(-1)).toMatchObject({ channelIds: expect.arrayContaining([channelId, other]) })
  })
})

describe('the same words twice in one channel', () => {
  const found = async (text: string, to = channelId, except?: { deliveryId: string }) => {
    const [one] = await compose(context, context.actor, [{ channelId: to, text, mediaIds: [] }], {}, [], except)
    return one?.findings.find(({ check }) => check === 'same-words-again')?.message.en
  }

  test('are told when a repeat will say them', async () => {
    await create(tuesdays(2, 'Kopi Gayo segar tiap Selasa', 'Selasa lagi, kopi lagi'))
    expect(await found('kopi gayo  segar tiap selasa')).toContain('2 March 2027')
    expect(await found('Selasa lagi, kopi lagi')).toContain('A repeat')
    expect(await found('Selasa lagi, kopi lagi', other)).toBeUndefined()
    expect(await found('Kopi Toraja tiap Rabu')).toBeUndefined()
  })

  test('are told when a post is planned with them, but not by itself', async () => {
    const [id] = await post('Kelas seduh Sabtu ini', new Date('2027-03-06T02:00:00Z'))
    expect(await found('Kelas seduh Sabtu ini')).toContain('already scheduled')
    expect(await found('Kelas seduh Sabtu ini', channelId, { deliveryId: id as string })).toBeUndefined()
    expect(await found('Kelas seduh Minggu ini, ya')).toBeUndefined()
  })

  test('other links are other words', async () => {
    await post('Artikel baru: https://kopi.example/satu', new Date('2027-03-06T02:00:00Z'))
    expect(await found('Artikel baru: https://kopi.example/dua')).toBeUndefined()
    expect(await found('Artikel baru: https://kopi.example/satu')).toContain('already scheduled')
  })

  test('a repeat counts among what is said everywhere', async () => {
    const third = await connect('sari')
    const text = 'Panen kopi Gayo tahun ini terlambat dua minggu, dan kami menceritakan sebabnya.'
    const texts = [channelId, other].map((id) => ({ channelId: id, text, mediaIds: [] }))
    await create({ ...tuesdays(1), variants: [{ texts }] })
    const [one] = await compose(context, context.actor, [{ channelId: third, text, mediaIds: [] }], {})
    expect(one?.findings.map(({ check }) => check)).toContain('same-text-everywhere')
  })

  test('a prepared teaser in the words of a repeat is not fresh', async () => {
    await create(tuesdays(2, 'Kopi Selasa'))
    const variant = (text: string) => ({ id: '', texts: [{ channelId, text, mediaIds: [] }] })
    const said = (text: string) => within((tx) => saidOrPlanned(tx, context.clock.now(), variant(text)))
    expect(await said('kopi selasa ')).toBe(true)
    expect(await said('Kopi Rabu')).toBe(false)
  })
})

test('a repeat of every hour costs the checks no more than its words', async () => {
  await create({ ...tuesdays(1, 'Kopi tiap jam'), rule: 'FREQ=HOURLY;COUNT=10000' })
  const year = { from: span.from, to: new Date('2028-03-01T00:00:00Z') }
  expect(await told({ ...year, worded: true })).toEqual([['2027-03-02', 'Kopi tiap jam']])
  expect((await told(year)).length).toBeGreaterThan(400)
  const [one] = await compose(context, context.actor, [{ channelId, text: 'Kopi tiap jam', mediaIds: [] }], {})
  expect(one?.findings.map(({ check }) => check)).toContain('same-words-again')
})

test('a draft that became a repeat or a post is gone from the drafts, and stays when that is refused', async () => {
  const draft = () => createDraft(context, context.actor, { body: {} })
  const [first, second, third] = [await draft(), await draft(), await draft()]
  await create(tuesdays(2, 'Kopi Selasa'), first)
  const left = async () => (await listDrafts(context, context.actor)).map(({ id }) => id).toSorted()
  expect(await left()).toEqual([second, third].toSorted())
  await expect(create(tuesdays(2, 'Sama', 'sama'), second)).rejects.toMatchObject({ kind: 'wrong-input' })
  expect(await left()).toHaveLength(2)
  await schedulePost(context, context.actor, {
    drafts: [{ channelId, text: 'Sekali saja', mediaIds: [] }],
    timeZone: 'Asia/Jakarta',
    draftId: third,
  })
  expect(await left()).toEqual([second])
})

test('repeats elsewhere, however many, hide none of the channels that are asked for', async () => {
  const here = { ...tuesdays(2, 'Di sini'), startsAt: new Date('2027-03-09T01:00:00Z') }
  await create({ ...here, variants: [{ texts: [{ channelId: other, text: 'Di sini', mediaIds: [] }] }] })
  const id = await create(tuesdays(4, 'Di sana'))
  await asSystem(context.db, (tx) =>
    sql`insert into series select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).*
      from series s, generate_series(1, 200) where s.id = ${id}`.execute(tx),
  )
  expect(await told({ ...span, channelIds: [other] })).toContainEqual(['2027-03-09', 'Di sini'])
})
