/** Settings → Team → Sign-in, and the sign-in with a code: in a real browser on the real program. */

import jsQR from 'jsqr'
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../src/testing/app-codes.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import {
  type BrowserFixture,
  expectClean,
  expectNarrow,
  openBrowserFixture,
  visit,
} from '../src/testing/browser-fixture.ts'
import { type MailServer, mailServer } from '../src/testing/mail-server.ts'

const password = 'kalimat panjang sekali'

/** What an app reads off the screen. */
async function scanned(within: Locator): Promise<string | undefined> {
  const picture = await within.getByRole('img', { name: 'Kode QR untuk aplikasi autentikator' }).screenshot()
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data
}

describe.skipIf(!haveBrowser())('security', () => {
  let fixture: BrowserFixture
  let server: MailServer
  beforeAll(async () => {
    server = await mailServer()
    fixture = await openBrowserFixture({ SMTP_URL: server.url }, { permissions: ['clipboard-read', 'clipboard-write'] })
  })
  afterAll(async () => {
    await fixture?.close()
    await server?.close()
  })

  it('is readable, narrow enough for a phone, and clean for axe, in light and in dark', async () => {
    for (const width of [390, 1280]) {
      await fixture.page.setViewportSize({ width, height: 900 })
      await fixture.go('/panel/settings/team/sign-in')
      await fixture.page.getByRole('heading', { name: 'Tempat Anda sedang masuk' }).waitFor()
      await expectNarrow(fixture.page, `security at ${width}`)
      await expectClean(fixture.page, `security at ${width}`)
    }
    await fixture.page.emulateMedia({ colorScheme: 'dark' })
    await expectClean(fixture.page, 'security in the dark', 'colours')
    await fixture.page.emulateMedia({ colorScheme: 'light' })
  })

  it('a wrong present password is said at its field; a stranger’s device is signed out', async () => {
    const other = await fixture.stranger()
    await visit(other, `${fixture.panel.url}/panel/`)
    await signIn(other)
    await other.getByRole('heading', { level: 1, name: 'Hari ini' }).waitFor()
    await fixture.go('/panel/settings/team/sign-in')
    const form = fixture.page.getByRole('form', { name: 'Kata sandi' })
    await form.getByLabel('Kata sandi sekarang', { exact: true }).fill('salah')
    await form.getByLabel('Kata sandi baru', { exact: true }).fill('kata-sandi-yang-lain')
    await fixture.page.keyboard.press('Enter')
    await fixture.page.getByText('Kata sandi yang sekarang tidak cocok').waitFor()
    await fixture.page.getByRole('button', { name: 'Keluarkan semua perangkat lain' }).click()
    await fixture.page.getByText('Sebuah perangkat dikeluarkan').first().waitFor()
    await other.reload()
    await other.getByRole('heading', { name: 'Masuk' }).waitFor()
    await other.context().close()
  })

  it('codes of an app are set up, and then asked for', async () => {
    await fixture.go('/panel/settings/team/sign-in')
    const codes = fixture.page.getByRole('region', { name: 'Kode dari aplikasi' })
    await codes.getByLabel('Kata sandi sekarang', { exact: true }).fill(password)
    await codes.getByRole('button', { name: 'Siapkan aplikasi' }).click()
    const secret = (await codes.locator('code').textContent()) ?? ''
    expect(await scanned(codes)).toContain(`secret=${secret}`)
    await fixture.page.emulateMedia({ colorScheme: 'dark' })
    expect(await scanned(codes)).toMatch(/^otpauth:\/\/totp\//)
    await fixture.page.emulateMedia({ colorScheme: 'light' })
    await codes.getByRole('button', { name: 'Salin kunci' }).click()
    expect(await fixture.page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
    const recovery = ((await codes.locator('pre').textContent()) ?? '').split('\n')
    expect(recovery.length).toBeGreaterThan(5)
    await expectClean(fixture.page, 'setting up an app')
    await codes.getByLabel('Kode', { exact: true }).fill(codeOf(secret))
    await fixture.page.keyboard.press('Enter')
    await codes.getByText('Saat masuk diminta kode dari aplikasi').waitFor()

    const other = await fixture.stranger()
    await visit(other, `${fixture.panel.url}/panel/`)
    await signIn(other)
    await other.getByRole('heading', { name: 'Satu kode lagi' }).waitFor()
    await expectClean(other, 'the code step')
    await other.getByLabel('Kode', { exact: true }).fill('000000')
    await other.keyboard.press('Enter')
    await other.getByText('Kode itu tidak cocok').waitFor()
    await other.getByRole('button', { name: 'Saya tidak memegang aplikasinya' }).click()
    await other.getByLabel('Kode pemulihan').fill(recovery[0] ?? '')
    await other.keyboard.press('Enter')
    await other.getByRole('heading', { level: 1, name: 'Hari ini' }).waitFor()
    await other.context().close()
  })

  it('another email address is asked for, waits, and is confirmed from its letter on another device', async () => {
    await fixture.go('/panel/settings/team/sign-in')
    const section = fixture.page.getByRole('region', { name: 'Surel' })
    await section.getByRole('button', { name: 'Ganti surel' }).click()
    await section.getByLabel('Surel baru').fill('sari.baru@kopisenja.example')
    await section.getByLabel('Kata sandi sekarang', { exact: true }).fill('salah')
    await fixture.page.keyboard.press('Enter')
    await section.getByText('Kata sandi yang sekarang tidak cocok').waitFor()
    await section.getByLabel('Kata sandi sekarang', { exact: true }).fill(password)
    await fixture.page.keyboard.press('Enter')
    await section.getByText('menunggu persetujuan dari kotak surelnya').waitFor()
    for (const width of [390, 1280]) {
      await fixture.page.setViewportSize({ width, height: 900 })
      await expectNarrow(fixture.page, `waiting for a letter at ${width}`)
    }
    await expectClean(fixture.page, 'waiting for a letter')
    await expect
      .poll(() => server.letters.map(({ to }) => to.join()).sort())
      .toEqual(['sari.baru@kopisenja.example', 'sari@kopisenja.example'])
    const letter = server.letters.find(({ to }) => to[0] === 'sari.baru@kopisenja.example')?.readable ?? ''
    const path = /\/panel\/email#[\w-]+/.exec(letter)?.[0]
    const phone = await fixture.stranger()
    await phone.setViewportSize({ width: 390, height: 800 })
    await visit(phone, `${fixture.panel.url}${path}`)
    await expectClean(phone, 'confirming an address')
    await phone.getByRole('button', { name: 'Ya, pakai alamat ini' }).click()
    await phone.getByText('Mulai sekarang Anda masuk dengan sari.baru@kopisenja.example').waitFor()
    await phone.getByRole('button', { name: 'Ke panel' }).click()
    await phone.getByRole('heading', { name: 'Masuk' }).waitFor()
    await visit(phone, `${fixture.panel.url}${path}`)
    await phone.getByRole('button', { name: 'Ya, pakai alamat ini' }).click()
    await phone.getByText('Tautan ini sudah dipakai').waitFor()
    await phone.context().close()
    await fixture.page.reload()
    await section.getByText('Anda masuk dengan sari.baru@kopisenja.example').waitFor()
    await fixture.page.getByText('Surel diganti').first().waitFor()
  })

  async function signIn(page: BrowserFixture['page']): Promise<void> {
    await page.getByLabel('Surel').fill('sari@kopisenja.example')
    await page.getByLabel('Kata sandi', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
  }
})
