import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Article, Channel, Delivery, Me, Media, ProblemAnswer, Teaser, Today } from './api.ts'

let context: TestContext
let web: TestWeb
let rina: Person
const fake = fakeNetwork()
const owner = {
  name: 'Rina',
  email: 'Rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
const kit = {
  name: 'Kopi Senja',
  handle: '@kopisenja',
  promise: 'Kopi jujur',
  productSite: 'https://kopisenja.id',
  language: 'id',
  accent: '#0f766e',
  paper: '#faf6ee',
  logo: null,
}

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fake.network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
})
afterAll(async () => {
  await web.close()
  await context.close()
})

describe('the first person', () => {
  test('finds a house that nobody lives in, and becomes its owner', async () => {
    expect((await rina.get<Me>('/me')).body).toMatchObject({ installed: false, user: null })
    const answers = await Promise.all([
      rina.post<Me>('/setup', owner),
      web.person().post<ProblemAnswer>('/setup', { ...owner, email: 'lain@contoh.id' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 403])
    // Whoever lost the race is told so; the test goes on with the one who won.
    if (answers[0].status !== 201)
      await rina.post('/auth/sign-in/email', { email: 'lain@contoh.id', password: owner.password })
    expect((await rina.get<Me>('/me')).body).toMatchObject({
      installed: true,
      branded: false,
      workspace: { role: 'owner' },
    })
    expect((await web.person().post('/setup', { ...owner, email: 'ketiga@contoh.id' })).status).toBe(403)
  })

  test('nobody signs up by the back door', async () => {
    const stranger = web.person()
    const answer = await stranger.post('/auth/sign-up/email', {
      name: 'X',
      email: 'x@contoh.id',
      password: 'kata-sandi-panjang',
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect((await stranger.get('/articles')).status).toBe(401)
  })

  test('a page of somebody else’s can’t change anything', async () => {
    const answer = await fetch(`${web.url}/api/setup`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify(owner),
    })
    expect(answer.status).toBe(403)
  })

  test('wrong input is said in both languages, with the field', async () => {
    const { status, body } = await web.person().post<ProblemAnswer>('/setup', { ...owner, email: 'bukan surel' })
    expect(status).toBe(422)
    expect(body.problem).toMatchObject({ kind: 'wrong-input', field: 'email' })
    expect(body.problem.words.id).toContain('email')
  })
})

describe('an article', () => {
  let article: Article

  test('is written, saved on top of what was seen, and keeps both when two tabs write', async () => {
    expect((await rina.put('/brand', kit)).status).toBe(200)
    article = (
      await rina.post<Article>('/articles', {
        title: 'Pasar adalah percakapan',
        markdown: 'Halo **dunia**.',
        tags: ['smm'],
      })
    ).body
    const words = {
      title: article.title,
      markdown: 'Halo dunia, lagi.',
      summary: '',
      tags: ['smm'],
      language: 'id',
      slug: '',
    }
    const saved = await rina.put<Article>(`/articles/${article.id}`, { ...words, base: article.version })
    expect(saved.body).toMatchObject({ version: 2, markdown: words.markdown, slug: 'pasar-adalah-percakapan' })
    const other = await rina.put<ProblemAnswer>(`/articles/${article.id}`, {
      ...words,
      base: article.version,
      markdown: 'Dari tab lain.',
    })
    expect(other.status).toBe(409)
    expect(other.body.problem.current).toMatchObject({ markdown: words.markdown, version: 2 })
    expect((await rina.put(`/articles/${article.id}`, { ...words, base: article.version })).status).toBe(200)
  })

  test('is not there for readers until it is published, and then is', async () => {
    const address = `${web.url}/pasar-adalah-percakapan`
    expect((await fetch(address)).status).toBe(404)
    expect((await rina.post<Article>(`/articles/${article.id}/publish`, {})).body.state).toBe('published')
    const page = await fetch(address)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain('Halo dunia, lagi.')
    expect(html).toMatch(/<h1 class="p-name">Pasar adalah percakapan<\/h1>/)
    const again = await fetch(address, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
    // A browser takes these for those of the page that it kept.
    for (const name of ['content-security-policy', 'cache-control', 'etag', 'vary', 'referrer-policy'])
      expect([name, again.headers.get(name)]).toEqual([name, page.headers.get(name)])
  })

  test('shows its readers the published words while new ones are written, and its old address leads on', async () => {
    const current = (await rina.get<Article>(`/articles/${article.id}`)).body
    const words = {
      title: 'Pasar itu percakapan',
      markdown: 'Kata-kata baru.',
      summary: '',
      tags: ['smm'],
      language: 'id',
      slug: 'pasar-itu-percakapan',
    }
    const changed = await rina.put<Article>(`/articles/${article.id}`, { ...words, base: current.version })
    expect(changed.body).toMatchObject({ changed: true, state: 'published' })
    expect(await (await fetch(`${web.url}/pasar-itu-percakapan`)).text()).toContain('Halo dunia, lagi.')
    const old = await fetch(`${web.url}/pasar-adalah-percakapan`, { redirect: 'manual' })
    expect([old.status, old.headers.get('location')]).toEqual([301, `${web.url}/pasar-itu-percakapan`])
    await rina.post(`/articles/${article.id}/publish`, {})
    expect(await (await fetch(`${web.url}/pasar-itu-percakapan`)).text()).toContain('Kata-kata baru.')
  })

  test('keeps its revisions, and can be taken away and brought back', async () => {
    const { revisions } = (await rina.get<{ revisions: { version: number }[] }>(`/articles/${article.id}/revisions`))
      .body
    expect(revisions.length).toBeGreaterThanOrEqual(2)
    const first = await rina.get<{ markdown: string }>(`/articles/${article.id}/revisions/1`)
    expect(first.body.markdown).toBe('Halo **dunia**.')
    const deleted = await rina.delete<Article>(`/articles/${article.id}`)
    expect([deleted.status, deleted.body.deletedAt]).toEqual([200, expect.any(String)])
    expect((await fetch(`${web.url}/pasar-itu-percakapan`)).status).toBe(404)
    await rina.post(`/articles/${article.id}/restore`)
    expect((await fetch(`${web.url}/pasar-itu-percakapan`)).status).toBe(200)
  })

  test('stands in the feeds, the sitemap, and has a card', async () => {
    for (const path of ['/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml']) {
      const answer = await fetch(`${web.url}${path}`)
      expect([path, answer.status, (await answer.text()).includes('pasar-itu-percakapan')]).toEqual([path, 200, true])
    }
    const markdown =
      'Lihat[^1] [bagian](#bagian), [itu](/lain?a=1&b=2)\n\n[^1]: Catatan.\n\n## Bagian\n\n`<b href="#x">`'
    const made = (await rina.post<Article>('/articles', { title: 'Dalam umpan', markdown })).body
    await rina.post(`/articles/${made.id}/publish`, {})
    for (const path of ['/feed.xml', '/atom.xml', '/feed.json']) {
      const feed = (await (await fetch(`${web.url}${path}`)).text()).replaceAll('\\"', '"').replaceAll('&quot;', '"')
      const found = [...feed.matchAll(/<a(?: [a-z-]+="[^"]*")*? href="([^"]*)"/g)].map(([, address]) => address ?? '')
      expect([path, found.length > 3, found.filter((address) => !/^https?:/.test(address))]).toEqual([path, true, []])
      expect(found.join(' ')).toMatch(/dalam-umpan#\S*bagian/)
      expect(feed).toMatch(/href="#x"/)
    }
    await rina.delete(`/articles/${made.id}`)
    const card = await fetch(`${web.url}/card/pasar-itu-percakapan.png`)
    expect(card.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await card.arrayBuffer()).subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'))
  })

  test('whose title changes has another card, and the old address leads to it', async () => {
    const made = (await rina.post<Article>('/articles', { title: 'Kopi enak', markdown: 'Isi.' })).body
    await rina.post(`/articles/${made.id}/publish`, {})
    const pageOf = async () => (await fetch(`${web.url}/${made.slug}`)).text()
    const cardOn = (page: string) => /property="og:image" content="([^"]+)"/.exec(page)?.[1] ?? ''
    const before = cardOn(await pageOf())
    const now = (await rina.get<Article>(`/articles/${made.id}`)).body
    const { markdown, summary, tags, language, slug } = now
    const changed = { title: 'Kopi enak sekali', markdown, summary, tags, language, slug, base: now.version }
    expect((await rina.put(`/articles/${made.id}`, changed)).status).toBe(200)
    await rina.post(`/articles/${made.id}/publish`, {})
    const after = cardOn(await pageOf())
    expect(after).not.toBe(before)
    const here = (address: string) => web.url + new URL(address).pathname
    const fresh = await fetch(here(after), { redirect: 'manual' })
    expect([fresh.status, fresh.headers.get('content-type')]).toEqual([200, 'image/png'])
    const old = await fetch(here(before), { redirect: 'manual' })
    expect([old.status, old.headers.get('location')]).toEqual([302, after])
    await rina.delete(`/articles/${made.id}`)
  })

  test('of a title without letters, or a reserved one, gets an address all the same', async () => {
    const titles = ['🎉🎉', 'Panel', 'Pasar itu percakapan']
    const slugs = []
    for (const title of titles) slugs.push((await rina.post<Article>('/articles', { title })).body.slug)
    expect(slugs).toEqual(['artikel', 'panel-2', 'pasar-itu-percakapan-2'])
  })

  test('takes its address from the title until it is published or a person chooses another', async () => {
    const begun = (await rina.post<Article>('/articles', {})).body
    const words = { title: 'Air untuk kopi', markdown: '', summary: '', tags: [], language: 'id' }
    const put = async (base: Article, change: object) =>
      (await rina.put<Article>(`/articles/${begun.id}`, { ...words, slug: base.slug, ...change, base: base.version }))
        .body
    const titled = await put(begun, {})
    expect(titled.slug).toBe('air-untuk-kopi')
    const retitled = await put(titled, { title: 'Air untuk teh' })
    expect(retitled.slug).toBe('air-untuk-teh')
    const chosen = await put(retitled, { title: 'Air untuk teh', slug: 'teh' })
    expect((await put(chosen, { title: 'Air untuk jamu' })).slug).toBe('teh')
  })

  test('begun on a device without a line, it is made once, however often it is sent', async () => {
    const id = randomUUID()
    const first = await rina.post<Article>('/articles', { id, title: 'Dari kereta', markdown: 'Tanpa sinyal.' })
    expect(first).toMatchObject({ status: 201, body: { id, version: 1, slug: 'dari-kereta' } })
    const again = await rina.post<Article>('/articles', {
      id,
      title: 'Dari kereta',
      markdown: 'Tanpa sinyal.',
      slug: '',
    })
    expect(again.body).toMatchObject({ id, version: 1 })
    const other = await rina.post<ProblemAnswer>('/articles', { id, title: 'Dari kereta', markdown: 'Kata lain.' })
    expect(other.status).toBe(409)
    expect(other.body.problem.current).toMatchObject({ id, markdown: 'Tanpa sinyal.' })
    const empty = randomUUID()
    await rina.post<Article>('/articles', { id: empty })
    const filled = await rina.post<Article>('/articles', { id: empty, title: 'Terisi', markdown: 'Kata.', slug: '' })
    expect(filled.body).toMatchObject({ id: empty, version: 2, title: 'Terisi', slug: 'terisi' })
  })

  test('its teasers are proposed, checked and sent; errors stop them', async () => {
    const connected = await rina.post<{ channel: Channel }>('/channels', {
      network: 'fake',
      form: { handle: 'kopisenja', password: 'right' },
    })
    expect(connected.status).toBe(201)
    const { teasers } = (await rina.get<{ teasers: Teaser[] }>(`/articles/${article.id}/teasers`)).body
    expect(teasers).toHaveLength(1)
    const [teaser] = teasers as [Teaser]
    expect(teaser.parts).toHaveLength(1)
    expect(teaser.parts[0]?.card?.url).toBe(`${web.url}/pasar-itu-percakapan`)
    expect(teaser.findings.filter((finding) => finding.severity === 'error')).toEqual([])
    const refused = await rina.post<ProblemAnswer>('/posts', {
      articleId: article.id,
      texts: [{ channelId: teaser.channelId, text: 'password: rahasia123kami' }],
    })
    expect([refused.status, Object.keys(refused.body.problem.findings ?? {})]).toEqual([422, [teaser.channelId]])
    const sent = await rina.post<{ deliveries: Delivery[] }>('/posts', {
      articleId: article.id,
      texts: [{ channelId: teaser.channelId, text: teaser.text }],
    })
    expect(sent.body.deliveries[0]).toMatchObject({
      state: 'scheduled',
      actions: ['cancel', 'edit', 'reschedule'],
      article: { id: article.id },
    })
    const today = (await rina.get<Today>('/today')).body
    expect(today.steps).toEqual({
      brand: false,
      channel: true,
      article: true,
      published: true,
      teaser: false, // only what is out was shared
      draftId: null,
      articleId: article.id,
    })
    const cancelled = await rina.post<Delivery>(`/deliveries/${sent.body.deliveries[0]?.id}/cancel`)
    expect(cancelled.body.state).toBe('cancelled')
  })

  test('a wrong password is said at its field', async () => {
    const { status, body } = await rina.post<ProblemAnswer>('/channels', {
      network: 'fake',
      form: { handle: 'kopisenja', password: 'salah' },
    })
    expect([status, body.problem.field]).toEqual([422, 'password'])
  })
})

describe('pictures', () => {
  test('attacks#A11 what is no picture is refused with words, whatever its name says', async () => {
    const { status, body } = await rina.upload<ProblemAnswer>(
      '/media',
      new File(['<svg onload="alert(1)"/>'], 'a.png', { type: 'image/png' }),
      '',
    )
    expect([status, body.problem.field]).toEqual([422, 'file'])
    expect(body.problem.words.id).toContain('a.png')
  })

  test('attacks#A12 a picture is decoded and written anew, under a name of ours, without where it was taken', async () => {
    const { default: sharp } = await import('sharp')
    const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0f766e' } })
      .withExif({ IFD0: { Copyright: 'rahasia' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 10/1 0/1' } })
      .jpeg()
      .toBuffer()
    expect(jpeg.includes('rahasia')).toBe(true)
    const { status, body } = await rina.upload<Media>(
      '/media',
      new File([new Uint8Array(jpeg)], '../../x.php', { type: 'text/html' }),
      'Secangkir kopi',
    )
    expect([status, body.width, body.height, body.mime]).toEqual([201, 60, 40, 'image/jpeg'])
    expect(body.url).toMatch(/^\/media\/[0-9a-f-]{36}\.jpg$/)
    const stored = await fetch(`${web.url}${body.url}`)
    expect(stored.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await fetch(`${web.url}/media/${body.id}`)).url).toBe(`${web.url}${body.url}`)
    expect(Buffer.from(await stored.arrayBuffer()).includes('rahasia')).toBe(false)
    const small = await fetch(`${web.url}/media/small/${body.id}`)
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp'])
    expect(small.headers.get('cache-control')).toContain('immutable')
    expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({ width: 60, height: 40 })
    for (const nowhere of [crypto.randomUUID(), '..%2Fx', 'x.jpg'])
      expect((await fetch(`${web.url}/media/small/${nowhere}`)).status).toBe(404)
  })
})

test('attacks#A28 a member of another workspace finds nothing of ours', async () => {
  const { articles } = (await rina.get<{ articles: Article[] }>('/articles')).body
  const stranger = await makeWorkspace(context)
  const { inWorkspace } = await import('../db/client.ts')
  const { findArticle, pageOfArticles } = await import('../blog/index.ts')
  await expect(
    inWorkspace(context.db, stranger.workspaceId, (tx) => findArticle(tx, articles[0]?.id as string)),
  ).rejects.toMatchObject({ kind: 'gone' })
  expect(await inWorkspace(context.db, stranger.workspaceId, (tx) => pageOfArticles(tx, {}))).toMatchObject({
    rows: [],
  })
})

test('a forgotten password is set anew from the shell, and ends every sign-in', async () => {
  const { resetPassword } = await import('../team/index.ts')
  const email = (await rina.get<Me>('/me')).body.user?.email as string
  await expect(resetPassword(context, 'bukan@contoh.id', 'kata sandi yang baru')).rejects.toMatchObject({
    kind: 'gone',
  })
  await resetPassword(context, email, 'kata sandi yang baru')
  const again = web.person()
  expect((await again.post('/auth/sign-in/email', { email, password: owner.password })).status).toBe(401)
  expect((await again.post('/auth/sign-in/email', { email, password: 'kata sandi yang baru' })).status).toBe(200)
  expect((await again.get<Me>('/me')).body.user?.email).toBe(email)
})

test('the program says how it is', async () => {
  expect((await fetch(`${web.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${web.url}/readyz`)).status).toBe(200)
  expect(await (await fetch(`${web.url}/metrics`)).text()).toContain('percakapan_deliveries{state="cancelled"} 1')
  const api = (await (await fetch(`${web.url}/api/openapi.json`)).json()) as { paths: Record<string, unknown> }
  expect(Object.keys(api.paths)).toContain('/articles/{id}/publish')
})
