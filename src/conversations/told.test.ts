/** What triage tells of a response is stored with it, and a member's word stands above it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations } from '../testing/many.ts'
import { correctKind, listConversations, tellUntold } from './index.ts'
import { ingest } from './ingest.ts'
import { toldOf } from './told.ts'

let context: TestContext
let channelId: string

beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  channelId = 'channel' in done ? done.channel.id : ''
})
afterEach(() => context.close())

const texts = {
  order: 'Kak, ongkir ke Makassar berapa?',
  spam: 'G4C0R tiap hari di K I N G 8 8, depo 10rb cair jutaan, klik king88.example',
  complaint: 'your update broke everything, three days and nobody answers my mails',
  greeting: 'Selamat ulang tahun kak',
}

async function come(): Promise<void> {
  const responses = Object.entries(texts).map(([remoteId, text]) => ({
    remoteId,
    kind: 'mention' as const,
    text,
    permalink: `https://fake.example/${remoteId}`,
    writtenAt: context.clock.now(),
    person: { remoteId: 'budi', name: 'Budi', handle: 'budi', url: 'https://fake.example/@budi' },
  }))
  const to = { workspaceId: context.actor.workspaceId, channelId, network: 'fake' }
  await ingest(context, to, { responses, cursor: '' }, [])
}

const told = async () =>
  (await inWorkspace(context.db, context.actor.workspaceId, (tx) => listConversations(tx, {}))).map(
    ({ shown }) => shown,
  )

test('a response comes home with its kind, its tone, its language, and how surely it is spam', async () => {
  await come()
  const kinds = (await told()).map(({ remoteId, told }) => [remoteId, told?.kind])
  expect(Object.fromEntries(kinds)).toEqual({
    order: 'order',
    spam: 'spam',
    complaint: 'complaint',
    greeting: 'greeting',
  })
  const byId = new Map((await told()).map(({ remoteId, told }) => [remoteId, told]))
  expect(byId.get('complaint')).toMatchObject({ language: 'en', tone: 'negative', corrected: false })
  expect(byId.get('spam')?.spam).toBeGreaterThan(0.9)
  expect(byId.get('order')?.spam).toBeLessThan(0.5)
})

test('a member’s word stands above it, and what is taken for spam is it no more', async () => {
  await come()
  const spam = (await told()).find(({ remoteId }) => remoteId === 'spam')
  await correctKind(context, context.actor, spam?.id ?? '', 'question')
  const after = (await told()).find(({ remoteId }) => remoteId === 'spam')
  expect(after?.told).toMatchObject({ kind: 'question', spam: 0, corrected: true })
  expect(await tellUntold(context)).toBe(false)
  expect((await told()).find(({ remoteId }) => remoteId === 'spam')?.told).toEqual(after?.told)
  const nobodys = '00000000-0000-4000-8000-000000000000'
  await expect(correctKind(context, context.actor, nobodys, 'spam')).rejects.toMatchObject({ kind: 'gone' })
})

test('what came before is told of too, a hundred at a time, and counts nothing anew', async () => {
  await manyConversations({ context, actor: context.actor, channelId, now: context.clock.now() }, 60)
  const counts = () =>
    asSystem(context.db, (tx) =>
      tx.selectFrom('conversation').select(['id', 'waiting_count', 'last_response']).orderBy('id').execute(),
    )
  const before = await counts()
  expect([await tellUntold(context), await tellUntold(context), await tellUntold(context)]).toEqual([
    true,
    false,
    false,
  ])
  expect((await told()).every(({ told }) => told !== null)).toBe(true)
  expect(await counts()).toEqual(before)
})

test('where triage fails a response comes all the same; one that it always fails at keeps none of the others', async () => {
  const fails = (text: string) => {
    throw new Error(`not read: ${text}`)
  }
  expect(toldOf(context, 'Halo', fails)).toEqual({})
  await come()
  await asSystem(context.db, (tx) => tx.updateTable('response').set({ told_kind: null }).execute())
  expect(await tellUntold(context, fails)).toBe(false)
  expect((await told()).map(({ told }) => told?.kind)).toEqual(['other', 'other', 'other', 'other'])
})
