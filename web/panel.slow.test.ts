import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askAs, chromiumPath, openBrowser } from '../src/testing/browser.ts'
import { expectClean } from '../src/testing/browser-fixture.ts'
import { fill, openPanelFixture, type PanelFixture } from '../src/testing/panel-fixture.ts'

const root = join(import.meta.dirname, '..')
const built = join(root, 'dist', 'web')

/** The entry, and every piece that it asks for before anything is drawn. */
function firstLoad(): number {
  const html = readFileSync(join(built, 'index.html'), 'utf8')
  const names = [...html.matchAll(/\/panel\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name]) => name ?? '')
  // Each reader loads the words of one language besides.
  const words = readdirSync(join(built, 'assets')).filter((name) => /^(id|en)-.*\.js$/.test(name))
  const size = (name: string) => gzipSync(readFileSync(join(built, name))).length
  return names.reduce((sum, name) => sum + size(name), Math.max(...words.map((name) => size(`assets/${name}`))))
}

if (!chromiumPath) console.warn('panel.slow.test.ts: no Chromium here, so the panel is not driven')

describe.skipIf(!chromiumPath)('the panel, in a browser, on the real server', () => {
  let panel: PanelFixture
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const complaints: string[] = []
  let ids: { articleId: string; conversationId: string }

  beforeAll(async () => {
    if (!existsSync(join(built, 'index.html'))) throw new Error('the panel is not built: npm run build')
    panel = await openPanelFixture()
    browser = await openBrowser()
    context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta' })
    page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
    })
  })
  afterAll(async () => {
    await browser?.close()
    await panel?.close()
  })

  async function isClean(where: string): Promise<void> {
    await expectClean(page, where)
  }

  it('loads at most 200 KB before it draws', () => {
    expect(firstLoad()).toBeGreaterThan(50_000)
    expect(firstLoad()).toBeLessThan(200 * 1024)
    // The editor is in none of these pieces.
    const html = readFileSync(join(built, 'index.html'), 'utf8')
    const heavy = readdirSync(join(built, 'assets')).filter((name) => /^(round-trip|rich-editor)-.*\.js$/.test(name))
    expect(heavy.length).toBeGreaterThanOrEqual(2)
    for (const name of heavy) expect(html).not.toContain(name)
    // What only builds the panel is in no piece at all.
    expect(readdirSync(join(built, 'assets')).filter((name) => name.startsWith('catalogue'))).toEqual([])
  })

  it('sets up by keyboard alone, and leads to the first article', async () => {
    await page.goto(`${panel.url}/panel/`)
    const name = page.getByLabel('Nama Anda')
    await name.waitFor()
    await isClean('setup, owner')
    await name.focus()
    await page.keyboard.type('Sari Wulandari')
    await page.keyboard.press('Enter')
    await page.getByText('Alamat surel ini belum lengkap').waitFor()
    expect(await page.evaluate('document.activeElement?.getAttribute("name")')).toBe('email')
    await page.keyboard.type('sari@kopisenja.example')
    await page.keyboard.press('Tab')
    await page.keyboard.type('kalimat panjang sekali')
    await page.keyboard.press('Enter')
    const brand = page.getByLabel('Nama merek')
    await brand.waitFor()
    await isClean('setup, brand')
    await brand.focus()
    await page.keyboard.type('Warung Kopi Senja')
    await page.keyboard.press('Tab')
    await page.keyboard.type('@kopisenja')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Rumah Anda siap' }).waitFor()
    await isClean('setup, first article')
    await page.getByRole('button', { name: 'Tulis artikel pertama' }).press('Enter')
    await page.getByLabel('Judul', { exact: true }).waitFor()
  })

  it('keeps what is typed: on the server, over a reload, without a line', async () => {
    await page.getByLabel('Judul', { exact: true }).fill('Air untuk kopi')
    const text = page.getByRole('textbox', { name: 'Isi artikel' })
    await text.click()
    await page.keyboard.type('Jangan **mendidih**.')
    await page.getByText('Tersimpan', { exact: true }).waitFor()
    await context.setOffline(true)
    await page.keyboard.type(' Tunggu satu menit.')
    await page.getByText('Tanpa sambungan; tersimpan di perangkat ini').waitFor()
    await context.setOffline(false)
    await page.getByText('Tersimpan', { exact: true }).waitFor()
    await page.reload()
    await text.waitFor()
    expect(await text.innerText()).toBe('Jangan mendidih. Tunggu satu menit.')
    complaints.length = 0 // the browser itself reports requests that had no line
  })

  it('stays in Markdown, and says why, where rich text would lose something', async () => {
    await page.getByText('Markdown', { exact: true }).click()
    const raw = page.getByLabel('Isi artikel dalam Markdown')
    const words = 'Teks dengan catatan[^1].\n\n[^1]: Catatannya.'
    await raw.fill(words)
    await page.getByText('Visual', { exact: true }).click()
    await page.getByText('tidak dapat memuat catatan kaki').waitFor()
    expect(await raw.inputValue()).toBe(words)
    await raw.fill('Jangan **mendidih**.')
    await page.getByText('Visual', { exact: true }).click()
    expect(await page.getByRole('textbox', { name: 'Isi artikel' }).locator('strong').innerText()).toBe('mendidih')
    await page.getByText('Tersimpan', { exact: true }).waitFor()
  })

  it('loses no words when two pages write one article', async () => {
    const other = await context.newPage()
    await other.goto(page.url())
    await other.getByRole('textbox', { name: 'Isi artikel' }).click()
    await other.keyboard.press('Control+End')
    await other.keyboard.type(' Dari halaman lain.')
    await other.getByText('Tersimpan', { exact: true }).waitFor()
    await other.close()
    await page.getByRole('textbox', { name: 'Isi artikel' }).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' Dari halaman ini.')
    const dialog = page.getByRole('dialog', { name: 'Artikel ini juga diubah di tempat lain' })
    await dialog.waitFor()
    expect(await dialog.getByRole('region', { name: 'Yang Anda tulis di sini' }).innerText()).toContain(
      'Dari halaman ini.',
    )
    expect(await dialog.getByRole('region', { name: 'Yang tersimpan di server' }).innerText()).toContain(
      'Dari halaman lain.',
    )
    await isClean('conflict')
    await dialog.getByRole('button', { name: 'Simpan keduanya' }).click()
    await page.getByText('Air untuk kopi (salinan saya)').first().waitFor()
    expect(await page.getByRole('textbox', { name: 'Isi artikel' }).innerText()).toContain('Dari halaman lain.')
    complaints.length = 0 // the browser itself reports the answer 409
  })

  it('shows every room clean for axe, in both schemes and widths, without a complaint in the console', async () => {
    const ask = askAs(page, panel.url)
    ids = await fill(panel, ask)
    const paths = [
      '/panel/',
      '/panel/writing',
      `/panel/writing/${ids.articleId}`,
      `/panel/writing/${ids.articleId}/teasers`,
      '/panel/posts',
      '/panel/posts/new',
      '/panel/conversations',
      `/panel/conversations/${ids.conversationId}`,
      '/panel/brand',
      '/panel/settings',
      '/panel/settings/channels',
      '/panel/settings/channels/new',
      '/panel/settings/channels/new?network=square',
      '/panel/nowhere',
    ]
    for (const [scheme, language, rules] of [
      ['light', 'id', 'all'],
      ['dark', 'en', 'colours'],
    ] as const) {
      await ask('PATCH', '/api/me', { scheme, language })
      for (const path of paths) {
        await page.goto(panel.url + path)
        await page.locator('h1, .article-title').first().waitFor()
        await page.locator('.shape').first().waitFor({ state: 'detached' })
        for (const width of [1280, 390, 320]) {
          await page.setViewportSize({ width, height: 844 })
          const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
          expect(overflow, `${path} is wider than ${width}`).toBeLessThanOrEqual(0)
          if (width > 320) await expectClean(page, `${path} ${scheme} ${width}`, rules)
        }
        await page.setViewportSize({ width: 1280, height: 844 })
      }
    }
    await ask('PATCH', '/api/me', { scheme: 'light', language: 'id' })
    expect(complaints).toEqual([])
  }, 400_000)

  it('finds and does everything from the keyboard', async () => {
    await askAs(page, panel.url)('PUT', '/api/hold', { on: false })
    await page.goto(`${panel.url}/panel/`)
    await page.getByRole('heading', { name: 'Hari ini', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.getByRole('heading', { name: 'Percakapan', level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Cari apa saja' }).fill('tubruk')
    await page
      .getByRole('option', { name: /Cara menyeduh kopi tubruk/ })
      .first()
      .waitFor()
    await isClean('palette')
    await page.keyboard.press('Enter')
    await page.getByLabel('Judul', { exact: true }).waitFor()
    await page.keyboard.press('Control+k')
    const search = page.getByRole('combobox', { name: 'Cari apa saja' })
    const option = (name: RegExp) => page.getByRole('option', { name })
    await search.fill('pasword')
    await option(/^Masuk dan keamanan/).waitFor()
    await search.fill('@tomo')
    await option(/^Tomo/).waitFor()
    // Beside what is found, what was typed can be caught as an idea.
    expect(await page.getByRole('option').filter({ hasNotText: 'Catat ide' }).count()).toBeLessThan(4)
    await search.fill('tidak-ada-di-mana-pun')
    await option(/^Tulis kiriman tentang “tidak-ada-di-mana-pun”/).waitFor()
    await page.getByText('Tidak ada yang cocok dengan').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Cari', level: 1 }).waitFor()
    expect(page.url()).toContain('/panel/search?q=tidak-ada-di-mana-pun')
    await isClean('search')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Cari apa saja' }).fill('tahan')
    await page.keyboard.press('Enter')
    await page.getByLabel('Alasan').fill('Ada kabar duka')
    await isClean('hold')
    await page.getByRole('button', { name: 'Tahan semua sekarang' }).press('Enter')
    await page.getByText('Alasan: Ada kabar duka').waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await isClean('held')
    await page.getByRole('button', { name: 'Lanjutkan pengiriman' }).click()
    await page.getByRole('button', { name: 'Tahan semua', exact: true }).waitFor()
  })

  it('answers from the inbox with the keys, and what was sent can be taken back', async () => {
    await page.goto(`${panel.url}/panel/conversations`)
    await page.locator('[data-thread]').first().waitFor()
    await page.keyboard.press('j')
    await page.getByRole('region', { name: /Percakapan dengan/ }).waitFor()
    await page.keyboard.press('r')
    await page.keyboard.type('Bisa, kami kirim setiap Senin.')
    await page
      .locator('.answer-head')
      .getByText(/^sisa \d+$/)
      .waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('region', { name: 'Pesan' }).getByRole('button', { name: 'Tarik kembali' }).click()
    await page.getByText('Ditarik kembali; tidak ada yang terkirim.').first().waitFor()
    expect(panel.plain.posts.map(({ text }) => text)).not.toContain('Bisa, kami kirim setiap Senin.')
    await expect.poll(() => page.getByLabel(/^Jawab /).inputValue()).toBe('Bisa, kami kirim setiap Senin.')
  })

  it('signs out and in again, and says plainly when the password is wrong', async () => {
    await page.getByRole('button', { name: /^Menu / }).click()
    await page.getByRole('menuitem', { name: 'Keluar' }).click()
    await page.getByRole('heading', { name: 'Masuk' }).waitFor()
    await isClean('sign in')
    await page.getByLabel('Surel').fill('sari@kopisenja.example')
    await page.getByLabel('Kata sandi', { exact: true }).fill('bukan ini')
    await page.keyboard.press('Enter')
    await page.getByText('Surel dan kata sandi ini tidak cocok').waitFor()
    await page.getByLabel('Kata sandi', { exact: true }).fill('kalimat panjang sekali')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Percakapan', level: 1 }).waitFor()
  })
})
