/** Who may come in, and how the panel looks and speaks to them: in a real browser on the real program. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import {
  atRest,
  type BrowserFixture,
  expectClean,
  expectNarrow,
  openBrowserFixture,
  visit,
} from '../src/testing/browser-fixture.ts'
import { fill } from '../src/testing/panel-fixture.ts'

/** A scheme, a language, and what axe is asked there. */
const appearances = [
  ['light', 'id', 'all'],
  ['dark', 'en', 'colours'],
] as const

describe.skipIf(!haveBrowser())('people', () => {
  let fixture: BrowserFixture
  let articleId: string

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '1' })
    ;({ articleId } = await fill(fixture.panel, fixture.ask))
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
  })

  const button = (name: string | RegExp) =>
    fixture.page.getByRole('button', { name, exact: typeof name === 'string' }).first()
  const dialog = () => fixture.page.getByRole('dialog')
  const scheme = () => fixture.page.evaluate('document.documentElement.dataset.mantineColorScheme')
  const paper = () => fixture.page.evaluate('getComputedStyle(document.body).backgroundColor')

  it('has one owner: whoever comes second finds a door, not a setup', async () => {
    const second = await fixture.stranger()
    await visit(second, `${fixture.panel.url}/panel/`)
    await second.getByRole('heading', { name: 'Masuk' }).waitFor()
    expect(await second.getByLabel('Nama Anda').count()).toBe(0)
    const owner = { name: 'X', email: 'x@contoh.example', password: 'kalimat lain yang panjang' }
    const answer = await second.request.post(`${fixture.panel.url}/api/setup`, {
      headers: { origin: fixture.panel.url },
      data: { ...owner, language: 'id', timeZone: 'Asia/Jakarta' },
    })
    expect(answer.status()).toBe(403)
    await second.getByLabel('Surel').fill(owner.email)
    await second.getByLabel('Kata sandi', { exact: true }).fill(owner.password)
    await second.keyboard.press('Enter')
    await second.getByText('Surel dan kata sandi ini tidak cocok').waitFor()
    await second.context().close()
  })

  it('leads back to the address that was asked for, once one is in', async () => {
    const page = await fixture.stranger()
    await visit(page, `${fixture.panel.url}/panel/posts?state=published`)
    await page.getByLabel('Surel').fill('sari@kopisenja.example')
    await page.getByLabel('Kata sandi', { exact: true }).fill('kalimat panjang sekali')
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Kiriman', level: 1 }).waitFor()
    expect(new URL(page.url()).search).toBe('?state=published')
    await page.context().close()
  })

  it('speaks the other language at once, everywhere, and after a reload', async () => {
    await fixture.go('/panel/settings')
    await fixture.page.getByText('English', { exact: true }).click()
    await fixture.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    expect(await fixture.page.evaluate('document.documentElement.lang')).toBe('en')
    await fixture.page.reload()
    await fixture.page
      .getByRole('link', { name: /^Conversations/ })
      .first()
      .waitFor()
    await fixture.page.getByText('Bahasa Indonesia', { exact: true }).click()
    await fixture.page.getByRole('heading', { name: 'Pengaturan', level: 1 }).waitFor()
    expect(await fixture.page.evaluate('document.documentElement.lang')).toBe('id')
    fixture.quiet()
  })

  it('is dark or light as asked, after a reload too, and follows the device otherwise', async () => {
    await fixture.go('/panel/settings')
    const light = await paper()
    await fixture.page.getByText('Gelap', { exact: true }).click()
    await expect.poll(scheme).toBe('dark')
    const dark = await paper()
    expect(dark).not.toBe(light)
    await fixture.page.reload()
    await fixture.page.getByText('Gelap', { exact: true }).waitFor()
    await expect.poll(scheme).toBe('dark')
    await fixture.page.getByText('Ikuti perangkat', { exact: true }).click()
    await fixture.page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(paper).toBe(light)
    await fixture.page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(paper).toBe(dark)
    await fixture.page.emulateMedia({ colorScheme: null })
    fixture.quiet()
  })

  it('lists the keys for `?`, and lets letters be letters where somebody asks for it', async () => {
    await fixture.go('/panel/')
    await fixture.page.keyboard.press('?')
    await dialog().getByText('Cari dan lakukan apa saja').waitFor()
    await dialog().getByLabel('Pakai pintasan satu tombol').uncheck({ force: true })
    await fixture.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await fixture.page.keyboard.press('?')
    await fixture.page.keyboard.press('g')
    await fixture.page.keyboard.press('w')
    await fixture.page.waitForTimeout(400)
    expect(await dialog().count()).toBe(0)
    expect(new URL(fixture.page.url()).pathname).toBe('/panel/')
    await fixture.page.keyboard.press('Control+k')
    await dialog().getByRole('combobox').fill('tombol')
    await fixture.page.keyboard.press('Enter')
    await dialog().getByLabel('Pakai pintasan satu tombol').check({ force: true })
    await fixture.page.keyboard.press('Escape')
    await fixture.page.keyboard.press('g')
    await fixture.page.keyboard.press('w')
    await fixture.page.waitForURL(/\/panel\/writing$/)
    fixture.quiet()
  })

  /** What opens over a page, and how. */
  const opened: Record<string, { at(): string; open(): Promise<void> }> = {
    'the workspace’s menu': { at: () => '/panel/', open: () => button(/^Menu |menu$/).click() },
    hold: { at: () => '/panel/', open: () => button(/^(Tahan semua|Hold everything)$/).click() },
    palette: { at: () => '/panel/', open: () => fixture.page.keyboard.press('Control+k') },
    keys: { at: () => '/panel/', open: () => fixture.page.keyboard.press('?') },
    preview: { at: () => editor(), open: () => button(/^(Pratinjau|Preview)$/).click() },
    details: { at: () => editor(), open: () => button(/^(Rincian|Details)$/).click() },
    'more actions': { at: () => editor(), open: () => button(/^(Tindakan lain|More actions)$/).click() },
    revisions: {
      at: () => editor(),
      open: async () => {
        await button(/^(Tindakan lain|More actions)$/).click()
        await fixture.page.getByRole('menuitem', { name: /^(Riwayat|Revisions)$/ }).click()
        await dialog().getByRole('listitem').first().getByRole('button').click()
        await dialog().locator('.compared, .quiet').first().waitFor()
      },
    },
    link: { at: () => editor(), open: () => button(/^(Tautan|Link)$/).click() },
    'a toast': {
      at: () => '/panel/settings',
      open: async () => {
        await button(/^(Simpan|Save)$/).click()
        await fixture.page.locator('.toast').waitFor()
      },
    },
    'send at a time': {
      at: () => `${editor()}/teasers`,
      open: async () => {
        await fixture.page.getByRole('textbox', { name: /^(Teks utama|Main text)$/ }).waitFor()
        await fixture.page.locator('.post-time').click()
      },
    },
    retract: { at: () => '/panel/posts', open: () => button(/^(Tarik kiriman|Retract the post)$/).click() },
    'change the time': { at: () => '/panel/posts', open: () => button(/^(Ganti waktu|Change the time)$/).click() },
  }
  const editor = () => `/panel/writing/${articleId}`

  it.each(Object.keys(opened))('is clean for axe and narrow enough with %s open', async (name) => {
    const { at, open } = opened[name] as (typeof opened)[string]
    for (const [colours, language, rules] of appearances) {
      await fixture.ask('PATCH', '/api/me', { scheme: colours, language })
      for (const width of [1280, 390, 320]) {
        await fixture.page.setViewportSize({ width, height: 844 })
        await fixture.go(at())
        if (at().includes('/writing/') && !at().endsWith('teasers')) await fixture.page.locator('.prose').waitFor()
        if (width <= 860 && name === 'the workspace’s menu')
          await fixture.page.locator('.phone-top').getByRole('button').first().click()
        else if (width <= 860 && name === 'hold')
          await fixture.page.locator('.phone-top').getByRole('button').last().click()
        else await open()
        await fixture.page.locator('[role="dialog"], [role="menu"], .toast').first().waitFor()
        await atRest(fixture.page)
        await expectNarrow(fixture.page, `${name} ${width}`)
        if (width > 320) await expectClean(fixture.page, `${name} ${colours} ${width}`, rules)
      }
    }
    await fixture.page.setViewportSize({ width: 1280, height: 844 })
    await fixture.ask('PATCH', '/api/me', { scheme: 'light', language: 'id' })
    fixture.quiet()
  })
})
