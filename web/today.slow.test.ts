/** Today as a newcomer sees it: in a real browser, on the real program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Article, BrandKit } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, openBrowserFixture, visit } from '../src/testing/browser-fixture.ts'
import { realClock } from '../src/testing/clock.ts'

describe.skipIf(!haveBrowser())('today', () => {
  let fixture: BrowserFixture
  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '0' })
  })
  afterAll(() => fixture?.close())

  const steps = () => fixture.page.getByRole('region', { name: 'Langkah pertama' })
  const step = (name: string | RegExp) => steps().getByRole('listitem').getByRole('link', { name })
  const dial = () => fixture.page.locator('a.dial', { hasText: 'Merek' })

  it('leads with each first step to where it is done, and Write to the first of them', async () => {
    await fixture.go('/panel')
    await step(/^Lengkapi merek: .*logo/).click()
    await fixture.page.waitForURL(/\/panel\/brand$/)
    await fixture.page.getByText(/^Satu merek: \d dari 3 sudah sesuai/).waitFor()
    await expectClean(fixture.page, 'brand, not whole')
    await fixture.go('/panel')
    await step('Hubungkan saluran').click()
    await fixture.page.waitForURL(/\/settings\/channels\/new$/)
    await fixture.go('/panel')
    await fixture.page.locator('.page-head, header').getByRole('button', { name: 'Tulis', exact: true }).first().click()
    await fixture.page.waitForURL(/\/panel\/writing\/[0-9a-f-]{36}$/)
  })

  it('counts kit and profiles once, for step, dial and page, on a phone too', async () => {
    const kit = (await fixture.ask('GET', '/api/brand')) as BrandKit
    await fixture.ask('PUT', '/api/brand', { ...kit, name: 'Kopi Senja', handle: 'kopisenja', promise: 'Kopi segar.' })
    await fixture.ask('POST', '/api/channels', { network: 'square', form: { handle: 'kopisenja', password: 'right' } })
    await fixture.go('/panel')
    await step('Lengkapi merek: logo').waitFor()
    const said = await dial().locator('.figure').innerText()
    expect(said.replace(/\s+/g, ' ')).toMatch(/^3 dari 4$/i)
    await dial().getByText('Belum lengkap: logo.').waitFor()
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await dial().getByText('Kurang: logo').waitFor()
    await expectClean(fixture.page, 'today on a phone')
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
    await dial().click()
    await fixture.page.getByText('Satu merek: 3 dari 4 sudah sesuai').waitFor()
  })

  it('lists under today what goes out today, and what comes later under its own heading', async () => {
    const { channels } = (await fixture.ask('GET', '/api/channels')) as { channels: { id: string }[] }
    const texts = [{ channelId: channels[0]?.id, text: 'Lusa buka lebih awal' }]
    const at = new Date(realClock.now().getTime() + 2 * 86_400_000).toISOString()
    await fixture.ask('POST', '/api/posts', { texts, at, timeZone: 'Asia/Jakarta' })
    await fixture.go('/panel')
    const leaving = fixture.page.getByRole('region', { name: 'Berangkat hari ini' })
    await leaving.getByText('Tidak ada yang dijadwalkan untuk hari ini.').waitFor()
    await leaving.getByRole('list', { name: 'Berikutnya' }).getByText('Lusa buka lebih awal').waitFor()
  })

  it('promises an answer time, off at first, and measures it', async () => {
    await fixture.go('/panel')
    await fixture.page.getByRole('link', { name: 'Janjikan waktu menjawab' }).click()
    const choice = fixture.page.getByLabel('Janji waktu menjawab').and(fixture.page.locator('select'))
    await choice.selectOption('office-hours')
    const amount = fixture.page.getByLabel('Berapa', { exact: true })
    await amount.fill('6')
    await amount.press('Enter')
    await fixture.page.getByText('Jam kerja: Senin sampai Jumat, 09.00–17.00 (Asia/Jakarta).').waitFor()
    await expectClean(fixture.page, 'a promise')
    await expect
      .poll(() => fixture.ask('GET', '/api/answer-promise'))
      .toEqual({
        promise: { amount: 6, unit: 'office-hours', timeZone: 'Asia/Jakarta' },
      })
    await fixture.go('/panel')
    await dial().waitFor()
    expect(await fixture.page.getByRole('link', { name: 'Janjikan waktu menjawab' }).count()).toBe(0)
    await fixture.ask('PUT', '/api/answer-promise', { promise: null })
  })

  it('stays in the language that was chosen where one signs in, and is kept in the profile', async () => {
    const other = await fixture.stranger()
    await visit(other, `${fixture.panel.url}/panel/`)
    await other.getByText('English', { exact: true }).click()
    await other.getByLabel('Email address', { exact: true }).fill('sari@kopisenja.example')
    await other.getByLabel('Password', { exact: true }).fill('kalimat panjang sekali')
    await other.getByRole('button', { name: 'Sign in', exact: true }).click()
    await other.getByRole('heading', { level: 1, name: /^Today/ }).waitFor()
    await other.reload()
    await other.getByRole('heading', { level: 1, name: /^Today/ }).waitFor()
    const { user } = (await fixture.ask('GET', '/api/me')) as { user: { language: string } }
    expect(user.language).toBe('en')
    await fixture.ask('PATCH', '/api/me', { language: 'id' })
    await other.context().close()
  })

  it('explains its terms beside its title, by the keyboard too', async () => {
    const { page } = fixture
    await fixture.go('/panel/')
    const mark = page.getByRole('button', { name: 'Arti istilah di halaman ini' })
    await mark.focus()
    await page.keyboard.press('Enter')
    const terms = page.getByRole('dialog', { name: 'Arti istilah di halaman ini' })
    await terms.getByText('jadwal blog').waitFor()
    await expect.poll(() => terms.evaluate((one) => one.contains(document.activeElement))).toBe(true)
    await expectClean(page, 'terms')
    await page.keyboard.press('Escape')
    await terms.waitFor({ state: 'detached' })
    await expect.poll(() => mark.evaluate((one) => one === document.activeElement)).toBe(true)
    await mark.click()
    await terms.waitFor()
    await mark.click()
    await terms.waitFor({ state: 'detached' })
    fixture.quiet()
  })

  it('ticks Share only when something is out', async () => {
    const { articles } = (await fixture.ask('GET', '/api/articles')) as { articles: Article[] }
    const body = { title: 'Takaran', markdown: 'Isi artikelnya.', language: 'id' }
    const { id } = (await fixture.ask('POST', '/api/articles', body)) as Article
    await fixture.ask('POST', `/api/articles/${id}/publish`, {})
    expect(articles.length).toBeGreaterThan(0)
    const { channels } = (await fixture.ask('GET', '/api/channels')) as { channels: { id: string }[] }
    const texts = [{ channelId: channels[0]?.id, text: 'Besok ada kabar' }]
    await fixture.ask('POST', '/api/posts', { texts, at: '2031-01-01T02:00:00Z', timeZone: 'Asia/Jakarta' })
    await fixture.go('/panel')
    await step('Bagikan ke media sosial').click()
    await fixture.page.waitForURL(new RegExp(`/panel/writing/${id}/teasers`))
    await fixture.ask('POST', '/api/posts', {
      texts: [{ ...texts[0], text: 'Kabar hari ini' }],
      when: 'now',
      timeZone: 'Asia/Jakarta',
    })
    await fixture.go('/panel')
    await step(/^Bagikan ke media sosial.*sudah/).waitFor()
  })
})
