/** Ideas over the API and from the shell: caught in a line, done, thrown away, written; each with its way back. */
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../cli/index.ts'
import type { Article, Idea, IdeaPage, ProblemAnswer } from '../http/api.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { rina as owner } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'

let context: TestContext
let web: TestWeb
let rina: Person
beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  await rina.post('/setup', owner)
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const texts = async (query = '') => (await rina.get<IdeaPage>(`/ideas${query}`)).body.ideas.map(({ text }) => text)
const caught = async (text: string) => {
  context.clock.advance(1000)
  return (await rina.post<Idea>('/ideas', { text })).body
}

async function shell(...argv: string[]) {
  const out: string[] = []
  const code = await runCommand(
    argv,
    {
      input: Readable.from([]),
      out: (text) => void out.push(text),
      err: () => undefined,
      language: 'en',
    },
    async () => ({ context, close: async () => undefined }),
  )
  return { code, out: out.join('') }
}

test('are listed newest first, each a line, done and deleted ones apart, and come back', async () => {
  const first = await caught('  Kopi\n dingin  ')
  const second = await caught('Kenapa pahit')
  expect(first).toMatchObject({ text: 'Kopi dingin', source: 'typed', by: 'Rina', doneAt: null, articleId: null })
  expect(await texts()).toEqual(['Kenapa pahit', 'Kopi dingin'])
  expect((await rina.patch<Idea>(`/ideas/${second.id}`, { done: true })).body.doneAt).not.toBeNull()
  expect([await texts(), await texts('?done=true')]).toEqual([['Kopi dingin'], ['Kenapa pahit']])
  await rina.patch(`/ideas/${second.id}`, { done: false, text: 'Kenapa asam' })
  await rina.delete(`/ideas/${first.id}`)
  expect(await texts()).toEqual(['Kenapa asam'])
  expect((await rina.patch(`/ideas/${first.id}`, { done: true })).status).toBe(404)
  await rina.post(`/ideas/${first.id}/restore`)
  expect(await texts()).toEqual(['Kenapa asam', 'Kopi dingin'])
})

test('become one draft, however often they are written; a long one is cut for its title and kept in the text', async () => {
  const { id } = await caught('Seduh di rumah')
  const [one, two] = await Promise.all([rina.post<Idea>(`/ideas/${id}/write`), rina.post<Idea>(`/ideas/${id}/write`)])
  expect([one.status, two.status, two.body.articleId]).toEqual([200, 200, one.body.articleId])
  const drafts = (await rina.get<{ articles: { title: string }[] }>('/articles')).body.articles
  expect(drafts.filter(({ title }) => title === 'Seduh di rumah')).toHaveLength(1)
  expect(await texts()).not.toContain('Seduh di rumah')
  const long = 'kata '.repeat(99).trim()
  const { articleId } = (await rina.post<Idea>(`/ideas/${(await caught(long)).id}/write`)).body
  const draft = (await rina.get<Article>(`/articles/${articleId}`)).body
  expect(draft.markdown).toBe(long)
  expect(draft.title).toMatch(/^(kata )+kata…$/)
  expect(draft.title.length).toBeLessThanOrEqual(300)
})

test('of no words, or of too many, are refused in words', async () => {
  for (const text of ['', '   ', 'a'.repeat(501)])
    expect((await rina.post<ProblemAnswer>('/ideas', { text })).status).toBe(422)
})

test('are caught and listed in a shell', async () => {
  context.clock.advance(1000)
  expect(await shell('idea', 'Dari gawai')).toEqual({ code: 0, out: 'Caught: Dari gawai\n' })
  const { ideas } = JSON.parse((await shell('idea', '--json')).out)
  expect(ideas[0]).toMatchObject({ text: 'Dari gawai', source: 'shell', by: 'Rina' })
  expect((await shell('idea')).out).toContain(' · Dari gawai\n')
})

test('what somebody else published is kept once, with its title and address; only web addresses are', async () => {
  const from = { title: 'Panen <raya>', url: 'https://kebun.invalid/panen' }
  const keep = (origin: object) => rina.post<Idea>('/ideas', { text: 'Panen raya', from: { ...from, ...origin } })
  const { status, body } = await keep({})
  expect([status, body]).toEqual([201, expect.objectContaining({ text: 'Panen raya', source: 'feed', from })])
  expect((await keep({ title: 'Lain' })).body.id).toBe(body.id)
  await rina.delete(`/ideas/${body.id}`)
  expect((await keep({})).body.id).not.toBe(body.id)
  expect((await keep({ url: 'javascript:alert(1)' })).status).toBe(422)
})
