/** Out to a real WordPress, and in from one. */
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needPeer, startWordPress, type WordPressPeer, wordPressImporter } from '../../peers/index.ts'
import type { WholeArticle } from '../blog/index.ts'
import { openMediaStore } from '../media/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { exportBlog, openFolder } from './index.ts'
import { allOf, moveIn, writeBlog } from './testing/written-blog.ts'

/** What WordPress tells of one of its own: peers/wordpress/move.php. */
interface Told {
  id: number
  type: string
  status: string
  title: string
  slug: string
  at: string
  utc: string
  content: string
  summary: string
  author: string
  tags: string[]
  format: string
  sticky: boolean
  picture: string
  alt: string
  file: string
  comments: { name: string; text: string; utc: string; approved: string; under: string }[]
}

const importer = wordPressImporter()
if ('missing' in importer) console.log(`left out, without WordPress's own importer: ${importer.missing}`)

describe.runIf(await needPeer('wordpress'))('WordPress, a real one', () => {
  let peer: WordPressPeer
  let here: TestContext
  let there: TestContext
  let pictures: Server
  let work: string
  let files: string[]
  beforeAll(async () => {
    peer = await startWordPress()
    there = await testContext()
    pictures = createServer(async (asked, answer) => {
      const file = /^\/media\/([\w.-]+)$/.exec(asked.url ?? '')?.[1]
      const bytes = file && (await openMediaStore(here.config).get(file))
      answer.writeHead(bytes ? 200 : 404, { 'content-type': 'image/png', 'content-length': bytes ? bytes.length : 0 })
      answer.end(bytes || undefined)
    })
    await new Promise<void>((listening) => pictures.listen(0, '127.0.0.1', listening))
    here = await testContext([], { BASE_URL: `http://127.0.0.1:${(pictures.address() as AddressInfo).port}` })
    work = mkdtempSync(join(tmpdir(), 'percakapan-wordpress-out-'))
    chmodSync(work, 0o777)
    await writeBlog(here)
    const out = join(work, 'out')
    await exportBlog(here, here.actor, 'wxr', async () => openFolder(out))
    files = readdirSync(out).map((name) => join(out, name))
  })
  afterAll(async () => {
    pictures?.close()
    await peer?.stop()
    await here?.close()
    await there?.close()
    rmSync(work, { recursive: true, force: true })
  })
  const told = () => peer.move<Told[]>('tell')

  test('moves in here from its own export: states, dates, labels, pages, comments in their thread, pictures', async () => {
    const picture = join(work, 'panen.png')
    const made = sharp({ create: { width: 40, height: 20, channels: 3, background: '#a52' } })
    writeFileSync(picture, await made.png().toBuffer())
    await peer.move('write', picture)
    await peer.move('export', join(work, 'wordpress.xml'))
    await moveIn(there, [join(work, 'wordpress.xml')], peer.url, fetch)
    const came = new Map((await allOf(there)).map((one) => [one.title, one]))
    expect([...came.keys()].toSorted()).toEqual([
      ...['Belum selesai', 'Besok', 'Dengan blok', 'Panen: hari #1 & “kedua”', 'Tentang'],
    ])
    const panen = came.get('Panen: hari #1 & “kedua”') as WholeArticle
    expect(panen).toMatchObject({
      ...{ kind: 'article', state: 'published', summary: 'Ringkasnya.', authors: ['Dewi Lestari'], pinned: true },
      at: new Date('2019-03-03T22:06:07Z'),
      picture: { file: expect.stringMatching(/\.(?:png|webp)$/), alt: 'Panen raya' },
    })
    expect(panen.tags.toSorted()).toEqual(['Kopi & teh', 'kebun raya', 'musim'])
    expect(panen.markdown).toMatch(/^Pagi di lereng\.\n\nBaris \*\*tebal\*\*/)
    expect(panen.markdown).toMatch(/!\[Panen\]\(\/media\/[\da-f-]{36}\.\w+ "Di kebun"\)/)
    // What is spam stays in WordPress: it is in no export.
    expect(panen.comments).toMatchObject([
      {
        name: 'Budi',
        parent: null,
        markdown: 'Bagus _sekali_',
        at: new Date('2019-03-05T00:00:00Z'),
        standing: 'shown',
      },
      { name: 'Sari', parent: panen.comments[0]?.id, markdown: 'Terima kasih', standing: 'shown' },
    ])
    const blocks = came.get('Dengan blok') as WholeArticle
    expect(blocks.markdown).toContain(`[panen](/${panen.slug})`)
    expect(blocks.markdown).toMatch(/!\[Lagi\]\(\/media\/[\da-f-]{36}\.\w+\)/)
    expect(came.get('Belum selesai')).toMatchObject({ state: 'draft', markdown: 'Nanti.' })
    expect(came.get('Besok')).toMatchObject({ state: 'scheduled', at: new Date('2035-05-06T00:08:09Z') })
    expect(came.get('Tentang')).toMatchObject({ kind: 'page', state: 'published' })
  })

  test('reads our file with its own reader of feeds: every article, whole', async () => {
    const read = await peer.move<{ error: string | null; items: Record<string, unknown>[] }>('read', files[0] ?? '')
    expect(read.error).toBeNull()
    const [panen] = read.items.filter(({ title }) => title === 'Panen: hari #1 & ‘kedua’')
    const at = (await allOf(here)).find(({ title }) => title === panen?.title)?.at
    expect(panen).toMatchObject({ link: `${here.config.baseUrl}/panen-raya`, labels: ['Kopi', 'kebun raya'] })
    expect(panen?.content).toContain('<p>Pagi di lereng.</p>')
    expect(new Date(String(panen?.at)).getTime()).toBe(Math.floor((at?.getTime() ?? 0) / 1000) * 1000)
    // Five articles, and the picture that two places show.
    expect(read.items).toHaveLength(6)
  })

  test.runIf('folder' in importer)('takes our file with its own importer, once, however often', async () => {
    const before = new Set((await told()).map(({ id }) => id))
    const bring = () => peer.move<string>('import', 'folder' in importer ? importer.folder : '', ...files)
    expect(await bring()).not.toMatch(/Failed/)
    const came = (await told()).filter(({ id }) => !before.has(id))
    const named = new Map(came.map((one) => [one.title, one]))
    const panen = named.get('Panen: hari #1 & ‘kedua’') as Told
    expect(panen).toMatchObject({
      ...{ type: 'post', status: 'publish', slug: 'panen-raya', summary: 'Ringkas: "dua" tanda.', sticky: true },
      ...{ author: 'Sari Dewi', tags: ['kebun raya', 'Kopi'], picture: 'Panen raya' },
      comments: [{ name: 'Budi', text: '<p>Bagus <em>sekali</em></p>', utc: '2020-01-02 03:04:05', approved: '1' }],
    })
    // The picture lies there now, and the text shows it there.
    const attachment = named.get('Panen raya') as Told
    expect(attachment).toMatchObject({ type: 'attachment', alt: 'Panen raya', summary: 'Foto: Sari' })
    expect((await fetch(attachment.file)).headers.get('content-type')).toBe('image/png')
    expect(panen.content).toContain(`src="${attachment.file}"`)
    const page = named.get('Tentang')
    expect(page).toMatchObject({ type: 'page', status: 'publish', slug: 'tentang-2' })
    expect(named.get('')).toMatchObject({ type: 'post', format: 'aside', content: expect.stringContaining('Rain.') })
    expect(named.get('Draf: "belum" &lt;b>&amp;amp;&lt;/b>')).toMatchObject({ status: 'draft' })
    expect(named.get('Nanti')).toMatchObject({ status: 'publish', utc: expect.stringMatching(/^20/) })
    expect(came).toHaveLength(6)
    expect(await bring()).toContain('already exists')
    expect(await told()).toHaveLength(before.size + 6)
  })
})
