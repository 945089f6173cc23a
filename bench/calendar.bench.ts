/** A calendar of 5,000 posts in a real browser: how long the page is ever blocked while it opens and turns. */
import { askAs, openBrowser } from '../src/testing/browser.ts'
import { busyCalendar } from '../src/testing/busy-calendar.ts'
import { openPanelFixture, setUpOwner } from '../src/testing/panel-fixture.ts'
import { type Benchmark, type Figure, round } from './benchmark.ts'

/** What is wanted of the longest task: a turn of a page feels instant below it. */
const wanted = 200

export const bench: Benchmark = async () => {
  const panel = await openPanelFixture()
  const browser = await openBrowser()
  try {
    const page = await (await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta' })).newPage()
    await setUpOwner(askAs(page, panel.url))
    await page.route('**/api/calendar?*', async (route) => {
      const asked = new URL(route.request().url()).searchParams
      await route.fulfill({ json: busyCalendar(asked.get('from') ?? '', asked.get('to') ?? '', 'c') })
    })
    await page.addInitScript(
      'window.slow = []; new PerformanceObserver((l) => window.slow.push(...l.getEntries().map((e) => e.duration))).observe({ type: "longtask", buffered: true })',
    )
    const longest = async () => round(Math.max(0, ...((await page.evaluate('window.slow.splice(0)')) as number[])), 0)
    const figures: Figure[] = []
    const add = (key: string, what: string, value: number) =>
      figures.push({ key, what, value, unit: 'ms', wanted: `≤ ${wanted}`, fine: value <= wanted })
    for (const view of ['month', 'week', 'list']) {
      await page.goto(`${panel.url}/panel/posts/calendar?view=${view}`)
      await page.locator('.calendar .entry, .calendar .dots').first().waitFor()
      await page.waitForTimeout(1000)
      add(`${view}Opening`, `longest task, opening the ${view}`, await longest())
      for (let turn = 0; turn < 3; turn++) {
        await page.getByRole('button', { name: 'Berikutnya' }).click()
        await page.waitForTimeout(800)
      }
      add(`${view}Turning`, `longest task, turning the ${view}`, await longest())
    }
    return figures
  } finally {
    await browser.close()
    await panel.close()
  }
}
