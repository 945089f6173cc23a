/** Typing in the editor of a 10,000-word article, in a real browser: how long the page is ever blocked. */
import { askAs, openBrowser } from '../src/testing/browser.ts'
import { openPanelFixture, setUpOwner } from '../src/testing/panel-fixture.ts'
import { type Benchmark, round } from './benchmark.ts'

const typed = 'mengetik dengan tenang tanpa tersendat sama sekali '.repeat(3)
/** What the browser reports as a long task: https://www.w3.org/TR/longtasks-1/ */
const longTask = 50

export const bench: Benchmark = async () => {
  const panel = await openPanelFixture()
  const browser = await openBrowser()
  try {
    const page = await (await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta' })).newPage()
    const ask = askAs(page, panel.url)
    await setUpOwner(ask)
    const paragraph = Array.from({ length: 50 }, (_, word) => `kata${word}`).join(' ')
    const markdown = Array.from({ length: 200 }, (_, at) => `${paragraph} **tebal** ${at}.`).join('\n\n')
    const { id } = (await ask('POST', '/api/articles', { title: 'Panjang', markdown, language: 'id' })) as {
      id: string
    }
    await page.goto(`${panel.url}/panel/writing/${id}`)
    await page.getByRole('textbox', { name: 'Isi artikel' }).locator('p').first().click()
    await page.waitForTimeout(1500)
    await page.evaluate(
      'window.slow = []; new PerformanceObserver((l) => window.slow.push(...l.getEntries().map((e) => e.duration))).observe({ type: "longtask" })',
    )
    await page.keyboard.type(typed, { delay: 40 })
    await page.getByText('Tersimpan', { exact: true }).waitFor()
    const slow = (await page.evaluate('window.slow')) as number[]
    const longest = round(Math.max(0, ...slow), 0)
    return [
      { key: 'keys', what: 'keys typed', value: typed.length, unit: '' },
      {
        key: 'longTasks',
        what: `tasks of more than ${longTask} ms while typing and saving`,
        value: slow.filter((duration) => duration > longTask).length,
        unit: '',
      },
      {
        key: 'longestMilliseconds',
        what: `longest of them (0: none over ${longTask})`,
        value: longest,
        unit: 'ms',
        wanted: '≤ 50',
        fine: longest <= longTask,
      },
    ]
  } finally {
    await browser.close()
    await panel.close()
  }
}
