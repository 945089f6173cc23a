import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import type { Published } from '../networks/network.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import {
  cancelDelivery,
  confirmDelivery,
  deliverDue,
  findDelivery,
  holdEverything,
  releaseHold,
  retractDelivery,
  retryDelivery,
  schedulePost,
} from './index.ts'

const never = new AbortController().signal
const words = { id: 'gagal', en: 'failed' }
let context: TestContext
let fake: FakeNetwork
let blind: FakeNetwork
let channelId: string

beforeEach(async () => {
  fake = fakeNetwork({ keys: false, find: true })
  blind = fakeNetwork({ keys: false, find: false, name: 'blind' })
  context = await testContext([fake.network, blind.network])
  channelId = await connect('fake')
})
afterEach(() => context.close())

async function connect(network: string): Promise<string> {
  const result = await connectChannel(context, context.actor, network, { handle: 'rina', password: 'right' })
  if (!('channel' in result)) throw new Error('no channel')
  return result.channel.id
}

async function send(text = 'Pasar adalah percakapan', channel = channelId, more: object = {}): Promise<string> {
  const [id] = await schedulePost(context, context.actor, {
    drafts: [{ channelId: channel, text, mediaIds: [] }],
    timeZone: 'Asia/Jakarta',
    ...more,
  })
  return id as string
}

const row = (id: string) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findDelivery(tx, id))
const run = (id: string) => deliverDue(context, never, { id })

test('an address that runs something, or is none, is not kept: nobody is led there', async () => {
  const { publish } = fake.network.sending
  for (const permalink of ['javascript:alert(1)', 'data:text/html,<script>1</script>', '']) {
    fake.network.sending.publish = async (...given) => ({ ...((await publish(...given)) as Published), permalink })
    const id = await send(`Alamat ${permalink.length}`)
    context.clock.advance(11)
    await run(id)
    expect(await row(id)).toMatchObject({ state: 'published', permalink: null, sent: [{ permalink: '' }] })
  }
})

test('a post leaves after the undo time, once, and its address is kept', async () => {
  const id = await send()
  await run(id)
  expect(fake.posts).toHaveLength(0)
  context.clock.advance(11)
  await Promise.all([run(id), run(id), run(id)])
  expect(fake.posts.map((post) => post.text)).toEqual(['Pasar adalah percakapan'])
  expect(await row(id)).toMatchObject({ state: 'published', permalink: 'https://fake.example/p1', lease_token: null })
})

test('a post that is taken back in time never leaves', async () => {
  const id = await send()
  await cancelDelivery(context, context.actor, id)
  context.clock.advance(60)
  await run(id)
  expect(fake.calls).toBe(0)
  expect((await row(id)).state).toBe('cancelled')
  await expect(cancelDelivery(context, context.actor, id)).rejects.toMatchObject({ kind: 'conflict' })
})

test('a time-out after sending is looked up, never sent again', async () => {
  const id = await send()
  context.clock.advance(11)
  fake.faults.push({ on: 'after', problem: new Problem('unknown', words) })
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'sending', sending_part: 0 })
  context.clock.advance(30)
  await run(id)
  expect(fake.calls).toBe(1)
  expect(await row(id)).toMatchObject({ state: 'published', permalink: 'https://fake.example/p1' })
})

test('a lookup that fails keeps the question open instead of sending', async () => {
  const id = await send()
  context.clock.advance(11)
  fake.faults.push({ on: 'after', problem: new Problem('unknown', words) })
  await run(id)
  context.clock.advance(30)
  fake.faults.push({ on: 'before', problem: new Problem('unavailable', words) })
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'sending', sending_part: 0 })
  context.clock.advance(60)
  await run(id)
  expect(fake.posts).toHaveLength(1)
  expect((await row(id)).state).toBe('published')
})

test('a time-out before anything arrived is sent after looking', async () => {
  const id = await send()
  context.clock.advance(11)
  fake.faults.push({ on: 'before', problem: new Problem('unknown', words) })
  await run(id)
  context.clock.advance(30)
  await run(id)
  // It may still come: it is looked for over minutes before it is sent again.
  expect(fake.posts).toHaveLength(0)
  expect(await row(id)).toMatchObject({ state: 'sending', sending_part: 0, lookups: 2 })
  context.clock.advance(300)
  await run(id)
  expect(fake.posts).toHaveLength(1)
  expect((await row(id)).state).toBe('published')
})

test('where a network can’t be asked, a person decides', async () => {
  const id = await send('Halo semua', await connect('blind'))
  context.clock.advance(11)
  blind.faults.push({ on: 'after', problem: new Problem('unknown', words) })
  await run(id)
  context.clock.advance(30)
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'unconfirmed' })
  expect(blind.calls).toBe(1)
  await confirmDelivery(context, context.actor, id, 'https://fake.example/p1')
  expect(await row(id)).toMatchObject({ state: 'published', permalink: 'https://fake.example/p1' })
})

test('a worker that died with the intent written is found by the sweep, and nothing is sent twice', async () => {
  const id = await send()
  context.clock.advance(11)
  // The worker dies after the network took the post and before it could write that down.
  fake.faults.push({ on: 'after', problem: new Problem('unknown', words) })
  await run(id)
  await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx
      .updateTable('delivery')
      .set({ lease_until: new Date(context.clock.now().getTime() + 60_000), next_try_at: null })
      .where('id', '=', id)
      .execute(),
  )
  expect(await deliverDue(context, never)).toEqual([])
  context.clock.advance(61)
  expect(await deliverDue(context, never)).toEqual([id])
  expect(fake.posts).toHaveLength(1)
  expect((await row(id)).state).toBe('published')
})

test('a thread goes on at the part that failed, hanging on the part before', async () => {
  const id = await send('a'.repeat(100) + 'b'.repeat(100) + 'c'.repeat(20))
  context.clock.advance(11)
  fake.faults.push({
    on: 'before',
    problem: new Problem('rate-limited', words, { retryAt: new Date(context.clock.now().getTime() + 90_000) }),
  })
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'scheduled', reason: words })
  context.clock.advance(60)
  await run(id)
  expect(fake.calls).toBe(1)
  context.clock.advance(31)
  await run(id)
  expect(fake.posts.map(({ text, inReplyTo }) => [text[0], inReplyTo])).toEqual([
    ['a', undefined],
    ['b', 'p1'],
    ['c', 'p2'],
  ])
  expect((await row(id)).sent).toHaveLength(3)
})

test('a network that says “come back at once” again and again is not asked at once', async () => {
  const id = await send()
  context.clock.advance(11)
  let asked = 0
  const busy = () => {
    asked++
    return Promise.reject(new Problem('rate-limited', words, { retryAt: context.clock.now() }))
  }
  Object.assign(fake.network.sending, { publish: busy })
  for (let second = 0; second < 350; second++) {
    await run(id)
    context.clock.advance(1)
  }
  expect(asked).toBeGreaterThan(3)
  expect(asked).toBeLessThanOrEqual(9)
  expect(await row(id)).toMatchObject({ state: 'scheduled', attempts: 0, waits: asked })
})

test('a network that is at work and says “ask at once” every time is asked once a second', async () => {
  const id = await send()
  context.clock.advance(11)
  let asked = 0
  const pending = async () => {
    asked++
    return { state: 'pending' as const, pending: { step: asked }, retryAt: new Date(0) }
  }
  Object.assign(fake.network.sending, { publish: pending, resume: pending })
  for (let turn = 0; turn < 100; turn++) {
    await run(id)
    context.clock.advance(0.1)
  }
  expect(await row(id)).toMatchObject({ state: 'pending' })
  expect(asked).toBeGreaterThan(8)
  expect(asked).toBeLessThanOrEqual(12)
})

test('waits are no failures: after many of them one fault is not the last straw', async () => {
  const id = await send()
  context.clock.advance(11)
  const toItsTime = async () => context.clock.set(new Date(((await row(id)).next_try_at?.getTime() ?? 0) + 1000))
  for (let turn = 0; turn < 12; turn++) {
    fake.faults.push({ on: 'before', problem: new Problem('rate-limited', words) })
    await run(id)
    await toItsTime()
  }
  expect(await row(id)).toMatchObject({ state: 'scheduled', attempts: 0, waits: 12 })
  fake.faults.push({ on: 'before', problem: new Problem('unavailable', words) })
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'scheduled', attempts: 1 })
  await toItsTime()
  await run(id)
  expect((await row(id)).state).toBe('published')
})

test('what the network refuses for good is said, and a person can try again', async () => {
  const id = await send()
  context.clock.advance(11)
  fake.faults.push({ on: 'before', problem: new Problem('rejected', words) })
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'rejected', reason: words })
  await retryDelivery(context, context.actor, id)
  await run(id)
  expect((await row(id)).state).toBe('published')
})

test('a teaser waits until the article’s page answers 200', async () => {
  const link = { url: 'http://blog.example/halo', title: 'Halo', description: '' }
  context.statuses.set(link.url, 404)
  const articleId = await articleRow()
  const id = await send('Baca tulisan baru kami', channelId, { articleId, link, linkAnswers: true })
  context.clock.advance(11)
  await run(id)
  expect(fake.calls).toBe(0)
  expect((await row(id)).reason?.en).toContain('can be opened')
  context.statuses.set(link.url, 200)
  context.clock.advance(20)
  await run(id)
  expect((await row(id)).state).toBe('published')
})

async function articleRow(): Promise<string> {
  const { createArticle } = await import('../blog/article.ts')
  return (await createArticle(context, context.actor, { title: 'Halo', markdown: 'Halo' })).id
}

test('hold stops everything; on release what is overdue is asked about', async () => {
  const id = await send()
  await holdEverything(context, context.actor, 'berita duka')
  context.clock.advance(20)
  await run(id)
  expect(fake.calls).toBe(0)
  expect(await deliverDue(context, never)).toEqual([])
  await releaseHold(context, context.actor)
  await run(id)
  expect(fake.calls).toBe(0)
  expect((await row(id)).state).toBe('missed')
})

test('due while the server was down: late leaves, too late is asked about', async () => {
  const late = await send('agak terlambat')
  context.clock.advance(50 * 60)
  await run(late)
  expect((await row(late)).state).toBe('published')
  const missed = await send('sangat terlambat')
  context.clock.advance(3 * 3600)
  await run(missed)
  expect((await row(missed)).state).toBe('missed')
  expect(fake.posts).toHaveLength(1)
})

test('a permission that is gone asks to reconnect, and the post waits', async () => {
  const id = await send()
  context.clock.advance(11)
  fake.faults.push({ on: 'before', problem: new Problem('unauthorized', words) })
  await run(id)
  const channel = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.selectFrom('channel').selectAll().where('id', '=', channelId).executeTakeFirstOrThrow(),
  )
  expect(channel).toMatchObject({ health: 'reconnect', health_words: words })
  expect((await row(id)).state).toBe('scheduled')
})

test('a published post can be retracted, and is gone there', async () => {
  const id = await send()
  context.clock.advance(11)
  await run(id)
  await retractDelivery(context, context.actor, id)
  expect(fake.posts).toHaveLength(0)
  expect((await row(id)).state).toBe('retracted')
})

test('another workspace sees nothing of it', async () => {
  const id = await send()
  await expect(inWorkspace(context.db, 'somebody-else', (tx) => findDelivery(tx, id))).rejects.toMatchObject({
    kind: 'gone',
  })
  const rows = await inWorkspace(context.db, 'somebody-else', (tx) => tx.selectFrom('delivery').selectAll().execute())
  expect(rows).toEqual([])
})

test('what the network still works on is resumed with what it gave, and lies sealed until then', async () => {
  const address = 'https://upload.example/session?upload_id=geheim'
  const turns: unknown[] = []
  const retryAt = () => new Date(context.clock.now().getTime() + 5_000)
  Object.assign(fake.network.sending, {
    publish: async () => ({ state: 'pending', pending: { address, at: 0 }, retryAt: retryAt(), progress: 0.25 }),
    resume: async (pending: { at: number }) => {
      turns.push(pending)
      if (turns.length === 1)
        return { state: 'pending', pending: { address, at: 8 }, retryAt: retryAt(), progress: 0.5 }
      return { state: 'published', remoteId: 'p9', permalink: 'https://fake.example/p9' }
    },
  })
  const id = await send()
  context.clock.advance(11)
  await run(id)
  const waiting = await row(id)
  expect(waiting).toMatchObject({ state: 'pending', progress: 0.25, attempts: 0 })
  expect(JSON.stringify(waiting)).not.toContain('geheim')
  for (const _turn of [1, 2]) {
    context.clock.advance(6)
    await run(id)
  }
  expect(turns).toEqual([
    { address, at: 0 },
    { address, at: 8 },
  ])
  expect(await row(id)).toMatchObject({ state: 'published', permalink: 'https://fake.example/p9', pending: null })
})

test('what did not come along is told, and the post is out all the same', async () => {
  const missing = { id: 'Tanpa thumbnail.', en: 'Without its thumbnail.' }
  const published = { state: 'published', remoteId: 'p9', permalink: 'https://fake.example/p9' }
  Object.assign(fake.network.sending, { publish: async () => ({ ...published, missing }) })
  const id = await send()
  context.clock.advance(11)
  await run(id)
  expect(await row(id)).toMatchObject({ state: 'published', reason: missing, next_try_at: null })
})

test('what an earlier version left unsealed is resumed too', async () => {
  const seen: unknown[] = []
  Object.assign(fake.network.sending, {
    resume: async (pending: unknown) => {
      seen.push(pending)
      return { state: 'published', remoteId: 'p9', permalink: 'https://fake.example/p9' }
    },
  })
  const id = await send()
  context.clock.advance(11)
  const old = {
    state: 'pending',
    sending_part: 0,
    sending_since: context.clock.now(),
    pending: '{"address":"x"}',
  } as const
  await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.updateTable('delivery').set(old).where('id', '=', id).execute(),
  )
  await run(id)
  expect(seen).toEqual([{ address: 'x' }])
})

test('two accounts of one server are two channels, and each post leaves as the one that it is for', async () => {
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'sari', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  expect(done.channel.id).not.toBe(channelId)
  expect(done.channel.account.server).toBe('https://fake.example')
  const ids = [await send('dari rina'), await send('dari sari', done.channel.id)]
  context.clock.advance(11)
  for (const id of ids) await run(id)
  expect(fake.posts.map(({ account, text }) => [account, text])).toEqual([
    ['rina', 'dari rina'],
    ['sari', 'dari sari'],
  ])
})
