/** The site of files in a browser: from a plain server, in a folder of it, and opened from the disk. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { haveBrowser, openBrowser } from '../testing/browser.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { exportBlog, openSiteFolder } from './index.ts'
import { writeBlog } from './testing/written-blog.ts'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

describe.runIf(haveBrowser())('a site of files', () => {
  let here: TestContext
  let browser: Browser
  let server: Server
  let out: string
  let url: string
  beforeAll(async () => {
    here = await testContext()
    out = mkdtempSync(join(tmpdir(), 'percakapan-situs-'))
    await writeBlog(here)
    await exportBlog(here, here.actor, 'static', async () => openSiteFolder(out))
    server = createServer((asked, answer) => {
      const path = decodeURIComponent(new URL(asked.url ?? '', 'http://x').pathname).replace(/^\/dalam\/folder/, '')
      try {
        const content = readFileSync(join(out, path.endsWith('/') ? `${path}index.html` : path))
        answer.writeHead(200, { 'content-type': types[extname(path) || '.html'] ?? 'application/octet-stream' })
        answer.end(content)
      } catch {
        answer.writeHead(404).end()
      }
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dalam/folder`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await here?.close()
    rmSync(out, { recursive: true, force: true })
  })

  test('finds an article from its own search, in a folder of a plain server', async () => {
    const page = await browser.newPage()
    const failed: string[] = []
    page.on('response', (answer) => answer.status() >= 400 && failed.push(answer.url()))
    page.on('pageerror', (error) => failed.push(String(error)))
    await page.goto(`${url}/`)
    await page.getByRole('link', { name: 'Cari' }).click()
    await page.getByRole('searchbox').fill('lereng')
    await page.getByRole('searchbox').press('Enter')
    await page.locator('#found').getByRole('link', { name: /Panen/ }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Panen')
    await page.goto(`${url}/search/index.html?q=zzzqqq`)
    await page.getByText('Tidak ada yang cocok dengan “zzzqqq”.').waitFor()
    expect(failed).toEqual([])
  })

  test('opens from the disk: style, pictures and links; the archive in the place of the search', async () => {
    const page = await browser.newPage()
    const failed: string[] = []
    page.on('requestfailed', (request) => failed.push(request.url()))
    await page.goto(`file://${join(out, 'panen-raya', 'index.html')}`)
    const picture = page.locator('main img').first()
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0)
    expect(await page.evaluate('document.styleSheets.length')).toBeGreaterThan(0)
    expect(failed).toEqual([])
    await page.getByRole('link', { name: 'Cari' }).click()
    await page.getByRole('link', { name: 'Lihat arsip' }).click()
    await page.getByRole('link', { name: /Panen/ }).click()
    expect(page.url()).toMatch(/panen-raya\/index\.html$/)
  })
})
