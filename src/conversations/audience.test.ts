import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { audiences, narrower } from '../core/audience.ts'
import { inWorkspace } from '../db/client.ts'
import type { RemoteResponse } from '../networks/network.ts'
import { deliverDue } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { listConversations, pollChannel, replyTo } from './index.ts'

let context: TestContext
let fake: FakeNetwork

beforeEach(async () => {
  fake = fakeNetwork()
  context = await testContext([fake.network])
})
afterEach(() => context.close())

const message = (audience: (typeof audiences)[number]): RemoteResponse => ({
  kind: 'mention',
  remoteId: `m-${audience}`,
  permalink: 'https://fake.example/m',
  person: { remoteId: 'budi', name: 'Budi', handle: 'budi', url: 'https://fake.example/@budi' },
  text: 'Pesanan 77 sampai mana?',
  writtenAt: new Date('2026-11-20T08:00:00Z'),
  audience,
})

test('what is not for everybody is marked in the inbox, and no part of its answer is for more people', async () => {
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  fake.responses.push(...audiences.map(message))
  await pollChannel(context, { id: done.channel.id, workspaceId: context.actor.workspaceId })
  const inbox = await inWorkspace(context.db, context.actor.workspaceId, (tx) => listConversations(tx, {}))
  expect(inbox.map(({ shown }) => shown.audience).sort()).toEqual([...audiences].sort())
  for (const { shown } of inbox) {
    const text = 'Dikirim besok pagi, sampai sebelum pukul sepuluh. '.repeat(3)
    const id = await replyTo(context, context.actor, { responseId: shown.id, text, timeZone: 'Asia/Jakarta' })
    context.clock.advance(11)
    await deliverDue(context, new AbortController().signal, { id })
    expect(fake.posts.length).toBeGreaterThan(1)
    expect(new Set(fake.posts.map(({ audience }) => audience))).toEqual(new Set([shown.audience]))
    fake.posts = []
  }
})

test('of two audiences the narrower one is taken, whichever comes first', () => {
  for (const [at, one] of audiences.entries())
    for (const [than, other] of audiences.entries()) expect(narrower(one, other)).toBe(audiences[Math.max(at, than)])
})
