import { afterEach, beforeEach, expect, test } from 'vitest'
import { addEvergreen, dueEvergreens } from '../automation/index.ts'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import {
  createSeries,
  deliverDue,
  dueSeries,
  holdEverything,
  listDeliveries,
  listSeries,
  readHold,
  releaseHold,
  schedulePost,
  setSeriesState,
} from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { settle } from './settle.ts'

const backupAt = new Date('2026-11-22T08:00:00Z')
let context: TestContext
beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
})
afterEach(() => context.close())

test('a repeat makes nothing after a restore until a person goes on with it', async () => {
  const connected = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in connected)) throw new Error('no channel')
  const startsAt = new Date(context.clock.now().getTime() + 3_600_000)
  const texts = [{ channelId: connected.channel.id, text: 'Kopi Selasa', mediaIds: [] }]
  const given = { rule: 'FREQ=DAILY;COUNT=3', timeZone: 'Asia/Jakarta', startsAt, variants: [{ texts }] }
  const id = await createSeries(context, context.actor, given, {})
  expect(await dueSeries(context)).toHaveLength(1)
  expect(await asSystem(context.db, (tx) => settle(context, tx, backupAt))).toMatchObject({ paused: 1 })
  expect(await dueSeries(context)).toEqual([])
  await setSeriesState(context, context.actor, id, 'active')
  expect(await dueSeries(context)).toHaveLength(1)
  const [series] = await inWorkspace(context.db, context.actor.workspaceId, (tx) => listSeries(context, tx))
  expect(series).toMatchObject({ state: 'active', left: 3 })
})

test('old articles come round no more until a person lets them', async () => {
  const connected = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in connected)) throw new Error('no channel')
  await addEvergreen(context, context.actor, {
    rule: 'FREQ=DAILY',
    timeZone: 'Asia/Jakarta',
    startsAt: context.clock.now(),
    channelIds: [connected.channel.id],
    tags: [],
    leastAgeDays: 0,
    restDays: 1,
    review: false,
    state: 'active',
  })
  expect(await dueEvergreens(context)).toHaveLength(1)
  expect(await asSystem(context.db, (tx) => settle(context, tx, backupAt))).toMatchObject({ paused: 1 })
  expect(await dueEvergreens(context)).toEqual([])
})

test('everything is held, with the moment of the backup, until a person lets go', async () => {
  const connected = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in connected)) throw new Error('no channel')
  const hour = 3_600_000
  const at = (hours: number) => new Date(context.clock.now().getTime() + hours * hour)
  const drafts = [{ channelId: connected.channel.id, text: 'Sudah dikirim dari tempat lain', mediaIds: [] }]
  const [soon = ''] = await schedulePost(context, context.actor, { drafts, at: at(1), timeZone: 'Asia/Jakarta' })
  const [later = ''] = await schedulePost(context, context.actor, { drafts, at: at(3), timeZone: 'Asia/Jakarta' })
  await asSystem(context.db, (tx) => settle(context, tx, backupAt))
  const inHere = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
    inWorkspace(context.db, context.actor.workspaceId, work)
  const held = () => inHere((tx) => readHold(tx, context.actor.workspaceId))
  const restored = { from: backupAt, at: context.clock.now() }
  expect(await held()).toEqual({ reason: '', since: context.clock.now(), by: '', restored })
  context.clock.advance(2 * 3600)
  const never = new AbortController().signal
  expect(await deliverDue(context, never)).toEqual([])
  await releaseHold(context, context.actor)
  expect(await held()).toBeUndefined()
  context.clock.advance(2 * 3600)
  await deliverDue(context, never)
  const states = await inHere((tx) => listDeliveries(tx, {}))
  // What its time passed for waits for a word; what was let go in time leaves.
  expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
    [soon]: 'missed',
    [later]: 'published',
  })
  // The next hold is no restore's.
  await holdEverything(context, context.actor, 'berita duka')
  expect((await held())?.restored).toBeNull()
})
