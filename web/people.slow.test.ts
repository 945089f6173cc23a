/** Who may come in, and how the panel looks and speaks to them: in a real browser on the real program. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { atRest, type Desk, expectClean, expectNarrow, openDesk, visit } from '../src/testing/desk.ts'
import { fill } from '../src/testing/stage.ts'

/** A scheme, a language, and what axe is asked there. */
const looks = [
  ['light', 'id', 'all'],
  ['dark', 'en', 'colours'],
] as const

describe.skipIf(!haveBrowser())('people', () => {
  let desk: Desk
  let articleId: string

  beforeAll(async () => {
    desk = await openDesk({ UNDO_SECONDS: '1' })
    ;({ articleId } = await fill(desk.stage, desk.ask))
  })
  afterAll(() => desk?.close())
  beforeEach(() => {
    desk.complaints.length = 0
  })

  const button = (name: string | RegExp) =>
    desk.page.getByRole('button', { name, exact: typeof name === 'string' }).first()
  const dialog = () => desk.page.getByRole('dialog')
  const scheme = () => desk.page.evaluate('document.documentElement.dataset.mantineColorScheme')
  const paper = () => desk.page.evaluate('getComputedStyle(document.body).backgroundColor')

  it('has one owner: whoever comes second finds a door, not a setup', async () => {
    const second = await desk.stranger()
    await visit(second, `${desk.stage.url}/panel/`)
    await second.getByRole('heading', { name: 'Masuk' }).waitFor()
    expect(await second.getByLabel('Nama Anda').count()).toBe(0)
    const owner = { name: 'X', email: 'x@contoh.example', password: 'kalimat lain yang panjang' }
    const answer = await second.request.post(`${desk.stage.url}/api/setup`, {
      headers: { origin: desk.stage.url },
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
    const page = await desk.stranger()
    await visit(page, `${desk.stage.url}/panel/posts?state=published`)
    await page.getByLabel('Surel').fill('sari@kopisenja.example')
    await page.getByLabel('Kata sandi', { exact: true }).fill('kalimat panjang sekali')
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.getByRole('heading', { name: 'Kiriman', level: 1 }).waitFor()
    expect(new URL(page.url()).search).toBe('?state=published')
    await page.context().close()
  })

  it('speaks the other language at once, everywhere, and after a reload', async () => {
    await desk.go('/panel/settings')
    await desk.page.getByText('English', { exact: true }).click()
    await desk.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    expect(await desk.page.evaluate('document.documentElement.lang')).toBe('en')
    await desk.page.reload()
    await desk.page
      .getByRole('link', { name: /^Conversations/ })
      .first()
      .waitFor()
    await desk.page.getByText('Bahasa Indonesia', { exact: true }).click()
    await desk.page.getByRole('heading', { name: 'Pengaturan', level: 1 }).waitFor()
    expect(await desk.page.evaluate('document.documentElement.lang')).toBe('id')
    desk.quiet()
  })

  it('is dark or light as asked, after a reload too, and follows the device otherwise', async () => {
    await desk.go('/panel/settings')
    const light = await paper()
    await desk.page.getByText('Gelap', { exact: true }).click()
    await expect.poll(scheme).toBe('dark')
    const dark = await paper()
    expect(dark).not.toBe(light)
    await desk.page.reload()
    await desk.page.getByText('Gelap', { exact: true }).waitFor()
    await expect.poll(scheme).toBe('dark')
    await desk.page.getByText('Ikuti perangkat', { exact: true }).click()
    await desk.page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(paper).toBe(light)
    await desk.page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(paper).toBe(dark)
    await desk.page.emulateMedia({ colorScheme: null })
    desk.quiet()
  })

  it('lists the keys for `?`, and lets letters be letters where somebody asks for it', async () => {
    await desk.go('/panel/')
    await desk.page.keyboard.press('?')
    await dialog().getByText('Cari dan lakukan apa saja').waitFor()
    await dialog().getByLabel('Pakai tombol huruf tunggal').uncheck({ force: true })
    await desk.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await desk.page.keyboard.press('?')
    await desk.page.keyboard.press('g')
    await desk.page.keyboard.press('w')
    await desk.page.waitForTimeout(400)
    expect(await dialog().count()).toBe(0)
    expect(new URL(desk.page.url()).pathname).toBe('/panel/')
    await desk.page.keyboard.press('Control+k')
    await dialog().getByRole('combobox').fill('tombol')
    await desk.page.keyboard.press('Enter')
    await dialog().getByLabel('Pakai tombol huruf tunggal').check({ force: true })
    await desk.page.keyboard.press('Escape')
    await desk.page.keyboard.press('g')
    await desk.page.keyboard.press('w')
    await desk.page.waitForURL(/\/panel\/writing$/)
    desk.quiet()
  })

  /** What opens over a page, and how. */
  const opened: Record<string, { at(): string; open(): Promise<void> }> = {
    'the workspace’s menu': { at: () => '/panel/', open: () => button(/^Menu |menu$/).click() },
    hold: { at: () => '/panel/', open: () => button(/^(Tahan semua|Hold everything)$/).click() },
    palette: { at: () => '/panel/', open: () => desk.page.keyboard.press('Control+k') },
    keys: { at: () => '/panel/', open: () => desk.page.keyboard.press('?') },
    preview: { at: () => editor(), open: () => button(/^(Pratinjau|Preview)$/).click() },
    details: { at: () => editor(), open: () => button(/^(Rincian|Details)$/).click() },
    'more actions': { at: () => editor(), open: () => button(/^(Tindakan lain|More actions)$/).click() },
    revisions: {
      at: () => editor(),
      open: async () => {
        await button(/^(Tindakan lain|More actions)$/).click()
        await desk.page.getByRole('menuitem', { name: /^(Riwayat|Revisions)$/ }).click()
        await dialog().getByRole('listitem').first().getByRole('button').click()
        await dialog().locator('pre').first().waitFor()
      },
    },
    link: { at: () => editor(), open: () => button(/^(Tautan|Link)$/).click() },
    'a toast': {
      at: () => '/panel/settings',
      open: async () => {
        await button(/^(Simpan|Save)$/).click()
        await desk.page.locator('.toast').waitFor()
      },
    },
    'send at a time': {
      at: () => `${editor()}/teasers`,
      open: async () => {
        await desk.page.locator('.part').first().waitFor()
        await button(/^(Kirim pada waktu tertentu|Send at a time)$/).click()
      },
    },
    retract: { at: () => '/panel/posts', open: () => button(/^(Tarik kiriman|Retract the post)$/).click() },
    'change the time': { at: () => '/panel/posts', open: () => button(/^(Ganti waktu|Change the time)$/).click() },
  }
  const editor = () => `/panel/writing/${articleId}`

  it.each(Object.keys(opened))('is clean for axe and narrow enough with %s open', async (name) => {
    const { at, open } = opened[name] as (typeof opened)[string]
    for (const [colours, language, rules] of looks) {
      await desk.ask('PATCH', '/api/me', { scheme: colours, language })
      for (const width of [1280, 390, 320]) {
        await desk.page.setViewportSize({ width, height: 844 })
        await desk.go(at())
        if (at().includes('/writing/') && !at().endsWith('teasers')) await desk.page.locator('.prose').waitFor()
        if (width <= 860 && name === 'the workspace’s menu')
          await desk.page.locator('.phone-top').getByRole('button').first().click()
        else if (width <= 860 && name === 'hold')
          await desk.page.locator('.phone-top').getByRole('button').last().click()
        else await open()
        await desk.page.locator('[role="dialog"], [role="menu"], .toast').first().waitFor()
        await atRest(desk.page)
        await expectNarrow(desk.page, `${name} ${width}`)
        if (width > 320) await expectClean(desk.page, `${name} ${colours} ${width}`, rules)
      }
    }
    await desk.page.setViewportSize({ width: 1280, height: 844 })
    await desk.ask('PATCH', '/api/me', { scheme: 'light', language: 'id' })
    desk.quiet()
  })
})
