/** What leaves comes back: format by format, as docs/guide says it. */
import { execFileSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createArticle, type WholeArticle } from '../blog/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { exportBlog, openFolder, openZip } from './index.ts'
import { allOf, moveIn, writeBlog } from './testing/written-blog.ts'

const folder = (name: string) => mkdtempSync(join(tmpdir(), `percakapan-${name}-`))

let here: TestContext
let there: TestContext
let out: string
beforeEach(async () => {
  here = await testContext()
  there = await testContext()
  out = folder('keluar')
})
afterEach(async () => {
  await here.close()
  await there.close()
  rmSync(out, { recursive: true, force: true })
})

const leave = (format: string) => exportBlog(here, here.actor, format, async () => openFolder(out))

const arrive = (paths: string[] = [out]) => moveIn(there, paths, here.config.baseUrl)

/** Files get names of their own wherever they come. */
const unnamed = (article: WholeArticle): WholeArticle => ({
  ...article,
  markdown: article.markdown.replace(/\/media\/[\da-f-]{36}/g, '/media/FILE'),
  picture: article.picture && { ...article.picture, file: 'FILE' },
  comments: article.comments.map((comment) => ({ ...comment, id: 'ID' })),
  newer: null,
})

describe('Markdown', () => {
  test('brings everything back: numbers, addresses, dates, comments', async () => {
    await writeBlog(here)
    expect(await leave('markdown')).toMatchObject({
      articles: 1,
      pages: 1,
      notes: 1,
      drafts: 2,
      comments: 1,
      pictures: 1,
      missing: [],
    })
    await arrive()
    const [before, after] = [await allOf(here), await allOf(there)]
    const newer = after.filter(({ slug }) => slug.endsWith('-baru'))
    expect(newer).toMatchObject([{ state: 'draft', title: 'Panen raya', markdown: 'Kata-kata yang lebih baru.' }])
    expect(after.filter((one) => !newer.includes(one)).map(unnamed)).toEqual(before.map(unnamed))
  })

  test('names no file as other programs name other things: Hugo would take a folder with an index for one page', async () => {
    for (const title of ['Index', 'Con', 'Con brio']) await createArticle(here, here.actor, { title, markdown: 'Isi.' })
    await leave('markdown')
    expect(readdirSync(join(out, 'content', 'articles')).toSorted()).toEqual(['con-brio.md', 'con~.md', 'index~.md'])
    await arrive()
    const slugs = async (context: TestContext) => (await allOf(context)).map(({ slug }) => slug).toSorted()
    expect(await slugs(there)).toEqual(await slugs(here))
  })

  test('is an archive too, which is written while it is read', async () => {
    await writeBlog(here)
    const zip = openZip(here.clock.now())
    const file = join(out, 'blog.zip')
    const [done] = await Promise.all([
      exportBlog(here, here.actor, 'markdown', async () => zip),
      pipeline(zip.stream, createWriteStream(file)),
    ])
    expect(done.pictures).toBe(1)
    await arrive([file])
    const names = (articles: WholeArticle[]) => articles.map(({ id, slug }) => `${id} ${slug}`)
    expect(names(await allOf(there))).toEqual(expect.arrayContaining(names(await allOf(here))))
  })

  test('has each article once, however many there are', async () => {
    for (let n = 0; n < 60; n++) await createArticle(here, here.actor, { title: `Nomor ${n}`, markdown: 'Isi.' })
    expect(await leave('markdown')).toMatchObject({ drafts: 60 })
  })

  test('leaves a folder alone that holds something', async () => {
    await leave('markdown')
    await expect(leave('markdown')).rejects.toMatchObject({ kind: 'wrong-input' })
  })

  const has = (program: string) => ['/usr/bin', '/usr/local/bin'].some((folder) => existsSync(join(folder, program)))
  test.runIf(has('hugo'))('is built by Hugo as it is', async () => {
    await writeBlog(here)
    await leave('markdown')
    execFileSync('hugo', ['--source', out, '--destination', join(out, 'hasil')], { encoding: 'utf8' })
    const page = readFileSync(join(out, 'hasil', 'panen-raya', 'index.html'), 'utf8')
    expect(page).toContain('Pagi di lereng.')
    expect(page).toContain('{{&lt; tweet 1 &gt;}}')
    expect(readdirSync(join(out, 'hasil', 'media'))).toHaveLength(1)
    expect(existsSync(join(out, 'hasil', 'panen-hari-1-kedua', 'index.html'))).toBe(true)
  })
  test.runIf(has('jekyll'))('is built by Jekyll as it is', async () => {
    await writeBlog(here)
    await leave('markdown')
    execFileSync('jekyll', ['build', '--source', out, '--destination', join(out, '_site')], { encoding: 'utf8' })
    const page = readFileSync(join(out, '_site', 'panen-raya', 'index.html'), 'utf8')
    expect(page).toContain('Pagi di lereng.')
    expect(page).toContain('{% raw %}')
    expect(readdirSync(join(out, '_site', 'media'))).toHaveLength(1)
  })
})

describe('WXR and Ghost', () => {
  const kept = ({ kind, state, slug, title, tags, authors, at, pinned }: WholeArticle) => ({
    ...{ kind, state, slug, title, tags, authors, pinned },
    at: state === 'draft' ? null : Math.floor((at?.getTime() ?? 0) / 1000),
  })

  test('WXR keeps kinds, states, addresses, dates to the second, labels, authors, comments and the text as HTML', async () => {
    await writeBlog(here)
    await leave('wxr')
    expect(readdirSync(out)).toEqual(['blog-1.xml'])
    await arrive()
    const [before, after] = [await allOf(here), await allOf(there)]
    // What has no title gets one of its first words, and left in a second of its own: one before, or two where a picture has that one.
    const told = before.find(({ kind }) => kind === 'note')?.at?.getTime() ?? 0
    const note = (one: WholeArticle) => {
      const early = told - (one.at?.getTime() ?? 0)
      expect([0, 1000, 2000]).toContain(early)
      return { ...one, title: '', kind: 'note' as const, at: new Date(told) }
    }
    const named = after.map((one) => (one.slug === 'rain-good' ? note(one) : one))
    expect(named.map(kept)).toEqual(before.map(kept))
    const [panen] = after.filter(({ slug }) => slug === 'panen-raya')
    expect(panen?.markdown).toContain('Pagi di lereng.')
    expect(panen?.markdown).toContain('{{< tweet 1 >}}')
    expect(panen?.comments).toMatchObject([{ name: 'Budi' }])
  })

  test('Ghost keeps states, addresses, dates, labels, authors, and the text as it is written', async () => {
    await writeBlog(here)
    await leave('ghost')
    await arrive()
    const [before, after] = [await allOf(here), await allOf(there)]
    const plain = (one: WholeArticle) => ({ ...kept(one), kind: one.kind === 'page' ? 'page' : 'post' })
    const named = (one: WholeArticle) => ({ ...plain(one), title: one.title === '(untitled)' ? '' : one.title })
    expect(after.map(named)).toEqual(before.map(named))
    const [panen] = after.filter(({ slug }) => slug === 'panen-raya')
    expect(unnamed(panen as WholeArticle).markdown).toBe(
      before.map(unnamed).find(({ slug }) => slug === 'panen-raya')?.markdown,
    )
  })
})
