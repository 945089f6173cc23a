import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReader } from '../blog/index.ts'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import { may, openAuth, type Permission, type Role, roles } from '../team/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations } from '../testing/many.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Article, Calendar, Conversation, ConversationSummary, Delivery, Me, ProblemAnswer } from './api.ts'
import { openApp } from './app.ts'
import { neededBy } from './permits.ts'
import type { Needs } from './variables.ts'

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
const later = '2030-01-01T01:00:00Z'

let context: TestContext
let web: TestWeb
let rina: Person
let workspaceId: string
let channelId: string
const people = new Map<Role, Person>()
const of = (role: Role): Person => people.get(role) as Person

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const { user, workspace } = (await rina.post<Me>('/setup', owner)).body
  workspaceId = workspace?.id ?? ''
  const actor = { userId: user?.id ?? '', workspaceId }
  const done = await connectChannel(context, actor, 'fake', { handle: 'rina', password: 'right' })
  channelId = 'channel' in done ? done.channel.id : ''
  await manyConversations({ context, actor, channelId, now: context.clock.now() }, 1)
  people.set('owner', rina)
  for (const role of roles.slice(1)) people.set(role, await somebody(role))
})
afterAll(async () => {
  await web.close()
  await context.close()
})

/** Somebody who works in this workspace. */
async function somebody(role: Role): Promise<Person> {
  const [id, now, email] = [randomUUID(), context.clock.now(), `${role}@contoh.id`]
  const password = await hashPassword(owner.password)
  await asSystem(context.db, async (tx) => {
    const user = { id, name: role, email, emailVerified: true, image: null, createdAt: now, updatedAt: now }
    await tx.insertInto('user').values(user).execute()
    const account = { id: randomUUID(), accountId: id, providerId: 'credential', userId: id }
    await tx
      .insertInto('account')
      .values({ ...account, password, createdAt: now, updatedAt: now })
      .execute()
    await tx
      .insertInto('member')
      .values({ id: randomUUID(), organizationId: workspaceId, userId: id, role, createdAt: now })
      .execute()
  })
  const person = web.person()
  expect((await person.post('/auth/sign-in/email', { email, password: owner.password })).status).toBe(200)
  return person
}

interface Document {
  paths: Record<string, Record<string, { 'x-needs'?: Needs }>>
}

async function operations(): Promise<{ method: string; path: string; needs: Needs }[]> {
  const { paths } = (await rina.get<Document>('/openapi.json')).body
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, is]) => ({ method, path, needs: is['x-needs'] as Needs })),
  )
}

function ask(person: Person, method: string, path: string, body: unknown = {}) {
  const address = path.replaceAll(/\{\w+\}/g, randomUUID())
  if (method === 'get' || method === 'delete') return person[method]<ProblemAnswer>(address)
  return person[method as 'post' | 'put' | 'patch']<ProblemAnswer>(address, body)
}

describe('what one must be allowed to do', () => {
  test('is named by everything that the API answers', () => {
    const reader = openReader(context)
    const { routes } = openApp(context, openAuth(context), reader)
    reader.close()
    const named = new Map<string, boolean>()
    for (const { method, path, handler } of routes) {
      const name = `${method} ${path}`
      if (method === 'ALL' || !path.startsWith('/api/')) continue
      named.set(name, named.get(name) === true || neededBy(handler) !== undefined)
    }
    const unnamed = [...named].filter(([, is]) => !is).map(([name]) => name)
    expect(named.size).toBeGreaterThan(80)
    // Before anybody is signed in: better-auth has its own doors, and a network sends people back.
    expect(unnamed.filter((name) => !name.includes('/api/auth'))).toEqual(['GET /api/openapi.json'])
  })

  test('stands in the API’s document', async () => {
    const all = await operations()
    expect(all.length).toBeGreaterThan(80)
    expect(all.filter(({ needs }) => needs === undefined)).toEqual([])
  })

  test.each(roles.map((role) => [role]))('is held against the role: %s', async (role) => {
    for (const { method, path, needs } of await operations()) {
      if (needs === 'self' || needs === 'open') continue
      const { status, body } = await ask(of(role), method, path, 'no object')
      // An operation may forbid things itself, in other words.
      const refused = status === 403 && /our role in this workspace/.test(body.problem?.words.en ?? '')
      expect([method, path, needs, refused]).toEqual([method, path, needs, may(role, needs as Permission) === false])
    }
  })

  test('says who may, in both languages', async () => {
    const { body } = await of('viewer').put<ProblemAnswer>('/brand', {})
    expect(body.problem.words).toEqual({
      id: 'Peran Anda di ruang kerja ini (Pengamat) tidak mencakup tindakan itu. Yang boleh: pemilik, editor.',
      en: 'Your role in this workspace (Viewer) does not include that. Who may: owner, editor.',
    })
  })
})

describe('one’s own', () => {
  const write = async (person: Person, title: string) =>
    (await person.post<Article>('/articles', { title, markdown: 'Isi.' })).body.id
  const post = async (person: Person, text: string) =>
    (await person.post<{ deliveries: Delivery[] }>('/posts', { texts: [{ channelId, text }], at: later })).body
      .deliveries[0] as Delivery

  test('an author shows own articles to readers, and not those of others', async () => {
    const author = of('author')
    const [own, other] = [await write(author, 'Milik saya'), await write(rina, 'Milik Rina')]
    expect((await author.post(`/articles/${own}/publish`, {})).status).toBe(200)
    for (const act of ['publish', 'unpublish', 'restore'])
      expect([act, (await author.post(`/articles/${other}/${act}`, {})).status]).toEqual([act, 403])
    expect((await author.delete(`/articles/${other}`)).status).toBe(403)
    expect((await author.delete(`/articles/${own}`)).status).toBe(200)
    expect((await of('editor').post(`/articles/${other}/publish`, {})).status).toBe(200)
  })

  test('an author gives readers no other words of others’ articles by saving them', async () => {
    const author = of('author')
    const save = async (person: Person, id: string, changed: object) => {
      const { version, title, summary, tags, language, markdown } = (await rina.get<Article>(`/articles/${id}`)).body
      const words = { title, summary, tags, language, markdown, slug: '', ...changed }
      return (await person.put(`/articles/${id}`, { base: version, ...words })).status
    }
    const [scheduled, shown, draft] = [
      await write(rina, 'Nanti'),
      await write(rina, 'Tampil'),
      await write(rina, 'Baru'),
    ]
    await rina.post(`/articles/${scheduled}/publish`, { at: later })
    await rina.post(`/articles/${shown}/publish`, {})
    expect(await save(author, scheduled, { markdown: 'Disusupi.' })).toBe(403)
    expect(await save(author, shown, { slug: 'direbut' })).toBe(403)
    // Readers see neither of these before somebody publishes it.
    expect(await save(author, shown, { markdown: 'Usulan.' })).toBe(200)
    expect(await save(author, draft, { markdown: 'Usulan.' })).toBe(200)
    expect(await save(of('editor'), scheduled, { markdown: 'Lebih baik.' })).toBe(200)
    const own = await write(author, 'Nanti juga')
    await author.post(`/articles/${own}/publish`, { at: later })
    expect(await save(author, own, { markdown: 'Lebih baik.' })).toBe(200)
  })

  test('more ids than a statement takes are refused with words', async () => {
    const ids = Array.from({ length: 70_000 }, () => randomUUID())
    const { status, body } = await of('author').post<ProblemAnswer>('/deliveries/decide', { ids, action: 'cancel' })
    expect([status, body.problem.field]).toEqual([422, 'ids'])
  })

  test('what somebody may do with which things is told to the panel, so that it offers nothing else', async () => {
    const author = of('author')
    const [own, other] = [await post(author, 'Digeser'), await post(rina, 'Diam')]
    const { workspace, user } = (await author.get<Me>('/me')).body
    expect(workspace?.own).toEqual(['publish', 'send', 'retract'])
    expect((await rina.get<Me>('/me')).body.workspace?.own).toEqual([])
    expect([own.by === user?.id, other.by === user?.id]).toEqual([true, false])
    const span = 'from=2029-12-31T00:00:00Z&to=2030-01-03T00:00:00Z'
    const movable = async (person: Person) => {
      const { posts } = (await person.get<Calendar>(`/calendar?${span}`)).body
      return [own, other].map(({ id }) => posts.find((one) => one.id === id)?.movable)
    }
    expect([await movable(author), await movable(of('editor')), await movable(of('viewer'))]).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ])
  })

  test('an author decides about own posts, one by one and many at once', async () => {
    const author = of('author')
    const [own, other] = [await post(author, 'Kiriman saya'), await post(rina, 'Kiriman Rina')]
    expect((await author.post(`/deliveries/${other.id}/cancel`)).status).toBe(403)
    expect((await author.put(`/deliveries/${other.id}`, { text: 'Lain' })).status).toBe(403)
    expect((await author.post(`/posts/${other.postId}/retract`)).status).toBe(403)
    expect((await author.post('/deliveries/decide', { ids: [own.id, other.id], action: 'cancel' })).status).toBe(403)
    expect((await author.post('/deliveries/move', { moves: [{ id: other.id, at: later }] })).status).toBe(403)
    expect((await author.post('/deliveries/decide', { ids: [own.id], action: 'cancel' })).status).toBe(200)
    expect((await of('editor').post(`/deliveries/${other.id}/cancel`)).status).toBe(200)
  })

  test('who answers may take the answer back, and sends nothing else', async () => {
    const responder = of('responder')
    const { conversations } = (await rina.get<{ conversations: ConversationSummary[] }>('/conversations')).body
    const path = `/conversations/${conversations[0]?.id}`
    const { items } = (await responder.get<Conversation>(path)).body
    const said = items.find((item) => item.by === 'them')
    const answered = await responder.post(`${path}/reply`, {
      responseId: said?.response.id,
      text: 'Terima kasih sudah bertanya.',
    })
    expect(answered.status).toBe(201)
    const { deliveries } = (await rina.get<{ deliveries: Delivery[] }>('/deliveries?q=Terima%20kasih')).body
    expect((await of('author').post(`/deliveries/${deliveries[0]?.id}/cancel`)).status).toBe(403)
    expect((await responder.post(`/deliveries/${deliveries[0]?.id}/cancel`)).status).toBe(200)
    expect((await of('author').post(`/posts/${deliveries[0]?.postId}/retract`)).status).toBe(403)
    expect((await responder.post(`/posts/${deliveries[0]?.postId}/retract`)).status).toBe(200)
    const other = await post(rina, 'Kiriman lagi')
    expect((await responder.post(`/deliveries/${other.id}/cancel`)).status).toBe(403)
    expect((await responder.post('/posts', { texts: [{ channelId, text: 'Halo' }] })).status).toBe(403)
  })
})
