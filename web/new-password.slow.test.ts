import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from '../src/testing/axe.ts'
import { askAs, haveBrowser, openBrowser } from '../src/testing/browser.ts'
import { type MailServer, mailServer } from '../src/testing/mail-server.ts'
import { openPanelFixture, type PanelFixture, setUpOwner } from '../src/testing/panel-fixture.ts'

describe.skipIf(!haveBrowser())('a forgotten password, in a browser, with a real mail server', () => {
  let server: MailServer
  let panel: PanelFixture
  let browser: Browser
  let owner: Awaited<ReturnType<typeof setUpOwner>>

  beforeAll(async () => {
    server = await mailServer()
    panel = await openPanelFixture({ SMTP_URL: server.url, SMTP_FROM: 'Kopi Senja <panel@kopisenja.example>' })
    browser = await openBrowser()
    const page = await newPage()
    owner = await setUpOwner(askAs(page, panel.url))
  })
  afterAll(async () => {
    await browser?.close()
    await panel?.close()
    await server?.close()
  })

  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta' })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    return page
  }

  async function isClean(page: Page): Promise<void> {
    expect(await axeFindings(page)).toEqual([])
  }

  async function linkInMail(): Promise<string> {
    await expect.poll(() => server.letters.length, { timeout: 30_000 }).toBe(1)
    const [letter] = server.letters
    expect(letter).toMatchObject({ from: 'panel@kopisenja.example', to: [owner.email] })
    return /http\S+\/panel\/password#\w+/.exec(letter?.readable ?? '')?.[0] as string
  }

  it('is asked for at the sign-in page, mailed, and set anew', async () => {
    const page = await newPage()
    await page.goto(`${panel.url}/panel/`)
    const forgot = page.getByRole('button', { name: 'Lupa kata sandi?' })
    await forgot.waitFor()
    expect(await forgot.isDisabled()).toBe(true)
    await page.getByLabel('Surel').fill(owner.email)
    await forgot.click()
    await page.getByText('surelnya sedang dalam perjalanan').waitFor()
    await isClean(page)

    const link = await linkInMail()
    await page.goto(link)
    const password = page.getByLabel('Kata sandi', { exact: true })
    await password.waitFor()
    await isClean(page)
    await password.fill('pendek')
    await page.getByRole('button', { name: 'Simpan kata sandi' }).click()
    await page.getByText('6 dari 10 karakter').waitFor()
    await password.fill('kalimat lain yang panjang')
    await page.getByRole('button', { name: 'Simpan kata sandi' }).click()
    await page.getByText('Kata sandi sudah diganti').waitFor()
    await page.getByRole('button', { name: 'Ke halaman masuk' }).click()
    await page.getByLabel('Surel').fill(owner.email)
    await password.fill('kalimat lain yang panjang')
    await page.getByRole('button', { name: 'Masuk', exact: true }).click()
    await page.getByRole('link', { name: 'Hari ini' }).first().waitFor()

    // What one is mailed about is chosen in the profile.
    await page.goto(`${panel.url}/panel/settings`)
    const reminder = page.getByLabel('Saat tiba giliran saya mengirim manual')
    await reminder.waitFor()
    expect(await reminder.isChecked()).toBe(true)
    await isClean(page)
    await reminder.click()
    await expect.poll(() => reminder.isChecked()).toBe(false)
    await page.getByRole('region', { name: 'Pesan' }).getByText('Tersimpan').waitFor()
    await page.reload()
    await reminder.waitFor()
    expect(await reminder.isChecked()).toBe(false)

    // The link was good once.
    const again = await newPage()
    await again.goto(link)
    await again.getByLabel('Kata sandi', { exact: true }).fill('kalimat ketiga yang panjang')
    await again.getByRole('button', { name: 'Simpan kata sandi' }).click()
    await again.getByText('Tautan ini sudah dipakai').waitFor()
    await isClean(again)
  })
})
