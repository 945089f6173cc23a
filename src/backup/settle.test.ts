import { afterEach, beforeEach, expect, test } from 'vitest'
import { addEvergreen, dueEvergreens } from '../blog/index.ts'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { createSeries, dueSeries, listSeries, setSeriesState } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { settle } from './settle.ts'

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
  expect(await asSystem(context.db, (tx) => settle(context, tx))).toMatchObject({ paused: 1 })
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
  expect(await asSystem(context.db, (tx) => settle(context, tx))).toMatchObject({ paused: 1 })
  expect(await dueEvergreens(context)).toEqual([])
})
