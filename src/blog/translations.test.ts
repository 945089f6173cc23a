/** Translations of an article, with the real operations: who belongs together, what readers get of it, and when. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveBrandKit } from '../brand/index.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { type ArticleRow, findArticle } from './article.ts'
import {
  type Brought,
  bringArticle,
  bringArticles,
  createArticle,
  deleteArticle,
  joinTranslations,
  leaveTranslations,
  openReader,
  publishArticle,
  type Reader,
  restoreArticle,
  saveArticle,
  translateArticle,
  translationsOf,
  unpublishArticle,
} from './index.ts'

let context: TestContext
let reader: Reader

const kit = {
  ...{ name: 'Kopi Senja', handle: '@kopisenja', promise: 'Kopi yang sabar.', productSite: '' },
  ...{ language: 'id' as const, accent: '#0f5c56', paper: '#faf7f0', logo: null },
}

beforeEach(async () => {
  context = await testContext([])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
  await saveBrandKit(context, context.actor, kit)
  reader = openReader(context)
})
afterEach(async () => {
  reader.close()
  await context.close()
})

type Words = NonNullable<Parameters<typeof createArticle>[2]>
const anyone = () => undefined
const write = (title: string, language: 'id' | 'en', more: Words = {}) =>
  createArticle(context, context.actor, { title, markdown: `Isi ${title}.`, language, ...more })
async function publish(title: string, language: 'id' | 'en', more: Words = {}): Promise<ArticleRow> {
  const { id } = await write(title, language, more)
  const row = await publishArticle(context, context.actor, id)
  context.clock.advance(60)
  return row
}
const join = (one: { id: string }, other: { id: string }, actor = context.actor) =>
  joinTranslations(context, actor, [one.id, other.id], anyone)
const leave = (one: { id: string }) => leaveTranslations(context, context.actor, one.id, anyone)
const remove = (one: { id: string }) => deleteArticle(context, context.actor, one.id)
const now = (one: { id: string }) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findArticle(tx, one.id))
const named = async (one: { id: string }) =>
  inWorkspace(context.db, context.actor.workspaceId, async (tx) =>
    (await translationsOf(tx, await findArticle(tx, one.id))).map(({ title, language, state }) => [
      title,
      language,
      state,
    ]),
  )
const page = async (path: string) => (await reader.answer(path)).body.toString()
const alternates = async (path: string) =>
  [...(await page(path)).matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)].map(
    ([, language, address]) => [language, address],
  )
const saved = ({ title, markdown, summary, tags, language }: ArticleRow, more: Partial<Words> = {}) => ({
  ...{ title, markdown, summary, tags, language, slug: '' },
  ...more,
})

describe('readers', () => {
  test('find each in the others: whole addresses both ways, a line in the other language, and in the sitemap', async () => {
    const [kopi, coffee] = [await publish('Kopi', 'id'), await publish('Coffee', 'en')]
    expect(await alternates('/kopi')).toEqual([])
    await join(kopi, coffee)
    const { home } = { home: context.config.baseUrl }
    const both = [
      ['en', `${home}/coffee`],
      ['id', `${home}/kopi`],
      ['x-default', `${home}/kopi`],
    ]
    expect(await alternates('/kopi')).toEqual(both)
    expect(await alternates('/coffee')).toEqual(both)
    expect(await page('/kopi')).toContain('<meta property="og:locale:alternate" content="en_US">')
    expect(await page('/kopi')).toContain('hreflang="en" lang="en">Also in English</a>')
    expect(await page('/coffee')).toContain('hreflang="id" lang="id">Juga dalam bahasa Indonesia</a>')
    const map = await page('/sitemap.xml')
    expect(map).toContain('xmlns:xhtml=')
    expect(map.match(/<xhtml:link /g)).toHaveLength(6)
    await leave(coffee)
    expect(await alternates('/kopi')).toEqual([])
    expect(await page('/kopi')).not.toContain('Also in English')
    expect(await page('/sitemap.xml')).not.toContain('xhtml')
  })

  test('are led to the blog’s own language only where there is one', async () => {
    await saveBrandKit(context, context.actor, { ...kit, language: 'en' })
    const kopi = await publish('Kopi', 'id')
    await join(kopi, await write('Coffee', 'en'))
    expect(await alternates('/kopi')).toEqual([])
    const coffee = (
      await inWorkspace(context.db, context.actor.workspaceId, async (tx) =>
        translationsOf(tx, await findArticle(tx, kopi.id)),
      )
    )[0]
    await publishArticle(context, context.actor, coffee?.id ?? '')
    expect((await alternates('/kopi')).at(-1)).toEqual(['x-default', `${context.config.baseUrl}/coffee`])
  })

  test('never get one as what to read next or what is alike', async () => {
    const more = { tags: ['gayo'] }
    const kopi = await publish('Kopi gayo', 'id', { ...more, series: 'Kebun', part: 1 })
    const coffee = await publish('Coffee gayo', 'en', { ...more, series: 'Kebun', part: 2 })
    await join(kopi, coffee)
    const suggested = async () => {
      const text = await page('/kopi-gayo')
      return [...text.slice(text.indexOf('</article>')).matchAll(/href="\/([a-z-]+)"/g)].map(([, slug]) => slug)
    }
    const next = async () => /<a class="next[^>]*href="\/([a-z-]+)"/.exec(await page('/kopi-gayo'))?.[1]
    expect(await next()).toBeUndefined()
    expect((await suggested()).filter((slug) => slug === 'coffee-gayo')).toHaveLength(1) // as a part of the series
    await publish('Teh', 'id')
    expect(await next()).toBe('teh')
    await leave(coffee)
    expect(await next()).toBe('coffee-gayo')
  })
})

describe('kept pages', () => {
  // What is not there is asked for each time: the page of one that is not out yet counts as another one.
  const all = ['/', '/kopi', '/coffee', '/teh', '/feed.xml', '/sitemap.xml']
  async function emptied(work: () => Promise<unknown>): Promise<string[]> {
    const ask = async () =>
      new Map(await Promise.all(all.map(async (path) => [path, await reader.answer(path)] as const)))
    const before = await ask()
    await work()
    const after = await ask()
    return all.filter((path) => before.get(path) !== after.get(path))
  }

  test('of the others are made anew at once when one comes, goes, moves or is renamed, and only those', async () => {
    const kopi = await publish('Kopi', 'id')
    await publish('Teh', 'id')
    const { id } = await write('Coffee', 'en')
    expect(await emptied(() => join(kopi, { id }))).toEqual(['/kopi', '/coffee', '/sitemap.xml'])
    const before = (await reader.answer('/kopi')).headers.etag
    expect(await emptied(() => publishArticle(context, context.actor, id))).toContain('/kopi')
    expect((await reader.answer('/kopi')).headers.etag).not.toBe(before)
    const told = ['/kopi', '/coffee', '/sitemap.xml']
    expect(await emptied(() => leave({ id }))).toEqual(told)
    expect(await emptied(() => join({ id }, kopi))).toEqual(told)
    const save = async (more: Partial<Words>) => {
      const row = await now({ id })
      await saveArticle(context, context.actor, id, row.version, saved(row, more))
      return publishArticle(context, context.actor, id)
    }
    // Other words under the same name are no news for the others.
    expect(await emptied(() => save({ markdown: 'Lain.' }))).not.toContain('/kopi')
    expect(await emptied(() => save({ title: 'Fine coffee' }))).toContain('/kopi')
    await save({ slug: 'fine-coffee' })
    expect((await alternates('/kopi'))[0]?.[1]).toBe(`${context.config.baseUrl}/fine-coffee`)
    expect(await emptied(() => unpublishArticle(context, context.actor, id))).toContain('/kopi')
    expect(await alternates('/kopi')).toEqual([])
    await publishArticle(context, context.actor, id)
    expect(await emptied(() => remove({ id }))).toContain('/kopi')
    expect(await alternates('/kopi')).toEqual([])
    await restoreArticle(context, context.actor, id)
    expect(await alternates('/kopi')).toHaveLength(3)
  })

  test('two that are published at the same time know of each other', async () => {
    const both = [await publish('Kopi', 'id'), await publish('Coffee', 'en')] as const
    await join(...both)
    for (const one of both) await unpublishArticle(context, context.actor, one.id)
    let done = false
    const out = (one: { id: string }) =>
      asSystem(context.db, (tx) =>
        tx.updateTable('article').set({ state: 'published' }).where('id', '=', one.id).execute(),
      )
    const waits = async () => {
      const { rows } = await context.database.pool.query('select from pg_locks where not granted')
      return rows.length > 0
    }
    // The second begins while the first has written, and has not ended.
    const second = await asSystem(context.db, async (tx) => {
      await tx.updateTable('article').set({ state: 'published' }).where('id', '=', both[0].id).execute()
      const other = out(both[1]).then(() => {
        done = true
      })
      while (!done && !(await waits()));
      return { other }
    })
    await second.other
    context.bus.tell(context.actor.workspaceId, 'pages')
    expect([await alternates('/kopi'), await alternates('/coffee')].map((found) => found.length)).toEqual([3, 3])
  })

  test('forget one that is purged', async () => {
    const [kopi, coffee] = [await publish('Kopi', 'id'), await publish('Coffee', 'en')]
    await join(kopi, coffee)
    await asSystem(context.db, (tx) => tx.deleteFrom('article').where('id', '=', coffee.id).execute())
    context.bus.tell(context.actor.workspaceId, 'pages')
    expect(await alternates('/kopi')).toEqual([])
  })
})

describe('one article for each language', () => {
  test('two of one language are refused by name, and nothing changes', async () => {
    const [kopi, teh] = [await write('Kopi', 'id'), await write('Teh', 'id')]
    const [coffee, tea] = [await write('Coffee', 'en'), await write('Tea', 'en')]
    await expect(join(kopi, teh)).rejects.toMatchObject({
      kind: 'wrong-input',
      words: { en: expect.stringContaining('“Kopi” and “Teh” are both in Indonesian') },
    })
    await join(kopi, coffee)
    await join(teh, tea)
    await expect(join(kopi, tea)).rejects.toMatchObject({ kind: 'wrong-input', field: 'article' })
    await expect(join(kopi, kopi)).rejects.toMatchObject({ kind: 'wrong-input', field: 'article' })
    expect(await named(kopi)).toEqual([['Coffee', 'en', 'draft']])
    expect(await named(tea)).toEqual([['Teh', 'id', 'draft']])
  })

  test('two groups become one where no language is there twice; joining again changes nothing', async () => {
    const [kopi, coffee] = [await write('Kopi', 'id'), await write('Coffee', 'en')]
    await join(coffee, kopi)
    const { translation_key } = await now(kopi)
    await leave(kopi)
    const gone = await remove(kopi).then(() => restoreArticle(context, context.actor, kopi.id))
    expect(gone.translation_key).toBe('')
    await join(kopi, coffee)
    expect((await now(kopi)).translation_key).toBe(translation_key)
    expect((await join(kopi, coffee)).translation_key).toBe(translation_key)
  })

  test('changing the language of one so that it is there twice is refused, with what to do; nothing is lost', async () => {
    const [kopi, coffee] = [await write('Kopi', 'id'), await write('Coffee', 'en')]
    await join(kopi, coffee)
    const turned = saveArticle(context, context.actor, kopi.id, 1, saved(await now(kopi), { language: 'en' }))
    await expect(turned).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'language',
      words: { en: expect.stringContaining('“Coffee”'), id: expect.stringContaining('“Coffee”') },
    })
    expect(await now(kopi)).toMatchObject({ language: 'id', version: 1 })
    await remove(coffee)
    await saveArticle(context, context.actor, kopi.id, 1, saved(await now(kopi), { language: 'en' }))
    // What was deleted comes back, beside the one that has its place now.
    const back = await restoreArticle(context, context.actor, coffee.id)
    expect(back).toMatchObject({ deleted_at: null, translation_key: '', title: 'Coffee' })
  })

  const coming = (title: string, language: 'id' | 'en', translationKey = 'kopi'): Brought => ({
    ...{ title, markdown: 'Isi.', summary: '', tags: [], language, slug: title.toLowerCase(), kind: 'article' },
    ...{ picture: null, authors: [], series: '', part: null, pinned: false, translationKey },
    ...{ state: 'published', at: null, createdAt: null, modifiedAt: null },
  })

  test('what comes from elsewhere with a place that is taken comes alone', async () => {
    const bring = (title: string, language: 'id' | 'en') =>
      inWorkspace(context.db, context.actor.workspaceId, (tx) =>
        bringArticle(context, tx, context.actor, coming(title, language)),
      )
    const made = await Promise.all([bring('Kopi', 'id'), bring('Coffee', 'en'), bring('Kopi-dua', 'id')])
    const keys = await Promise.all(made.map(async (one) => (await now(one)).translation_key))
    expect(keys.toSorted()).toEqual(['', 'kopi', 'kopi'])
    expect(keys[1]).toBe('kopi')
    expect(await alternates('/coffee')).toHaveLength(3)
  })

  test('many come together, each once, also where two want one number or one address', async () => {
    const id = randomUUID()
    const all = [
      { ...coming('Kopi', 'id'), id },
      { ...coming('Teh', 'id', ''), id },
      { ...coming('Teh', 'en', ''), id },
      coming('Gula', 'id', ''),
    ]
    const before = await inWorkspace(context.db, context.actor.workspaceId, countAll)
    const here = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      bringArticles(context, tx, context.actor, all),
    )
    expect(new Set(here.map((one) => one.id)).size).toBe(4)
    expect(here.map(({ slug }) => slug)).toEqual(['kopi', 'teh', 'teh-2', 'gula'])
    expect(await inWorkspace(context.db, context.actor.workspaceId, countAll)).toBe(before + 4)
    for (const [at, { title }] of all.entries()) expect(await now(here[at] as { id: string })).toMatchObject({ title })
  })
})

const countAll = async (tx: Tx) => (await tx.selectFrom('article').select('id').execute()).length

describe('beginning a translation', () => {
  test('makes a draft of what is written, in the other language and among its translations; twice is once', async () => {
    const kopi = await publish('Kopi', 'id', { tags: ['gayo'], series: 'Kebun', part: 2, pinned: true })
    const id = randomUUID()
    const make = () => translateArticle(context, context.actor, kopi.id, { language: 'en', id })
    const draft = await make()
    expect(draft).toMatchObject({
      id,
      title: 'Kopi',
      markdown: 'Isi Kopi.',
      tags: ['gayo'],
      language: 'en',
      state: 'draft',
    })
    expect(draft).toMatchObject({ series: '', pinned: false, slug: 'kopi-2' })
    await saveArticle(context, context.actor, id, 1, saved(draft, { title: 'Coffee' }))
    expect(await make()).toMatchObject({ id, title: 'Coffee', slug: 'coffee' })
    expect(await named(kopi)).toEqual([['Coffee', 'en', 'draft']])
    for (const language of ['en', 'id'] as const)
      await expect(translateArticle(context, context.actor, kopi.id, { language })).rejects.toMatchObject({
        kind: 'wrong-input',
        field: 'language',
      })
    expect(await alternates('/kopi')).toEqual([])
  })

  test('what is another workspace’s, or deleted, is not there', async () => {
    const stranger = await makeWorkspace(context)
    const [kopi, theirs] = [
      await write('Kopi', 'id'),
      await createArticle(context, stranger, { title: 'Tea', language: 'en' }),
    ]
    for (const work of [
      () => join(kopi, theirs),
      () => join(theirs, kopi),
      () => leave(theirs),
      () => translateArticle(context, context.actor, theirs.id, { language: 'id' }),
    ])
      await expect(work()).rejects.toMatchObject({ kind: 'gone' })
    const coffee = await write('Coffee', 'en')
    await remove(coffee)
    await expect(join(kopi, coffee)).rejects.toMatchObject({ kind: 'gone' })
    expect((await now(kopi)).translation_key).toBe('')
  })

  test('who may not publish changes nothing that readers have', async () => {
    const [kopi, coffee] = [await publish('Kopi', 'id'), await write('Coffee', 'en')]
    const refuse = (row: ArticleRow) => {
      throw new Error(`not ${row.title}`)
    }
    await expect(joinTranslations(context, context.actor, [coffee.id, kopi.id], refuse)).rejects.toThrow('not Kopi')
    await join(kopi, coffee)
    await expect(leaveTranslations(context, context.actor, kopi.id, refuse)).rejects.toThrow('not Kopi')
    await leaveTranslations(context, context.actor, coffee.id, refuse)
    expect(await named(kopi)).toEqual([])
  })
})
