import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings } from './axe.ts'
import { haveBrowser, openBrowser } from './browser.ts'

/** A page in two schemes. @param dark the colour of its words in the dark one */
const paper = (body: string, dark = '#eee') => `<!doctype html><html lang="id"><title>Kopi</title><style>
  :root { color: #111; background: #fff }
  @media (prefers-color-scheme: dark) { :root { color: ${dark}; background: #111 } }
</style><main><h1>Kopi</h1>${body}</main></html>`

describe.runIf(haveBrowser())('axe', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage()
  })
  afterAll(() => browser?.close())

  async function findings(html: string, scheme: 'light' | 'dark', rules: 'all' | 'colours'): Promise<string[]> {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setContent(html)
    return axeFindings(page, rules)
  }

  test('finds nothing where nothing is wrong', async () => {
    const good = paper('<p>Kopi hangat.</p>')
    expect(await findings(good, 'light', 'all')).toEqual([])
    expect(await findings(good, 'dark', 'colours')).toEqual([])
  })

  test('finds what is wrong in any scheme, when it is asked everything', async () => {
    expect(await findings(paper('<input>'), 'light', 'all')).toEqual(['label: <input>'])
  })

  test('finds colours that are wrong in one scheme only, in that one, however it is asked', async () => {
    const pale = paper('<p>Kopi hangat.</p>', '#222')
    expect(await findings(pale, 'light', 'all')).toEqual([])
    const found = [expect.stringMatching(/^color-contrast: .*<p>Kopi hangat\.<\/p>/)]
    expect(await findings(pale, 'dark', 'all')).toEqual(found)
    expect(await findings(pale, 'dark', 'colours')).toEqual(found)
  })
})
