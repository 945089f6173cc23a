import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations } from '../testing/many.ts'
import { newMember, rina as owner, putInto, signedIn } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type {
  ActivityPage,
  Article,
  ArticlePage,
  BlogAddress,
  Me,
  ProblemAnswer,
  WorkspaceEntered,
  Workspaces,
} from './api.ts'
import { workspaceHeader } from './workspace.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let [first, second] = ['', '']

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  first = (await rina.post<Me>('/setup', owner)).body.workspace?.id ?? ''
  context.clock.advance(1)
  second = (await rina.post<WorkspaceEntered>('/workspaces', { name: 'Pasar Buku' })).body.workspace.id
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const titles = async (person: Person) =>
  (await person.get<ArticlePage>('/articles')).body.articles.map(({ title }) => title)
const where = async (person: Person) => (await person.get<Me>('/me')).body.workspace

/** As a browser asks that found the server under another name. */
function askHost(host: string, path: string): Promise<{ status: number | undefined; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${web.url}${path}`, { headers: { host } }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, location: answer.headers.location })
    })
    asked.on('error', reject).end()
  })
}

describe('a request', () => {
  test('acts in the workspace that it names, whatever was chosen since in another window', async () => {
    const [left, right] = [rina.in(first), rina.in(second)]
    await rina.put('/workspace', { id: second })
    await left.post('/articles', { title: 'Di yang pertama', markdown: 'Isi.' })
    await rina.put('/workspace', { id: first })
    await right.post('/articles', { title: 'Di yang kedua', markdown: 'Isi.' })
    expect([await titles(left), await titles(right)]).toEqual([['Di yang pertama'], ['Di yang kedua']])
  })

  test('that names none acts where the sign-in was last, also after signing in elsewhere', async () => {
    const phone = await signedIn(web, owner.email)
    expect((await where(phone))?.id).toBe(first)
    await phone.put('/workspace', { id: second })
    expect([(await where(phone))?.id, (await where(rina))?.id]).toEqual([second, first])
    expect(await titles(phone)).toEqual(['Di yang kedua'])
  })

  test('says which one it was about', async () => {
    expect((await rina.in(second).get('/articles')).headers.get(workspaceHeader)).toBe(second)
  })

  test('that names one which its person does not belong to does nothing, and goes nowhere else', async () => {
    const { person } = await newMember(context, web, { name: 'tamu', role: 'editor', workspaceId: first })
    for (const id of [second, 'tidak-ada', '', "' or true --"]) {
      const stray = person.in(id)
      const answer = await stray.post<ProblemAnswer>('/articles', { title: 'Nyasar', markdown: 'Isi.' })
      expect([id, answer.status, answer.body.problem.field]).toEqual([id, 403, 'workspace'])
      expect((await stray.get<Me>('/me')).body).toMatchObject({ user: { name: 'tamu' }, workspace: null })
    }
    for (const id of [first, second]) expect(await titles(rina.in(id))).not.toContain('Nyasar')
    expect((await person.put('/workspace', { id: second })).status).toBe(404)
  })

  test('for a thing of another workspace finds nothing, also for somebody who belongs to both', async () => {
    const made = (await rina.in(first).post<Article>('/articles', { title: 'Rahasia', markdown: 'Isi.' })).body
    expect((await rina.in(first).get(`/articles/${made.id}`)).status).toBe(200)
    expect((await rina.in(second).get(`/articles/${made.id}`)).status).toBe(404)
  })

  test('may name it in its address where a browser sets no headers', async () => {
    const events = async (id: string) => {
      const abort = new AbortController()
      const cookie = await cookieOf(rina)
      const answer = await fetch(`${web.url}/api/events?workspace=${id}`, { headers: { cookie }, signal: abort.signal })
      const { status } = answer
      abort.abort()
      return status
    }
    expect([await events(second), await events('tidak-ada')]).toEqual([200, 403])
    // A page of somebody else's can lead a browser to an address: what changes things is not asked that way.
    const { body } = await rina.in(first).post<Article>(`/articles?workspace=${second}`, { title: 'Di sini' })
    expect((await rina.in(first).get(`/articles/${body.id}`)).status).toBe(200)
  })
})

/** A browser's cookie: of a sign-in of its own. */
async function cookieOf(_person: Person): Promise<string> {
  const answer = await fetch(`${web.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: web.url },
    body: JSON.stringify({ email: owner.email, password: owner.password }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

describe('workspaces', () => {
  test('are listed with one’s role, how many work there, and what waits', async () => {
    const actor = { userId: (await rina.get<Me>('/me')).body.user?.id ?? '', workspaceId: second }
    const done = await connectChannel(context, actor, 'fake', { handle: 'rina', password: 'right' })
    if (!('channel' in done)) throw new Error('no channel')
    await manyConversations({ context, actor, channelId: done.channel.id, now: context.clock.now() }, 2)
    const { body } = await rina.get<Workspaces>('/workspaces')
    expect(body).toMatchObject({
      mayMake: true,
      workspaces: [
        { id: first, name: 'Rina', role: 'owner', members: 2, waiting: 0 },
        { id: second, name: 'Pasar Buku', role: 'owner', members: 1, waiting: 2 },
      ],
    })
  })

  test('are made by whoever owns one, and by nobody else', async () => {
    const { id, person } = await newMember(context, web, { name: 'penulis-saja', role: 'author', workspaceId: first })
    expect((await person.get<Workspaces>('/workspaces')).body.mayMake).toBe(false)
    expect((await person.post('/workspaces', { name: 'Milikku' })).status).toBe(403)
    await putInto(context, id, second, 'owner')
    const { status, body } = await person.post<WorkspaceEntered>('/workspaces', { name: 'Milikku' })
    expect([status, (await where(person))?.id, (await where(person))?.role]).toEqual([201, body.workspace.id, 'owner'])
  })

  test('beside the first have no page on this server’s blog, and say so instead of leading nowhere', async () => {
    const there = rina.in(second)
    const [other, home] = [await where(there), await where(rina.in(first))]
    expect([other?.blog, other?.first, home?.blog, home?.first]).toEqual([null, false, context.config.baseUrl, true])
    const { body } = await there.post<Article>('/articles', { title: 'Tanpa rumah', markdown: 'Isi.' })
    for (const at of [undefined, '2030-01-01T00:00:00Z']) {
      const answer = await there.post<ProblemAnswer>(`/articles/${body.id}/publish`, at ? { at } : {})
      expect([answer.status, answer.body.problem.words.en]).toEqual([
        422,
        expect.stringContaining('no blog on this server yet'),
      ])
    }
  })

  test('have a blog at a host of their own once an owner gives it one; nothing of the panel is there', async () => {
    const there = rina.in(second)
    const given = await there.put<BlogAddress>('/blog/address', { address: 'teh.example' })
    expect(given.body).toEqual({ address: 'https://teh.example' })
    expect((await where(there))?.blog).toBe('https://teh.example')
    const { body } = await there.post<Article>('/articles', { title: 'Di rumah sendiri', markdown: 'Isi.' })
    expect(body.permalink).toBe('https://teh.example/di-rumah-sendiri')
    expect((await there.post(`/articles/${body.id}/publish`, {})).status).toBe(200)
    expect(
      (await there.put<ProblemAnswer>('/blog/address', { address: context.config.baseUrl })).body.problem.field,
    ).toBe('address')
    const asked = (path: string) => askHost('teh.example', path)
    expect((await asked('/di-rumah-sendiri')).status).toBe(200)
    expect(await asked('/panel/today')).toEqual({ status: 302, location: `${context.config.baseUrl}/panel/today` })
    const { lines } = (await there.get<ActivityPage>('/activity')).body
    expect(lines.map(({ did }) => did.en).join()).toContain('gave the blog the address “https://teh.example”')
    expect((await asked('/api/me')).status).toBe(421)
    expect((await there.put<BlogAddress>('/blog/address', { address: null })).body).toEqual({ address: null })
    expect((await asked('/di-rumah-sendiri')).status).toBe(421)
  })
})
