import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { type Claimed, claimDue, newTokens } from './claim.ts'
import { send } from './deliver.ts'
import { gather } from './delivering.ts'
import { deliverDue, findDelivery, forgetIntents, holdEverything, schedulePost } from './index.ts'
import { beginTogether, closeEnded } from './intents.ts'
import type { ClaimedRow } from './lease.ts'
import { openLedger } from './ledger.ts'

const never = new AbortController().signal
let context: TestContext
let fake: FakeNetwork
let channelId: string

beforeEach(async () => {
  fake = fakeNetwork()
  context = await testContext([fake.network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
})
afterEach(() => context.close())

async function due(...texts: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const text of texts) {
    const drafts = [{ channelId, text, mediaIds: [] }]
    ids.push(...(await schedulePost(context, context.actor, { drafts, timeZone: 'Asia/Jakarta' })))
  }
  context.clock.advance(11)
  return ids
}

const now = () => context.clock.now()
const row = (id: string) => asSystem(context.db, (tx) => findDelivery(tx, id))
const intents = () => asSystem(context.db, (tx) => tx.selectFrom('delivery_intent').selectAll().execute())
const claim = (tokens = newTokens()) => claimDue(context, { most: 9, perChannel: 9, tokens })

test('those that leave in one call are intended in one row, and their own rows are written twice: claimed, and ended', async () => {
  await due('satu', 'dua', 'tiga', 'b'.repeat(150))
  const [together, alone] = newTokens()
  const claimed = await claim([together, alone])
  expect(claimed.map(({ lease }) => lease.token)).toEqual([together, together, together, alone])
  const all = await gather(context, openLedger(context, never), claimed)
  await Promise.all(all.map((one) => send(one, never)))
  expect(fake.posts).toHaveLength(5)
  expect(await intents()).toEqual([{ token: together, begun: true, at: now(), last_at: now() }])
})

test('what a worker had begun when it died is looked for, and what it had not is sent at once', async () => {
  const [first, second] = await due('sudah', 'belum')
  const [token] = newTokens()
  await claim([token, randomUUID()])
  await asSystem(context.db, (tx) => beginTogether(tx, token, [first as string], now()))
  // Both have its token, and one of them may be out: neither is sent blindly.
  context.clock.advance(151)
  await deliverDue(context, never)
  expect(fake.posts).toHaveLength(0)
  expect(await row(second as string)).toMatchObject({ state: 'sending', sending_part: 0, lookups: 1 })
  context.clock.advance(400)
  await deliverDue(context, never)
  expect(fake.posts).toHaveLength(2)
})

test('a claim that nothing was begun of is taken over without a look', async () => {
  const [id] = await due('belum pergi')
  await claim()
  context.clock.advance(151)
  await deliverDue(context, never)
  expect(await row(id as string)).toMatchObject({ state: 'published', lookups: 0 })
})

test('where nothing can be looked for, each has an intent of its own: a person is never asked about what was not begun', async () => {
  const find = { absent: { id: 'tidak bisa', en: 'it can’t' } }
  const { network } = fakeNetwork()
  const blind = { ...context, networks: { fake: { ...network, sending: { ...network.sending, find } } } } as TestContext
  await due('satu', 'dua')
  const [together, alone] = newTokens()
  const claimed = await claimDue(blind, { most: 9, perChannel: 9, tokens: [together, alone] })
  expect(claimed.map(({ lease }) => lease.token)).toEqual([alone, alone])
})

describe('of two workers, one that wakes and one that takes over, one comes first', () => {
  /** Its row, as whoever takes it over reads it. */
  const leased = (claimed: Claimed | undefined, token: string): ClaimedRow => ({
    ...(claimed as Claimed).lease.row,
    lease_token: token,
  })

  test('who takes over: the other begins nothing', async () => {
    const [id] = (await due('rebutan')) as [string]
    const [token] = newTokens()
    const [claimed] = await claim([token, randomUUID()])
    let late: Promise<string[]> | undefined
    await asSystem(context.db, async (tx) => {
      await closeEnded(tx, [leased(claimed, token)], now())
      late = asSystem(context.db, (other) => beginTogether(other, token, [id], now()))
      await Promise.race([late, new Promise((resolve) => setTimeout(resolve, 150))])
    })
    expect(await late).toEqual([])
  })

  test('who wakes: the other sees that it may have left', async () => {
    const [id] = (await due('rebutan')) as [string]
    const [token] = newTokens()
    const [claimed] = await claim([token, randomUUID()])
    let taking: Promise<{ sending_part: number | null }[]> | undefined
    await asSystem(context.db, async (tx) => {
      expect(await beginTogether(tx, token, [id], now())).toEqual([id])
      taking = asSystem(context.db, (other) => closeEnded(other, [leased(claimed, token)], now()))
      await Promise.race([taking, new Promise((resolve) => setTimeout(resolve, 150))])
    })
    expect(await taking).toMatchObject([{ sending_part: 0 }])
  })
})

test('a hold lets none of them begin, and names all that may have begun with others', async () => {
  const [first, second] = (await due('pergi', 'tinggal')) as [string, string]
  const [token] = newTokens()
  await claim([token, randomUUID()])
  await asSystem(context.db, (tx) => beginTogether(tx, token, [first], now()))
  const named = await holdEverything(context, context.actor, 'berita duka')
  expect(named.map(({ deliveryId }) => deliveryId).sort()).toEqual([first, second].sort())
  expect(await asSystem(context.db, (tx) => beginTogether(tx, token, [second], now()))).toEqual([])
}, 20_000)

test('an intent is forgotten when nothing has its token, and not before', async () => {
  await due('mati')
  const [token] = newTokens()
  await claim([token, randomUUID()])
  const [id] = await asSystem(context.db, (tx) => tx.selectFrom('delivery').select('id').execute())
  await asSystem(context.db, (tx) => beginTogether(tx, token, [id?.id as string], now()))
  context.clock.advance(3 * 86_400)
  await forgetIntents(context)
  expect(await intents()).toHaveLength(1)
  await deliverDue(context, never)
  await forgetIntents(context)
  expect((await intents()).map((one) => one.token)).not.toContain(token)
})
