import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { inWorkspace } from '../db/client.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { cancelDelivery, findDelivery, listRhythms, schedulePost, setSlots } from './index.ts'

let context: TestContext
let channelId: string

beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  channelId = await connect('rina')
  // A Monday, nine in the morning in Jakarta.
  context.clock.advance((Date.parse('2027-03-01T02:00:00Z') - context.clock.now().getTime()) / 1000)
})
afterEach(() => context.close())

async function connect(handle: string): Promise<string> {
  const result = await connectChannel(context, context.actor, 'fake', { handle, password: 'right' })
  if (!('channel' in result)) throw new Error('no channel')
  return result.channel.id
}

const tuesdayAndFriday = [
  { weekday: 5, time: '19:00' },
  { weekday: 2, time: '09:00' },
]
const setJakarta = (slots = tuesdayAndFriday, channel = channelId) =>
  setSlots(context, context.actor, channel, { timeZone: 'Asia/Jakarta', slots })

async function send(text: string, ...channels: string[]): Promise<string[]> {
  const ids = channels.length ? channels : [channelId]
  const drafts = ids.map((id) => ({ channelId: id, text, mediaIds: [] }))
  return schedulePost(context, context.actor, { drafts, timeZone: 'Asia/Jakarta', slot: true })
}

const row = (id: string) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findDelivery(tx, id))
const dueOf = async (id: string | undefined) => (await row(id as string)).due_at.toISOString()

test('posts go into one free slot after the other; a cancelled one is free again', async () => {
  expect(await setJakarta()).toMatchObject({ next: new Date('2027-03-02T02:00:00Z'), slots: [{ weekday: 2 }, {}] })
  const [first] = await send('Satu')
  const [second] = await send('Dua')
  const [third] = await send('Tiga')
  expect([await dueOf(first), await dueOf(second), await dueOf(third)]).toEqual([
    '2027-03-02T02:00:00.000Z',
    '2027-03-05T12:00:00.000Z',
    '2027-03-09T02:00:00.000Z',
  ])
  await cancelDelivery(context, context.actor, second as string)
  const [fourth] = await send('Empat')
  expect(await dueOf(fourth)).toBe('2027-03-05T12:00:00.000Z')
})

test('a post that somebody timed near a slot takes it', async () => {
  await setJakarta()
  await schedulePost(context, context.actor, {
    drafts: [{ channelId, text: 'Pada waktunya', mediaIds: [] }],
    at: new Date('2027-03-02T02:04:00Z'),
    timeZone: 'Asia/Jakarta',
  })
  const [next] = await send('Berikutnya')
  expect(await dueOf(next)).toBe('2027-03-05T12:00:00.000Z')
})

test('only what leaves less than five minutes away from a slot takes it', async () => {
  const nextBeside = async (at: string) => {
    await setJakarta()
    const [id] = await schedulePost(context, context.actor, {
      drafts: [{ channelId, text: `Pada ${at}`, mediaIds: [] }],
      at: new Date(at),
      timeZone: 'Asia/Jakarta',
    })
    const { next } = await setJakarta()
    await cancelDelivery(context, context.actor, id as string)
    return next?.toISOString()
  }
  for (const at of ['01:55:00', '02:05:00'])
    expect(await nextBeside(`2027-03-02T${at}Z`)).toBe('2027-03-02T02:00:00.000Z')
  for (const at of ['01:55:01', '02:04:59'])
    expect(await nextBeside(`2027-03-02T${at}Z`)).toBe('2027-03-05T12:00:00.000Z')
})

test('a slot whose moment is now is past, and what left just before it takes it', async () => {
  await schedulePost(context, context.actor, {
    drafts: [{ channelId, text: 'Baru saja', mediaIds: [] }],
    at: new Date('2027-03-02T01:58:00Z'),
    timeZone: 'Asia/Jakarta',
  })
  context.clock.set(new Date('2027-03-02T01:59:00Z'))
  expect((await setJakarta()).next?.toISOString()).toBe('2027-03-05T12:00:00.000Z')
  context.clock.set(new Date('2027-03-05T12:00:00Z'))
  expect((await setJakarta()).next?.toISOString()).toBe('2027-03-09T02:00:00.000Z')
})

test('a rhythm is written down, told, and taken away again', async () => {
  const told: unknown[] = []
  const tell = vi.spyOn(context.bus, 'tell').mockImplementation((...what) => void told.push(what))
  await setJakarta()
  expect(told).toEqual([[context.actor.workspaceId, 'channels']])
  tell.mockRestore()
  const audit = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.selectFrom('audit').select(['subject', 'details']).where('action', '=', 'channel.slots').execute(),
  )
  expect(audit).toEqual([{ subject: channelId, details: { slots: ['5 19:00', '2 09:00'], timeZone: 'Asia/Jakarta' } }])
  expect(await setJakarta([])).toEqual({ channelId, timeZone: 'Asia/Jakarta', slots: [], next: undefined })
  expect(await inWorkspace(context.db, context.actor.workspaceId, (tx) => listRhythms(context, tx))).toEqual([
    { channelId, timeZone: '', slots: [], next: undefined },
  ])
})

test('where there is a rhythm its next slot, elsewhere the moment itself', async () => {
  const other = await connect('toko')
  await setJakarta()
  const at = new Date('2027-03-03T05:00:00Z')
  const ids = await schedulePost(context, context.actor, {
    drafts: [channelId, other].map((id) => ({ channelId: id, text: 'Di mana saja', mediaIds: [] })),
    at,
    slot: 'where-there',
    timeZone: 'Asia/Jakarta',
  })
  expect(await Promise.all(ids.map(dueOf))).toEqual(['2027-03-05T12:00:00.000Z', at.toISOString()])
})

test('many who take a slot at once get one each', async () => {
  await setJakarta()
  const sent = await Promise.all(Array.from({ length: 6 }, (_, index) => send(`Serentak ${index}`)))
  const times = await Promise.all(sent.flat().map(dueOf))
  expect(new Set(times).size).toBe(6)
  expect(times.sort().at(-1)).toBe('2027-03-19T12:00:00.000Z')
})

test('each channel has its own slot, and two who name them in another order don’t wait for each other', async () => {
  const other = await connect('toko')
  await setJakarta()
  await setJakarta([{ weekday: 3, time: '07:30' }], other)
  const [both, turned] = await Promise.all([send('Bersama', channelId, other), send('Terbalik', other, channelId)])
  const times = await Promise.all([...both, ...turned].map(dueOf))
  expect(times.sort()).toEqual([
    '2027-03-02T02:00:00.000Z',
    '2027-03-03T00:30:00.000Z',
    '2027-03-05T12:00:00.000Z',
    '2027-03-10T00:30:00.000Z',
  ])
})

test('a slot follows the clocks of its zone', async () => {
  const slots = [{ weekday: 7, time: '02:30' }]
  const set = await setSlots(context, context.actor, channelId, { timeZone: 'America/New_York', slots })
  expect(set.next?.toISOString()).toBe('2027-03-07T07:30:00.000Z')
  const [first] = await send('Sebelum')
  const [skipped] = await send('Jam yang dilewati')
  const [after] = await send('Sesudah')
  expect([await dueOf(first), await dueOf(skipped), await dueOf(after)]).toEqual([
    '2027-03-07T07:30:00.000Z',
    '2027-03-14T07:30:00.000Z',
    '2027-03-21T06:30:00.000Z',
  ])
})

test('without a rhythm, or with a full one, it says what to do and writes nothing', async () => {
  await expect(send('Tanpa irama')).rejects.toMatchObject({
    kind: 'wrong-input',
    field: 'when',
    words: { en: expect.stringContaining('rina has no slots yet') },
  })
  await setJakarta([{ weekday: 1, time: '08:00' }])
  for (let week = 0; week < 52; week++) await send(`Minggu ${week}`)
  await expect(send('Penuh')).rejects.toMatchObject({
    kind: 'conflict',
    field: 'when',
    words: { en: expect.stringMatching(/^Every slot of .*rina within a year/) },
  })
  await expect(setSlots(context, context.actor, channelId, { timeZone: 'Mars/Base', slots: [] })).rejects.toMatchObject(
    { kind: 'wrong-input', field: 'timeZone' },
  )
  const posts = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.selectFrom('post').select('id').execute(),
  )
  expect(posts).toHaveLength(52)
})

test('another workspace neither sees nor sets it', async () => {
  await setJakarta()
  const stranger = await makeWorkspace(context)
  await expect(setSlots(context, stranger, channelId, { timeZone: 'Asia/Jakarta', slots: [] })).rejects.toMatchObject({
    kind: 'gone',
  })
  expect(await inWorkspace(context.db, stranger.workspaceId, (tx) => listRhythms(context, tx))).toEqual([])
  expect(
    await inWorkspace(context.db, stranger.workspaceId, (tx) => tx.selectFrom('slot').selectAll().execute()),
  ).toEqual([])
  const [mine] = await inWorkspace(context.db, context.actor.workspaceId, (tx) => listRhythms(context, tx))
  expect(mine?.slots).toHaveLength(2)
})
