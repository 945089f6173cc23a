import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveBrandKit } from '../brand/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { addPicture, makeDueSourceSet, requestSourceSets } from '../media/index.ts'
import { axeFindings } from '../testing/axe.ts'
import { haveBrowser, openBrowser } from '../testing/browser.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { lighthouseCategories, lighthouseReports } from '../testing/lighthouse.ts'
import { sampleArticle } from '../testing/sample-article.ts'
import { freePort, type TestWeb, testWeb } from '../testing/web.ts'
import { saveDesign, themes } from '../themes/index.ts'
import { createArticle, createAuthor, publishArticle } from './index.ts'

const rich = `Kopi **Gayo** & teh <em>hitam</em>, "harga" < 50.000.

| Kopi | Harga |
|---|---:|
| Gayo | 45.000 |
| Toraja | 48.000 |

- [x] disangrai
- [ ] dikirim

\`\`\`js
const harga = kopi.map((k) => k.harga * 2) // dua kali
\`\`\`

> Pasar adalah percakapan.

Catatan kaki.[^1] ~~Coret.~~ https://contoh.id/?a=1&b=2

[^1]: Diambil dari *manifesto*.

<details><summary>Lebih jauh</summary>

Isi yang tersembunyi.

</details>

![Secangkir kopi](https://contoh.id/kopi.jpg "Kopi")

## Satu

![Kebun](PICTURE "Pagi di kebun")

### Dua

![Kebun](PICTURE) ![Kebun](PICTURE)
![Kebun](PICTURE "Tiga") ![Kebun](https://contoh.id/kopi.jpg)

*Empat kali kebun.*

## Tiga

https://www.youtube.com/watch?v=aqz-KE-bpKQ

https://mastodon.example/@harriet/112233445566778899

![Obrolan](https://contoh.id/obrolan.mp3) ![Film](https://contoh.id/film.mp4 "Menit kedelapan")

> [!NOTE]
> Catatan kecil.

> [!WARNING] Jangan ditinggal
> - Biji meledak.
`

/** A picture with its source set, as an article shows it when it has been there for a moment. */
async function pictureWithSources(): Promise<string> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 97 })
    .toBuffer()
  const { id, file } = await addPicture(context, context.actor, { bytes, name: 'a.jpg', alt: 'Kebun' })
  await inWorkspace(context.db, context.actor.workspaceId, (tx) => requestSourceSets(context, tx, [id]))
  await makeDueSourceSet(context, new AbortController().signal, async () => undefined)
  return `/media/${file}`
}

/** Without blocking: the server that is asked runs in this very process. */
const run = promisify(execFile)

/** Whether a program is here; with CI=true a missing one is a failure. */
function have(program: string): boolean {
  if (spawnSync('which', [program]).status === 0) return true
  if (process.env.CI === 'true') throw new Error(`${program} is missing (as root on Debian: bash peers/apt.sh)`)
  console.log(`skipped, without ${program} (as root on Debian: bash peers/apt.sh)`)
  return false
}

const paths = [
  '/',
  '/kopi-gayo-teh',
  '/tag/kopi',
  '/tulisan-kedua',
  '/bukan-halaman',
  '/author/sari',
  '/series/seduh',
  '/archive',
  '/archive/2025',
  '/search',
  '/search?q=kopi',
  '/search?q=tidakada',
  '/bagian-satu',
  '/hujan-di-sumbing',
  '/tentang-kami',
]
let context: TestContext
let web: TestWeb

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  const { actor } = context
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: actor.userId, workspace_id: actor.workspaceId }).execute(),
  )
  await saveBrandKit(context, actor, {
    name: 'Kopi "Senja" & Kawan',
    handle: 'kopisenja',
    promise: 'Kopi jujur <dari> Gayo',
    productSite: 'https://kopisenja.example',
    language: 'id',
    accent: '#0f766e',
    paper: '#faf6ee',
    logo: null,
  })
  const mission = sampleArticle() ?? { title: 'Tulisan kedua', markdown: 'Isi.' }
  for (const words of [
    {
      title: 'Kopi Gayo & teh',
      markdown: rich.replaceAll('PICTURE', await pictureWithSources()),
      tags: ['kopi', 'teh & gula'],
    },
    { ...mission, title: 'Tulisan kedua', tags: ['kopi'] },
  ]) {
    const { id } = await createArticle(context, actor, words)
    await publishArticle(context, actor, id)
    context.clock.advance(3600)
  }
  await publishOthers(context)
  web = await testWeb(context)
})

/** Another theme, on every page from here on. */
async function drawnBy(theme: string) {
  await saveDesign(context, context.actor, {
    theme,
    menu: null,
    footer: { words: '', links: [] },
    head: '',
    icon: null,
  })
}

/** Of each kind, by an author, in a series, with a picture; a year before, so that feeds of the newest begin as they did. */
async function publishOthers(context: TestContext) {
  const { actor } = context
  const bytes = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#7c2d12' } })
    .png()
    .toBuffer()
  const { id: media } = await addPicture(context, actor, { bytes, name: 'a.png', alt: '' })
  const author = { name: 'Sari', slug: '', bio: 'Petani kopi.', url: 'https://sari.example', picture: media }
  const { id: sari } = await createAuthor(context, actor, author)
  const now = context.clock.now()
  context.clock.set(new Date('2025-03-01T03:00:00Z'))
  const picture = { media, alt: 'Kebun', caption: 'Pagi di kebun' }
  for (const words of [
    { title: 'Bagian satu', series: 'Seduh', part: 1, authors: [sari], picture, tags: ['seduh'], pinned: true },
    { title: 'Bagian dua', series: 'Seduh', part: 2, authors: [sari], tags: ['seduh'] },
    { title: '', kind: 'note' as const, markdown: 'Hujan di Sumbing.' },
    { title: 'Tentang kami', kind: 'page' as const, picture },
  ]) {
    const { id } = await createArticle(context, actor, { markdown: `Isi ${words.title}.`, ...words })
    await publishArticle(context, actor, id)
    context.clock.advance(60)
  }
  context.clock.set(now)
}
afterAll(async () => {
  await web.close()
  await context.close()
})

test.runIf(have('java'))('vnu finds no error on any page', async () => {
  const vnu = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-vnu-'))
  try {
    // All at once: most of its time is its start.
    const files: string[] = []
    for (const { id } of themes) {
      await drawnBy(id)
      for (const [number, path] of paths.entries()) {
        const file = join(folder, `${id}-${number}.html`)
        writeFileSync(file, await (await fetch(web.url + path)).text())
        files.push(file)
      }
    }
    await drawnBy('journal')
    const { stderr } = await run('java', ['-jar', vnu, '--format', 'json', '--exit-zero-always', ...files])
    const { messages } = JSON.parse(stderr) as { messages: { type: string; url: string; message: string }[] }
    const errors = messages.filter((message) => message.type === 'error')
    expect(
      errors.map(({ url, message }) => [paths[Number(/(\d+)\.html$/.exec(url)?.[1])], url.split('/').at(-1), message]),
    ).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test.runIf(have('newsboat'))('newsboat reads the feeds, whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-newsboat-'))
  try {
    for (const feed of ['feed.xml', 'atom.xml']) {
      writeFileSync(join(folder, 'urls'), `${web.url}/${feed}\n`)
      writeFileSync(join(folder, 'config'), '')
      const cache = join(folder, `${feed}.db`)
      const newsboat = (...args: string[]) =>
        run('newsboat', ['-u', join(folder, 'urls'), '-c', cache, '-C', join(folder, 'config'), ...args], {
          env: { ...process.env, HOME: folder },
        })
      await newsboat('-x', 'reload')
      expect((await newsboat('-x', 'print-unread')).stdout).toMatch(/^5 unread/)
      const query = `const {DatabaseSync}=require('node:sqlite');console.log(JSON.stringify(new DatabaseSync(process.argv[1]).prepare('select title,url,content from rss_item order by pubDate').all()))`
      const { stdout: kept } = await run(process.execPath, ['-e', query, cache])
      const items = JSON.parse(kept) as { title: string; url: string; content: string }[]
      expect(items.map((item) => item.title || item.url)).toContain('Bagian satu')
      const last = items.slice(-2)
      expect(last.map((item) => [item.title, item.url])).toEqual([
        ['Kopi Gayo & teh', `${web.url}/kopi-gayo-teh`],
        ['Tulisan kedua', `${web.url}/tulisan-kedua`],
      ])
      expect(last[0]?.content).toContain('<td align="right">45.000</td>')
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

describe.runIf(haveBrowser())('in a browser', () => {
  /** How fast it is, `bench lighthouse` measures. */
  async function nothingToMend(url: string, paths: string[]) {
    const categories = lighthouseCategories.filter((name) => name !== 'performance')
    for (const { path, scores, failed } of await lighthouseReports(url, paths, categories))
      expect({ path, ...scores, failed }).toEqual({
        path,
        accessibility: 100,
        'best-practices': 100,
        seo: 100,
        failed: [],
      })
  }

  test('Lighthouse finds nothing to mend on a phone', () =>
    nothingToMend(web.url, ['/', '/bagian-satu', '/tag/kopi', '/search']))

  test('nor on the front page of a brand that has said nothing of itself yet, with one article', async () => {
    const port = await freePort()
    const young = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
    const { id } = await createArticle(young, young.actor, {
      title: 'Kopi',
      markdown: 'Isi. '.repeat(60),
      tags: ['kopi'],
    })
    await publishArticle(young, young.actor, id)
    const { userId, workspaceId } = young.actor
    await asSystem(young.db, (tx) =>
      tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
    )
    const server = await testWeb(young)
    try {
      await nothingToMend(server.url, ['/'])
    } finally {
      await server.close()
      await young.close()
    }
  })

  test('axe finds nothing on any page, light and dark, wide and on a phone; nothing scrolls sideways', async () => {
    const browser = await openBrowser()
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [1280, 320]) {
          const page = await (await browser.newContext({ colorScheme, viewport: { width, height: 800 } })).newPage()
          for (const path of paths) {
            await page.goto(web.url + path)
            const found = await axeFindings(page, colorScheme === 'light' ? 'all' : 'colours')
            expect([path, colorScheme, found]).toEqual([path, colorScheme, []])
            expect([path, width, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([
              path,
              width,
              true,
            ])
          }
        }
      }
    } finally {
      await browser.close()
    }
  })

  test.each(['magazine', 'notebook'])('axe finds nothing in the theme %s either', async (theme) => {
    const browser = await openBrowser()
    await drawnBy(theme)
    try {
      for (const [colorScheme, width] of [
        ['light', 1280],
        ['dark', 320],
      ] as const) {
        const page = await (await browser.newContext({ colorScheme, viewport: { width, height: 800 } })).newPage()
        for (const path of [
          '/',
          '/kopi-gayo-teh',
          '/bagian-satu',
          '/tag/kopi',
          '/archive',
          '/search?q=kopi',
          '/hujan-di-sumbing',
          '/lain',
        ]) {
          await page.goto(web.url + path)
          expect([path, colorScheme, await axeFindings(page, 'all')]).toEqual([path, colorScheme, []])
          const fits = await page.evaluate('document.documentElement.scrollWidth <= innerWidth')
          expect([path, width, fits]).toEqual([path, width, true])
        }
      }
    } finally {
      await drawnBy('journal')
      await browser.close()
    }
  })

  test('another site is asked for nothing before its embed is opened, and then in its frame alone', async () => {
    const browser = await openBrowser()
    try {
      const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
      const asked: string[] = []
      const refused: string[] = []
      await page.route(/youtube|mastodon/, (route) => {
        asked.push(route.request().url())
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><p id="here">there</p>' })
      })
      page.on(
        'console',
        (message) => void (/Content Security Policy/.test(message.text()) && refused.push(message.text())),
      )
      await page.goto(`${web.url}/kopi-gayo-teh`)
      // Whoever reads to the end has passed it.
      await page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
      await page.locator('details.video').scrollIntoViewIfNeeded()
      await page.waitForLoadState('networkidle')
      expect(asked).toEqual([])
      await page.locator('details.video summary').click()
      expect(await page.frameLocator('details.video iframe').locator('#here').textContent()).toBe('there')
      await page.locator('details.post summary').click()
      expect(await page.frameLocator('details.post iframe').locator('#here').textContent()).toBe('there')
      expect(asked).toEqual([
        'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
        'https://mastodon.example/@harriet/112233445566778899/embed',
      ])
      expect(refused).toEqual([])
    } finally {
      await browser.close()
    }
  })

  test('a picture comes in the newest format that the browser knows, no wider than it is shown, and moves nothing', async () => {
    const browser = await openBrowser()
    try {
      const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
      await page.goto(`${web.url}/kopi-gayo-teh`)
      // Pictures of other sites have no size here, and may fail at any time.
      await page.evaluate(`for (const one of document.querySelectorAll('img[src^="https://contoh.id"]')) one.remove()`)
      const height = () => page.evaluate('document.documentElement.scrollHeight')
      const before = await height()
      const image = page.locator('figure:not(.gallery) > .pic img:not(.blur)').first()
      await image.scrollIntoViewIfNeeded()
      const source = () => image.evaluate((shown) => (shown as unknown as { currentSrc: string }).currentSrc)
      await expect.poll(source).toMatch(/-480\.avif$/)
      await page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
      await page.waitForLoadState('networkidle')
      expect(await height()).toBe(before)
    } finally {
      await browser.close()
    }
  })
})
