/** Passkeys in a real browser on the real program, with Chromium's own virtual device: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import {
  type BrowserFixture,
  expectClean,
  expectNarrow,
  openBrowserFixture,
  visit,
} from '../src/testing/browser-fixture.ts'

const password = 'kalimat panjang sekali'
const device = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const

/** Puts a device into a page's browser. */
async function plugIn(
  page: BrowserFixture['page'],
): Promise<{ cdp: CDPSession; authenticatorId: string; unplug(): Promise<unknown> }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: device })
  // One a browser: a second try of the test finds none of the first.
  const unplug = () => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  return { cdp, authenticatorId, unplug }
}

describe.skipIf(!haveBrowser())('passkeys', () => {
  let fixture: BrowserFixture
  beforeAll(async () => {
    fixture = await openBrowserFixture({}, {}, [], 'localhost')
  })
  afterAll(() => fixture?.close())

  it('at an address that is a number it is said why none can be added', async () => {
    const other = await openBrowserFixture()
    try {
      await other.go('/panel/settings/team/sign-in')
      await other.page.getByText('kunci sandi memerlukan https, atau localhost').waitFor()
    } finally {
      await other.close()
    }
  })

  it('one is added and named, opens the door on a phone with nothing typed, and opens nothing once it is removed', async () => {
    const { cdp, authenticatorId, unplug } = await plugIn(fixture.page)
    onTestFinished(async () => void (await unplug()))
    await fixture.go('/panel/settings/team/sign-in')
    const section = fixture.page.getByRole('region', { name: 'Kunci sandi' })
    await section.getByRole('button', { name: 'Tambah kunci sandi' }).click()
    await section.getByLabel('Nama', { exact: true }).fill('Ponsel Sari')
    await section.getByLabel('Kata sandi sekarang', { exact: true }).fill('salah')
    await fixture.page.keyboard.press('Enter')
    await section.getByText('Kata sandi yang sekarang tidak cocok').waitFor()
    await section.getByLabel('Kata sandi sekarang', { exact: true }).fill(password)
    await fixture.page.keyboard.press('Enter')
    await section.getByText('Ponsel Sari').waitFor()
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
    expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }])
    await fixture.page.getByText('Kunci sandi ditambahkan').first().waitFor()

    // The same key on a phone, as password managers bring it there.
    const phone = await fixture.stranger()
    await phone.setViewportSize({ width: 390, height: 800 })
    const there = await plugIn(phone)
    const [credential] = credentials
    if (!credential) throw new Error('the device made none')
    await there.cdp.send('WebAuthn.addCredential', { authenticatorId: there.authenticatorId, credential })
    await visit(phone, `${fixture.panel.url}/panel/`)
    const door = phone.getByRole('button', { name: 'Masuk dengan kunci sandi' })
    await door.waitFor()
    await expectNarrow(phone, 'the sign-in with a passkey')
    await expectClean(phone, 'the sign-in with a passkey')
    await door.click()
    await phone.getByRole('heading', { level: 1, name: 'Hari ini' }).waitFor()
    await visit(phone, `${fixture.panel.url}/panel/settings/team/sign-in`)
    await phone.getByText('Masuk dengan kunci sandi').first().waitFor()

    for (const width of [390, 1280]) {
      await fixture.page.setViewportSize({ width, height: 900 })
      await expectNarrow(fixture.page, `passkeys at ${width}`)
    }
    await expectClean(fixture.page, 'passkeys')
    await section.getByRole('button', { name: 'Ganti nama Ponsel Sari' }).click()
    const dialog = fixture.page.getByRole('dialog')
    await dialog.getByLabel('Nama', { exact: true }).fill('Ponsel di kasir')
    await fixture.page.keyboard.press('Enter')
    await section.getByText('Ponsel di kasir').waitFor()
    await section.getByRole('button', { name: 'Hapus Ponsel di kasir' }).click()
    await dialog.getByRole('button', { name: 'Hapus', exact: true }).click()
    await section.getByText('Ponsel di kasir').waitFor({ state: 'detached' })

    await phone.context().clearCookies()
    await visit(phone, `${fixture.panel.url}/panel/`)
    await phone.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
    await phone.getByText('Kunci sandi ini tidak dikenal di sini').waitFor()
    await phone.context().close()
  })

  it('a device that does not ask its person, and one without keys, are told of in words', async () => {
    const other = await fixture.stranger()
    const { cdp, authenticatorId } = await plugIn(other)
    await visit(other, `${fixture.panel.url}/panel/`)
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await other.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
    await other.getByText('Perangkat tidak selesai menanyai Anda').waitFor({ timeout: 60_000 })
    await expectClean(other, 'a passkey that is refused')
    await other.context().close()
  })
})
