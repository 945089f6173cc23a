import type { BrowserContext, Page, Route } from 'playwright-core'
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

/** Two dozen rooms, one after the other, on whatever else the machine does. */
const minutes = 600_000

/** Names that fit nowhere: one word without end, and one that is read from the right. */
const endless = 'Kopitubrukpanasdaripegununganyangtinggisekali'.repeat(3)
const fromTheRight = 'قهوة المساء מקום של קפה'

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

  /** One look at what a page shows. */
  interface Look {
    state: string
    /** Brings the page into the state, and waits until it is there. */
    come(page: Page): Promise<unknown>
  }

  /** What the page shows now is clean for axe and no wider than the screen; else a line each. */
  async function findings(page: Page, where: string): Promise<string[]> {
    await atRest(page)
    const over = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'))
    const wide = over > 0 ? [`${where}: ${over} wider than the screen`] : []
    return [...wide, ...(await axeFindings(page)).map((finding) => `${where}: ${finding}`)]
  }

  /** Visits all rooms, each in all of these states, one after the other, in one page; in a browser context of its own. */
  async function lookAt(
    states: readonly Look[],
    {
      width = 1280,
      prepare,
      empty = false,
    }: { width?: number; prepare?: (on: BrowserContext) => unknown; empty?: boolean } = {},
  ) {
    const { browser, context: signedIn } = fixture
    const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', serviceWorkers: 'block' })
    await context.addCookies(await signedIn.cookies())
    const page = await context.newPage()
    await prepare?.(context)
    const found: string[] = []
    for (const [room, address] of addresses()) {
      if (empty && /article|conversation|its posts/.test(String(room))) continue
      await page.setViewportSize({ width, height: 800 })
      await page.goto(String(address))
      await page.locator('#main, main').first().waitFor()
      for (const { state, come } of states) {
        await come(page)
        found.push(...(await findings(page, `${room}, ${state}`)))
      }
    }
    await context.close()
    expect(found).toEqual([])
  }

  const loaded = (page: Page) => page.locator('.shape').first().waitFor({ state: 'detached' })

  test(
    'empty, is clean for axe and no wider than the screen',
    () => lookAt([{ state: 'empty', come: loaded }], { empty: true }),
    minutes,
  )

  describe('filled', () => {
    beforeAll(async () => {
      const made = await fill(fixture.panel, fixture.ask)
      ids.article = made.articleId
      ids.conversation = made.conversationId
    }, 60_000)

    test(
      'still loading, and with an error: is clean for axe and no wider than the screen',
      async () => {
        // An answer does not come as long as the page is looked at; then it is an error, as are all after it.
        const waiting: Route[] = []
        let broken = false
        const fail = (route: Route) => route.fulfill({ status: 500, json: {} })
        const loading: Look = {
          state: 'still loading',
          come: (page) => page.locator('h1, .article-title').first().waitFor(),
        }
        const error: Look = {
          state: 'an error',
          come: async (page) => {
            const asks = waiting.length > 0
            broken = true
            await Promise.all(waiting.splice(0).map(fail))
            // Questions that fail are asked again before their answer is shown; a room that asks none has nothing to tell.
            if (asks) await page.locator('[role=alert], .notice').first().waitFor()
            broken = false
          },
        }
        await lookAt([loading, error], {
          prepare: (context) =>
            context.route(/\/api\//, (route) => {
              if (ofFrame.test(route.request().url())) return route.continue()
              return broken ? fail(route) : void waiting.push(route)
            }),
        })
      },
      minutes,
    )

    test(
      'on the narrowest screen, and with letters twice as large: is clean for axe and no wider than the screen',
      () => {
        const narrow: Look = { state: 'the narrowest screen', come: loaded }
        const large: Look = {
          state: 'letters twice as large',
          come: async (page) => {
            await page.setViewportSize({ width: 1280, height: 800 })
            await page.addStyleTag({ content: 'html { font-size: 200% }' })
            expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('32px')
          },
        }
        return lookAt([narrow, large], { width: 320 })
      },
      minutes,
    )

    test(
      'with names that fit nowhere, and such that are read from the right',
      async () => {
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
        await lookAt([{ state: 'long words', come: loaded }], { width: 390 })
      },
      minutes,
    )
  })
})
