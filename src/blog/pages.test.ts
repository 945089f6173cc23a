/** What readers find besides articles: pages of authors, series and years, the search, feeds of each, and what every page says of itself. */
import { parseFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asSystem } from '../db/client.ts'
import { addPicture } from '../media/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { answerReader } from './answer.ts'
import { soughtIn } from './answers/search.ts'
import type { ArticleWords } from './article-words.ts'
import { createArticle, createAuthor, openReader, publishArticle, saveAuthor, unpublishArticle } from './index.ts'

let context: TestContext
let media: { id: string; file: string }
const slugs: Record<string, string> = {}
const sari = {
  name: 'Sari Kopi',
  slug: '',
  bio: 'Petani <kopi> & penulis',
  url: 'https://sari.example/',
  picture: null,
}
let sariId: string

beforeAll(async () => {
  context = await testContext([])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
  const { default: sharp } = await import('sharp')
  const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#222' } })
    .png()
    .toBuffer()
  media = await addPicture(context, context.actor, { bytes, name: 'a.png', alt: '' })
  sariId = (await createAuthor(context, context.actor, { ...sari, picture: media.id })).id
  // 31 December 2024, 17:30 in UTC: half past midnight of the new year in Jakarta.
  context.clock.set(new Date('2024-12-31T17:30:00Z'))
  await out('Tahun baru', { tags: ['kopi'] })
  context.clock.set(new Date('2024-12-31T16:30:00Z'))
  await out('Malam terakhir', {})
  context.clock.set(new Date('2026-03-01T03:00:00Z'))
  await out('Air', { series: 'Seduh Manual', part: 2, authors: [sariId], tags: ['kopi'] })
  context.clock.advance(3600)
  const picture = { media: media.id, alt: 'Biji <kopi> "gayo"', caption: 'Dari Takengon' }
  await out('Biji & gilingan', { series: 'Seduh Manual', part: 1, authors: [sariId], picture, tags: ['kopi'] })
  context.clock.advance(3600)
  await out('', { kind: 'note', markdown: 'Hujan lagi </script><b>di</b> Sumbing.', authors: [sariId] })
  context.clock.advance(3600)
  await out('Tentang kami', { kind: 'page', picture })
  await out('Disematkan lama', { pinned: true })
  for (let n = 1; n <= 12; n++) {
    context.clock.advance(60)
    await out(`Isian ${n}`, {})
  }
})
afterAll(() => context.close())

async function out(title: string, words: Partial<ArticleWords>) {
  const { id, slug } = await createArticle(context, context.actor, { title, markdown: `Isi ${title}.`, ...words })
  slugs[title] = slug
  await publishArticle(context, context.actor, id)
}
const get = async (path: string) => {
  const [name = '', query] = path.split('?')
  const answer = await answerReader(context, name, query === undefined ? {} : { sought: soughtIn(query) })
  return { ...answer, text: String(answer.body) }
}
const links = (text: string) =>
  [...text.matchAll(/class="(?:u-url|u-url p-name)" href="\/([^"/]+)"/g)].map((match) => match[1])
const main = (text: string) => /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? ''
const data = (text: string): { '@graph': Record<string, unknown>[] } =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? 'null')

describe('the front page', () => {
  test('begins with what is pinned, once, and says so; behind it each stands in its place', async () => {
    const first = main((await get('/')).text)
    expect(links(first)[0]).toBe('disematkan-lama')
    expect(first).toContain('<span class="pinned">Disematkan</span>')
    const second = main((await get('/page/2')).text)
    expect(links(first).filter((slug) => slug === 'disematkan-lama')).toHaveLength(1)
    expect(links(second)).toContain('disematkan-lama')
    expect(new Set([...links(first), ...links(second)]).size).toBe(18)
  })
})

describe('an author', () => {
  test('has a page with what they wrote, pages and drafts left out, and a feed of it', async () => {
    const { status, text } = await get('/author/sari-kopi')
    expect(status).toBe(200)
    expect(links(main(text))).toEqual([slugs[''], 'biji-gilingan', 'air'])
    expect(text).toContain('Petani &lt;kopi&gt; &amp; penulis')
    expect(text).toContain('<link rel="canonical" href="http://blog.example/author/sari-kopi">')
    expect(text).toContain('href="/author/sari-kopi/feed.xml"')
    const feed = parseFeed((await get('/author/sari-kopi/feed.xml')).text)
    expect(JSON.stringify(feed)).toContain('Sari Kopi')
    expect(data(text)['@graph'].map((one) => one['@type'])).toEqual(['Person', 'BreadcrumbList'])
    for (const path of [
      '/author/tidak-ada',
      '/author',
      '/author/sari-kopi/page/2',
      '/author/sari-kopi/x',
      '/author/tidak-ada/feed.xml',
      // What no database takes names nothing.
      '/%00',
      '/kopi%00',
      '/tag/%00',
      '/author/a%00b',
      '/series/%00/feed.xml',
      '/archive/%00',
      '/card/%00.png',
      '/page/%00',
      '/theme/%00',
      '/preview/%00',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404])
  })

  test('stands on what they wrote, as h-card and as Person, until they are called otherwise', async () => {
    const reader = openReader(context)
    try {
      const read = async () => (await reader.answer('/air')).body.toString()
      expect(await read()).toContain('href="http://blog.example/author/sari-kopi"')
      await saveAuthor(context, context.actor, sariId, { ...sari, name: 'Sari', slug: 'sari-kopi', picture: media.id })
      await expect.poll(read).toContain('>Sari</a>')
      await saveAuthor(context, context.actor, sariId, { ...sari, slug: 'sari-kopi', picture: media.id })
    } finally {
      reader.close()
    }
  })
})

describe('a series', () => {
  test('has a page in its order, and each part shows where it stands and what comes next', async () => {
    const { text } = await get('/series/seduh-manual')
    expect(links(main(text))).toEqual(['biji-gilingan', 'air'])
    expect(text).toContain('<ol class="list counted" start="1">')
    const part = main((await get('/biji-gilingan')).text)
    expect(part).toContain('<a class="in-series" href="/series/seduh-manual">Seduh Manual, bagian 1</a>')
    expect(part).toMatch(
      /<ol start="1"><li><span aria-current="page">Biji &amp; gilingan<\/span><\/li><li><a href="\/air">Air/,
    )
    expect(part).toContain('class="next" href="/air"')
    expect((await get('/series/lain')).status).toBe(404)
    expect((await get('/series/seduh-manual/atom.xml')).status).toBe(200)
  })
})

describe('the archive', () => {
  test('is by years on the blog’s own clock', async () => {
    const { text } = await get('/archive')
    expect(
      [...text.matchAll(/href="\/archive\/(\d+)"[^>]*>\d+<\/a> <span>(\d+)/g)].map(([, year, n]) => [year, n]),
    ).toEqual([
      ['2026', '16'],
      ['2025', '1'],
      ['2024', '1'],
    ])
    expect(links(main((await get('/archive/2025')).text))).toEqual(['tahun-baru'])
    expect(links(main((await get('/archive/2024')).text))).toEqual(['malam-terakhir'])
    expect(links(main(text))).toHaveLength(16)
    for (const path of ['/archive/2023', '/archive/20', '/archive/2026/page/2', '/archive/0000', '/archive/x'])
      expect([path, (await get(path)).status]).toEqual([path, 404])
  })

  test('leaves the address to an article that has it', async () => {
    const { id } = await createArticle(context, context.actor, { title: 'x', markdown: 'Lama.' })
    await asSystem(context.db, (tx) =>
      tx.updateTable('article').set({ slug: 'archive' }).where('id', '=', id).execute(),
    )
    await publishArticle(context, context.actor, id)
    expect((await get('/archive')).text).toContain('Lama.')
    await unpublishArticle(context, context.actor, id)
    expect((await get('/archive')).text).not.toContain('Lama.')
  })
})

describe('the search', () => {
  test('finds words and stems, needs no script, and asks not to be listed', async () => {
    const { text, passing } = await get('/search?q=gilingan')
    expect(links(main(text))).toEqual(['biji-gilingan'])
    expect([passing, text.includes('content="noindex"')]).toEqual([true, true])
    expect(text).toContain('value="gilingan"')
    expect(main((await get('/search?q=tidakada')).text)).toContain('Tidak ada tulisan')
    expect(links(main((await get('/search')).text))).toEqual([])
  })

  test('whatever is asked is shown as it was typed, cut to what can be a question', async () => {
    const { text } = await get(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(text).not.toContain('<script>')
    for (const q of [
      '%00',
      "'",
      '\\',
      ':*',
      '!',
      '&|',
      'a'.repeat(5000),
      'x '.repeat(3000),
      '%',
      '\ud800',
      '(',
      'a:b',
      '"',
    ])
      expect([q.slice(0, 9), (await get(`/search?q=${encodeURIComponent(q.toWellFormed())}`)).status]).toEqual([
        q.slice(0, 9),
        200,
      ])
    for (const after of ['x', 'W10', 'bnVsbA', '%00'])
      expect((await get(`/search?q=isi&after=${after}`)).status).toBe(200)
  })

  test('goes on behind its first page', async () => {
    for (let n = 1; n <= 25; n++) {
      context.clock.advance(60)
      await out(`Seri angin ${n}`, {})
    }
    const first = main((await get('/search?q=angin')).text)
    const next = /href="\/search\?([^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    const second = main((await get(`/search?${next}`)).text)
    expect([links(first).length, links(second).length]).toEqual([20, 5])
    expect(new Set([...links(first), ...links(second)]).size).toBe(25)
    expect(second).not.toContain('after=')
  })

  test('is no page that fills the cache', async () => {
    const reader = openReader(context)
    try {
      const [one, again] = [await reader.answer('/search?q=isian'), await reader.answer('/search?q=isian')]
      expect(one).not.toBe(again)
      expect(one.headers['cache-control']).toBe('no-store')
      expect((await reader.answer('/search?x=1')) === (await reader.answer('/search'))).toBe(true)
      expect((await reader.answer('/?q=isian')) === (await reader.answer('/'))).toBe(true)
    } finally {
      reader.close()
    }
  })
})

describe('an address that leads nowhere', () => {
  test('has the search, and three to go on with', async () => {
    const { status, text } = await get('/tidak-ada')
    expect(status).toBe(404)
    expect(text).toContain('<form class="search"')
    expect(links(main(text))).toHaveLength(3)
  })
})

describe('a note', () => {
  test('has no heading of its own, is no `article`, and is an h-entry without a name', async () => {
    const { text } = await get(`/${slugs['']}`)
    expect(main(text)).not.toMatch(/<article/)
    expect(main(text)).toContain('<h1 class="label">Catatan</h1>')
    expect(text).toContain('<title>Hujan lagi di Sumbing. · ')
    expect(main(text)).toContain('<div class="h-entry note">')
    expect(/<div class="h-entry note">[\s\S]*?<p class="meta">/.exec(text)?.[0]).not.toContain('p-name')
    expect(text).toContain(`<a class="u-url" href="/${slugs['']}"><time class="dt-published"`)
    const rss = (await get('/author/sari-kopi/feed.xml')).text
    expect(rss.match(/<item>/g)).toHaveLength(3)
    expect(rss.match(/<item>\s*<title>/g)).toHaveLength(2)
    expect((await get(`/${slugs['']}`)).text).toContain('Sumbing')
    expect(String((await answerReader(context, `/${slugs['']}`, { representation: 'markdown' })).body)).not.toContain(
      '#',
    )
  })
})

describe('a picture at the head', () => {
  test('is shown with its size and words, and told to feeds, sitemap and programs', async () => {
    const { text } = await get('/biji-gilingan')
    expect(text).toContain(
      `<figure class="hero"><img class="u-featured" src="/media/${media.file}" alt="Biji &lt;kopi&gt; &quot;gayo&quot;" width="30" height="20" fetchpriority="high"><figcaption>Dari Takengon</figcaption></figure>`,
    )
    expect(data(text)['@graph'][0]).toMatchObject({
      '@type': 'BlogPosting',
      headline: 'Biji & gilingan',
      image: [`http://blog.example/media/${media.file}`, expect.stringContaining('/card/')],
      author: [{ '@type': 'Person', name: 'Sari Kopi', sameAs: ['https://sari.example/'] }],
      isPartOf: { name: 'Seduh Manual', url: 'http://blog.example/series/seduh-manual' },
      position: 1,
    })
    expect((await get('/sitemap.xml')).text).toContain(`<image:loc>http://blog.example/media/${media.file}</image:loc>`)
    for (const name of ['feed.xml', 'atom.xml', 'feed.json'])
      expect((await get(`/series/seduh-manual/${name}`)).text).toContain(`/media/${media.file}`)
  })
})

describe('every page', () => {
  const pages = [
    '/',
    '/page/2',
    '/air',
    '/tentang-kami',
    '/tag/kopi',
    '/author/sari-kopi',
    '/series/seduh-manual',
    '/archive',
    '/archive/2025',
  ]

  test.each(pages)('%s says where it stands, what it is, and brings no style or script of its own', async (path) => {
    const { text, status } = await get(path)
    expect(status).toBe(200)
    expect(text).toContain(`<link rel="canonical" href="http://blog.example${path}">`)
    expect(text).not.toMatch(/<style|style="|<script(?! type="application\/ld\+json")|\son\w+=/)
    expect(text.match(/<h1/g)).toHaveLength(1)
    expect(data(text)['@graph'].length).toBeGreaterThan(0)
    const style = /<link rel="stylesheet" href="([^"]+)">/.exec(text)?.[1] ?? ''
    expect(await get(style)).toMatchObject({ status: 200, type: 'text/css; charset=utf-8', lasting: true })
  })

  test('is there with the slash at the end that other programs’ addresses have, by one step', async () => {
    const place = (path: string) => answerReader(context, path, {})
    for (const path of ['/tentang-kami', '/archive', '/feed.xml'])
      expect(await place(`${path}/`)).toMatchObject({ status: 301, location: `http://blog.example${path}` })
    for (const path of ['/tidak-ada/', '//', `/${'/'.repeat(10_000)}x/`]) expect((await place(path)).status).toBe(404)
  })

  test('lists of a year, a month or a day, as other programs have them, lead to the year’s', async () => {
    const html = String((await answerReader(context, '/archive', {})).body)
    const [, year] = /href="\/archive\/(\d{4})"/.exec(html) ?? []
    const place = (path: string) => answerReader(context, path, {})
    for (const path of [`/${year}`, `/${year}/`, `/${year}/09/`, `/${year}/9/30`])
      expect(await place(path)).toMatchObject({ status: 301, location: `http://blog.example/archive/${year}` })
    for (const path of ['/1066/', `/${year}/09/30/1`, '/20261']) expect((await place(path)).status).toBe(404)
  })

  test('is in no feed or sitemap where it is none; pages are in the sitemap', async () => {
    const map = (await get('/sitemap.xml')).text
    expect(map).toContain('<loc>http://blog.example/tentang-kami</loc>')
    expect((await get('/feed.json')).text).not.toContain('tentang-kami')
  })

  test('names a style that is kept for a year; an older name leads to today’s, and no other name is taken', async () => {
    const reader = openReader(context)
    try {
      const page = await reader.answer('/')
      const path = /href="(\/style-[\w-]+\.css)"/.exec(page.body.toString())?.[1] ?? ''
      const style = await reader.answer(path)
      expect(style.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(page.headers['content-security-policy']).toContain("style-src 'self'")
      expect(page.headers['content-security-policy']).not.toContain('unsafe-inline')
      const old = await reader.answer('/style-AAAAAAAAAAAAAAAA.css')
      expect([old.status, old.headers.location]).toEqual([302, `http://blog.example${path}`])
      expect((await reader.answer(`/style-${'a'.repeat(100)}.css`)).status).toBe(404)
    } finally {
      reader.close()
    }
  })
})
