import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { atRest, type BrowserFixture, jakarta, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { connectEvery, everyNetwork } from '../src/testing/every-network.ts'
import { fill } from '../src/testing/panel-fixture.ts'

/** How long each answer and each typeface takes on this line, in milliseconds: the shapes of loading are seen, and the late comes late. */
const late = 300

/** Runs in every page: what moved though nobody touched anything, and where to (https://web.dev/articles/cls). */
const watch = `
  window.moved = []
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ')
  const name = (node) => node?.nodeType === 3 ? '“' + node.data.slice(0, 30) + '”' : (node?.localName ?? 'gone') + '.' + (node?.className ?? '')
  new PerformanceObserver((list) => {
    for (const { sources, hadRecentInput } of list.getEntries())
      if (!hadRecentInput)
        window.moved.push(...sources.map((one) => name(one.node) + ': ' + place(one.previousRect) + ' → ' + place(one.currentRect)))
  }).observe({ type: 'layout-shift', buffered: true })`

const sizes = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } }

const rooms = {
  Today: '/panel/',
  'the month': '/panel/posts/calendar?view=month',
  'the week': '/panel/posts/calendar?view=week',
  'the agenda': '/panel/posts/calendar?view=list',
  'an agenda with holidays': '/panel/posts/calendar?view=list&date=2031-12-20',
  posts: '/panel/posts',
  drafts: '/panel/posts/drafts',
  repeats: '/panel/posts/repeats',
  'a new post': '/panel/posts/new',
  writing: '/panel/writing',
  'a blog that moves in': '/panel/writing/import',
  'an article': '/panel/writing/:article',
  'its posts': '/panel/writing/:article/teasers',
  inbox: '/panel/conversations',
  'a conversation': '/panel/conversations/:conversation',
  brand: '/panel/brand',
  channels: '/panel/settings/channels',
  settings: '/panel/settings',
  search: '/panel/search?q=kopi',
}

/** What the checks find in words that one opens with is told as soon as it is known: below them on a phone, and on the button. */
const byFindings = /^(div\.(editor-tools|send-button)|section\.network-options|(button|span)\.m)/

describe.runIf(haveBrowser())('on a slow line, nothing that is seen moves while a room comes in', () => {
  let fixture: BrowserFixture
  const ids = { article: '', conversation: '' }

  beforeAll(async () => {
    const networks = await everyNetwork()
    fixture = await openBrowserFixture({}, {}, networks)
    const { panel, ask } = fixture
    const made = await fill(panel, ask)
    ids.article = made.articleId
    ids.conversation = made.conversationId
    const [channelId = ''] = await connectEvery(ask, networks)
    await ask('POST', '/api/series', {
      rule: 'FREQ=WEEKLY;COUNT=8',
      timeZone: 'Asia/Jakarta',
      startsAt: '2031-05-06T02:00:00Z',
      variants: [{ texts: [{ channelId, text: 'Kami buka sampai pukul sembilan malam ini.' }] }],
    })
  })
  afterAll(() => fixture?.close())

  async function slowLine(viewport: { width: number; height: number }): Promise<BrowserContext> {
    const { browser, context } = fixture
    const slow = await browser.newContext({ ...jakarta, viewport, serviceWorkers: 'block' })
    await slow.addCookies(await context.cookies())
    await slow.addInitScript(watch)
    await slow.route(/\/api\/(?!events)|\.woff2$/, async (route) => {
      await new Promise((done) => setTimeout(done, late))
      await route.continue().catch(() => undefined)
    })
    return slow
  }

  /** What moved in a room by itself. */
  async function movedIn(path: string, viewport: { width: number; height: number }): Promise<string[]> {
    const context = await slowLine(viewport)
    const page = await context.newPage()
    const address = path.replace(':article', ids.article).replace(':conversation', ids.conversation)
    await page.goto(fixture.panel.url + address)
    await page.locator('h1, .article-title').first().waitFor()
    await page.locator('.shape').first().waitFor({ state: 'detached' })
    await page.waitForTimeout(3 * late)
    await atRest(page)
    const moved = (await page.evaluate('window.moved')) as string[]
    await context.close()
    return path.endsWith('teasers') ? moved.filter((one) => !byFindings.test(one)) : moved
  }

  // On both sizes at once: most of it is waiting for a slow line.
  test.each(Object.entries(rooms))('%s', async (_room, path) => {
    const [wide, phone] = await Promise.all([movedIn(path, sizes.wide), movedIn(path, sizes.phone)])
    const moved = [...wide.map((one) => `wide: ${one}`), ...phone.map((one) => `phone: ${one}`)].join('\n')
    expect(moved).toBe('')
  })
})
