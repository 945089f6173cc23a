import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { type CalendarSpan, calendarOf, cancelDelivery, findDelivery, moveDeliveries, schedulePost } from './index.ts'

let context: TestContext
let fake: FakeNetwork
let channelId: string
const soon = (days: number, time = '02:00:00.000Z') =>
  new Date(`${new Date(context.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)}T${time}`)

beforeEach(async () => {
  fake = fakeNetwork()
  context = await testContext([fake.network])
  channelId = await connect('rina')
})
afterEach(() => context.close())

async function connect(handle: string): Promise<string> {
  const done = await connectChannel(context, context.actor, 'fake', { handle, password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  return done.channel.id
}

async function post(text: string, at: Date, more: { channel?: string; timeZone?: string } = {}): Promise<string> {
  const [id] = await schedulePost(context, context.actor, {
    drafts: [{ channelId: more.channel ?? channelId, text, mediaIds: [] }],
    timeZone: more.timeZone ?? 'Asia/Jakarta',
    at,
  })
  return id as string
}

const look = (span: Partial<CalendarSpan> = {}) =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) => calendarOf(tx, { from: soon(0), to: soon(60), ...span }))
const row = (id: string) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findDelivery(tx, id))
const set = (id: string, change: Record<string, unknown>) =>
  asSystem(context.db, (tx) => tx.updateTable('delivery').set(change).where('id', '=', id).execute())
const move = (ids: readonly string[], target: Parameters<typeof moveDeliveries>[3]) =>
  moveDeliveries(context, context.actor, ids, target)

describe('a calendar', () => {
  test('shows what is due in its days, in order, and only as much as fits there', async () => {
    const later = await post('Kedua', soon(9))
    const sooner = await post(`Pertama ${'kata '.repeat(40)}`, soon(8))
    await post('Di luar', soon(70))
    const entries = await look()
    expect(entries.map(({ id }) => id)).toEqual([sooner, later])
    expect(entries[0]).toMatchObject({
      at: soon(8),
      state: 'scheduled',
      channelId,
      timeZone: 'Asia/Jakarta',
      movable: true,
    })
    expect(entries[0]?.text).toHaveLength(80)
  })

  test('takes its first moment in and leaves its last one out', async () => {
    const id = await post('Tepat', soon(8))
    expect((await look({ from: soon(8), to: soon(9) })).map((entry) => entry.id)).toEqual([id])
    expect(await look({ from: soon(7), to: soon(8) })).toEqual([])
  })

  test('narrows by channel and state; what was cancelled is shown only to who asks for it', async () => {
    const other = await connect('budi')
    const mine = await post('Punya Rina', soon(8))
    const his = await post('Punya Budi', soon(8), { channel: other })
    const gone = await post('Batal', soon(8))
    await cancelDelivery(context, context.actor, gone)
    expect((await look({ channelIds: [other] })).map(({ id }) => id)).toEqual([his])
    expect((await look()).map(({ id }) => id).sort()).toEqual([mine, his].sort())
    expect(await look({ states: ['cancelled'] })).toMatchObject([{ id: gone, movable: false }])
  })

  test('shows nothing of another workspace', async () => {
    await post('Rahasia', soon(8))
    const stranger = await makeWorkspace(context)
    const seen = await inWorkspace(context.db, stranger.workspaceId, (tx) =>
      calendarOf(tx, { from: soon(0), to: soon(60) }),
    )
    expect(seen).toEqual([])
  })
})

describe('moving many', () => {
  test('to a day keeps each time of day in its own zone', async () => {
    const jakarta = await post('Jakarta', soon(8, '18:30:00.000Z')) // 01.30 the day after
    const newYork = await post('New York', soon(8, '18:30:00.000Z'), { timeZone: 'America/New_York' })
    const { moved, refused } = await move([jakarta, newYork], { to: '2040-07-10' })
    expect(refused).toEqual([])
    expect(moved.map(({ before }) => before)).toEqual([
      { at: soon(8, '18:30:00.000Z'), state: 'scheduled' },
      { at: soon(8, '18:30:00.000Z'), state: 'scheduled' },
    ])
    expect((await row(jakarta)).due_at).toEqual(new Date('2040-07-09T18:30:00Z'))
    const local = new Intl.DateTimeFormat('sv', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    expect(local.format((await row(newYork)).due_at).slice(0, 10)).toBe('2040-07-10')
    expect(local.format((await row(newYork)).due_at).slice(11)).toBe(local.format(soon(8, '18:30:00.000Z')).slice(11))
  })

  test('by days goes over a change of clocks at the same time of day', async () => {
    const id = await post('New York', new Date('2040-03-10T14:00:00Z'), { timeZone: 'America/New_York' }) // 09:00 EST
    await move([id], { days: 1 })
    expect((await row(id)).due_at).toEqual(new Date('2040-03-11T13:00:00Z')) // 09:00 EDT
    await move([id], { days: -1 })
    expect((await row(id)).due_at).toEqual(new Date('2040-03-10T14:00:00Z'))
  })

  test('by minutes, to an instant, and each to its own', async () => {
    const one = await post('Satu', soon(8))
    const two = await post('Dua', soon(9))
    await move([one, two], { minutes: 90 })
    expect((await row(one)).due_at).toEqual(soon(8, '03:30:00.000Z'))
    await move([one], { at: soon(10) })
    expect((await row(one)).due_at).toEqual(soon(10))
    await move([one, two], {
      each: new Map([
        [one, soon(8)],
        [two, soon(9)],
      ]),
    })
    expect([(await row(one)).due_at, (await row(two)).due_at]).toEqual([soon(8), soon(9)])
  })

  test('moves what it can; the rest stays, each with its reason', async () => {
    const fine = await post('Boleh', soon(8))
    const out = await post('Sudah keluar', soon(8))
    await set(out, { state: 'published' })
    const early = await post('Terlalu awal', soon(3))
    const unknown = '00000000-0000-4000-8000-000000000000'
    const { moved, refused } = await move([fine, out, early, unknown, fine], { days: -5 })
    expect(moved.map(({ id }) => id)).toEqual([fine])
    expect(refused.map(({ id }) => id)).toEqual([out, early, unknown])
    expect(refused.map(({ words }) => words.en)).toEqual([
      'Not possible any more: this post is published. Reload to see its status.',
      'That time has passed. Choose one that is still to come.',
      'That post does not exist.',
    ])
    expect((await row(early)).due_at).toEqual(soon(3))
    expect((await row(out)).due_at).toEqual(soon(8))
  })

  test('sends again what was missed or rejected, with a clean slate', async () => {
    const id = await post('Terlewat', soon(8))
    await set(id, { state: 'missed', attempts: 3, reason: JSON.stringify({ id: 'x', en: 'x' }), next_try_at: soon(1) })
    await move([id], { at: soon(9) })
    expect(await row(id)).toMatchObject({ state: 'scheduled', attempts: 0, reason: null, next_try_at: null })
  })

  test('is written down once, with all times', async () => {
    const ids = [await post('Satu', soon(8)), await post('Dua', soon(8))]
    await move(ids, { days: 1 })
    const notes = await asSystem(context.db, (tx) =>
      tx.selectFrom('audit').selectAll().where('action', '=', 'delivery.move').execute(),
    )
    expect(notes).toHaveLength(1)
    expect(notes[0]?.details).toMatchObject({ times: ids.map((id) => ({ id })) })
  })

  test('of another workspace moves nothing', async () => {
    const id = await post('Bukan milikmu', soon(8))
    const stranger = await makeWorkspace(context)
    const { moved, refused } = await moveDeliveries(context, stranger, [id], { days: 1 })
    expect([moved.length, refused.length]).toEqual([0, 1])
    expect((await row(id)).due_at).toEqual(soon(8))
  })
})
