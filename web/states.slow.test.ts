import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings } from '../src/testing/axe.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { atRest, type BrowserFixture, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { fill } from '../src/testing/panel-fixture.ts'

/** The panel's rooms, as they are reached by their addresses. */
const rooms = {
  Today: '/panel/',
  writing: '/panel/writing',
  'a blog that moves in': '/panel/writing/import',
  'an article': '/panel/writing/:article',
  'its posts': '/panel/writing/:article/teasers',
  'the calendar': '/panel/posts/calendar',
  posts: '/panel/posts',
  'a new post': '/panel/posts/new',
  drafts: '/panel/posts/drafts',
  repeats: '/panel/posts/repeats',
  'suggested posts': '/panel/posts/automatic',
  'a table of posts': '/panel/posts/import',
  inbox: '/panel/conversations',
  'a conversation': '/panel/conversations/:conversation',
  brand: '/panel/brand',
  channels: '/panel/settings/channels',
  'a new channel': '/panel/settings/channels/new',
  settings: '/panel/settings',
  team: '/panel/settings/team',
  activity: '/panel/settings/team/activity',
  security: '/panel/settings/security',
  permissions: '/panel/settings/team/permissions',
  files: '/panel/settings/files',
  search: '/panel/search?q=kopi',
}

/** What belongs to the frame: without it there is no panel to look at. */
const ofFrame = /\/api\/(?:me|events|workspaces|today\/counts)(?:[?/]|$)/

/** Names that fit nowhere: one word without end, and one that is read from the right. */
const endless = 'Kopitubrukpanasdaripegununganyangtinggisekali'.repeat(3)
const fromTheRight = 'قهوة المساء מקום של קפה'

const states: Record<string, (page: Page, context: BrowserContext) => Promise<unknown>> = {
  'an error': (_page, context) =>
    context.route(/\/api\//, (route) =>
      ofFrame.test(route.request().url()) ? route.continue() : route.fulfill({ status: 500, json: {} }),
    ),
  'still loading': (_page, context) =>
    // The answer never comes as long as the page is looked at.
    context.route(/\/api\//, (route) => (ofFrame.test(route.request().url()) ? route.continue() : undefined)),
  'letters twice as large': (page) =>
    page.addInitScript(`document.addEventListener('DOMContentLoaded', () => {
    const style = document.createElement('style'); style.textContent = 'html { font-size: 200% }'; document.head.append(style) })`),
  'the narrowest screen': (page) => page.setViewportSize({ width: 320, height: 700 }),
}

describe.runIf(haveBrowser())('every room', () => {
  let fixture: BrowserFixture
  const ids = { article: '', conversation: '' }
  const addresses = () =>
    Object.entries(rooms).map(([room, path]) => [
      room,
      fixture.panel.url + path.replace(':article', ids.article).replace(':conversation', ids.conversation),
    ])

  beforeAll(async () => {
    fixture = await openBrowserFixture()
  })
  afterAll(() => fixture?.close())

  /** Looks at all rooms in one state, in a page of its own. */
  async function lookAt(
    state: string,
    prepare: (page: Page, context: BrowserContext) => Promise<unknown>,
    empty = false,
  ) {
    const { browser, context: signedIn } = fixture
    const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', serviceWorkers: 'block' })
    await context.addCookies(await signedIn.cookies())
    const page = await context.newPage()
    await prepare(page, context)
    const found: string[] = []
    for (const [room, address] of addresses()) {
      if (empty && /article|conversation|its posts/.test(String(room))) continue
      await page.goto(String(address))
      await page.locator('#main, main').first().waitFor()
      // Questions that fail are asked again before their answer is shown.
      if (state === 'an error')
        await page
          .locator('[role=alert], .notice')
          .first()
          .waitFor()
          .catch(() => undefined)
      else if (state !== 'still loading') await page.locator('.shape').first().waitFor({ state: 'detached' })
      await atRest(page)
      const over = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'))
      if (over > 0) found.push(`${room}: ${over} wider than the screen`)
      for (const finding of await axeFindings(page)) found.push(`${room}: ${finding}`)
    }
    await context.close()
    expect(found).toEqual([])
  }

  test(
    'empty, is clean for axe and no wider than the screen',
    () => lookAt('empty', async () => undefined, true),
    180_000,
  )

  describe('filled', () => {
    beforeAll(async () => {
      const made = await fill(fixture.panel, fixture.ask)
      ids.article = made.articleId
      ids.conversation = made.conversationId
    }, 60_000)

    test.each(Object.keys(states))(
      '%s: is clean for axe and no wider than the screen',
      async (state) => {
        await lookAt(state, states[state] as (page: Page, context: BrowserContext) => Promise<unknown>)
      },
      180_000,
    )

    test('with names that fit nowhere, and such that are read from the right', async () => {
      const { ask } = fixture
      await ask('PUT', '/api/brand', {
        name: fromTheRight,
        handle: 'kopisenja',
        promise: endless,
        productSite: '',
        language: 'id',
        accent: '#0f5e5a',
        paper: '#faf7f1',
        logo: null,
      })
      await ask('POST', '/api/articles', {
        title: endless,
        markdown: endless,
        tags: [endless.slice(0, 40), fromTheRight],
      })
      await ask('POST', '/api/articles', { title: fromTheRight, markdown: fromTheRight })
      await ask('PATCH', '/api/me', { name: fromTheRight })
      await lookAt('long words', (page) => page.setViewportSize({ width: 390, height: 800 }))
    }, 180_000)
  })
})
