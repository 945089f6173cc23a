import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { newMember, rina as owner } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Article, Me, PreviewLinkMade, PreviewLinks, ProblemAnswer, WorkspaceEntered } from './api.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let workspaceId: string
beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  workspaceId = (await rina.post<Me>('/setup', owner)).body.workspace?.id ?? ''
  rina = rina.in(workspaceId)
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const day = 86_400_000
const words = { title: 'Kopi rahasia', markdown: 'Belum **boleh** tahu.', summary: 'Singkat', tags: [], language: 'id' }
const begun = async () => (await rina.post<Article>('/articles', words)).body
const linkTo = async (article: Article, days = 1) => {
  const { status, body } = await rina.post<PreviewLinkMade>(`/articles/${article.id}/preview-links`, { days })
  expect(status).toBe(201)
  return body
}
const opened = async (address: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(address, { headers })
  return { status: answer.status, headers: answer.headers, page: await answer.text() }
}

describe('a preview link', () => {
  test('shows a stranger the words as they are now, and tells nobody else of them', async () => {
    const article = await begun()
    const { address } = await linkTo(article)
    const { status, headers, page } = await opened(address)
    expect(status).toBe(200)
    expect(page).toContain('<strong>boleh</strong>')
    expect(page).toMatch(/class="preview-bar">Pratinjau sampai .+ WIB · belum terbit</)
    expect(page).toContain('<meta name="robots" content="noindex">')
    expect(page).not.toMatch(/ld\+json|rel="canonical"|og:image|class="notice"/)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    })
    await rina.put(`/articles/${article.id}`, { ...words, base: article.version, slug: '', markdown: 'Sudah lain.' })
    expect((await opened(address)).page).toContain('Sudah lain.')
    expect((await opened(`${web.url}/${article.slug}`)).status).toBe(404)
  })

  test('says of a published article whether these words are out', async () => {
    const article = await begun()
    const { address } = await linkTo(article)
    await rina.post(`/articles/${article.id}/publish`, {})
    expect((await opened(address)).page).toMatch(/preview-bar"[^<]+· sudah terbit</)
    const now = (await rina.get<Article>(`/articles/${article.id}`)).body
    await rina.put(`/articles/${article.id}`, { ...words, base: now.version, slug: '', markdown: 'Baru.' })
    expect((await opened(address)).page).toMatch(/preview-bar"[^<]+· perubahannya belum terbit</)
  })

  test('is over at its end, when it is ended, and when its article is deleted: calmly, in both languages, saying nothing', async () => {
    const article = await begun()
    const [over, ended, deleted] = [await linkTo(article), await linkTo(article, 7), await linkTo(article, 30)]
    const calm = async (address: string, status: number) => {
      const answer = await opened(address)
      expect([answer.status, answer.page.includes('Kopi rahasia')]).toEqual([status, false])
      expect(answer.page).toMatch(/Pratinjau ini tidak ada lagi[\s\S]+This preview is no longer available/)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    const one = `/articles/${article.id}/preview-links/${ended.link.id}`
    await rina.delete(one)
    await calm(ended.address, 410)
    expect((await rina.post(`${one}/resume`)).status).toBe(200)
    expect((await opened(ended.address)).status).toBe(200)
    context.clock.advance(day / 1000)
    await calm(over.address, 410)
    expect((await opened(ended.address)).status).toBe(200)
    await rina.delete(`/articles/${article.id}`)
    await calm(deleted.address, 410)
    expect((await rina.get<ProblemAnswer>(`/articles/${article.id}/preview-links`)).status).toBe(404)
    await calm(`${web.url}/preview/${'x'.repeat(32)}`, 404)
    expect((await opened(`${web.url}/preview/short`)).status).toBe(404)
  })

  test('is kept as a hash, and its address is told once, also under a key', async () => {
    const article = await begun()
    const path = `/articles/${article.id}/preview-links`
    const made = await rina.post<PreviewLinkMade>(path, { days: 1 }, { 'idempotency-key': 'a-key-of-mine' })
    const token = made.body.address.split('/').at(-1) ?? ''
    const kept = await asSystem(context.db, async (tx) => [
      ...(await sql`select * from preview_link`.execute(tx)).rows,
      ...(await sql`select * from request_key`.execute(tx)).rows,
    ])
    expect(JSON.stringify(kept)).not.toContain(token)
    const { links } = (await rina.get<PreviewLinks>(path)).body
    expect(links).toMatchObject([{ id: made.body.link.id, by: 'Rina' }])
    expect(JSON.stringify(links)).not.toContain(token)
  })

  test('is made and seen by those who may write alone', async () => {
    const article = await begun()
    const path = `/articles/${article.id}/preview-links`
    await linkTo(article)
    const viewer = await newMember(context, web, { name: 'penonton', role: 'viewer', workspaceId })
    expect((await viewer.person.get<ProblemAnswer>(path)).status).toBe(403)
    expect((await viewer.person.post<ProblemAnswer>(path, { days: 1 })).status).toBe(403)
    expect((await rina.post<ProblemAnswer>(path, { days: 3650 })).status).toBe(422)
  })

  test('does not open at the host of another workspace’s blog', async () => {
    const { workspace } = (await rina.post<WorkspaceEntered>('/workspaces', { name: 'Lain' })).body
    const there = rina.in(workspace.id)
    await there.put('/blog/address', { address: 'https://lain.example' })
    const { address } = await linkTo(await begun())
    const asked = (host: string) => answerAt(new URL(address).pathname, host)
    expect(await asked('lain.example')).toBe(404)
    expect(await asked(new URL(web.url).host)).toBe(200)
    const other = (await there.post<Article>('/articles', words)).body
    const made = (await there.post<PreviewLinkMade>(`/articles/${other.id}/preview-links`, { days: 1 })).body
    expect(made.address).toMatch(/^https:\/\/lain\.example\/preview\//)
    expect(await answerAt(new URL(made.address).pathname, 'lain.example')).toBe(200)
  })

  test('is bounded: so many of an article at once, and so many looks a minute', async () => {
    const article = await begun()
    const { address } = await linkTo(article)
    for (let n = 1; n < 20; n++) await linkTo(article)
    const refused = await rina.post<ProblemAnswer>(`/articles/${article.id}/preview-links`, { days: 1 })
    expect(refused.body.problem.words.en).toContain('20 active preview links')
    context.clock.advance(61)
    const statuses = await Promise.all(Array.from({ length: 61 }, async () => (await opened(address)).status))
    expect(statuses.filter((status) => status === 429)).toHaveLength(1)
    context.clock.advance(61)
    expect((await opened(address)).status).toBe(200)
  })
})

/** The status of a page that is asked for under a host's name: `fetch` sets that header itself. */
async function answerAt(path: string, host: string): Promise<number | undefined> {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    const asked = request(`${web.url}${path}`, { headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('error', reject)
    asked.end()
  })
}
