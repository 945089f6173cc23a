/** What helps whoever writes beside the editor itself, in a real browser on the real program. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Article } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'

describe.skipIf(!haveBrowser())('writing tools', () => {
  let fixture: BrowserFixture
  beforeAll(async () => {
    fixture = await openBrowserFixture({}, { permissions: ['clipboard-read', 'clipboard-write'] })
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
  })

  const begin = (words: Partial<Article>) =>
    fixture.ask('POST', '/api/articles', { language: 'id', ...words }) as Promise<Article>
  const open = async (id: string) => {
    await fixture.go(`/panel/writing/${id}`)
    await fixture.page.getByRole('textbox', { name: 'Isi artikel' }).waitFor()
  }
  const menu = async (item: string) => {
    await fixture.page.getByRole('button', { name: 'Tindakan lain' }).click()
    await fixture.page.getByRole('menuitem', { name: item }).click()
  }
  const narrow = async (where: string) => {
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await expectClean(fixture.page, `${where}, on a phone`)
    await expectNarrow(fixture.page, where)
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
  }

  it('lets a stranger read a draft by a link, until somebody ends it', async () => {
    const { id } = await begin({ title: 'Panen pertama', markdown: 'Merah **semua**.' })
    await open(id)
    await menu('Tautan pratinjau')
    const dialog = fixture.page.getByRole('dialog', { name: 'Tautan pratinjau' })
    await dialog.getByText('Tidak ada tautan yang aktif.').waitFor()
    await dialog.getByText('1 hari').click()
    await dialog.getByRole('button', { name: 'Buat tautan' }).click()
    await dialog.getByRole('button', { name: 'Salin tautan' }).click()
    await dialog.getByText('Tautan tersalin.').waitFor()
    const address = await fixture.page.evaluate(() => navigator.clipboard.readText())
    expect(address).toMatch(/\/preview\/[\w-]{32}$/)
    await narrow('preview links')
    const stranger = await fixture.stranger()
    await stranger.goto(address)
    await stranger.getByRole('heading', { name: 'Panen pertama' }).waitFor()
    expect(await stranger.getByRole('complementary').first().textContent()).toContain('belum terbit')
    await expectClean(stranger, 'what a link shows')
    await dialog.getByRole('button', { name: /^Akhiri/ }).click()
    await dialog.getByText('Tidak ada tautan yang aktif.').waitFor()
    await stranger.reload()
    await stranger.getByText('Pratinjau ini tidak ada lagi').first().waitFor()
    await expectClean(stranger, 'a link that has ended')
    await fixture.page.getByRole('region', { name: 'Pesan' }).getByRole('button', { name: 'Urungkan' }).click()
    await dialog.getByText(/^Sampai/).waitFor()
    await stranger.reload()
    await stranger.getByRole('heading', { name: 'Panen pertama' }).waitFor()
    fixture.quiet()
  })

  it('replaces words in all articles: tried first, done, taken back but for what was edited since', async () => {
    const one = await begin({ title: 'Kopi tubruk', markdown: 'Kopi tubruk dan `kopi`.' })
    const two = await begin({ title: 'Memilih biji', markdown: 'Biji kopi pilihan.' })
    const { page } = fixture
    await fixture.go('/panel/writing/replace')
    await page.getByRole('button', { name: 'Uji coba' }).click()
    await page.getByText('Isi kata yang dicari.').waitFor()
    await page.getByRole('textbox', { name: 'Cari', exact: true }).fill('kopi')
    await page.getByLabel('Ganti dengan').fill('teh')
    await narrow('find and replace')
    await page.getByRole('button', { name: 'Uji coba' }).click()
    const start = page.getByRole('button', { name: 'Ganti di 2 artikel' })
    await start.waitFor()
    await page.getByText('Uji coba. Belum ada yang disimpan.').waitFor()
    expect((await page.locator('del').first().innerText()).toLowerCase()).toContain('kopi')
    expect(await page.locator('ins').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/Teh$/)]))
    expect(await page.locator('ins').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/teh$/)]))
    await narrow('a trial run')
    await start.click()
    const undo = page.getByRole('button', { name: 'Tarik kembali semua' })
    await undo.waitFor()
    const now = (id: string) => fixture.ask('GET', `/api/articles/${id}`) as Promise<Article>
    expect(await now(one.id)).toMatchObject({ title: 'Teh tubruk', markdown: 'Teh tubruk dan `kopi`.' })
    const { title, version } = await now(two.id)
    const edited = { title, markdown: 'Biji teh.', summary: '', tags: [], language: 'id', slug: '' }
    await fixture.ask('PUT', `/api/articles/${two.id}`, { ...edited, base: version })
    await undo.click()
    await page.getByText('artikel dibiarkan').waitFor()
    await page.getByText('jadi dibiarkan seperti sekarang').waitFor()
    await narrow('what was taken back')
    expect(await now(one.id)).toMatchObject({ title: 'Kopi tubruk' })
    expect(await now(two.id)).toMatchObject({ markdown: 'Biji teh.' })
    fixture.quiet()
  })

  it('shows how an article is found, what leads to it, and what may lead there', async () => {
    const about = 'Kopi gayo disangrai sedang, diseduh tubruk, aromanya cokelat dan rempah dari dataran tinggi.'
    const publish = async (words: Partial<Article>) => {
      const article = await begin({ markdown: about, tags: ['gayo'], ...words })
      return fixture.ask('POST', `/api/articles/${article.id}/publish`, {}) as Promise<Article>
    }
    const old = await publish({ title: 'Gayo [gelap]' })
    await begin({ title: 'Sama judulnya', markdown: 'Satu.' })
    const { id } = await publish({ title: 'Sama judulnya' })
    const { page } = fixture
    await open(id)
    await menu('Pencarian dan berbagi')
    const drawer = page.getByRole('dialog', { name: 'Pencarian dan berbagi' })
    await drawer.getByText('Belum ada ringkasan').waitFor()
    await drawer.getByText('Ada artikel lain yang judulnya sama').waitFor()
    await drawer.getByText('Belum ada artikel Anda yang menautkan ke sini.').waitFor()
    await expectClean(page, 'search and sharing')
    await narrow('search and sharing')
    // An address of an older blog: refused, added, taken away, brought back.
    const address = drawer.getByLabel('Alamat lain yang menuju ke sini')
    await address.fill('/gayo-gelap')
    await drawer.getByRole('button', { name: 'Tambah' }).click()
    await drawer.getByText('Di alamat itu sudah ada halaman').waitFor()
    await address.fill('/2019/gayo.html')
    await address.press('Enter')
    await drawer.getByText('/2019/gayo.html').waitFor()
    await drawer.getByRole('button', { name: 'Hapus alamat: /2019/gayo.html' }).click()
    await drawer.getByText('Tidak ada alamat lama yang menuju ke sini.').waitFor()
    await page.getByRole('region', { name: 'Pesan' }).getByRole('button', { name: 'Urungkan' }).click()
    await drawer.getByText('/2019/gayo.html').waitFor()
    // What could lead here is opened, and this article is linked there, where the cursor is.
    await drawer
      .getByRole('region', { name: 'Yang menautkan ke sini' })
      .getByRole('link', { name: 'Gayo [gelap]' })
      .click()
    await page.waitForURL(`**/writing/${old.id}`)
    const text = page.getByRole('textbox', { name: 'Isi artikel' })
    await text.press('ControlOrMeta+End')
    await text.pressSequentially(' Baca')
    await menu('Pencarian dan berbagi')
    await drawer.getByRole('button', { name: /^Sisipkan tautan.*Sama judulnya/ }).click()
    await drawer.waitFor({ state: 'hidden' })
    const link = text.getByRole('link', { name: 'Sama judulnya' })
    await link.waitFor()
    await page.keyboard.press('ControlOrMeta+z')
    await link.waitFor({ state: 'detached' })
    expect(await text.innerText()).toMatch(/ Baca$/)
    // The same in Markdown, around the words that are chosen.
    await page.getByText('Markdown', { exact: true }).click()
    const raw = page.getByRole('textbox', { name: 'Isi artikel dalam Markdown' })
    await raw.press('ControlOrMeta+Home')
    for (let n = 0; n < 4; n++) await raw.press('Shift+ArrowRight')
    await menu('Pencarian dan berbagi')
    await drawer.getByRole('button', { name: /^Sisipkan tautan.*Sama judulnya/ }).click()
    await drawer.waitFor({ state: 'hidden' })
    const now = () => raw.inputValue()
    await expect.poll(now).toMatch(/^\[Kopi\]\(\/sama-judulnya-2\) gayo/)
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(now).toMatch(/^Kopi gayo/)
    await page.getByText('Visual', { exact: true }).click()
    fixture.quiet(/422/)
  })

  it('shows the card in a post, as each connected channel does', async () => {
    for (const [network, form] of [
      ['square', { handle: 'kopisenja', password: 'right' }],
      ['whatsapp', { to: 'pelanggan' }],
    ] as const)
      await fixture.ask('POST', '/api/channels', { network, form })
    const { id } = await begin({ title: 'Musim petik', markdown: 'Merah semua.' })
    await open(id)
    await menu('Pencarian dan berbagi')
    const drawer = fixture.page.getByRole('dialog', { name: 'Pencarian dan berbagi' })
    const shown = drawer.locator('.channel-preview')
    await shown.getByText('/musim-petik').first().waitFor()
    const first = await shown.getAttribute('aria-label')
    await narrow('a card on a channel')
    await drawer.getByLabel('Saluran', { exact: true }).selectOption({ index: 1 })
    await expect.poll(() => shown.getAttribute('aria-label')).not.toBe(first)
    await expectClean(fixture.page, 'a card on a channel')
    fixture.quiet()
  })

  it('narrows the list to what nothing leads to', async () => {
    const { page } = fixture
    await fixture.go('/panel/writing')
    await page.getByLabel('Belum ditautkan artikel lain').check()
    await page.waitForURL('**/writing?orphans=yes')
    await page.getByRole('link', { name: /Gayo \[gelap\]/ }).waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Panen pertama' }).waitFor({ state: 'detached' })
    await expectClean(page, 'what nothing leads to')
    await narrow('what nothing leads to')
    fixture.quiet()
  })

  it('leads to an article in another language: begun from its words, taken out with a way back, chosen among others', async () => {
    const { page } = fixture
    const { id } = await begin({ title: 'Kopi pagi', markdown: 'Seduh **pelan**.' })
    await fixture.ask('POST', `/api/articles/${id}/publish`, {})
    const details = async () => {
      await page.getByRole('button', { name: 'Rincian' }).click()
      const part = page.getByRole('region', { name: 'Terjemahan' })
      await part.waitFor()
      return part
    }
    await open(id)
    const part = await details()
    await expectClean(page, 'no translation yet')
    await part.getByRole('button', { name: 'Tulis dalam bahasa Inggris' }).click()
    await page.getByRole('region', { name: 'Pesan' }).getByText('siap Anda tulis dalam bahasa Inggris').waitFor()
    const title = page.getByRole('textbox', { name: 'Judul' })
    expect(await title.inputValue()).toBe('Kopi pagi')
    await title.fill('Morning coffee')
    const draft = page.url().split('/').at(-1) ?? ''
    const saved = async () => ((await fixture.ask('GET', `/api/articles/${draft}`)) as Article).title
    await expect.poll(saved, { timeout: 10_000 }).toBe('Morning coffee')
    await fixture.ask('POST', `/api/articles/${draft}/publish`, {})
    const reader = await fixture.stranger()
    await reader.goto(`${new URL(page.url()).origin}/kopi-pagi`)
    await reader.getByRole('link', { name: 'Also in English' }).click()
    await reader.getByRole('heading', { name: 'Morning coffee' }).waitFor()
    await reader.getByRole('link', { name: 'Juga dalam bahasa Indonesia' }).waitFor()
    await expectClean(reader, 'a translated article')
    const there = await details()
    await there.getByRole('link', { name: 'Kopi pagi' }).waitFor()
    await narrow('translations')
    await there.getByRole('button', { name: 'Pisahkan' }).click()
    await page.getByRole('region', { name: 'Pesan' }).getByText('Sudah dipisahkan').waitFor()
    await reader.reload()
    expect(await reader.getByRole('link', { name: 'Juga dalam bahasa Indonesia' }).count()).toBe(0)
    await page.getByRole('region', { name: 'Pesan' }).getByRole('button', { name: 'Urungkan' }).click()
    await there.getByRole('link', { name: 'Kopi pagi' }).waitFor()
    await there.getByRole('button', { name: 'Pisahkan' }).click()
    await there.getByRole('button', { name: 'Pilih artikel yang sudah ada' }).click()
    await there.getByRole('searchbox').fill('pagi')
    await narrow('choosing a translation')
    await there.getByRole('button', { name: /^Pilih.*Kopi pagi$/ }).click()
    await there.getByRole('link', { name: 'Kopi pagi' }).waitFor()
    await reader.reload()
    await reader.getByRole('link', { name: 'Juga dalam bahasa Indonesia' }).waitFor()
    fixture.quiet()
  })
})
