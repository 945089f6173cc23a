/** Which conversation a response belongs to, who said it, what is told of it; and what a person decides about it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectChannel, setAsideBySource } from '../channels/index.ts'
import { inWorkspace } from '../db/client.ts'
import type { ModerationAct, RemoteResponse } from '../networks/network.ts'
import { deliverDue, schedulePost } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { answeredFacts, moderateResponse, pollChannel, replyTo } from './index.ts'
import { ingest } from './ingest.ts'

let context: TestContext
let fake: FakeNetwork
let channelId: string
let told: unknown[][]

beforeEach(async () => {
  fake = fakeNetwork()
  context = await testContext([fake.network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
  told = []
  vi.spyOn(context.bus, 'tell').mockImplementation((...what) => void told.push(what))
})
afterEach(() => context.close())

const inHere = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(context.db, context.actor.workspaceId, work)
const poll = () => pollChannel(context, { id: channelId, workspaceId: context.actor.workspaceId })
const heard = () => told.filter(([, room]) => room === 'conversations' || room === 'channels')

const budi = { remoteId: 'budi', name: 'Budi', handle: '@budi', url: 'https://fake.example/@budi' }
const response = (remoteId: string, more: Partial<RemoteResponse> = {}): RemoteResponse => ({
  kind: 'mention',
  remoteId,
  permalink: `https://fake.example/${remoteId}`,
  person: budi,
  text: `Halo ${remoteId}`,
  writtenAt: new Date('2026-11-20T08:00:00Z'),
  ...more,
})

/** Responses by their id at the network. */
async function rows() {
  const all = await inHere((tx) => tx.selectFrom('response').selectAll().execute())
  return new Map(all.map((row) => [row.remote_id, row]))
}
const conversations = () => inHere((tx) => tx.selectFrom('conversation').selectAll().orderBy('root').execute())
const idOf = async (remoteId: string) => (await rows()).get(remoteId)?.id as string

/** A post that went out; the fake network calls the first one `p1`. */
async function send(text: string): Promise<string> {
  const drafts = [{ channelId, text, mediaIds: [] }]
  const [id] = await schedulePost(context, context.actor, { drafts, timeZone: 'Asia/Jakarta' })
  context.clock.advance(60)
  await deliverDue(context, new AbortController().signal, { id: id as string })
  return id as string
}

/** Answers it, and lets the answer go out. */
async function answer(remoteId: string): Promise<void> {
  const id = await replyTo(context, context.actor, {
    responseId: await idOf(remoteId),
    text: 'Buka, sampai pukul 21.00.',
    timeZone: 'Asia/Jakarta',
  })
  context.clock.advance(60)
  await deliverDue(context, new AbortController().signal, { id })
}

describe('who was answered', () => {
  const at = (minute: number) => ({ writtenAt: new Date(Date.UTC(2026, 10, 20, 8, minute)) })
  const siti = { ...budi, remoteId: 'siti', name: 'Siti' }
  const waiting = async () => [...(await rows()).values()].filter((row) => !row.answered_at).map((row) => row.remote_id)

  test('waits no longer with what they wrote before in the same conversation; others do', async () => {
    fake.responses.push(
      response('a', at(0)),
      response('b', { inReplyTo: 'a', ...at(1) }),
      response('c', { inReplyTo: 'a', person: siti, ...at(2) }),
      response('d', { inReplyTo: 'a', ...at(3) }),
      response('e', { inReplyTo: 'a', ...at(9) }),
      response('x', at(0)),
    )
    await poll()
    await answer('d')
    expect((await waiting()).sort()).toEqual(['c', 'e', 'x'])
    await answer('e')
    expect((await waiting()).sort()).toEqual(['c', 'x'])
    await answer('c')
    expect(await conversations()).toMatchObject([
      { root: 'a', waiting_count: 0 },
      { root: 'x', waiting_count: 1 },
    ])
  })

  test('keeps the time at which they were answered first', async () => {
    fake.responses.push(response('a', at(0)))
    await poll()
    await answer('a')
    const first = (await rows()).get('a')?.answered_at
    fake.responses.push(response('b', { inReplyTo: 'a', ...at(5) }))
    await poll()
    await answer('b')
    expect((await rows()).get('a')?.answered_at).toEqual(first)
  })
})

describe('a response belongs', () => {
  test('to the post that it answers, by its parent or by its root', async () => {
    const delivery = await send('Kopi baru')
    fake.responses.push(response('a', { inReplyTo: 'p1' }), response('b', { inReplyTo: 'far', root: 'p1' }))
    await poll()
    expect(await conversations()).toMatchObject([{ root: 'p1', delivery_id: delivery, state: 'open' }])
    expect((await rows()).get('b')).toMatchObject({ in_reply_to: 'far', root: 'p1' })
    expect((await rows()).get('a')).toMatchObject({ in_reply_to: 'p1', root: null })
  })

  test('where the response is that it answers', async () => {
    fake.responses.push(response('a'), response('b', { inReplyTo: 'a' }), response('c', { inReplyTo: 'b', root: 'x' }))
    await poll()
    expect(await conversations()).toMatchObject([{ root: 'a', delivery_id: null }])
  })

  test('where our own answer is that it answers', async () => {
    fake.responses.push(response('a'))
    await poll()
    const answer = await replyTo(context, context.actor, {
      responseId: await idOf('a'),
      text: 'Terima kasih, Budi!',
      timeZone: 'Asia/Jakarta',
    })
    context.clock.advance(60)
    await deliverDue(context, new AbortController().signal, { id: answer })
    expect(fake.posts).toMatchObject([{ id: 'p1', inReplyTo: 'a' }])
    fake.responses.push(response('b', { inReplyTo: 'p1' }))
    await poll()
    expect(await conversations()).toMatchObject([{ root: 'a' }])
  })

  test('with others of its thread, or to itself', async () => {
    fake.responses.push(
      response('a', { inReplyTo: 'x', root: 'r' }),
      response('b', { inReplyTo: 'y', root: 'r' }),
      response('c', { inReplyTo: 'z' }),
      response('d'),
    )
    await poll()
    expect((await conversations()).map(({ root }) => root)).toEqual(['d', 'r', 'z'])
  })
})

test('a new one opens its conversation again, which is as young as its youngest', async () => {
  fake.responses.push(response('a', { writtenAt: new Date('2026-11-20T08:00:00Z') }))
  await poll()
  await inHere((tx) => tx.updateTable('conversation').set({ state: 'done' }).execute())
  fake.responses.push(response('b', { inReplyTo: 'a', writtenAt: new Date('2026-11-19T08:00:00Z') }))
  await poll()
  expect(await conversations()).toMatchObject([{ state: 'open', last_at: new Date('2026-11-20T08:00:00Z') }])
})

test('what a network says of a response is kept, and what it doesn’t say is usual', async () => {
  fake.responses.push(
    response('a', { held: true, audience: 'direct', reference: { uri: 'x' }, kind: 'comment' }),
    response('b'),
  )
  await poll()
  const kept = await rows()
  expect(kept.get('a')).toMatchObject({
    standing: 'held',
    audience: 'direct',
    reference: { uri: 'x' },
    kind: 'comment',
  })
  expect(kept.get('b')).toMatchObject({ standing: 'shown', audience: 'public', reference: null, in_reply_to: null })
})

test('a person is who they were last, with a name in any case and a picture only from the web', async () => {
  const person = () => inHere((tx) => tx.selectFrom('person').selectAll().execute())
  fake.responses.push(response('a', { person: { ...budi, name: '', avatar: 'https://fake.example/b.png' } }))
  await poll()
  expect(await person()).toMatchObject([{ name: '@budi', handle: '@budi', avatar: 'https://fake.example/b.png' }])
  fake.responses.push(response('b', { person: { ...budi, name: 'Budi S.', avatar: 'http://fake.example/c.png' } }))
  await poll()
  expect(await person()).toMatchObject([{ name: 'Budi S.', avatar: 'http://fake.example/c.png' }])
  fake.responses.push(response('c', { person: { ...budi, avatar: 'mailto:https://a.example' } }))
  await poll()
  expect(await person()).toMatchObject([{ name: 'Budi', avatar: null }])
})

describe('what is told of a page', () => {
  const came = () => ({ workspaceId: context.actor.workspaceId, channelId, network: 'fake' })
  const page = (...responses: RemoteResponse[]) => ({ responses, cursor: '1' })

  test('each conversation with something new once, and nothing where nothing is new', async () => {
    const both = page(response('a'), response('b', { inReplyTo: 'a' }))
    expect(await ingest(context, came(), both, [])).toBe(2)
    const [one] = await conversations()
    expect(heard()).toEqual([[context.actor.workspaceId, 'conversations', [one?.id]]])
    told = []
    expect(await ingest(context, came(), both, [])).toBe(0)
    expect(await ingest(context, came(), page(), [])).toBe(0)
    expect(heard()).toEqual([])
  })

  test('the same one twice on a page is one', async () => {
    expect(await ingest(context, came(), page(response('a'), response('a')), [])).toBe(1)
  })

  test('what can’t be kept is logged by its id, and the channel is told', async () => {
    const warn = vi.spyOn(context.log, 'warn')
    const nameless = response('b', { remoteId: 7 as never })
    await ingest(context, came(), page(response('a', { person: undefined as never }), nameless), [
      { id: 'm', detail: 'odd' },
      { id: '', detail: 'odder' },
    ])
    const logged = warn.mock.calls.map(([what, words]) => [what, words])
    expect(logged).toEqual([
      [{ channelId, what: 'a', error: expect.any(Error) }, 'a response is set aside'],
      [{ channelId, what: '?', error: expect.any(Error) }, 'a response is set aside'],
      [{ channelId, what: 'm', error: 'odd' }, 'a response is set aside'],
      [{ channelId, what: '?', error: 'odder' }, 'a response is set aside'],
    ])
    expect(heard()).toEqual([[context.actor.workspaceId, 'channels']])
    const aside = await inHere(async (tx) => (await setAsideBySource(tx)).get(channelId))
    expect(aside?.newest.map(({ what }) => what).sort()).toEqual(['?', 'a', 'm'])
  })
})

describe('what a person decides about a response', () => {
  const done: unknown[] = []
  beforeEach(() => {
    done.length = 0
    fake.network.responses.moderation = {
      acts: ['approve', 'hold', 'remove', 'spam'],
      moderate: async (response, act) => void done.push([response.remoteId, act]),
    }
  })

  test.each<[ModerationAct, string]>([
    ['approve', 'shown'],
    ['hold', 'held'],
    ['remove', 'removed'],
    ['spam', 'spam'],
  ])('%s: done at the network, kept as %s, written down and told', async (act, standing) => {
    fake.responses.push(response('a'), response('b'))
    await poll()
    told = []
    await moderateResponse(context, context.actor, await idOf('a'), act)
    expect(done).toEqual([['a', act]])
    const kept = await rows()
    expect([kept.get('a')?.standing, kept.get('b')?.standing]).toEqual([standing, 'shown'])
    const audit = await inHere((tx) =>
      tx.selectFrom('audit').select(['action', 'subject']).where('action', 'like', 'response.%').execute(),
    )
    expect(audit).toEqual([{ action: `response.${act}`, subject: kept.get('a')?.id }])
    expect(heard()).toEqual([[context.actor.workspaceId, 'conversations', [kept.get('a')?.conversation_id]]])
  })

  test('what the network can’t do is refused, and nothing changes', async () => {
    fake.network.responses.moderation = { acts: ['approve'], moderate: async () => void done.push('never') }
    fake.responses.push(response('a'))
    await poll()
    await expect(moderateResponse(context, context.actor, await idOf('a'), 'spam')).rejects.toMatchObject({
      kind: 'rejected',
      words: { en: expect.stringContaining('can’t do that') },
    })
    expect(done).toEqual([])
    expect((await rows()).get('a')?.standing).toBe('shown')
  })
})

describe('an answer', () => {
  test('knows what was asked, and each of those who take part once', async () => {
    const sari = { ...budi, remoteId: 'sari', handle: '@sari' }
    fake.responses.push(
      response('a', { text: 'Berapa harganya?' }),
      response('b', { inReplyTo: 'a', person: sari }),
      response('c', { inReplyTo: 'b' }),
      response('d', { person: { ...budi, remoteId: 'x', handle: '@lain' } }),
    )
    await poll()
    const id = await idOf('a')
    const facts = await inHere((tx) => answeredFacts(tx, id))
    expect({ ...facts, people: facts.people.sort() }).toEqual({ text: 'Berapa harganya?', people: ['@budi', '@sari'] })
  })

  test('tells its conversation, and takes formats where they are asked for', async () => {
    fake.responses.push(response('a'), response('b'))
    await poll()
    told = []
    const answer = async (remoteId: string, markdown: boolean) => {
      const responseId = await idOf(remoteId)
      const words = { text: 'Terima kasih *banyak*, Budi!', timeZone: 'Asia/Jakarta' }
      const id = await replyTo(context, context.actor, { ...words, responseId, markdown })
      expect(heard().at(-1)).toEqual([
        context.actor.workspaceId,
        'conversations',
        [(await rows()).get(remoteId)?.conversation_id],
      ])
      context.clock.advance(60)
      await deliverDue(context, new AbortController().signal, { id })
      return fake.posts.at(-1)
    }
    expect(await answer('a', true)).toMatchObject({ inReplyTo: 'a', text: 'Terima kasih banyak, Budi!' })
    expect(await answer('b', false)).toMatchObject({ inReplyTo: 'b', text: 'Terima kasih *banyak*, Budi!' })
  })

  test('goes only where the network takes answers', async () => {
    fake.responses.push(response('a'))
    await poll()
    fake.network.responses.reply = { absent: { id: 'Tidak bisa.', en: 'It can’t.' } } as never
    const reply = { responseId: await idOf('a'), text: 'Lagi', timeZone: 'Asia/Jakarta' }
    await expect(replyTo(context, context.actor, reply)).rejects.toMatchObject({ kind: 'rejected' })
  })
})
