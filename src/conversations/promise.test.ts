import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations } from '../testing/many.ts'
import { type AnswerPromise, choosePromise, promiseKept, readPromise } from './index.ts'

let context: TestContext
let channelId: string
beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  // A Wednesday, noon in Jakarta.
  context.clock.set(new Date('2026-03-04T05:00:00Z'))
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'kopi', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
})
afterEach(() => context.close())

const hours = (amount: number): AnswerPromise => ({ amount, unit: 'hours', timeZone: 'Asia/Jakarta' })
const office = (amount: number, timeZone = 'Asia/Jakarta'): AnswerPromise => ({
  amount,
  unit: 'office-hours',
  timeZone,
})
const day = 86_400_000

/** One response for each pair: when it was written, and answered. */
async function written(...pairs: readonly (readonly [string, string | null])[]): Promise<void> {
  await manyConversations({ context, actor: context.actor, channelId, now: context.clock.now() }, pairs.length)
  await asSystem(context.db, async (tx) => {
    await sql`delete from response where id not in (select waiting_response from conversation)`.execute(tx)
    const { rows } = await sql<{ id: string }>`select id from response order by id`.execute(tx)
    for (const [at, { id }] of rows.entries()) {
      const [wrote, answered] = pairs[at] as readonly [string, string | null]
      await sql`update response set written_at = ${wrote}, answered_at = ${answered} where id = ${id}`.execute(tx)
    }
  })
}
function kept(promise: AnswerPromise) {
  const now = context.clock.now()
  return inWorkspace(context.db, context.actor.workspaceId, async (tx) => {
    const measured = await promiseKept(tx, promise, new Date(now.getTime() - 30 * day), now)
    return [measured.kept, measured.due]
  })
}

test('a promise is made, changed and taken back; one in a zone that nobody knows is none', async () => {
  const read = () =>
    inWorkspace(context.db, context.actor.workspaceId, (tx) => readPromise(tx, context.actor.workspaceId))
  expect(await read()).toBeUndefined()
  await choosePromise(context, context.actor, hours(4))
  await choosePromise(context, context.actor, office(8))
  expect(await read()).toEqual(office(8))
  await expect(choosePromise(context, context.actor, office(8, 'Mars/Olympus'))).rejects.toMatchObject({
    kind: 'wrong-input',
    field: 'timeZone',
  })
  expect(await read()).toEqual(office(8))
  await choosePromise(context, context.actor, undefined)
  expect(await read()).toBeUndefined()
})

test('answers in time are kept, late and overdue ones are not, and what still has time is not due', async () => {
  await written(
    ['2026-03-03T05:00:00Z', '2026-03-03T09:00:00Z'],
    ['2026-03-03T05:00:00Z', '2026-03-03T09:00:01Z'],
    ['2026-03-04T00:59:59Z', null],
    ['2026-03-04T01:00:01Z', null],
  )
  expect(await kept(hours(4))).toEqual([1, 3])
  expect(await kept(hours(1))).toEqual([0, 4])
  expect(await kept({ amount: 1, unit: 'days', timeZone: 'UTC' })).toEqual([2, 2])
})

test('nights and weekends are no office hours', async () => {
  await written(
    // Friday 16.00 to Monday 10.00 in Jakarta: two hours.
    ['2026-02-27T09:00:00Z', '2026-03-02T03:00:00Z'],
    // Saturday to Monday 09.00: none.
    ['2026-02-28T03:00:00Z', '2026-03-02T02:00:00Z'],
    // Monday 08.00 to 12.00: three.
    ['2026-03-02T01:00:00Z', '2026-03-02T05:00:00Z'],
  )
  expect(await kept(office(2))).toEqual([2, 3])
  expect(await kept(office(3))).toEqual([3, 3])
})

test('what a person reckons hour by hour is what the database says, in every zone', async () => {
  const zones = ['Asia/Jakarta', 'Asia/Jayapura', 'America/St_Johns', 'Pacific/Kiritimati', 'UTC']
  const from = Date.parse('2026-02-05T00:00:00Z')
  const pairs = Array.from({ length: 40 }, (_, n) => {
    const wrote = from + n * 16.75 * 3_600_000
    return [new Date(wrote).toISOString(), new Date(wrote + ((n * 7) % 60) * 1.5 * 3_600_000).toISOString()] as const
  })
  await written(...pairs)
  for (const zone of zones) {
    for (const limit of [1, 5, 17]) {
      const inTime = pairs.filter(([a, b]) => officeMinutes(Date.parse(a), Date.parse(b), zone) <= limit * 60).length
      expect(await kept(office(limit, zone)), `${zone} ${limit}`).toEqual([inTime, 40])
    }
  }
})

/** Minute by minute, as on paper. */
function officeMinutes(from: number, to: number, timeZone: string): number {
  let minutes = 0
  for (let at = from; at < to; at += 60_000) {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
    if (local.dayOfWeek <= 5 && local.hour >= 9 && local.hour < 17) minutes++
  }
  return minutes
}
