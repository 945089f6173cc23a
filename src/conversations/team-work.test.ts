/** Who takes care of a conversation, and when: assigned, snoozed, brought back, counted. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import type {
  Conversation,
  ConversationCounts,
  ConversationPage,
  Me,
  ProblemAnswer,
  WorkspaceEntered,
} from '../http/api.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations } from '../testing/many.ts'
import { newMember, rina as owner } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import { bringBackSnoozed, forgetReaders, nextToComeBack } from './index.ts'
import { ingest } from './ingest.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let actor: { userId: string; workspaceId: string }
let channelId: string

beforeEach(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const { user, workspace } = (await rina.post<Me>('/setup', owner)).body
  actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
  const done = await connectChannel(context, actor, 'fake', { handle: 'rina', password: 'right' })
  channelId = 'channel' in done ? done.channel.id : ''
  await manyConversations({ context, actor, channelId, now: context.clock.now() }, 3)
})
afterEach(async () => {
  await web.close()
  await context.close()
})

const list = async (view: string, person = rina) =>
  (await person.get<ConversationPage>(`/conversations?state=${view}`)).body.conversations.map(({ id }) => id)
const counts = async (person = rina) => (await person.get<ConversationCounts>('/conversations/counts')).body
const first = async () => (await list('waiting'))[0] ?? ''
const one = async (id: string) => (await rina.get<Conversation>(`/conversations/${id}`)).body
const colleague = (name: string, role: 'editor' | 'author' | 'responder') =>
  newMember(context, web, { name, role, workspaceId: actor.workspaceId })
const inSeconds = (seconds: number) => new Date(context.clock.now().getTime() + seconds * 1000)

/** They write once more in the conversation that was made n-th. */
function theyWrite(n: number) {
  const person = { remoteId: `${channelId} ${n}`, name: 'Orang', handle: `orang${n}`, url: 'https://fake.example/o' }
  const response = {
    remoteId: `baru-${n}`,
    kind: 'reply' as const,
    text: 'Masih ada?',
    permalink: 'https://fake.example/baru',
    writtenAt: context.clock.now(),
    inReplyTo: `r${n}/0`,
    person,
  }
  return ingest(context, { ...actor, channelId, network: 'fake' }, { responses: [response], cursor: '' }, [])
}

describe('a conversation that somebody takes care of', () => {
  test('stands in their view and in nobody’s else, with their name; let go, it is everybody’s again', async () => {
    const { person: budi, id } = await colleague('budi', 'responder')
    const talk = await first()
    const { status, body } = await budi.post<Conversation>(`/conversations/${talk}/assign`, { to: id, from: null })
    expect([status, body.assignee]).toEqual([200, { id, name: 'budi' }])
    expect([await list('mine', budi), await list('mine'), (await list('unassigned')).length]).toEqual([[talk], [], 2])
    expect(await counts(budi)).toEqual({ waiting: 3, mine: 1, unassigned: 2, open: 3, snoozed: 0 })
    expect(await counts()).toMatchObject({ mine: 0, unassigned: 2 })
    await rina.post(`/conversations/${talk}/assign`, { to: null })
    expect([(await one(talk)).assignee, (await list('unassigned')).length]).toEqual([null, 3])
  })

  test('of two who take it one has it, and the other is told who', async () => {
    const { person: budi, id } = await colleague('budi', 'editor')
    const talk = await first()
    const answers = await Promise.all([
      rina.post<ProblemAnswer>(`/conversations/${talk}/assign`, { to: actor.userId, from: null }),
      budi.post<ProblemAnswer>(`/conversations/${talk}/assign`, { to: id, from: null }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const holder = (await one(talk)).assignee?.name ?? 'nobody'
    const refused = answers.find(({ status }) => status === 409)
    expect(JSON.stringify(refused?.body)).toContain(holder)
  })

  test('is given only to who may answer here', async () => {
    const { id: author } = await colleague('ani', 'author')
    const elsewhere = (await rina.post<WorkspaceEntered>('/workspaces', { name: 'Lain' })).body.workspace.id
    const { id: stranger } = await newMember(context, web, { name: 'sri', role: 'editor', workspaceId: elsewhere })
    await rina.put('/workspace', { id: actor.workspaceId })
    const talk = await first()
    for (const to of [author, stranger, 'tidak-ada']) {
      const { status, body } = await rina.post<ProblemAnswer>(`/conversations/${talk}/assign`, { to })
      expect([status, body]).toMatchObject([422, { problem: { field: 'to' } }])
    }
    expect((await one(talk)).assignee).toBeNull()
  })

  test('is nobody’s once they may not answer, or have left', async () => {
    const { id } = await colleague('budi', 'responder')
    const talk = await first()
    await rina.post(`/conversations/${talk}/assign`, { to: id })
    expect((await rina.patch(`/team/${id}`, { role: 'editor' })).status).toBe(200)
    expect((await one(talk)).assignee?.id).toBe(id)
    expect((await rina.patch(`/team/${id}`, { role: 'author' })).status).toBe(200)
    expect((await one(talk)).assignee).toBeNull()
    expect((await rina.patch(`/team/${id}`, { role: 'editor' })).status).toBe(200)
    await rina.post(`/conversations/${talk}/assign`, { to: id })
    expect((await rina.post(`/team/${id}/remove`, { heir: actor.userId })).status).toBe(200)
    expect([(await one(talk)).assignee, (await list('unassigned')).length]).toEqual([null, 3])
  })
})

describe('a conversation that is snoozed', () => {
  test('is out of sight until its time, and open again at it', async () => {
    const talk = await first()
    const until = inSeconds(3600)
    const { body } = await rina.post<Conversation>(`/conversations/${talk}/snooze`, { until })
    expect(body).toMatchObject({ state: 'snoozed', snoozedUntil: until.toISOString() })
    expect(await counts()).toEqual({ waiting: 2, mine: 0, unassigned: 2, open: 2, snoozed: 1 })
    expect([await list('snoozed'), (await list('open')).length]).toEqual([[talk], 2])
    expect(await nextToComeBack(context)).toEqual(until)
    context.clock.advance(3599)
    expect(await bringBackSnoozed(context)).toBe(0)
    context.clock.advance(1)
    expect(await bringBackSnoozed(context)).toBe(1)
    expect([await list('snoozed'), await first(), await nextToComeBack(context)]).toEqual([[], talk, undefined])
    expect(await one(talk)).toMatchObject({ state: 'open', snoozedUntil: null, waiting: 2 })
  })

  test('comes back before its time when they write again, and its time is not forgotten', async () => {
    const until = inSeconds(86_400)
    const talk = await first()
    await rina.post(`/conversations/${talk}/snooze`, { until })
    expect(await theyWrite(3)).toBe(1)
    expect(await one(talk)).toMatchObject({ state: 'open', snoozedUntil: until.toISOString(), waiting: 3 })
    context.clock.advance(86_401)
    expect(await bringBackSnoozed(context)).toBe(0)
  })

  test('until they write again, comes back with their words only', async () => {
    const talk = await first()
    const { body } = await rina.post<Conversation>(`/conversations/${talk}/snooze`, { until: null })
    expect(body).toMatchObject({ state: 'snoozed', snoozedUntil: null })
    context.clock.advance(400 * 86_400)
    expect(await bringBackSnoozed(context)).toBe(0)
    await theyWrite(3)
    expect(await list('snoozed')).toEqual([])
  })

  test('is opened and done by hand, and then has no time any more', async () => {
    const talk = await first()
    for (const state of ['open', 'done']) {
      await rina.post(`/conversations/${talk}/snooze`, { until: inSeconds(60) })
      await rina.post(`/conversations/${talk}/state`, { state })
      expect(await one(talk)).toMatchObject({ state, snoozedUntil: null })
    }
    context.clock.advance(120)
    expect([await bringBackSnoozed(context), (await one(talk)).state]).toEqual([0, 'done'])
  })

  test('has a time that is to come, within a year', async () => {
    const talk = await first()
    for (const seconds of [-1, 0, 367 * 86_400]) {
      const until = inSeconds(seconds)
      const { status, body } = await rina.post<ProblemAnswer>(`/conversations/${talk}/snooze`, { until })
      expect([status, body]).toMatchObject([422, { problem: { field: 'until' } }])
    }
    expect((await one(talk)).state).toBe('open')
    const nobodys = '00000000-0000-4000-8000-000000000000'
    expect((await rina.post(`/conversations/${nobodys}/snooze`, { until: null })).status).toBe(404)
  })
})

test('who waits in a snoozed conversation still waits in our figures', async () => {
  await rina.post(`/conversations/${await first()}/snooze`, { until: null })
  const { talk } = (await rina.get<{ talk: { toAnswer: number } }>('/today')).body
  expect(talk.toAnswer).toBe(6)
})

describe('a note for the team', () => {
  const notes = async (id: string, person = rina) =>
    (await person.get<Conversation>(`/conversations/${id}`)).body.items.flatMap((item) =>
      item.by === 'team' ? [[item.note.text, item.note.by, item.note.yours]] : [],
    )

  test('stands where it was written, with who wrote it; it answers nobody and goes nowhere', async () => {
    const { person: budi } = await colleague('budi', 'responder')
    const talk = await first()
    const { status } = await budi.post(`/conversations/${talk}/notes`, { text: '  Sudah saya telepon.\0 ' })
    expect(status).toBe(201)
    expect(await notes(talk)).toEqual([['Sudah saya telepon.', 'budi', false]])
    expect(await notes(talk, budi)).toEqual([['Sudah saya telepon.', 'budi', true]])
    expect(await one(talk)).toMatchObject({ waiting: 2, state: 'open' })
    expect((await rina.get<{ deliveries: unknown[] }>('/deliveries')).body.deliveries).toEqual([])
    context.clock.advance(60)
    await theyWrite(3)
    const { items } = await one(talk)
    expect(items.map(({ by }) => by)).toEqual(['them', 'them', 'team', 'them'])
  })

  test('is taken away by who wrote it and by an owner, and brought back', async () => {
    const [{ person: budi }, { person: ani }] = [await colleague('budi', 'responder'), await colleague('ani', 'editor')]
    const talk = await first()
    const { items } = (await budi.post<Conversation>(`/conversations/${talk}/notes`, { text: 'Rahasia' })).body
    const id = items.flatMap((item) => (item.by === 'team' ? [item.note.id] : []))[0]
    expect((await ani.delete(`/conversation-notes/${id}`)).status).toBe(403)
    expect(await notes(talk)).toHaveLength(1)
    for (const person of [budi, rina]) {
      expect((await person.delete(`/conversation-notes/${id}`)).status).toBe(200)
      expect(await notes(talk)).toEqual([])
      expect((await person.post(`/conversation-notes/${id}/restore`)).status).toBe(200)
      expect(await notes(talk)).toHaveLength(1)
    }
  })

  test('has words, not too many, and a conversation', async () => {
    const talk = await first()
    for (const text of ['', ' \n ', 'x'.repeat(5001)])
      expect((await rina.post(`/conversations/${talk}/notes`, { text })).status).toBe(422)
    const nobodys = '00000000-0000-4000-8000-000000000000'
    expect((await rina.post(`/conversations/${nobodys}/notes`, { text: 'a' })).status).toBe(404)
    expect((await rina.delete(`/conversation-notes/${nobodys}`)).status).toBe(404)
    expect(await notes(talk)).toEqual([])
  })
})

describe('who has a conversation open', () => {
  const readers = async (id: string, person = rina) =>
    (await person.get<Conversation>(`/conversations/${id}`)).body.readers.map(({ name, writing }) => [name, writing])

  test('is seen by the others, and whether they write; until they close it, or nothing is heard of them', async () => {
    const { person: budi } = await colleague('budi', 'responder')
    const talk = await first()
    const told: string[] = []
    context.bus.listen(({ topic }) => told.push(topic))
    const say = (writing: boolean) => budi.put(`/conversations/${talk}/reading`, { writing })
    for (const writing of [false, false, true, true, false]) expect((await say(writing)).status).toBe(200)
    expect([await readers(talk), await readers(talk, budi)]).toEqual([[['budi', false]], []])
    await say(true)
    expect(await readers(talk)).toEqual([['budi', true]])
    expect(told.filter((topic) => topic === 'readers')).toHaveLength(4)
    expect((await budi.delete(`/conversations/${talk}/reading`)).status).toBe(200)
    expect(await readers(talk)).toEqual([])
    await say(true)
    context.clock.advance(39)
    expect(await readers(talk)).toEqual([['budi', true]])
    context.clock.advance(2)
    expect(await readers(talk)).toEqual([])
  })

  test('is nobody’s business elsewhere, and is forgotten', async () => {
    const { person: ani } = await colleague('ani', 'author')
    const talk = await first()
    expect((await ani.put(`/conversations/${talk}/reading`, { writing: true })).status).toBe(403)
    const nobodys = '00000000-0000-4000-8000-000000000000'
    expect((await rina.put(`/conversations/${nobodys}/reading`, { writing: true })).status).toBe(404)
    expect((await rina.delete(`/conversations/${nobodys}/reading`)).status).toBe(404)
    await rina.put(`/conversations/${talk}/reading`, { writing: true })
    const rows = () => asSystem(context.db, (tx) => tx.selectFrom('conversation_reader').selectAll().execute())
    expect(await rows()).toHaveLength(1)
    context.clock.advance(3601)
    await forgetReaders(context)
    expect(await rows()).toEqual([])
  })
})
