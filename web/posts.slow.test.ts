/** What leaves, and what can be done about it: in a real browser, on the real program, towards a made-up network. */
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '../src/core/problem.ts'
import type { Article, Delivery } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, openBrowserFixture } from '../src/testing/browser-fixture.ts'

describe.skipIf(!haveBrowser())('posts', () => {
  let fixture: BrowserFixture
  let channelId: string

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '4' })
    const form = { handle: 'kopisenja', password: 'right' }
    const { channel } = (await fixture.ask('POST', '/api/channels', { network: 'square', form })) as {
      channel: { id: string }
    }
    channelId = channel.id
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
    fixture.panel.plain.faults.length = 0
  })

  const there = () => fixture.panel.plain.posts.map(({ text }) => text)
  const button = (name: string | RegExp, within: Locator = fixture.page.locator('body')) =>
    within.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = () => fixture.page.getByRole('dialog')
  const row = (text: string) => fixture.page.getByRole('article').filter({ hasText: text })
  const state = (text: string, words: string) => row(text).locator('.badge', { hasText: words }).waitFor()
  const refused = (words: string) => new Problem('rejected', { id: words, en: words })

  async function publishedArticle(title: string): Promise<Article> {
    const body = { title, markdown: 'Isi artikelnya.', language: 'id' }
    const { id } = (await fixture.ask('POST', '/api/articles', body)) as Article
    return (await fixture.ask('POST', `/api/articles/${id}/publish`, {})) as Article
  }

  async function find(text: string): Promise<Delivery | undefined> {
    const { deliveries } = (await fixture.ask('GET', '/api/deliveries')) as { deliveries: Delivery[] }
    return deliveries.find((delivery) => delivery.text.includes(text))
  }

  const main = () => fixture.page.getByRole('textbox', { name: 'Teks utama', exact: true })

  /** A post written and sent by hand in the panel. */
  async function write(text: string): Promise<void> {
    await fixture.go(`/panel/posts/new?channels=${channelId}`)
    await main().fill(text)
    await sendNow()
  }

  /** Now, however the last one was sent. */
  async function sendNow(): Promise<void> {
    await button('Cara lain untuk mengirim').click()
    await fixture.page.getByRole('menuitem', { name: /^Kirim sekarang/ }).click()
    await fixture.page.waitForURL(/\/panel\/posts(\?|$)/)
  }

  /** Behind the button's arrow: to schedule it. */
  async function schedule(at: string): Promise<void> {
    await button('Cara lain untuk mengirim').click()
    await fixture.page.getByRole('menuitem', { name: /^Jadwalkan/ }).click()
    await dialog().getByLabel('Tanggal dan jam').fill(at)
  }

  it('sends a post of an article at a time, changes the time, cancels it, and sends it after all', async () => {
    const article = await publishedArticle('Kopi dari lereng utara')
    await fixture.go(`/panel/writing/${article.id}/teasers`)
    const words = 'Warung Kopi Senja pulang dari lereng utara. Ceritanya:'
    expect(await main().inputValue()).toContain('Kopi dari lereng utara')
    await main().fill(words)
    await schedule('6 Mei 2031 07.08')
    await expectClean(fixture.page, 'send at a time')
    await button('Jadwalkan Selasa 6 Mei 2031, 07.08 WIB', dialog()).click()
    await fixture.page.waitForURL(/articleId=/)
    await state(words, 'Menunggu')
    expect(await find(words)).toMatchObject({ state: 'scheduled', dueAt: '2031-05-06T00:08:00.000Z' })
    await button('Ganti waktu', row(words)).click()
    await dialog().getByLabel('Tanggal dan jam').fill('2020-05-06T07:08')
    await dialog().getByText('Waktu ini sudah lewat').waitFor()
    expect(await button('Ganti waktu', dialog()).isDisabled()).toBe(true)
    await dialog().getByLabel('Tanggal dan jam').fill('2031-06-07T08:09')
    await expectClean(fixture.page, 'change the time')
    await button('Kirim 7 Juni 2031 08.09 WIB', dialog()).click()
    await row(words).getByText('7 Juni 2031 08.09 WIB').waitFor()
    expect((await find(words))?.dueAt).toBe('2031-06-07T01:09:00.000Z')
    await button('Batalkan jadwal', row(words)).click()
    await state(words, 'Dibatalkan')
    await button('Tulis lagi', fixture.page.getByRole('region', { name: 'Pesan' })).waitFor()
    expect(there().some((text) => text.includes(words))).toBe(false)
    await button('Kirim lagi', row(words)).click()
    await state(words, 'Terkirim')
    expect(there().filter((text) => text.includes(words))).toHaveLength(1)
    fixture.quiet()
  })

  it('takes back what was sent just now, within its seconds', async () => {
    const words = 'Warung Kopi Senja tutup lebih awal hari ini.'
    await write(words)
    await button('Tarik kembali', fixture.page.getByRole('region', { name: 'Pesan' })).click()
    await fixture.page.getByText('Ditarik kembali; tidak ada yang terkirim.').first().waitFor()
    // Its words are where they were written, to be put right.
    await fixture.page.waitForURL(/\/posts\/new\?post=/)
    await expect.poll(() => main().inputValue()).toBe(words)
    await fixture.go('/panel/posts')
    await state(words, 'Dibatalkan')
    await fixture.page.waitForTimeout(5000)
    expect(there()).not.toContain(words)
    await fixture.page.getByRole('link', { name: 'Salin ke kiriman baru' }).first().click()
    await expect.poll(() => main().inputValue()).toBe(words)
    fixture.quiet()
  })

  it('copies the post of an article with what it leads to', async () => {
    const article = await publishedArticle('Tiga cara menyeduh')
    await fixture.go(`/panel/writing/${article.id}/teasers`)
    const words = 'Tiga cara, satu biji. Yang mana kesukaan Anda?'
    await main().fill(words)
    await sendNow()
    await state(words, 'Terkirim')
    await row(words).getByRole('link', { name: 'Salin ke kiriman baru' }).click()
    await fixture.page.waitForURL(/\/teasers\?post=/)
    await expect.poll(() => main().inputValue()).toBe(words)
    await fixture.page
      .getByRole('complementary', { name: 'Pratinjau' })
      .getByText('Tiga cara menyeduh')
      .first()
      .waitFor()
    fixture.quiet()
  })

  it('retracts what is out, after asking once', async () => {
    const words = 'Warung Kopi Senja memberi potongan harga besok.'
    await write(words)
    await state(words, 'Terkirim')
    expect(there()).toContain(words)
    await button('Tarik kiriman', row(words)).click()
    await dialog().getByText('Ini tidak dapat diurungkan.').waitFor()
    await expectClean(fixture.page, 'retract')
    await fixture.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect(there()).toContain(words)
    await button('Tarik kiriman', row(words)).click()
    await button('Tarik dari Alun-alun', dialog()).click()
    await state(words, 'Ditarik')
    expect(there()).not.toContain(words)
    fixture.quiet()
  })

  it('says why the network refused; it is sent again, or let be', async () => {
    const first = 'Warung Kopi Senja punya biji baru dari Gayo.'
    fixture.panel.plain.faults.push({ on: 'before', problem: refused('Akun ini sedang dibatasi.') })
    await write(first)
    await state(first, 'Ditolak')
    await row(first).getByText('Akun ini sedang dibatasi.').waitFor()
    await button('Kirim lagi', row(first)).click()
    await state(first, 'Terkirim')
    expect(there().filter((text) => text === first)).toHaveLength(1)
    const second = 'Warung Kopi Senja punya cangkir baru.'
    fixture.panel.plain.faults.push({ on: 'before', problem: refused('Isinya tidak boleh.') })
    await write(second)
    await state(second, 'Ditolak')
    await button('Lewati', row(second)).click()
    await state(second, 'Dibatalkan')
    expect(there()).not.toContain(second)
    fixture.quiet()
  })

  it('sends by hand where a person presses the button, and notes where it is', async () => {
    await connectAssisted()
    const article = await publishedArticle('Takaran untuk pemula')
    await fixture.go(`/panel/writing/${article.id}/teasers`)
    // Chosen last was the other one: this one only.
    await button('Kirim ke Alun-alun kopisenja').click()
    await button(/^Kirim ke (?!Alun-alun)/).click()
    const words = 'Warung Kopi Senja menulis takaran untuk pemula:'
    await main().fill(words)
    await sendNow()
    await fixture.page
      .getByText(/^Sebentar lagi giliran Anda/)
      .first()
      .waitFor()
    await state(words, 'Kirim manual')
    // Before all others in the list, counted in the rail, and first on Today.
    const turn = fixture.page.getByRole('region', { name: 'Giliran Anda: kirim manual' })
    await turn.getByText(words).waitFor()
    expect(await fixture.page.getByRole('article').first().innerText()).toContain(words)
    expect(await row(words).count()).toBe(1)
    await fixture.page
      .locator('.rail')
      .getByText('1 kiriman manual menunggu giliran Anda')
      .waitFor({ state: 'attached' })
    await button('Ubah', row(words)).waitFor()
    await fixture.go('/panel')
    await turn.getByText(words).waitFor()
    await expectClean(fixture.page, 'today with a post by hand')
    await fixture.go(`/panel/posts?articleId=${article.id}`)
    expect(
      await row(words)
        .getByRole('link', { name: /^Buka .* untuk mengirim/ })
        .getAttribute('href'),
    ).toMatch(/^https:\/\//)
    const address = row(words).getByLabel(/^Alamat kiriman di/)
    await address.fill('https://contoh.example/kopisenja/status/1')
    await button('Sudah saya kirim', row(words)).click()
    await row(words).getByText('Itu bukan alamat kiriman di').waitFor()
    await expectClean(fixture.page, 'post by hand')
    const right = ((await address.getAttribute('placeholder')) ?? '').replace('namaanda', 'kopisenja')
    await address.fill(`${right}?utm_source=salin`)
    await button('Sudah saya kirim', row(words)).click()
    await state(words, 'Terkirim')
    expect(
      await row(words)
        .getByRole('link', { name: /^Lihat di/ })
        .getAttribute('href'),
    ).toBe(right)
    // No program can take it down: that is said before anything is tried.
    await button('Tarik kiriman', row(words)).click()
    await dialog()
      .getByText(/^Percakapan tidak dapat menghapus kiriman ini/)
      .waitFor()
    expect(await dialog().getByRole('link', { name: 'Buka kirimannya' }).getAttribute('href')).toBe(right)
    await expectClean(fixture.page, 'retract by hand')
    await button('Sudah saya hapus', dialog()).click()
    await state(words, 'Ditarik')
    fixture.quiet(/422/)
  })

  async function connectAssisted(): Promise<void> {
    const { networks } = (await fixture.ask('GET', '/api/networks')) as {
      networks: { name: string; ways: { kind: string; fields: { name: string }[] }[] }[]
    }
    for (const { name, ways } of networks) {
      const way = ways.find(({ kind }) => kind === 'assisted')
      if (!way) continue
      const form = Object.fromEntries(way.fields.map((field) => [field.name, 'kopisenja']))
      const body = { network: name, form, way: 'assisted' }
      const made = await fixture.ask('POST', '/api/channels', body).catch(() => undefined)
      if (made) return
    }
    throw new Error('no assisted network takes a bare name')
  }

  it('holds everything with a reason; what is sent meanwhile waits, and is asked about after', async () => {
    await fixture.go('/panel/posts')
    await button('Tahan semua').first().click()
    await dialog().getByLabel('Alasan').fill('Ada kabar duka dari kebun')
    await expectClean(fixture.page, 'hold')
    await button('Tahan semua sekarang', dialog()).click()
    await fixture.page.getByText('Alasan: Ada kabar duka dari kebun').waitFor()
    await fixture.page.getByText('oleh Sari Wulandari').waitFor()
    const words = 'Warung Kopi Senja menyapa pagi ini.'
    await fixture.go('/panel/posts/new')
    await fixture.page.getByText('pengiriman sedang ditahan').waitFor()
    await write(words)
    await fixture.page.waitForTimeout(7000)
    expect(there()).not.toContain(words)
    await expectClean(fixture.page, 'held')
    await button('Lanjutkan pengiriman').click()
    await fixture.page
      .getByText(/^Pengiriman dilanjutkan/)
      .first()
      .waitFor()
    await fixture.page.getByText('Alasan: Ada kabar duka').waitFor({ state: 'detached' })
    await state(words, 'Terlewat')
    expect(there()).not.toContain(words)
    await fixture.go('/panel/')
    await fixture.page.getByRole('region', { name: 'Perlu keputusan Anda' }).getByText(words).waitFor()
    await button('Kirim lagi', row(words)).click()
    await expect.poll(() => there(), { timeout: 15_000 }).toContain(words)
    fixture.quiet()
  })

  it('lets nothing leave that a check forbids, and says what to mend', async () => {
    await fixture.go('/panel/posts/new')
    await main().fill('Sandinya begini, password: rahasia123')
    await fixture.page.locator('.note.error').getByText('Kunci rahasia di dalam teks').waitFor()
    await fixture.page.getByText('Perlu diperbaiki dulu.').waitFor()
    // The button is never dead: it leads to what has to be done.
    await button('Lihat 1 temuan').click()
    expect(await fixture.page.locator('.note.error').evaluate((note) => note === document.activeElement)).toBe(true)
    await fixture.page.reload()
    await main().waitFor()
    expect(await main().inputValue()).toContain('rahasia123')
    expect(there().some((words) => words.includes('rahasia123'))).toBe(false)
    await button('Tindakan lain').click()
    await fixture.page.getByRole('menuitem', { name: 'Buang kiriman ini' }).click()
    fixture.quiet()
  })

  it('keeps the logo, and the blog shows it', async () => {
    const bytes = await sharp({ create: { width: 120, height: 120, channels: 3, background: 'maroon' } })
      .png()
      .toBuffer()
    await fixture.go('/panel/brand')
    const [chooser] = await Promise.all([fixture.page.waitForEvent('filechooser'), button('Pilih logo').click()])
    await chooser.setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: bytes })
    await button('Ganti logo').waitFor()
    await button('Simpan merek').click()
    await fixture.page.getByText('Merek tersimpan').first().waitFor()
    const reader = await fixture.stranger()
    await reader.goto(fixture.panel.url)
    const logo = reader.locator('header img').first()
    expect(await logo.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
    await reader.context().close()
    await button('Hapus logo').click()
    await button('Simpan merek').click()
    await expect.poll(async () => ((await fixture.ask('GET', '/api/brand')) as { logo: string | null }).logo).toBe(null)
    fixture.quiet()
  })

  it('removes a channel, and brings it back', async () => {
    await fixture.go('/panel/settings/channels')
    await button('Lainnya untuk Alun-alun kopisenja').click()
    await fixture.page.getByRole('menuitem', { name: 'Putuskan saluran' }).click()
    await fixture.page.getByText('Alun-alun kopisenja diputuskan').first().waitFor()
    await fixture.page.getByRole('article', { name: 'Alun-alun kopisenja' }).waitFor({ state: 'detached' })
    await button('Urungkan', fixture.page.getByRole('region', { name: 'Pesan' })).click()
    await fixture.page.getByRole('article', { name: 'Alun-alun kopisenja' }).waitFor()
    expect(channelId).toBeTruthy()
    fixture.quiet()
  })
})
