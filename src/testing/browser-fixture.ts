import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Network } from '../networks/network.ts'
import { type AxeRules, axeFindings } from './axe.ts'
import { askAs, openBrowser } from './browser.ts'
import { type Ask, openPanelFixture, type PanelFixture, setUpOwner } from './panel-fixture.ts'

/** A running panel with its owner signed in, in a real browser; in Indonesian and in Jakarta. */
export interface BrowserFixture {
  panel: PanelFixture
  browser: Browser
  context: BrowserContext
  page: Page
  ask: Ask
  /** What the console complained about since the last {@link quiet}. */
  complaints: string[]
  /** No complaints until now but those that match; then none are kept. */
  quiet(...expected: RegExp[]): void
  go(path: string): Promise<void>
  /** Another browser, with nobody signed in. */
  stranger(): Promise<Page>
  close(): Promise<void>
}

export const jakarta: BrowserContextOptions = { locale: 'id-ID', timezoneId: 'Asia/Jakarta' }

/** Opens it. @param env settings of the program @param more networks beside the usual ones @param host as in {@link openPanelFixture} */
export async function openBrowserFixture(
  env: Record<string, string> = {},
  options: BrowserContextOptions = {},
  more: readonly Network[] = [],
  host?: string,
): Promise<BrowserFixture> {
  const panel = await openPanelFixture(env, more, host)
  const browser = await openBrowser()
  const context = await browser.newContext({ ...jakarta, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  context.on('page', (opened) => listen(opened, complaints))
  listen(page, complaints)
  const ask = askAs(page, panel.url)
  await setUpOwner(ask)
  return {
    panel,
    browser,
    context,
    page,
    ask,
    complaints,
    quiet: (...expected) => {
      expect(complaints.filter((words) => !expected.some((pattern) => pattern.test(words)))).toEqual([])
      complaints.length = 0
    },
    go: (path) => visit(page, panel.url + path),
    stranger: async () => {
      const other = await (await browser.newContext(jakarta)).newPage()
      other.setDefaultTimeout(15_000)
      return other
    },
    close: async () => {
      await browser.close()
      await panel.close()
    },
  }
}

function listen(page: Page, complaints: string[]): void {
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
  })
}

/** Opens an address, and waits until what it shows is there. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('h1, .article-title').first().waitFor()
  await page.locator('.shape').first().waitFor({ state: 'detached' })
}

/**
 * Waits until transitions have ended, since half-faded colours fail axe. What has just been opened begins its transition
 * a frame later. The time that a toast stays runs down on it: that is not waited for, or the toast would be gone.
 */
export async function atRest(page: Page): Promise<void> {
  // As text, because the page's own names are not known here.
  await page.evaluate(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const moving = () => document.getAnimations().filter((one) =>
      one.animationName !== 'run-down' && one.effect?.getComputedTiming().endTime !== Infinity)
    do {
      await Promise.allSettled(moving().map((one) => one.finished))
      for (let count = 0; count < 3; count++) await frame()
    } while (moving().some((one) => one.playState !== 'finished'))
  })()`)
}

/** axe finds nothing on the page as it stands. */
export async function expectClean(page: Page, where: string, rules: AxeRules = 'all'): Promise<void> {
  await atRest(page)
  expect([where, ...(await axeFindings(page, rules))]).toEqual([where])
}

/** The page is not wider than its window. */
export async function expectNarrow(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0)
}
