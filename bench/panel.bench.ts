/** The desk with 17 channels in a real browser: what it loads, how soon one writes, what moves, how typing feels on a phone. */
import { loadavg } from 'node:os'
import { gzipSync } from 'node:zlib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { askAs, openBrowser } from '../src/testing/browser.ts'
import { connectEvery, everyNetwork } from '../src/testing/every-network.ts'
import { fill, openPanelFixture, setUpOwner } from '../src/testing/panel-fixture.ts'
import { type Benchmark, type Figure, median, round } from './benchmark.ts'

/** A phone of the middle class beside this machine, as Lighthouse reckons it. */
const phone = 4
const keys = 'Kopi tubruk tidak harus pahit, tuang perlahan lalu diamkan ya'.slice(0, 60)
const openings = 5

const rooms = {
  Today: '/panel/',
  Calendar: '/panel/posts/calendar',
  Composer: '/panel/posts/new',
  Inbox: '/panel/conversations',
  Channels: '/panel/settings/channels',
} as const

/**
 * Runs in every page: keeps its shifts (https://web.dev/articles/cls) and long tasks, and tells how long it took from the
 * last click until the composer's field showed a key. `event.timeStamp` is when the finger pressed, whatever was busy then.
 */
const watch = `
  window.shifts = []; window.slow = []
  const keep = (type, into, of) =>
    new PerformanceObserver((list) => into.push(...list.getEntries().map(of))).observe({ type, buffered: true })
  keep('layout-shift', window.shifts, (one) => one.hadRecentInput ? 0 : one.value)
  keep('longtask', window.slow, (one) => one.duration)
  addEventListener('click', (event) => { window.clicked = event.timeStamp }, true)
  window.readyToWrite = () => new Promise((done) => {
    const look = () => {
      const field = document.querySelector('.post-page textarea')
      if (!field) return requestAnimationFrame(look)
      field.focus()
      document.execCommand('insertText', false, 'a')
      requestAnimationFrame(() => field.value === 'a' ? done(performance.now() - window.clicked) : look())
    }
    addEventListener('click', () => requestAnimationFrame(look), { capture: true, once: true })
  })`

export const bench: Benchmark = async () => {
  const [busy = 0] = loadavg()
  const networks = await everyNetwork()
  const panel = await openPanelFixture({}, networks)
  const browser = await openBrowser()
  try {
    const page = await newPage(browser)
    const ask = askAs(page, panel.url)
    await setUpOwner(ask)
    await fill(panel, ask)
    await connectEvery(ask, networks)
    const { channels } = (await ask('GET', '/api/channels')) as { channels: unknown[] }
    const cpu = await page.context().newCDPSession(page)
    return [
      {
        key: 'load',
        what: 'load of the machine as it began (figures in ms grow with it)',
        value: round(busy, 1),
        unit: '',
      },
      { key: 'channels', what: 'channels connected', value: channels.length, unit: '' },
      ...(await weights(browser, page, panel.url)),
      ...(await shifts(page, panel.url)),
      ...(await composing(page, cpu, panel.url)),
    ]
  } finally {
    await browser.close()
    await panel.close()
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', serviceWorkers: 'block' })
  await context.addInitScript(watch)
  return context.newPage()
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('h1').first().waitFor()
  await page.locator('.shape').first().waitFor({ state: 'detached' })
  // What comes late shifts late.
  await page.waitForTimeout(1500)
}

/** What a first visit asks for, read off the wire: before anything is drawn, and with all of Today's own pieces. */
async function weights(browser: Browser, signedIn: Page, url: string): Promise<Figure[]> {
  const page = await newPage(browser)
  await page.context().addCookies(await signedIn.context().cookies())
  const sizes = { script: 0, stylesheet: 0, first: 0 }
  const read: Promise<void>[] = []
  const html = await (await page.request.get(`${url}/panel/`)).text()
  page.on('response', (response) => {
    const type = response.request().resourceType()
    if (type !== 'script' && type !== 'stylesheet') return
    const { pathname } = new URL(response.url())
    // The entry asks for the words of one language before it draws.
    const first = type === 'script' && (html.includes(pathname) || /\/(id|en)-[^/]+\.js$/.test(pathname))
    read.push(
      response.body().then((body) => {
        const size = gzipSync(body).length / 1024
        sizes[type] += size
        if (first) sizes.first += size
      }),
    )
  })
  await page.goto(`${url}/panel/`)
  await page.locator('.today-columns').waitFor()
  await Promise.all(read)
  await page.context().close()
  const first = round(sizes.first, 1)
  return [
    {
      key: 'firstKilobytes',
      what: 'first load: JavaScript and the words of one language (gzip)',
      value: first,
      unit: 'KB',
      wanted: '≤ 200',
      fine: first <= 200,
    },
    {
      key: 'todayKilobytes',
      what: 'all JavaScript of a first visit to Today',
      value: round(sizes.script, 1),
      unit: 'KB',
    },
    { key: 'styleKilobytes', what: 'and its styles', value: round(sizes.stylesheet, 1), unit: 'KB' },
  ]
}

/** How much each room moves while it comes in, on a desk and on a phone: the worse of the two. */
async function shifts(page: Page, url: string): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, path] of Object.entries(rooms)) {
    const found: number[] = []
    for (const size of [
      { width: 1280, height: 860 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size)
      await open(page, url + path)
      found.push(((await page.evaluate('window.shifts')) as number[]).reduce((sum, one) => sum + one, 0))
    }
    const value = round(Math.max(...found), 3)
    figures.push({
      key: `shift${name}`,
      what: `layout shift: ${name}`,
      value,
      unit: '',
      wanted: '0',
      fine: value === 0,
    })
  }
  return figures
}

/** On a phone's screen, slowed as one: until one writes, and what the page is busy with while one does. */
async function composing(page: Page, cpu: CDPSession, url: string): Promise<Figure[]> {
  await page.setViewportSize({ width: 390, height: 844 })
  const slow = (rate: number) => cpu.send('Emulation.setCPUThrottlingRate', { rate })
  await open(page, `${url}/panel/`)
  await openComposer(page)
  await slow(phone)
  const times: number[] = []
  for (let count = 0; count < openings; count++) times.push(await openComposer(page))
  await slow(1)
  const ready = round(median(times), 0)
  const figures: Figure[] = [
    {
      key: 'composerMilliseconds',
      what: `composer takes a key after the press on “new post” (warm, ${phone}× slowed)`,
      value: ready,
      unit: 'ms',
      wanted: '≤ 150',
      fine: ready <= 150,
    },
  ]
  await page.goto(`${url}/panel/posts/new`)
  await page.locator('.face-switch').first().waitFor()
  for (let off = page.locator('.face-off'); (await off.count()) > 0; ) await off.first().click()
  const chosen = await page.locator('.face-on').count()
  for (const rate of [1, phone]) {
    await slow(rate)
    const { longest, own } = await typing(page, cpu)
    figures.push({
      key: rate === 1 ? 'typingMilliseconds' : 'typingSlowedMilliseconds',
      what: `longest task while typing ${keys.length} keys to ${chosen} channels${rate === 1 ? '' : ` (${rate}× slowed)`} (0: none over 50)`,
      value: longest,
      unit: 'ms',
      wanted: '≤ 50',
      fine: longest <= 50,
    })
    if (rate === 1) {
      const what = 'of its own processor’s time per key, previews and saving included'
      figures.push({ key: 'typingOwnMilliseconds', what, value: own, unit: 'ms' })
    }
  }
  await slow(1)
  return figures
}

/** From the press until the first key stands in the field, in milliseconds; leaves again, with nothing kept. */
async function openComposer(page: Page): Promise<number> {
  const ready = page.evaluate('window.readyToWrite()') as Promise<number>
  await page.locator('main a[href$="/posts/new"]').first().click()
  const taken = await ready
  await page.locator('.post-page textarea').first().press('Backspace')
  await page.locator('.post-head button').first().click()
  await page.locator('main a[href$="/posts/new"]').first().waitFor()
  await page.waitForTimeout(1000)
  return taken
}

/** The processor's time that the page's main thread has used, in milliseconds: no other program counts. */
async function ownTime(cpu: CDPSession): Promise<number> {
  const { metrics } = await cpu.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

/** While 60 keys are typed: the longest task in milliseconds, 0 where none was over 50; and its own time per key. */
async function typing(page: Page, cpu: CDPSession): Promise<{ longest: number; own: number }> {
  const field = page.locator('.post-page textarea').first()
  await field.fill('')
  await field.focus()
  await page.waitForTimeout(2000)
  await page.evaluate('window.slow.length = 0')
  await cpu.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await ownTime(cpu)
  await page.keyboard.type(keys, { delay: 60 })
  // The previews of the last key come after it.
  await page.waitForTimeout(2500)
  const own = round(((await ownTime(cpu)) - before) / keys.length, 1)
  await cpu.send('Performance.disable')
  return { longest: round(Math.max(0, ...((await page.evaluate('window.slow')) as number[])), 0), own }
}
