/** A list of posts of some states shows all of them, in order, whichever column it is read by. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import type { DeliveryState } from '../db/tables.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyDeliveries } from '../testing/many.ts'
import { pageOfDeliveries } from './index.ts'

const all: readonly DeliveryState[] = [
  'scheduled',
  'sending',
  'pending',
  'by-hand',
  'published',
  'rejected',
  'unconfirmed',
  'missed',
  'cancelled',
  'retracted',
]

let context: TestContext
/** What is stored, the latest first. */
let stored: { id: string; state: DeliveryState }[]
beforeAll(async () => {
  context = await testContext([fakeNetwork().network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  await manyDeliveries({ context, actor: context.actor, channelId: done.channel.id, now: context.clock.now() }, 60)
  stored = await asSystem(context.db, async (tx) => {
    await sql`update delivery set state = (${[...all]}::text[])[1 + abs(hashtext(id::text)) % 10]`.execute(tx)
    return tx.selectFrom('delivery').select(['id', 'state']).orderBy('due_at', 'desc').orderBy('id', 'desc').execute()
  })
})
afterAll(() => context.close())

const few: readonly (readonly DeliveryState[])[] = [
  ...all.map((state) => [state]),
  ['rejected', 'missed'],
  ['cancelled', 'retracted'],
  ['rejected', 'cancelled'],
  ['scheduled', 'sending', 'pending'],
  [],
]

test.for([{ states: undefined }, ...few.map((states) => ({ states }))])('$states', async ({ states }) => {
  const found: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const filter = { states, limit: 3, cursor: cursor ?? undefined }
    const page = await inWorkspace(context.db, context.actor.workspaceId, (tx) => pageOfDeliveries(tx, filter))
    found.push(...page.rows.map(({ id }) => id))
    cursor = page.next
  }
  const wanted = stored.filter(({ state }) => !states || states.includes(state))
  expect(found).toEqual(wanted.map(({ id }) => id))
})
