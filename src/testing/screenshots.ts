/** `npm run screenshots`: the ten main screens, in both languages and schemes, wide and on a phone, into docs/screenshots. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { askAs, openBrowser } from './browser.ts'
import { type Ask, fill, openPanelFixture, setUpOwner } from './panel-fixture.ts'

const out = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'docs', 'screenshots')
const widths = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } }
const languages = ['id', 'en'] as const
const schemes = ['light', 'dark'] as const

interface Appearance {
  language: (typeof languages)[number]
  scheme: (typeof schemes)[number]
}

async function shoot(page: Page, name: string, { language, scheme }: Appearance): Promise<void> {
  for (const [width, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport)
    await page.waitForTimeout(250)
    await page.screenshot({ path: join(out, `${name}.${language}.${scheme}.${width}.png`) })
  }
}

async function open(page: Page, address: string): Promise<void> {
  await page.setViewportSize(widths.wide)
  await page.goto(address)
  await page.locator('h1, .article-title').first().waitFor()
  // The event stream never lets the network grow idle: wait for the shapes of loading to go instead.
  await page.locator('.shape').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(500)
}

async function shootSetup(browser: Browser, url: string): Promise<void> {
  for (const language of languages) {
    for (const scheme of schemes) {
      const context = await browser.newContext({ locale: language, colorScheme: scheme })
      const page = await context.newPage()
      await open(page, `${url}/panel/`)
      await shoot(page, 'setup', { language, scheme })
      await context.close()
    }
  }
}

async function shootRooms(page: Page, url: string, ask: Ask, ids: Awaited<ReturnType<typeof fill>>): Promise<void> {
  const screens: Record<string, string> = {
    today: '/panel/',
    writing: '/panel/writing',
    editor: `/panel/writing/${ids.articleId}`,
    teasers: `/panel/writing/${ids.articleId}/teasers`,
    posts: '/panel/posts',
    conversations: `/panel/conversations/${ids.conversationId}`,
    brand: '/panel/brand',
    channels: '/panel/settings/channels',
    settings: '/panel/settings',
  }
  for (const language of languages) {
    for (const scheme of schemes) {
      await ask('PATCH', '/api/me', { language, scheme })
      for (const [name, path] of Object.entries(screens)) {
        await open(page, url + path)
        await shoot(page, name, { language, scheme })
      }
    }
  }
}

mkdirSync(out, { recursive: true })
const panel = await openPanelFixture()
const browser = await openBrowser()
try {
  await shootSetup(browser, panel.url)
  const page = await (await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta' })).newPage()
  const ask = askAs(page, panel.url)
  await setUpOwner(ask)
  await shootRooms(page, panel.url, ask, await fill(panel, ask))
  process.stderr.write(`${out}\n`)
} finally {
  await browser.close()
  await panel.close()
}
