import { type SqlBool, sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { manyArticles } from '../testing/many.ts'
import { answerReader } from './answer.ts'
import {
  createArticle,
  createAuthor,
  deleteArticle,
  listRevisions,
  pageOfArticles,
  publishArticle,
  publishDue,
  renewPages,
  saveArticle,
  unpublishArticle,
} from './index.ts'
import * as markdown from './markdown/index.ts'
import { previewArticle } from './preview.ts'

vi.mock('./markdown/index.ts', { spy: true })

/** Everything that reads Markdown. */
const readers = () => [
  markdown.layOut,
  markdown.renderMarkdown,
  markdown.summarise,
  markdown.toPlainText,
  markdown.passages,
]
const timesRead = () => readers().reduce((sum, reader) => sum + vi.mocked(reader).mock.calls.length, 0)

let context: TestContext
beforeEach(async () => {
  context = await testContext()
  await asSystem(context.db, (tx) =>
    tx
      .insertInto('installation')
      .values({ owner_id: context.actor.userId, workspace_id: context.actor.workspaceId })
      .execute(),
  )
  vi.clearAllMocks()
})
afterEach(() => context.close())

const inHere = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(context.db, context.actor.workspaceId, work)
const read = async (path: string) => {
  const { status, body } = await answerReader(context, path)
  return { status, text: String(body) }
}
async function publish(title: string, words: { tags?: string[]; markdown?: string; slug?: string } = {}) {
  const { id } = await createArticle(context, context.actor, { title, markdown: `Isi **${title}**.`, ...words })
  await publishArticle(context, context.actor, id)
  context.clock.advance(60)
  return id
}
const many = (count: number, days = 0) =>
  manyArticles(
    { context, actor: context.actor, channelId: '', now: new Date(context.clock.now().getTime() + days * 86_400_000) },
    count,
  )
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return asked.mock.calls.length
  } finally {
    asked.mockRestore()
  }
}
const addresses = (text: string) => [...text.matchAll(/<loc>[^<]*?([^/<]+)<\/loc>/g)].map((match) => match[1])

test('while articles are laid out no connection to the database is kept from others', async () => {
  const make = async (title: string) => (await createArticle(context, context.actor, { title, markdown: 'Isi.' })).id
  const [now, later, old] = [await make('Panjang'), await make('Nanti'), await make('Lama')]
  await publishArticle(context, context.actor, later, new Date(context.clock.now().getTime() + 60_000))
  await publishArticle(context, context.actor, old)
  await asSystem(context.db, (tx) => tx.updateTable('article_page').set({ renderer: '' }).execute())
  context.clock.advance(120)
  const { pool } = context.database
  const busy = () => pool.totalCount - pool.idleCount
  const before = busy()
  vi.mocked(markdown.layOut).mockClear()
  const done = Promise.withResolvers<void>()
  for (let call = 0; call < 4; call++)
    vi.mocked(markdown.layOut).mockImplementationOnce(async () => {
      await done.promise
      return { html: '<p>Isi.</p>', links: [], within: [], frames: [] }
    })
  const working = [
    previewArticle(context, context.actor, now),
    publishArticle(context, context.actor, now),
    publishDue(context, later),
    renewPages(context),
  ]
  await vi.waitFor(() => expect(markdown.layOut).toHaveBeenCalledTimes(4))
  // Whatever else asks just now is answered in a moment; what is laid out is not, before it may.
  await vi.waitFor(() => expect(busy()).toBeLessThanOrEqual(before), { timeout: 5000 })
  done.resolve()
  await Promise.all(working)
  for (const path of ['/panjang', '/nanti', '/lama']) expect((await read(path)).text).toContain('<p>Isi.</p>')
})

describe('what is made of published words is kept', () => {
  test('no page of the blog, no feed and no list reads Markdown', async () => {
    const id = await publish('Kopi', {
      tags: ['kopi'],
      markdown: 'Isi **tebal** dan [tautan](https://lain.example/a).',
    })
    await publish('Teh', { tags: ['kopi'] })
    await createArticle(context, context.actor, { title: 'Rancangan', markdown: 'Masih **ditulis**.' })
    const before = timesRead()
    expect(before).toBeGreaterThan(0)
    for (const path of ['/', '/kopi', '/teh', '/tag/kopi', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml']) {
      const { status, text } = await read(path)
      expect([status, text.includes('Kopi') || text.includes('/kopi')], path).toEqual([200, true])
    }
    const { rows } = await inHere((tx) => pageOfArticles(tx, {}))
    expect(rows.map(({ title, excerpt, words }) => [title, excerpt, words])).toEqual([
      ['Rancangan', 'Masih ditulis.', 2],
      ['Teh', 'Isi Teh.', 2],
      ['Kopi', 'Isi tebal dan tautan.', 4],
    ])
    expect(await inHere((tx) => listRevisions(tx, id))).toMatchObject([{ words: 4 }])
    expect(timesRead()).toBe(before)
    expect((await read('/kopi')).text).toContain('<strong>tebal</strong>')
    const page = await inHere((tx) =>
      tx.selectFrom('article_page').selectAll().where('article_id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(page).toMatchObject({ links: ['https://lain.example/a'], words: 4, excerpt: 'Isi tebal dan tautan.' })
  })

  test('it is of the words that readers see: what is being written changes none of it', async () => {
    const id = await publish('Kopi', { tags: ['kopi'] })
    const words = {
      title: 'Lain',
      markdown: 'Lain **sekali**.',
      summary: '',
      tags: ['teh'],
      language: 'id' as const,
      slug: '',
    }
    await saveArticle(context, context.actor, id, 1, words)
    expect((await read('/kopi')).text).toContain('<strong>Kopi</strong>')
    expect((await read('/tag/kopi')).status).toBe(200)
    expect((await read('/tag/teh')).status).toBe(404)
    await publishArticle(context, context.actor, id)
    expect((await read('/kopi')).text).toContain('<strong>sekali</strong>')
    expect([(await read('/tag/kopi')).status, (await read('/tag/teh')).status]).toEqual([404, 200])
  })

  test('what is taken away is under no tag, and back again when it is brought back', async () => {
    const [one, other] = [await publish('Kopi', { tags: ['kopi', 'kopi'] }), await publish('Teh', { tags: ['teh'] })]
    await unpublishArticle(context, context.actor, one)
    await deleteArticle(context, context.actor, other)
    for (const path of ['/tag/kopi', '/tag/teh', '/kopi', '/teh']) expect((await read(path)).status, path).toBe(404)
    await publishArticle(context, context.actor, one)
    expect((await read('/tag/kopi')).text.match(/class="h-entry teaser"/g)).toHaveLength(1)
  })

  test('an older program’s pages are read meanwhile, and laid out anew in the background', async () => {
    await publish('Kopi')
    const old = 'tata letak lama'
    await asSystem(context.db, (tx) =>
      tx
        .updateTable('article_page')
        .set({ html: `<p>${old}`, renderer: '0 lama' })
        .where('title', '=', 'Kopi')
        .execute(),
    )
    const before = timesRead()
    expect((await read('/kopi')).text).toContain(old)
    expect(timesRead()).toBe(before)
    await many(25)
    // Nothing has laid these out yet: they are shown all the same.
    expect((await read('/published-7')).text).toContain('<strong>artikel</strong>')
    expect((await read('/')).text).toContain('Isi artikel')
    await renewPages(context)
    const stale = await inHere((tx) =>
      tx
        .selectFrom('article_page')
        .selectAll()
        .where(sql<SqlBool>`html is null or renderer not like '4 %' or words < 2`)
        .execute(),
    )
    expect(stale).toEqual([])
    expect((await read('/kopi')).text).toContain('<strong>Kopi</strong>')
    const read7 = timesRead()
    expect((await read('/published-7')).text).toContain('<strong>artikel</strong>')
    expect(timesRead()).toBe(read7)
    await renewPages(context)
    expect(timesRead()).toBe(read7)
  })
})

describe('whatever number of articles there is', () => {
  test('the one to go on with is chosen among all of them', async () => {
    await publish('Jauh', { tags: ['langka'] })
    context.clock.advance(86_400)
    await many(250)
    context.clock.advance(86_400)
    await publish('Kini', { tags: ['langka'] })
    expect((await read('/kini')).text).toMatch(/class="next" href="\/jauh"/)
  })

  test('it shares most tags with it, then it is the nearest older one, then the nearest newer one', async () => {
    await publish('Satu', { tags: ['a', 'b'] })
    await publish('Dua', { tags: ['a'] })
    await publish('Tiga', { tags: ['a', 'b', 'c'] })
    await publish('Empat', { tags: ['z'] })
    await publish('Lima', { tags: ['a'] })
    const next = async (slug: string) => /class="next" href="\/(\w+)"/.exec((await read(`/${slug}`)).text)?.[1]
    expect(await next('satu')).toBe('tiga')
    expect(await next('tiga')).toBe('satu')
    expect(await next('dua')).toBe('satu')
    expect(await next('lima')).toBe('tiga')
    expect(await next('empat')).toBe('tiga')
  })

  test('each page asks the database as often for three hundred as for three', async () => {
    const author = { name: 'Sari', slug: '', bio: '', url: '', picture: null }
    const { id } = await createAuthor(context, context.actor, author)
    const paths = ['/', '/awal', '/tag/kopi', '/author/sari', '/series/seduh', '/archive', '/feed.xml', '/sitemap.xml']
    const further = ['/author/sari/feed.xml', '/tidak-ada', '/search']
    const make = async (title: string, part: number) => {
      const words = { tags: ['kopi'], authors: [id], series: 'Seduh', part }
      const made = await createArticle(context, context.actor, { title, markdown: 'Kopi tubruk hangat.', ...words })
      await publishArticle(context, context.actor, made.id)
    }
    for (const [at, title] of ['Awal', 'Dua', 'Tiga'].entries()) await make(title, at + 1)
    const costs = async () => {
      const counts: [string, number][] = []
      // What is made once is there.
      for (const path of [...paths, ...further]) await read(path)
      for (const path of [...paths, ...further]) counts.push([path, await queriesOf(() => read(path))])
      return counts
    }
    const few = await costs()
    expect(few.every(([, n]) => n > 2 && n < 30)).toBe(true)
    await many(300)
    await renewPages(context)
    for (let part = 4; part <= 24; part++) await make(`Bagian ${part}`, part)
    expect(await costs()).toEqual(few)
  })

  test('a tag leads to all that have it, a hundred a page', async () => {
    await publish('Jauh', { tags: ['langka'] })
    context.clock.advance(86_400)
    await many(1100)
    expect((await read('/tag/langka')).text).toContain('href="/jauh"')
    const pages = await Promise.all(
      Array.from({ length: 12 }, (_, at) => read(at ? `/tag/kopi/page/${at + 1}` : '/tag/kopi')),
    )
    expect(pages.map(({ status }) => status)).toEqual([...Array.from({ length: 11 }, () => 200), 404])
    const shown = pages.flatMap(({ text }) =>
      [...text.matchAll(/class="u-url" href="\/(published-\d+)"/g)].map((match) => match[1]),
    )
    expect(new Set(shown).size).toBe(1100)
    expect(shown[0]).toBe('published-1')
    expect(pages[0]?.text).toContain('rel="next" href="/tag/kopi/page/2"')
    expect(pages[1]?.text).toContain('rel="prev" href="/tag/kopi"')
    expect((await read('/tag/kopi/page/1')).status).toBe(404)
  })

  test('a sitemap that is too long for one file comes in parts', async () => {
    await publish('Awal')
    expect(addresses((await read('/sitemap.xml')).text)).toContain('awal')
    context.clock.advance(86_400 * 30)
    await many(1100)
    const index = addresses((await read('/sitemap.xml')).text)
    expect(index).toEqual(['1.xml', '2.xml'])
    const parts = await Promise.all(['1', '2', '3'].map((part) => read(`/sitemap/${part}.xml`)))
    expect(parts.map(({ status }) => status)).toEqual([200, 200, 404])
    const all = parts
      .slice(0, 2)
      .flatMap(({ text }) => addresses(text).filter((one) => /^(published-|awal)/.test(one ?? '')))
    expect(new Set(all).size).toBe(1101)
  })
})
