/** The page of all components, in a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build, type InlineConfig, type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from '../src/testing/axe.ts'
import { haveBrowser, openBrowser } from '../src/testing/browser.ts'
import panel, { workerKnowsBuild } from './vite.config.ts'

describe.skipIf(!haveBrowser())('the page of all components', () => {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-catalogue-'))
  let server: PreviewServer
  let browser: Browser
  let url: string

  // Built, as the panel is: Vite's server for development hands over a thousand modules one by one, and looks for libraries meanwhile.
  // Not for production: React complains of faults.
  beforeAll(async () => {
    const input = { catalogue: join(import.meta.dirname, 'catalogue.html') }
    const config: InlineConfig = {
      ...panel,
      configFile: false,
      mode: 'development',
      logLevel: 'error',
      // The panel's own, for the worker that it comes with.
      plugins: panel.plugins?.filter((one) => !(one && 'name' in one && one.name === workerKnowsBuild)),
      server: {},
      build: { outDir: folder, emptyOutDir: true, minify: false, rollupOptions: { input } },
      preview: { port: 0, open: false },
    }
    await build(config)
    server = await preview(config)
    url = `${server.resolvedUrls?.local[0]}catalogue.html`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const heading = (page: Page) => page.getByRole('heading', { name: 'Components' })

  /** @returns what the console complained about */
  async function open(page: Page, search: string): Promise<string[]> {
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    // A frame and small pictures ask the program itself, which is not there.
    await page.route('**/api/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>.</title>' }))
    const small = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
    await page.route('**/media/small/*', (route) => route.fulfill({ contentType: 'image/svg+xml', body: small }))
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
    const composer = page.getByRole('region', { name: 'PostForm' }).first()
    await composer.locator('.channel-preview .sent').first().waitFor()
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(scheme)
    // The composer is drawn several times: as a whole, and in its parts.
    expect(await axeFindings(page, 'all', ['landmark-unique'])).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  it('shows where the keyboard is, on everything that it reaches', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await open(page, '?scheme=light')
    await heading(page).waitFor()
    const reached = new Set<string>()
    const unseen: string[] = []
    for (let turn = 0; turn < 600; turn++) {
      await page.keyboard.press('Tab')
      const one = await page.evaluate(focused)
      if (!one) break
      // Fields of a date have several places in one.
      if (!reached.has(one.id) && !one.seen) unseen.push(one.what)
      reached.add(one.id)
    }
    expect(reached.size).toBeGreaterThan(100)
    expect(unseen).toEqual([])
    await page.close()
  })

  it('takes a time as one types it, or from month and times by keyboard alone', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.clock.setFixedTime(new Date('2026-11-29T05:00:00Z'))
    await open(page, '?scheme=light&language=id')
    const field = page.getByLabel('Tanggal dan jam')
    await expect.poll(() => field.inputValue()).toBe('Senin 30 November, 09.00')
    await field.fill('5/12/2026 19.00')
    await page.keyboard.press('Tab')
    expect(await field.inputValue()).toBe('Sabtu 5 Desember, 19.00')

    await field.fill('kapan-kapan')
    await page.getByText('Waktu ini tidak terbaca.').waitFor()
    await page.keyboard.press('Tab')
    expect(await field.inputValue()).toBe('kapan-kapan')

    await field.fill('1 jan 9')
    await field.press('ArrowDown')
    await page.getByText('Januari 2027').first().waitFor()
    await page.keyboard.press('Tab')
    for (let turn = 0; turn < 3; turn++) await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('PageUp')
    await page.keyboard.press('Enter')
    expect(await field.inputValue()).toBe('Selasa 8 Desember, 09.00')
    await page.keyboard.press('Escape')
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)

    // It closes after what was pressed beside it: the press is not lost.
    await field.press('ArrowDown')
    const toasts = page.getByRole('button', { name: 'Toasts' })
    await toasts.click()
    await page.locator('.toast').waitFor()
    expect(await page.locator('.when .when-panel').count()).toBe(0)
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

/** What has the focus, in the browser, and whether an outline shows it: its own, or that of the box that it is the inside of. */
function focused(): { id: string; what: string; seen: boolean } | undefined {
  const one = document.activeElement
  if (!one || one === document.body) return undefined
  one.id ||= `reached-${Math.random()}`
  const outlined = (element: Element | null, above: number): boolean => {
    if (!element || above < 0) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return (
      (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || outlined(element.parentElement, above - 1)
    )
  }
  return { id: one.id, what: one.outerHTML.slice(0, 160), seen: outlined(one, 2) }
}
