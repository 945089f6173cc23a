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

  const editor = () => `/panel/writing/${articleId}`

  /** Pages, and what opens over each of them, and how. */
  const pages: Record<
    string,
    { at(): string; ready?: string; opens: Record<string, (width: number) => Promise<unknown>> }
  > = {
    Today: {
      at: () => '/panel/',
      opens: {
        'the workspace’s menu': (width) => (width <= 860 ? onPhone('first').click() : button(/^Menu |menu$/).click()),
        hold: (width) => (width <= 860 ? onPhone('last').click() : button(/^(Tahan semua|Hold everything)$/).click()),
        palette: () => fixture.page.keyboard.press('Control+k'),
        keys: () => fixture.page.keyboard.press('?'),
      },
    },
    'an article': {
      at: () => editor(),
      ready: '.prose',
      opens: {
        preview: () => button(/^(Pratinjau|Preview)$/).click(),
        details: () => button(/^(Rincian|Details)$/).click(),
        'more actions': () => button(/^(Tindakan lain|More actions)$/).click(),
        revisions: async () => {
          await button(/^(Tindakan lain|More actions)$/).click()
          await fixture.page.getByRole('menuitem', { name: /^(Riwayat|Revisions)$/ }).click()
          await dialog().getByRole('listitem').first().getByRole('button').click()
          await dialog().locator('.compared, .quiet').first().waitFor()
        },
        link: () => button(/^(Tautan|Link)$/).click(),
      },
    },
    settings: { at: () => '/panel/settings', opens: { 'a toast': () => button(/^(Simpan|Save)$/).click() } },
    'an article’s posts': {
      at: () => `${editor()}/teasers`,
      opens: {
        'send at a time': async () => {
          await fixture.page.getByRole('textbox', { name: /^(Teks utama|Main text)$/ }).waitFor()
          await fixture.page.locator('.post-time').click()
        },
      },
    },
    posts: {
      at: () => '/panel/posts',
      opens: {
        retract: () => button(/^(Tarik kiriman|Retract the post)$/).click(),
        'change the time': () => button(/^(Ganti waktu|Change the time)$/).click(),
      },
    },
  }
  const onPhone = (which: 'first' | 'last') => fixture.page.locator('.phone-top').getByRole('button')[which]()
  const over = () => fixture.page.locator('[role="dialog"], [role="menu"], .toast').first()

  it.each(Object.keys(pages))('is clean for axe and narrow enough with what opens over %s', async (place) => {
    const { page, go, ask } = fixture
    const { at, ready, opens } = pages[place] as (typeof pages)[string]
    for (const [colours, language, rules] of appearances) {
      await ask('PATCH', '/api/me', { scheme: colours, language })
      // Opened at 320, and looked at by axe when it has become 390.
      for (const [width, wider] of [
        [1280, 1280],
        [320, 390],
      ] as const) {
        await page.setViewportSize({ width, height: 844 })
        await go(at())
        if (ready) await page.locator(ready).waitFor()
        for (const [name, open] of Object.entries(opens)) {
          await page.setViewportSize({ width, height: 844 })
          await open(width)
          await over().waitFor()
          await atRest(page)
          await expectNarrow(page, `${name} ${width}`)
          if (wider !== width) {
            await page.setViewportSize({ width: wider, height: 844 })
            await atRest(page)
            await expectNarrow(page, `${name} ${wider}`)
          }
          await expectClean(page, `${name} ${colours} ${wider}`, rules)
          await over().waitFor()
          if (name === 'a toast') continue
          await page.keyboard.press('Escape')
          await over().waitFor({ state: 'detached' })
        }
      }
    }
    await page.setViewportSize({ width: 1280, height: 844 })
    await ask('PATCH', '/api/me', { scheme: 'light', language: 'id' })
    fixture.quiet()
  })
})
