/** The page of all components, as `npm run dev` serves it, in a real browser. */
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from '../src/testing/axe.ts'
import { haveBrowser, openBrowser } from '../src/testing/browser.ts'

describe.skipIf(!haveBrowser())('the page of all components', () => {
  let server: ViteDevServer
  let browser: Browser
  let url: string

  beforeAll(async () => {
    const configFile = join(import.meta.dirname, 'vite.config.ts')
    server = await createServer({ configFile, logLevel: 'error', server: { port: 0, open: false } })
    await server.listen()
    url = `${server.resolvedUrls?.local[0]}catalogue.html`
    browser = await openBrowser()
    // The first who looks makes Vite find the libraries, and load the page anew when it has bundled them.
    const page = await browser.newPage()
    await open(page, '?scheme=light')
    await heading(page).waitFor({ timeout: 120_000 })
    await page.waitForLoadState('networkidle')
    await page.close()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const heading = (page: Page) => page.getByRole('heading', { name: 'Components' })

  /** @returns what the console complained about */
  async function open(page: Page, search: string): Promise<string[]> {
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(url + search)
    return complaints
  }

  it.each([
    ['light', 'id'],
    ['dark', 'en'],
  ])('draws each of them, %s and in %s', async (scheme, language) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const complaints = await open(page, `?scheme=${scheme}&language=${language}`)
    await heading(page).waitFor()
    const composer = page.getByRole('region', { name: 'Composer' }).first()
    await composer.locator('.part').first().waitFor()
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(scheme)
    expect(await axeFindings(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  it('shows both schemes beside each other', async () => {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } })
    await open(page, '')
    for (const scheme of ['light', 'dark'])
      await page.frameLocator(`iframe[title=${scheme}]`).getByRole('heading', { name: 'Components' }).waitFor()
    await page.close()
  })
})
