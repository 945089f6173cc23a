/** A blog as a site of files: every link leads to a file, nothing leads home, and a second run takes away only its own. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addRedirects, createArticle, deleteArticle, publishArticle } from '../blog/index.ts'
import { inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { packed } from '../themes/brought/testing/packed.ts'
import { bringTheme, exampleTheme, saveDesign } from '../themes/index.ts'
import { exportBlog, openSiteFolder } from './index.ts'
import { writeBlog } from './testing/written-blog.ts'

let here: TestContext
let out: string
beforeEach(async () => {
  here = await testContext()
  out = mkdtempSync(join(tmpdir(), 'percakapan-situs-'))
})
afterEach(async () => {
  await here.close()
  rmSync(out, { recursive: true, force: true })
})

const address = 'https://situs.example'
const leave = (to = address) => exportBlog(here, here.actor, 'static', async () => openSiteFolder(out), { address: to })
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => relative(folder, join(one.parentPath, one.name)))
const read = (file: string) => readFileSync(join(out, file), 'utf8')

/** Links that a browser would follow from a file, with what is shown on it. */
function linksOf(file: string): string[] {
  const html = read(file)
  const tags = html.match(/<[a-z][^>]*>/gi) ?? []
  return tags
    .filter((tag) => !/^<meta|rel="canonical"|^<link[^>]*hreflang=|^<base/.test(tag))
    .flatMap((tag) => [
      ...[...tag.matchAll(/\s(?:href|src|poster|action)="([^"]*)"/g)].map(([, at]) => at as string),
      ...[...tag.matchAll(/\s(?:srcset|imagesrcset)="([^"]*)"/g)].flatMap(([, set]) =>
        (set as string).split(',').map((one) => one.trim().split(' ')[0] as string),
      ),
    ])
}

async function more(): Promise<void> {
  for (const tag of ['C/C++', '..', 'kopi', 'a%2Fb'])
    await publishArticle(
      here,
      here.actor,
      (
        await createArticle(here, here.actor, {
          title: `Tentang ${tag}`,
          markdown: `Baca [panen](/panen-raya#isi), [hilang](/tidak-ada), [di sini](${here.config.baseUrl}/tentang) dan [luar](https://luar.example/x).\n\n## Isi`,
          tags: [tag],
        })
      ).id,
    )
  await inWorkspace(here.db, here.actor.workspaceId, (tx) =>
    addRedirects(tx, here.actor.workspaceId, [
      { path: '/2011/05/lama.html', to: { path: '/tag/Kopi' }, runId: null },
      { path: '/?cat=3', to: { path: '/tag/Kopi' }, runId: null },
    ]),
  )
}

test('every link leads to a file beside it, whatever the folder; only feeds, canonical, languages and sitemap are whole', async () => {
  await writeBlog(here)
  await more()
  for (const [title, language] of [
    ['Senja', 'id'],
    ['Dusk', 'en'],
  ] as const) {
    const words = { title, language, markdown: 'Isi.', translationKey: 'senja' }
    await publishArticle(here, here.actor, (await createArticle(here, here.actor, words)).id)
  }
  const done = await leave()
  expect(done).toMatchObject({ articles: 7, pages: 1, notes: 1, drafts: 0, missing: ['/tidak-ada'], kept: [] })
  const pages = filesIn(out).filter((file) => file.endsWith('.html') && file !== '404.html')
  expect(pages.length).toBeGreaterThan(18)
  for (const file of pages)
    for (const link of linksOf(file)) {
      if (/^(?:https?:\/\/(?:luar|budi)\.example|data:|#)/.test(link)) continue
      const target = resolve(out, dirname(file), decodeURIComponent(link.replace(/#.*$/, '') || 'index.html'))
      expect(existsSync(target), `${file} leads to ${link}`).toBe(true)
      expect(link, file).not.toMatch(/^(?:\/|[a-z]+:)/i)
    }
  const style = filesIn(out).find((file) => /^style-.*\.css$/.test(file)) as string
  for (const [, at] of read(style).matchAll(/url\(([^)]+)\)/g)) expect(existsSync(join(out, at as string))).toBe(true)
  expect(read('panen-raya/index.html')).toContain(`<link rel="canonical" href="${address}/panen-raya">`)
  expect(read('senja/index.html')).toContain(`<link rel="alternate" hreflang="en" href="${address}/dusk">`)
  expect(read('senja/index.html')).toContain('<a href="../dusk/index.html" rel="alternate" hreflang="en"')
  for (const file of ['feed.xml', 'atom.xml', 'feed.json', 'sitemap.xml', 'robots.txt']) {
    expect(read(file)).toContain(address)
    expect(read(file)).not.toContain(here.config.baseUrl)
  }
  expect(existsSync(join(out, 'tag', 'kebun raya', 'feed.xml'))).toBe(true)
  expect(filesIn(join(out, 'card')).length).toBeGreaterThan(3)
})

test('a theme that somebody brought comes along: its pages, its style, and the files that this asks for', async () => {
  await writeBlog(here)
  const shade = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#a52' } })
    .png()
    .toBuffer()
  const style = `${exampleTheme['style.css']} main{background:url(assets/shade.png)}`
  const bytes = await packed({ ...exampleTheme, 'style.css': style, 'assets/shade.png': shade })
  const { theme, findings } = await bringTheme(here, here.actor, bytes)
  expect(findings).toEqual([])
  const usual = { menu: null, footer: { words: '', links: [] }, head: '', icon: null }
  await saveDesign(here, here.actor, { ...usual, theme: theme?.id ?? '' })
  await leave()
  expect(read('index.html')).toContain('<ul class="list">')
  const links = linksOf('panen-raya/index.html').filter((link) => link.endsWith('.css'))
  expect(links.length).toBeGreaterThan(0)
  const asked = links.flatMap((link) => {
    const file = join('panen-raya', link)
    return [...read(file).matchAll(/url\(["']?([^)"']+)/g)].map(([, at]) => resolve(out, dirname(file), at as string))
  })
  expect(asked.filter((file) => /\/theme\/[\w-]+\.png$/.test(file))).toHaveLength(1)
  for (const file of asked) expect(existsSync(file), file).toBe(true)
})

test('old addresses lead on: as pages, and in lists for servers', async () => {
  await writeBlog(here)
  await more()
  await leave()
  expect(read('panen-hari-1-kedua/index.html')).toContain('url=../panen-raya/index.html')
  expect(read('2011/05/lama.html')).toContain('url=../../tag/Kopi/index.html')
  expect(read('_redirects')).toContain('/2011/05/lama.html /tag/Kopi 301\n')
  expect(read('redirects.nginx.conf')).toContain('"/?cat=3" "/tag/Kopi";')
  expect(read('404.html')).toContain('<base href="/">')
})

test('a second run takes away what is gone, and nothing that somebody else put there', async () => {
  const gone = await createArticle(here, here.actor, { title: 'Sebentar saja', markdown: 'Ya.' })
  await publishArticle(here, here.actor, gone.id)
  mkdirSync(join(out, 'x'))
  writeFileSync(join(out, 'x', 'punya-orang'), 'x')
  await expect(leave()).rejects.toMatchObject({ kind: 'wrong-input' })
  rmSync(join(out, 'x'), { recursive: true })
  await leave()
  expect(existsSync(join(out, 'sebentar-saja', 'index.html'))).toBe(true)
  writeFileSync(join(out, 'CNAME'), 'situs.example')
  mkdirSync(join(out, 'baru'))
  writeFileSync(join(out, 'baru', 'index.html'), 'punya orang')
  await deleteArticle(here, here.actor, gone.id)
  const next = await createArticle(here, here.actor, { title: 'Baru', markdown: 'Ya.' })
  await publishArticle(here, here.actor, next.id)
  expect(await leave()).toMatchObject({ kept: ['baru/index.html'] })
  expect(existsSync(join(out, 'sebentar-saja', 'index.html'))).toBe(false)
  expect(read('CNAME')).toBe('situs.example')
  expect(read('baru/index.html')).toBe('punya orang')
})

test('a site for the address of now names nothing that lets editors in: there is no program behind it', async () => {
  await writeBlog(here)
  expect(await leave(here.config.baseUrl)).toMatchObject({ missing: [] })
  expect(read('index.html')).not.toMatch(/micropub|indieauth|_endpoint/)
})

test('an address with a path is refused before anything is written', async () => {
  await expect(leave('https://situs.example/blog')).rejects.toMatchObject({ kind: 'wrong-input', field: 'address' })
  expect(readdirSync(out)).toEqual([])
})
