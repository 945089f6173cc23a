/** What leaves comes back: format by format, as docs/guide says it. */
import { execFileSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  authorNamed,
  createArticle,
  eachWhole,
  keepComments,
  publishArticle,
  saveArticle,
  type WholeArticle,
} from '../blog/index.ts'
import { inWorkspace } from '../db/client.ts'
import { beginImport, startImport, workOnImport } from '../importing/index.ts'
import { addPicture } from '../media/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { exportBlog, openFolder, openZip } from './index.ts'

const never = new AbortController().signal
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

const inHere = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(here.db, here.actor.workspaceId, work)

/** A blog with one of everything. */
async function written(): Promise<void> {
  const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#a52' } })
    .png()
    .toBuffer()
  const picture = await addPicture(here, here.actor, { bytes, name: 'panen.png', alt: 'Panen' })
  const sari = await inHere((tx) => authorNamed(tx, here.actor.workspaceId, { name: 'Sari Dewi', bio: 'Menulis.' }))
  const common = { language: 'id' as const, tags: ['Kopi', 'kebun raya'], summary: 'Ringkas: "dua" tanda.' }
  const article = await createArticle(here, here.actor, {
    ...common,
    title: 'Panen: hari #1 & ‘kedua’',
    markdown: `Pagi di lereng.\n\n![Panen](/media/${picture.file} "Di kebun")\n\n- satu\n- dua {{< tweet 1 >}} dan {% raw %}\n\n\`\`\`html\n{{ kode }}\n\`\`\`\n\n---\n\nAkhir.`,
    picture: { media: picture.id, alt: 'Panen raya', caption: 'Foto: Sari' },
    authors: [sari ?? ''],
    series: 'Setahun di kebun',
    part: 2,
    pinned: true,
  })
  await publishArticle(here, here.actor, article.id)
  const published = await saveArticle(here, here.actor, article.id, 1, {
    ...common,
    title: 'Panen raya',
    markdown: 'Kata-kata yang lebih baru.',
    slug: 'panen-raya',
  })
  expect(published.old_slugs).toHaveLength(1)
  const page = await createArticle(here, here.actor, { ...common, kind: 'page', title: 'Tentang', markdown: 'Kami.' })
  await publishArticle(here, here.actor, page.id)
  const note = await createArticle(here, here.actor, { language: 'en', kind: 'note', markdown: 'Rain. **Good.**' })
  await publishArticle(here, here.actor, note.id)
  await createArticle(here, here.actor, { title: 'Draf: "belum"', markdown: '', language: 'en' })
  const later = await createArticle(here, here.actor, { title: 'Nanti', markdown: 'Sabar.' })
  await publishArticle(here, here.actor, later.id, new Date(here.clock.now().getTime() + 86_400_000))
  const comment = {
    articleId: article.id,
    name: 'Budi',
    url: 'https://budi.example',
    email: null,
    standing: 'shown' as const,
  }
  await inHere((tx) =>
    keepComments(tx, here.actor.workspaceId, [
      { ...comment, sourceKey: 'a', parentKey: '', markdown: 'Bagus *sekali*', at: new Date('2020-01-02T03:04:05Z') },
    ]),
  )
}

const leave = (format: string) => exportBlog(here, here.actor, format, async () => openFolder(out))

async function arrive(paths: string[] = [out]): Promise<void> {
  const options = { timeZone: 'Asia/Jakarta', emails: false, site: here.config.baseUrl }
  const files = paths.map((path) => ({ name: 'keluar', path }))
  const { id } = await beginImport(there, there.actor, { paths: files }, options)
  await workOnImport(there, id, never)
  await startImport(there, there.actor, id)
  await workOnImport(there, id, never)
}

async function all(context: TestContext): Promise<WholeArticle[]> {
  const found: WholeArticle[] = []
  for await (const one of eachWhole(context, context.actor.workspaceId)) found.push(one)
  return found.toSorted((a, b) => a.slug.localeCompare(b.slug))
}

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
    await written()
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
    const [before, after] = [await all(here), await all(there)]
    const newer = after.filter(({ slug }) => slug.endsWith('-baru'))
    expect(newer).toMatchObject([{ state: 'draft', title: 'Panen raya', markdown: 'Kata-kata yang lebih baru.' }])
    expect(after.filter((one) => !newer.includes(one)).map(unnamed)).toEqual(before.map(unnamed))
  })

  test('is an archive too, which is written while it is read', async () => {
    await written()
    const zip = openZip(here.clock.now())
    const file = join(out, 'blog.zip')
    const [done] = await Promise.all([
      exportBlog(here, here.actor, 'markdown', async () => zip),
      pipeline(zip.stream, createWriteStream(file)),
    ])
    expect(done.pictures).toBe(1)
    await arrive([file])
    const names = (articles: WholeArticle[]) => articles.map(({ id, slug }) => `${id} ${slug}`)
    expect(names(await all(there))).toEqual(expect.arrayContaining(names(await all(here))))
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
    await written()
    await leave('markdown')
    execFileSync('hugo', ['--source', out, '--destination', join(out, 'hasil')], { encoding: 'utf8' })
    const page = readFileSync(join(out, 'hasil', 'panen-raya', 'index.html'), 'utf8')
    expect(page).toContain('Pagi di lereng.')
    expect(page).toContain('{{&lt; tweet 1 &gt;}}')
    expect(readdirSync(join(out, 'hasil', 'media'))).toHaveLength(1)
    expect(existsSync(join(out, 'hasil', 'panen-hari-1-kedua', 'index.html'))).toBe(true)
  })
  test.runIf(has('jekyll'))('is built by Jekyll as it is', async () => {
    await written()
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
    await written()
    await leave('wxr')
    expect(readdirSync(out)).toEqual(['blog-1.xml'])
    await arrive()
    const [before, after] = [await all(here), await all(there)]
    // What has no title gets one of its first words.
    const named = after.map((one) =>
      one.title.startsWith('Rain') ? { ...one, title: '', kind: 'note' as const } : one,
    )
    expect(named.map(kept)).toEqual(before.map(kept))
    const [panen] = after.filter(({ slug }) => slug === 'panen-raya')
    expect(panen?.markdown).toContain('Pagi di lereng.')
    expect(panen?.markdown).toContain('{{< tweet 1 >}}')
    expect(panen?.comments).toMatchObject([{ name: 'Budi' }])
  })

  test('Ghost keeps states, addresses, dates, labels, authors, and the text as it is written', async () => {
    await written()
    await leave('ghost')
    await arrive()
    const [before, after] = [await all(here), await all(there)]
    const plain = (one: WholeArticle) => ({ ...kept(one), kind: one.kind === 'page' ? 'page' : 'post' })
    const named = (one: WholeArticle) => ({ ...plain(one), title: one.title === '(untitled)' ? '' : one.title })
    expect(after.map(named)).toEqual(before.map(named))
    const [panen] = after.filter(({ slug }) => slug === 'panen-raya')
    expect(unnamed(panen as WholeArticle).markdown).toBe(
      before.map(unnamed).find(({ slug }) => slug === 'panen-raya')?.markdown,
    )
  })
})
