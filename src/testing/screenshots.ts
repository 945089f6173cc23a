/**
 * `npm run screenshots [FOLDER [SCREEN …]]`: every screen of the panel, in both languages and schemes, wide and on a phone;
 * without a folder into docs/screenshots.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { askAs, openBrowser } from './browser.ts'
import { atRest } from './browser-fixture.ts'
import { realClock } from './clock.ts'
import { connectEvery, everyNetwork } from './every-network.ts'
import { type Ask, fill, openPanelFixture, setUpOwner } from './panel-fixture.ts'

const root = join(import.meta.dirname, '..', '..')
const [out = join(root, 'docs', 'screenshots'), ...only] = process.argv.slice(2)
const widths = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } }
const languages = ['id', 'en'] as const
const schemes = ['light', 'dark'] as const

interface Appearance {
  language: (typeof languages)[number]
  scheme: (typeof schemes)[number]
}

interface Screen {
  path: string
  /** What is done before one looks. @param say a text of the panel, by its key in web/words */
  act?(page: Page, say: (key: string) => string): Promise<void>
}

/** The panel's own words, since what is pressed is called by them. */
function wordsOf(language: Appearance['language']): (key: string) => string {
  const words = JSON.parse(readFileSync(join(root, 'web', 'words', `${language}.json`), 'utf8')) as unknown
  return (key) => String(key.split('.').reduce((at, name) => (at as Record<string, unknown>)[name], words))
}

async function shoot(page: Page, name: string, { language, scheme }: Appearance): Promise<void> {
  for (const [width, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport)
    await page.waitForTimeout(250)
    await atRest(page)
    await page.screenshot({ path: join(out, `${name}.${language}.${scheme}.${width}.png`) })
    const over = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number
    if (over > 0) process.stderr.write(`${name}.${language}.${scheme}.${width} scrolls sideways by ${over} px\n`)
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

/** A screen that cannot be taken is told of, and keeps none of the others. */
async function take(page: Page, url: string, screens: Record<string, Screen>, appearance: Appearance): Promise<void> {
  const say = wordsOf(appearance.language)
  for (const [name, { path, act }] of Object.entries(screens)) {
    if (only.length && !only.includes(name)) continue
    try {
      await open(page, url + path)
      await act?.(page, say)
      await shoot(page, name, appearance)
    } catch (error) {
      process.exitCode = 1
      process.stderr.write(`${name}.${appearance.language}.${appearance.scheme}: ${error}\n`)
    }
  }
}

const appearances: Appearance[] = languages.flatMap((language) => schemes.map((scheme) => ({ language, scheme })))

/** What one sees who is not signed in. */
async function takeOutside(browser: Browser, url: string, screens: Record<string, Screen>): Promise<void> {
  for (const { language, scheme } of appearances) {
    const page = await (await browser.newContext({ locale: language, colorScheme: scheme })).newPage()
    await take(page, url, screens, { language, scheme })
    await page.context().close()
  }
}

async function takeInside(page: Page, url: string, ask: Ask, screens: Record<string, Screen>): Promise<void> {
  for (const appearance of appearances) {
    await ask('PATCH', '/api/me', appearance)
    await take(page, url, screens, appearance)
  }
}

const emptyScreens: Record<string, Screen> = Object.fromEntries(
  Object.entries({
    today: '/panel/',
    writing: '/panel/writing',
    posts: '/panel/posts',
    calendar: '/panel/posts/calendar',
    drafts: '/panel/posts/drafts',
    repeats: '/panel/posts/repeats',
    conversations: '/panel/conversations',
    channels: '/panel/settings/channels',
    composer: '/panel/posts/new',
  }).map(([name, path]) => [`${name}-empty`, { path }]),
)

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const words = (page: Page) => page.locator('.post-page textarea').first()

/** Another post of its own: none begins with what another screen wrote. */
const composerAt = (hour: number) => `/panel/posts/new?at=2031-05-06T0${hour}:00:00Z`

async function chooseChannels(page: Page): Promise<void> {
  for (let at = 0; at < 4; at++) {
    const face = page.locator('.face-switch').nth(at)
    if ((await face.getAttribute('aria-pressed')) === 'false') await face.click()
  }
}

const composers: Record<string, Screen> = {
  composer: { path: '/panel/posts/new' },
  'composer-own': {
    path: composerAt(1),
    act: async (page) => {
      await chooseChannels(page)
      await words(page).fill('Kopi tubruk tidak harus pahit. Tiga langkah kecil dari dapur kami.')
      await page.getByRole('tab').nth(2).click()
      await words(page).fill('Kopi tubruk tidak harus pahit: tiga langkah, satu cangkir.')
      await page.waitForTimeout(1500)
    },
  },
  'composer-findings': {
    path: composerAt(2),
    act: async (page) => {
      await chooseChannels(page)
      await words(page).fill(
        `MURAH BANGET!!! Kopi kami #kopi #kopi #senja #enak #promo. ${'Sabar adalah bumbu. '.repeat(22)}`,
      )
      await page.waitForTimeout(2000)
    },
  },
}

const tables: Record<string, Screen> = {
  import: { path: '/panel/posts/import', act: chooseFile },
  'import-result': {
    path: '/panel/posts/import',
    act: async (page) => {
      await chooseFile(page)
      // Once written, the same file writes nothing again: every later look shows that.
      const write = page.getByRole('button', { name: / 1 (kiriman|post)/ })
      if (await write.count()) await write.click()
      await page.waitForTimeout(1500)
    },
  },
}

async function chooseFile(page: Page): Promise<void> {
  const rows = [
    'saluran,teks,waktu',
    'Alun-alun,Panen pagi ini dari kebun Pak Wagiman,2031-05-06 07:08',
    'siapa,Kabar untuk saluran yang tidak ada,2031-05-06 07:08',
  ]
  const buffer = Buffer.from(rows.join('\n'))
  await page.locator('input[type=file]').setInputFiles({ name: 'kiriman.csv', mimeType: 'text/csv', buffer })
  await page.locator('.import-rows').waitFor()
}

const weeks = 44
const week = 7 * 86_400_000

/** An old blog with an article nearly every week of the last year. */
function lastYear(): string {
  const items = Array.from({ length: weeks }, (_, ago) => {
    if (ago % 9 === 4) return ''
    const day = new Date(realClock.now().getTime() - (ago + 1) * week).toISOString()
    return `<item><title>Catatan kebun ${weeks - ago}</title><link>https://lama.example/catatan-${ago}/</link>
<content:encoded><![CDATA[<p>Biji dari lereng timur dipanggang lebih pelan pekan ini.</p>[rev_slider alias="kebun"]]]></content:encoded>
<wp:post_id>${ago + 1}</wp:post_id><wp:post_date_gmt>${day.slice(0, 10)} 03:00:00</wp:post_date_gmt>
<wp:post_name>catatan-${ago}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>`
  })
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Kebun lama</title><link>https://lama.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://lama.example</wp:base_blog_url>${items.join('')}</channel></rss>`
}

/** Brings last year's blog in, promises an article a week, and notes ideas. Answers the import's address in the panel. */
async function fillHome(page: Page, url: string, ask: Ask): Promise<{ trial: string; result: string }> {
  const start = page.getByRole('button', { name: wordsOf('id')('moving.start') })
  const bring = async (): Promise<string> => {
    await page.goto(`${url}/panel/writing/import`)
    const file = { name: 'kebun-lama.xml', mimeType: 'text/xml', buffer: Buffer.from(lastYear()) }
    await page.locator('input[type=file]').first().setInputFiles(file)
    await page.waitForURL(/\/writing\/import\/./)
    await start.waitFor({ timeout: 60_000 })
    return new URL(page.url()).pathname
  }
  await ask('PATCH', '/api/me', { language: 'id' })
  const result = await bring()
  await start.click()
  await page.getByRole('heading', { name: wordsOf('id')('moving.here') }).waitFor({ timeout: 60_000 })
  const promise = { every: 'week', times: 1, weekdays: [], at: '09:00', notes: false }
  const from = new Date(realClock.now().getTime() - weeks * week).toISOString().slice(0, 10)
  await ask('PUT', '/api/cadence/promise', { promise, from })
  for (const text of [
    'Kenapa kopi dingin tidak asam',
    'Wawancara: Pak Wagiman dan kebunnya',
    'Menyimpan biji di iklim lembap',
  ])
    await ask('POST', '/api/ideas', { text })
  return { trial: await bring(), result }
}

function homeScreens({ trial, result }: Awaited<ReturnType<typeof fillHome>>): Record<string, Screen> {
  return {
    ideas: { path: '/panel/writing/ideas' },
    schedule: { path: '/panel/writing/schedule' },
    design: { path: '/panel/settings/design' },
    authors: { path: '/panel/settings/authors' },
    moving: { path: '/panel/writing/import' },
    'moving-trial': { path: trial },
    'moving-result': { path: result },
    'blog-address': {
      path: '/panel/settings',
      act: async (page, say) => {
        await page.getByRole('textbox', { name: say('blogAddress.title') }).scrollIntoViewIfNeeded()
      },
    },
  }
}

function filledScreens(ids: Awaited<ReturnType<typeof fill>>, draftArticle: string): Record<string, Screen> {
  return {
    today: { path: '/panel/' },
    writing: { path: '/panel/writing' },
    editor: { path: `/panel/writing/${ids.articleId}` },
    publish: {
      path: `/panel/writing/${draftArticle}`,
      act: async (page, say) => {
        await button(page, say('writing.publish')).click()
        await page.getByRole('dialog').waitFor()
        await page.waitForTimeout(1500)
      },
    },
    share: { path: `/panel/writing/${ids.articleId}/teasers` },
    posts: { path: '/panel/posts' },
    ...composers,
    'calendar-month': { path: '/panel/posts/calendar?view=month' },
    'calendar-week': { path: '/panel/posts/calendar?view=week' },
    'calendar-list': { path: '/panel/posts/calendar?view=list' },
    drafts: { path: '/panel/posts/drafts' },
    repeats: { path: '/panel/posts/repeats' },
    ...tables,
    conversations: { path: '/panel/conversations' },
    conversation: { path: `/panel/conversations/${ids.conversationId}` },
    brand: { path: '/panel/brand' },
    channels: { path: '/panel/settings/channels' },
    connect: { path: '/panel/settings/channels/new' },
    'connect-one': { path: '/panel/settings/channels/new?network=x' },
    palette: { path: '/panel/', act: openPalette },
    search: { path: '/panel/search?q=kopi' },
    settings: { path: '/panel/settings' },
    'sign-in-safety': { path: '/panel/settings/team/sign-in' },
    team: { path: '/panel/settings/team' },
    activity: { path: '/panel/settings/team/activity' },
  }
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('kopi')
  await page.waitForTimeout(1000)
}

/** A post that comes every week, in two wordings. */
async function makeRepeat(ask: Ask, channelId: string): Promise<void> {
  const variants = ['Kami buka sampai pukul sembilan malam ini.', 'Sampai jumpa Rabu malam di Warung Kopi Senja.']
  await ask('POST', '/api/series', {
    rule: 'FREQ=WEEKLY;COUNT=8',
    timeZone: 'Asia/Jakarta',
    startsAt: new Date(realClock.now().getTime() + 26 * 3_600_000).toISOString(),
    variants: variants.map((text) => ({ texts: [{ channelId, text }] })),
  })
}

mkdirSync(out, { recursive: true })
const networks = await everyNetwork()
const panel = await openPanelFixture({}, networks)
const browser = await openBrowser()
try {
  await takeOutside(browser, panel.url, { setup: { path: '/panel/' } })
  const page = await (await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta' })).newPage()
  page.setDefaultTimeout(15_000)
  const ask = askAs(page, panel.url)
  await setUpOwner(ask)
  await takeOutside(browser, panel.url, { 'sign-in': { path: '/panel/' } })
  await takeInside(page, panel.url, ask, emptyScreens)
  const ids = await fill(panel, ask)
  const [first = ''] = await connectEvery(ask, networks)
  await makeRepeat(ask, first)
  const { articles } = (await ask('GET', '/api/articles')) as { articles: { id: string; state: string }[] }
  const draft = articles.find(({ state }) => state === 'draft')?.id ?? ids.articleId
  const home = await fillHome(page, panel.url, ask)
  await takeInside(page, panel.url, ask, { ...filledScreens(ids, draft), ...homeScreens(home) })
  process.stderr.write(`${out}\n`)
} finally {
  await browser.close()
  await panel.close()
}
