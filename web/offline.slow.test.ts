/** The panel without a line, in a real browser on the real program: it opens, is read, takes words, and sends them later. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Article } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, jakarta, openBrowserFixture, visit } from '../src/testing/browser-fixture.ts'
import { fill } from '../src/testing/panel-fixture.ts'

const offline = /Server tidak terjangkau/

describe.skipIf(!haveBrowser())('without a line', () => {
  let fixture: BrowserFixture
  let page: Page
  let articleId: string
  let conversationId: string

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '1' })
    ;({ articleId, conversationId } = await fill(fixture.panel, fixture.ask))
    await fixture.go('/panel/')
    await fixture.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    // Everything that will be read without a line has been read once with it.
    for (const path of [
      '/panel/',
      '/panel/writing',
      `/panel/writing/${articleId}`,
      '/panel/posts',
      `/panel/conversations/${conversationId}`,
    ])
      await fixture.go(path)
    await fixture.page.waitForTimeout(500)
    page = fixture.page
  })
  afterAll(() => fixture?.close())
  afterEach(async () => {
    await fixture.context.setOffline(false)
    await fixture.panel.up()
  })

  const text = () => page.getByRole('textbox', { name: 'Isi artikel' })
  const article = (id = articleId) => fixture.ask('GET', `/api/articles/${id}`) as Promise<Article>
  const keptOn = (at: Page) =>
    at.evaluate(
      async () =>
        (await caches.has('percakapan-answers')) && (await (await caches.open('percakapan-answers')).keys()).length,
    )
  /** A new tab, as after the browser was closed: nothing of the page before is in memory. */
  async function coldTab(context: BrowserContext = fixture.context): Promise<Page> {
    const tab = await context.newPage()
    tab.setDefaultTimeout(15_000)
    return tab
  }

  it('opens cold, and shows every room as it was read last, with the time', async () => {
    await fixture.context.setOffline(true)
    const tab = await coldTab()
    for (const [path, words] of [
      ['/panel/', 'Menunggu jawaban'],
      ['/panel/writing', 'Cara menyeduh kopi tubruk'],
      ['/panel/posts', 'Kopi tubruk tidak harus pahit'],
      [`/panel/conversations/${conversationId}`, 'Kirim jawaban'],
    ] as const) {
      await visit(tab, fixture.panel.url + path)
      await tab.getByText(words).first().waitFor()
      await tab.getByText(offline).waitFor()
      await tab.getByText(/berasal dari hari ini \d\d\.\d\d WIB/).waitFor()
    }
    await expectClean(tab, 'without a line')
    await fixture.context.setOffline(false)
    await tab.getByText(offline).waitFor({ state: 'detached' })
    await tab.close()
  })

  it('opens cold too while the server is down and the device has a line', async () => {
    await fixture.panel.down()
    const tab = await coldTab()
    await visit(tab, `${fixture.panel.url}/panel/writing/${articleId}`)
    await tab.getByText(offline).waitFor()
    expect(await tab.getByRole('textbox', { name: 'Isi artikel' }).innerText()).toContain('Kopi tubruk sering pahit')
    await fixture.panel.up()
    await tab.getByText(offline).waitFor({ state: 'detached' })
    await tab.close()
  })

  it('loses no typed word to a reload while the server is down, and sends it when the server is back', async () => {
    await fixture.go(`/panel/writing/${articleId}`)
    await text().waitFor()
    await fixture.panel.down()
    await text().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' Ditulis tanpa server.')
    await page.getByText('Tanpa sambungan; tersimpan di perangkat ini').waitFor()
    await page.reload()
    await text().waitFor()
    expect(await text().innerText()).toContain('Ditulis tanpa server.')
    await fixture.panel.up()
    await expect.poll(async () => (await article()).markdown, { timeout: 20_000 }).toContain('Ditulis tanpa server.')
    await page.getByText('Tersimpan', { exact: true }).waitFor()
  })

  it('sends words whose page was closed, as soon as the panel is open anywhere with a line', async () => {
    const tab = await coldTab()
    await visit(tab, `${fixture.panel.url}/panel/writing/${articleId}`)
    const words = tab.getByRole('textbox', { name: 'Isi artikel' })
    await words.waitFor()
    await fixture.panel.down()
    await words.click()
    await tab.keyboard.press('Control+End')
    await tab.keyboard.type(' Ditinggal begitu saja.')
    await tab.getByText('Tanpa sambungan; tersimpan di perangkat ini').waitFor()
    await tab.close()
    await fixture.go('/panel/writing')
    await page.getByText('baru ada di perangkat ini').waitFor()
    await expectClean(page, 'words that are only here')
    await fixture.panel.up()
    await page.getByText('sudah tersimpan di server').first().waitFor({ timeout: 20_000 })
    await expect.poll(async () => (await article()).markdown).toContain('Ditinggal begitu saja.')
    await page.getByText('baru ada di perangkat ini').waitFor({ state: 'detached' })
  })

  /** Of its own for each try: what an earlier one has begun is there. */
  let times = 0

  it('begins an article, keeps it over a reload, and makes it once when the line is back', async () => {
    const title = `Ditulis di kereta ${++times}`
    await fixture.go('/panel/writing')
    await fixture.context.setOffline(true)
    await page.getByRole('button', { name: 'Tulis artikel' }).click()
    await page.getByLabel('Judul', { exact: true }).fill(title)
    await text().click()
    await page.keyboard.type('Tidak ada sinyal di terowongan.')
    await page.getByText('Tanpa sambungan; tersimpan di perangkat ini').waitFor()
    await page.waitForTimeout(800)
    await page.reload()
    await text().waitFor()
    expect(await text().innerText()).toBe('Tidak ada sinyal di terowongan.')
    await fixture.context.setOffline(false)
    await page.getByText('Tersimpan', { exact: true }).waitFor({ timeout: 20_000 })
    const { articles } = (await fixture.ask('GET', `/api/articles?q=${encodeURIComponent(title)}`)) as {
      articles: Article[]
    }
    expect(articles.map((made) => [made.title, made.slug])).toEqual([[title, `ditulis-di-kereta-${times}`]])
    await expect
      .poll(async () => (await article(articles[0]?.id)).markdown.trim())
      .toBe('Tidak ada sinyal di terowongan.')
    await page.reload()
    await text().waitFor()
    expect(await text().innerText()).toBe('Tidak ada sinyal di terowongan.')
  })

  it('sends nothing over somebody else’s words: a person decides', async () => {
    await fixture.go(`/panel/writing/${articleId}`)
    await text().waitFor()
    await fixture.panel.down()
    await text().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' Dari ponsel.')
    await page.getByText('Tanpa sambungan; tersimpan di perangkat ini').waitFor()
    await page.goto('about:blank')
    await fixture.panel.up()
    const { title, version } = await article()
    const theirs = { title, summary: '', tags: [], language: 'id', slug: '', markdown: 'Dari laptop.' }
    await fixture.ask('PUT', `/api/articles/${articleId}`, { ...theirs, base: version })
    await fixture.go('/panel/writing')
    await page.getByRole('link', { name: title, exact: true }).waitFor()
    await page.waitForTimeout(1000)
    expect((await article()).markdown).toBe('Dari laptop.')
    await page.getByRole('link', { name: title, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Artikel ini juga diubah di tempat lain' })
    await dialog.getByText('Dari ponsel.').waitFor()
    await dialog.getByRole('button', { name: 'Pakai milik saya' }).click()
    await expect.poll(async () => (await article()).markdown).toContain('Dari ponsel.')
  })

  it('leaves the blog alone', async () => {
    const tab = await coldTab()
    await tab.goto(fixture.panel.url)
    expect(await tab.evaluate('navigator.serviceWorker.controller')).toBe(null)
    const urls = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
      return all.flat().map(({ url }) => new URL(url).pathname)
    })
    expect(urls.length).toBeGreaterThan(20)
    for (const path of urls) expect(path).toMatch(/^\/(panel\/|api\/(?!auth|events)|media\/)/)
    await fixture.context.setOffline(true)
    await expect(tab.goto(`${fixture.panel.url}/`)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
    await tab.close()
  })

  it('forgets the answers when somebody signs out, and shows them to nobody who comes after', async () => {
    await fixture.go('/panel/writing')
    await expect.poll(() => keptOn(page)).toBeGreaterThan(2)
    await page.getByRole('button', { name: /^Menu / }).click()
    await page.getByRole('menuitem', { name: 'Keluar' }).click()
    await page.getByRole('heading', { name: 'Masuk' }).waitFor()
    await page.waitForTimeout(500)
    const kept = await page.evaluate(async () =>
      (await (await caches.open('percakapan-answers')).keys()).map(({ url }) => new URL(url).pathname),
    )
    expect(kept.filter((path) => path !== '/api/me')).toEqual([])
    await fixture.context.setOffline(true)
    const tab = await coldTab()
    await tab.goto(`${fixture.panel.url}/panel/writing`)
    await tab.getByRole('heading', { name: 'Masuk' }).waitFor()
    expect(await tab.getByText('kopi tubruk').count()).toBe(0)
    await tab.close()
  })

  it('forgets them too when the session ended by itself', async () => {
    const context = await fixture.browser.newContext(jakarta)
    const tab = await coldTab(context)
    await visit(tab, `${fixture.panel.url}/panel/`)
    await tab.getByLabel('Surel').fill('sari@kopisenja.example')
    await tab.getByLabel('Kata sandi', { exact: true }).fill('kalimat panjang sekali')
    await tab.keyboard.press('Enter')
    await tab.getByRole('heading', { name: 'Hari ini', level: 1 }).waitFor()
    await tab.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await visit(tab, `${fixture.panel.url}/panel/writing`)
    await expect.poll(() => keptOn(tab)).toBeGreaterThan(1)
    await context.clearCookies()
    await tab.reload()
    await tab.getByRole('heading', { name: 'Masuk' }).waitFor()
    await expect
      .poll(() =>
        tab.evaluate(async () =>
          (await (await caches.open('percakapan-answers')).keys()).map(({ url }) => new URL(url).pathname),
        ),
      )
      .toEqual(['/api/me'])
    await context.close()
  })
})
