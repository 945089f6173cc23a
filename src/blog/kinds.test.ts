/** Pages and notes beside articles; authors, series, pictures at the head, pins: in the rows, in lists, and out to readers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asSystem, inWorkspace } from '../db/client.ts'
import { addPicture } from '../media/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { answerReader } from './answer.ts'
import type { ArticleWords } from './article-words.ts'
import {
  articleNames,
  articlesBetween,
  authorNamed,
  createArticle,
  createAuthor,
  deleteArticle,
  deleteAuthor,
  findArticle,
  listAuthors,
  nameArticles,
  pageOfArticles,
  publishArticle,
  restoreArticle,
  rhythmOf,
  saveArticle,
  unpublishArticle,
} from './index.ts'
import { relatedIds } from './likeness.ts'
import { publishedFrom, publishedMonths, publishedSaying, seriesFrom, writtenByFrom } from './published.ts'

let context: TestContext
let media: string

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
  media = (await addPicture(context, context.actor, { bytes, name: 'a.png', alt: 'Kopi' })).id
})
afterAll(() => context.close())
beforeEach(async () => {
  context.clock.advance(3600)
  await asSystem(context.db, async (tx) => {
    await tx.deleteFrom('article').execute()
    await tx.deleteFrom('author').execute()
  })
})

const here = <T>(read: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(context.db, context.actor.workspaceId, read)
const make = (words: Partial<ArticleWords>) =>
  createArticle(context, context.actor, { title: 'Kopi', markdown: 'Isi.', ...words })
const out = async (words: Partial<ArticleWords>) => publishArticle(context, context.actor, (await make(words)).id)
const save = async (id: string, words: Partial<ArticleWords>) => {
  const { version, title, markdown, summary, tags, language } = await here((tx) => findArticle(tx, id))
  return saveArticle(context, context.actor, id, version, {
    title,
    markdown,
    summary,
    tags,
    language,
    slug: '',
    ...words,
  })
}
const shown = async (offset = 0, limit = 10) => {
  const months = await here((tx) => publishedMonths(tx, context.actor.workspaceId))
  const rows = await here((tx) => publishedFrom(tx, context.actor.workspaceId, months, offset, limit))
  return { count: months.count, names: rows.map(({ name }) => name) }
}
const listed = async (filter: Parameters<typeof pageOfArticles>[1]) =>
  (await here((tx) => pageOfArticles(tx, filter))).rows.map(({ title }) => title)

describe('a page', () => {
  test('is read at its address, and is in no list, no feed, and under no tag', async () => {
    await out({ title: 'Tentang kami', kind: 'page', tags: ['kopi'] })
    await out({ title: 'Artikel', tags: ['kopi'] })
    expect((await answerReader(context, '/tentang-kami')).status).toBe(200)
    expect(await shown()).toEqual({ count: 1, names: ['Artikel'] })
    for (const path of ['/', '/feed.xml', '/atom.xml', '/feed.json', '/tag/kopi'])
      expect([path, String((await answerReader(context, path)).body).includes('Tentang kami')]).toEqual([path, false])
  })

  test('counts for no promise of a rhythm', async () => {
    await out({ kind: 'page' })
    await out({ title: 'Dua' })
    const since = new Date(context.clock.now().getTime() - 60_000)
    const { counts, recent } = await here((tx) => rhythmOf(tx, context.clock.now(), [since]))
    expect([counts, recent.length]).toEqual([[1], 1])
  })

  test('made of an article that is out, leaves the lists at once, and comes back', async () => {
    const { id } = await out({ tags: ['kopi'] })
    await save(id, { kind: 'page' })
    expect((await shown()).count).toBe(0)
    expect((await answerReader(context, '/tag/kopi')).status).toBe(404)
    await save(id, { kind: 'article' })
    expect((await shown()).count).toBe(1)
    expect((await answerReader(context, '/tag/kopi')).status).toBe(200)
  })
})

describe('a note', () => {
  const long = 'Pagi ini hujan turun di lereng Sumbing, dan kebun kopi wangi sekali sampai ke jalan raya.'

  test('has no title: its address and its name are its first words', async () => {
    const note = await out({ title: '', kind: 'note', markdown: long })
    expect(note.slug).toBe('pagi-ini-hujan-turun-di-lereng-sumbing-dan-kebun-kopi-wangi')
    const name = 'Pagi ini hujan turun di lereng Sumbing, dan kebun kopi wangi…'
    expect(note.name).toBe(name)
    expect(await listed({})).toEqual([name])
    expect((await shown()).names).toEqual([name])
    expect([...(await here((tx) => nameArticles(tx, [note.id]))).values()]).toEqual([name])
    expect((await here((tx) => articleNames(tx, [note.id]))).get(note.id)?.title).toBe(name)
    const [from, to] = [new Date(context.clock.now().getTime() - 1000), new Date(context.clock.now().getTime() + 1000)]
    expect((await here((tx) => articlesBetween(tx, from, to)))[0]?.title).toBe(name)
  })

  test('is named alike by the program and by the database, whatever its first words are', async () => {
    for (const markdown of [
      'Pendek.',
      'x'.repeat(80),
      `${'☕'.repeat(59)} dan lagi`,
      `${'kata '.repeat(30)}`,
      '**Tebal** dan [tautan](/x)',
    ]) {
      const { name, slug } = await make({ title: '', kind: 'note', markdown })
      expect(name.length).toBeGreaterThan(0)
      // The address goes on following the first words, as long as nobody reads there.
      const { id } = await make({ title: '', kind: 'note', markdown })
      const changed = await save(id, {
        markdown: `Lain ${markdown}`,
        slug: (await here((tx) => findArticle(tx, id))).slug,
      })
      expect([markdown, changed.slug.startsWith('lain'), slug.length > 0]).toEqual([markdown, true, true])
    }
  })

  test('that readers have does not become an article without a title', async () => {
    const { id } = await out({ title: '', kind: 'note', markdown: long })
    await expect(save(id, { kind: 'article' })).rejects.toMatchObject({ kind: 'wrong-input', field: 'title' })
    expect((await save(id, { kind: 'article', title: 'Hujan' })).kind).toBe('article')
  })

  test('needs words', async () => {
    const { id } = await make({ title: '', kind: 'note', markdown: ' ' })
    await expect(publishArticle(context, context.actor, id)).rejects.toMatchObject({ field: 'markdown' })
    await expect(out({ title: '' })).rejects.toMatchObject({ field: 'title' })
  })
})

describe('what a save does not name', () => {
  test('stays as it is; the same words again are no change', async () => {
    const sari = (await here((tx) => authorNamed(tx, context.actor.workspaceId, { name: 'Sari' }))) as string
    const picture = { media, alt: 'Kebun', caption: 'Pagi' }
    const whole = { picture, authors: [sari], series: 'Seduh', part: 2, kind: 'article', pinned: true } as const
    const made = await make({ ...whole, authors: [sari] })
    expect(made).toMatchObject(whole)
    const { version } = await save(made.id, {
      authors: [sari, sari],
      picture: { caption: 'Pagi', media, alt: 'Kebun' },
    })
    expect(version).toBe(made.version)
    expect(await save(made.id, { title: 'Lain' })).toMatchObject({ ...whole, title: 'Lain' })
    expect(await save(made.id, { picture: null, series: '', authors: [] })).toMatchObject({
      picture: null,
      series: '',
      part: null,
      authors: [],
    })
  })

  test('readers get them with the words, and not before', async () => {
    const { id } = await out({})
    const now = () =>
      asSystem(context.db, (tx) =>
        tx
          .selectFrom('article_page')
          .select(['picture', 'series', 'series_slug', 'part'])
          .where('article_id', '=', id)
          .executeTakeFirstOrThrow(),
      )
    await save(id, { picture: { media, alt: 'Kebun', caption: '' }, series: 'Seduh Manual', part: 3 })
    expect(await now()).toEqual({ picture: null, series: '', series_slug: '', part: null })
    await publishArticle(context, context.actor, id)
    expect(await now()).toEqual({
      picture: { media, alt: 'Kebun', caption: '' },
      series: 'Seduh Manual',
      series_slug: 'seduh-manual',
      part: 3,
    })
  })

  test('refuses authors and pictures that are not of this workspace', async () => {
    const stranger = await makeWorkspace(context)
    const theirs = (await createAuthor(context, stranger, { name: 'Lain', slug: '', bio: '', url: '', picture: null }))
      .id
    await expect(make({ authors: [theirs] })).rejects.toMatchObject({ kind: 'wrong-input', field: 'authors' })
    const picture = { media: theirs, alt: '', caption: '' }
    await expect(make({ picture })).rejects.toMatchObject({ kind: 'wrong-input', field: 'picture' })
    const mine = await createArticle(context, stranger, { title: 'a' })
    await expect(
      saveArticle(context, stranger, mine.id, mine.version, {
        ...mine,
        slug: '',
        picture: { media, alt: '', caption: '' },
      }),
    ).rejects.toMatchObject({ field: 'picture' })
  })
})

describe('authors and series', () => {
  test('have what readers find of them, in their order', async () => {
    const named = (name: string) => here((tx) => authorNamed(tx, context.actor.workspaceId, { name }))
    const [sari = '', tono = ''] = [await named('Sari Kopi'), await named('Tono')]
    expect(await named('sari kopi')).toBe(sari)
    const [three, one, last] = [
      await out({ title: 'Tiga', authors: [sari, tono], series: 'Seduh', part: 3 }),
      await out({ title: 'Satu', authors: [tono], series: 'Seduh', part: 1 }),
      await out({ title: 'Tambahan', series: 'Seduh' }),
    ]
    await out({ title: 'Halaman', kind: 'page', authors: [sari], series: 'Seduh', part: 2 })
    const { workspaceId } = context.actor
    const inSeries = async () => (await here((tx) => seriesFrom(tx, workspaceId, 'seduh', 0, 10))).map(({ id }) => id)
    const of = async (author: string) =>
      (await here((tx) => writtenByFrom(tx, workspaceId, author, 0, 10))).map(({ id }) => id)
    expect(await inSeries()).toEqual([one.id, three.id, last.id])
    expect(new Set(await of(tono))).toEqual(new Set([one.id, three.id]))
    expect(await of(sari)).toEqual([three.id])
    await unpublishArticle(context, context.actor, three.id)
    expect([await inSeries(), await of(sari)]).toEqual([[one.id, last.id], []])
    expect((await here(listAuthors)).map(({ name, articles }) => [name, articles])).toEqual([
      ['Sari Kopi', 2],
      ['Tono', 2],
    ])
    expect(await listed({ author: tono })).toHaveLength(2)
    expect(await listed({ kind: 'page' })).toEqual(['Halaman'])
    await deleteAuthor(context, context.actor, tono)
    expect((await answerReader(context, `/${one.slug}`)).status).toBe(200)
  })

  test('two authors of the same name have two addresses', async () => {
    const words = { name: 'Sari', slug: '', bio: '', url: '', picture: null }
    const slugs = [
      await createAuthor(context, context.actor, words),
      await createAuthor(context, context.actor, words),
    ].map(({ slug }) => slug)
    expect(slugs).toEqual(['sari', 'sari-2'])
    await expect(createAuthor(context, context.actor, { ...words, name: '★' })).rejects.toMatchObject({ field: 'name' })
  })
})

describe('what the database keeps for readers', () => {
  test('counts by month whatever comes and goes, and pages begin where they should', async () => {
    const ids: string[] = []
    for (let n = 1; n <= 7; n++) {
      ids.push((await out({ title: `Nomor ${n}` })).id)
      context.clock.advance(20 * 86_400)
    }
    expect(await shown()).toMatchObject({ count: 7, names: [7, 6, 5, 4, 3, 2, 1].map((n) => `Nomor ${n}`) })
    for (let offset = 0; offset < 8; offset++)
      expect((await shown(offset, 2)).names).toEqual(
        [7, 6, 5, 4, 3, 2, 1].slice(offset, offset + 2).map((n) => `Nomor ${n}`),
      )
    await deleteArticle(context, context.actor, ids[2] as string)
    await unpublishArticle(context, context.actor, ids[3] as string)
    await save(ids[4] as string, { kind: 'page' })
    expect(await shown()).toEqual({ count: 4, names: [7, 6, 2, 1].map((n) => `Nomor ${n}`) })
    await restoreArticle(context, context.actor, ids[2] as string)
    expect((await shown()).count).toBe(5)
    await asSystem(context.db, (tx) =>
      tx
        .deleteFrom('article')
        .where('id', '=', ids[6] as string)
        .execute(),
    )
    expect((await shown()).count).toBe(4)
  })

  test('what was published is found by words and stems of both languages, and never a draft', async () => {
    const { id } = await out({
      title: 'Menyeduh kopi',
      markdown: 'Kami menjual biji. We were brewing it slowly.',
      tags: ['gayo'],
    })
    await make({ title: 'Rahasia', markdown: 'Belum waktunya.' })
    await save(id, { markdown: 'Kata baru yang belum terbit.' })
    await out({ title: 'Jam buka', kind: 'page', markdown: 'Senin.' })
    const find = async (q: string) =>
      (await here((tx) => publishedSaying(tx, context.actor.workspaceId, q, {}))).rows.map(({ title }) => title)
    for (const q of ['kopi', 'jual', 'menjual biji', 'brews', 'SLOW', 'gayo', 'seduh'])
      expect([q, await find(q)]).toEqual([q, ['Menyeduh kopi']])
    expect(await find('jam')).toEqual(['Jam buka'])
    for (const q of ['rahasia', 'baru', 'teh', 'kopi teh', '', '%']) expect([q, await find(q)]).toEqual([q, []])
    await unpublishArticle(context, context.actor, id)
    expect(await find('kopi')).toEqual([])
  })

  test('articles are related by what they are about, both ways, until one is taken away', async () => {
    const [seduh, giling, banjir, tubruk] = [
      await out({ title: 'Menyeduh V60', markdown: 'Seduhan V60 butuh gilingan sedang dan air panas.' }),
      await out({ title: 'Gilingan', markdown: 'Gilingan kopi menentukan seduhan. Air panas lewat gilingan.' }),
      await out({ title: 'Banjir', markdown: 'Sungai meluap semalam dan jembatan putus.' }),
      await out({ title: 'Tubruk', markdown: 'Seduhan tubruk: gilingan kasar, air panas, sabar.' }),
    ]
    const of = (id: string) => here((tx) => relatedIds(tx, id, 'id', 6))
    expect(new Set(await of(seduh.id))).toEqual(new Set([giling.id, tubruk.id]))
    expect(await of(banjir.id)).toEqual([])
    await unpublishArticle(context, context.actor, tubruk.id)
    expect(await of(seduh.id)).toEqual([giling.id])
    await publishArticle(context, context.actor, tubruk.id)
    expect(await of(seduh.id)).toHaveLength(2)
  })
})
