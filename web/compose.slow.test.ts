/** What a post says beside its text, and what can still be changed about it: in a real browser, on the real program. */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { realClock } from '../src/testing/clock.ts'

describe.skipIf(!haveBrowser())('composing', () => {
  let fixture: BrowserFixture

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '1' })
    await fixture.ask('POST', '/api/channels', { network: 'square', form: { handle: 'kopisenja', password: 'right' } })
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
  })

  const there = () => fixture.panel.plain.posts.map(({ text }) => text)
  const button = (name: string, within: Locator = fixture.page.locator('body')) =>
    within.getByRole('button', { name, exact: true })
  const dialog = () => fixture.page.getByRole('dialog')
  const row = (text: string) => fixture.page.getByRole('article').filter({ hasText: text })
  const state = (text: string, words: string) => row(text).locator('.badge', { hasText: words }).waitFor()
  const field = (label: string, within: Locator = fixture.page.locator('body')) =>
    within.getByLabel(label, { exact: true })

  const tab = (name: RegExp) => fixture.page.getByRole('tab', { name })
  const main = () => fixture.page.getByRole('textbox', { name: 'Teks utama', exact: true })
  const shownParts = () => fixture.page.locator('.channel-preview .sent')

  /** With the keys, as a person does. */
  async function select(field: Locator, start: number, end: number): Promise<void> {
    await field.press('Control+Home')
    for (let at = 0; at < start; at++) await field.press('ArrowRight')
    for (let at = start; at < end; at++) await field.press('Shift+ArrowRight')
  }

  async function discard(): Promise<void> {
    await button('Tindakan lain').click()
    await fixture.page.getByRole('menuitem', { name: 'Buang kiriman ini' }).click()
    await fixture.page.locator('.post-page').waitFor({ state: 'detached' })
  }

  /** Sends it now, whatever was chosen last. */
  async function send(): Promise<void> {
    await button('Cara lain untuk mengirim').click()
    await fixture.page.getByRole('menuitem', { name: /^Kirim sekarang/ }).click()
    await fixture.page.waitForURL(/\/panel\/posts(\?|$)/)
  }

  it('sends a thread with a first reply and a warning, exactly as it was shown', async () => {
    await fixture.go('/panel/posts/new')
    await main().fill('Cerita panen, bagian satu')
    await button('Lanjutkan utas').click()
    await field('Pesan ke-2').fill('Bagian dua')
    await button('Tambah ke utas').click()
    await field('Pesan ke-3').fill('Bagian tiga')
    await button('Naikkan pesan ke-3').click()
    await button('Balasan pertama').click()
    await fixture.page.getByRole('textbox', { name: 'Balasan pertama' }).fill('Selengkapnya di blog kami')
    await button('Opsi jejaring seperti biasa').click()
    await field('Peringatan isi').fill('cerita sedih')
    await shownParts().nth(3).getByText('Selengkapnya di blog kami').waitFor()
    await shownParts().first().getByText('[cerita sedih]').waitFor()
    const shown = await shownParts().allInnerTexts()
    await expectClean(fixture.page, 'composer with a thread')
    await send()
    await state('Cerita panen, bagian satu', 'Terkirim')
    expect(there()).toEqual(shown)
    expect(shown).toEqual([
      '[cerita sedih]\n\nCerita panen, bagian satu',
      'Bagian tiga',
      'Bagian dua',
      'Selengkapnya di blog kami',
    ])
    const [first] = fixture.panel.plain.posts
    expect(fixture.panel.plain.posts.map(({ inReplyTo }) => inReplyTo)[3]).toBe(first?.id)
    fixture.quiet()
  })

  it('changes the words of what waits, and corrects what is out', async () => {
    await fixture.go('/panel/posts/new')
    await main().fill('Buka jam delapam')
    await button('Cara lain untuk mengirim').click()
    await fixture.page.getByRole('menuitem', { name: /^Jadwalkan/ }).click()
    await dialog().getByLabel('Tanggal dan jam').fill('6 Mei 2031 07.08')
    await button('Jadwalkan Selasa 6 Mei 2031, 07.08 WIB', dialog()).click()
    await fixture.page.waitForURL(/\/panel\/posts(\?|$)/)
    await button('Ubah', row('Buka jam delapam')).click()
    await field('Teks untuk Alun-alun', dialog()).fill('Buka jam delapan')
    await dialog().locator('.post-form .sent', { hasText: 'Buka jam delapan' }).waitFor()
    await expectClean(fixture.page, 'edit')
    await button('Simpan', dialog()).click()
    await row('Buka jam delapan').waitFor()
    await button('Batalkan jadwal', row('Buka jam delapan')).click()
    await state('Buka jam delapan', 'Dibatalkan')
    await button('Kirim lagi', row('Buka jam delapan')).click()
    await state('Buka jam delapan', 'Terkirim')
    await button('Betulkan', row('Buka jam delapan')).click()
    await field('Teks untuk Alun-alun', dialog()).fill('Buka jam sembilan')
    await dialog().locator('.post-form .sent', { hasText: 'Buka jam sembilan' }).waitFor()
    await button('Betulkan', dialog()).click()
    await row('Buka jam sembilan').waitFor()
    expect(there()).toContain('Buka jam sembilan')
    expect(there()).not.toContain('Buka jam delapan')
    fixture.quiet()
  })

  it('retracts a post from everywhere, and says beforehand where a person deletes it', async () => {
    const { channels } = (await fixture.ask('GET', '/api/channels')) as { channels: { id: string }[] }
    const form = { handle: 'kopisenja' }
    const { channel } = (await fixture.ask('POST', '/api/channels', { network: 'x', way: 'assisted', form })) as {
      channel: { id: string }
    }
    const texts = [channels[0]?.id, channel.id].map((channelId) => ({ channelId, text: 'Tutup jam sepuluh' }))
    await fixture.ask('POST', '/api/posts', { texts, when: 'now', timeZone: 'Asia/Jakarta' })
    await fixture.go('/panel/posts')
    const byHand = row('Tutup jam sepuluh').filter({ hasText: 'X (Twitter)' })
    await state('Tutup jam sepuluh', 'Kirim manual')
    await byHand.getByLabel(/^Alamat kiriman di X/).fill('x.com/kopisenja/status/20')
    await button('Sudah saya kirim', byHand).click()
    await button('Tarik kiriman', row('Tutup jam sepuluh').filter({ hasText: 'Alun-alun' })).click()
    await dialog()
      .getByText(/^Di X \(Twitter\) Anda sendiri yang menghapusnya/)
      .waitFor()
    await expectClean(fixture.page, 'retract')
    await button('Tarik dari semua jejaring', dialog()).click()
    await dialog().getByText('Percakapan tidak dapat menghapus kiriman ini dari X').waitFor()
    await button('Sudah saya hapus', dialog()).click()
    await button('Sudah saya hapus', dialog()).waitFor({ state: 'detached' })
    await button('Tutup', dialog()).last().click()
    for (const network of ['Alun-alun', 'X (Twitter)'])
      await row('Tutup jam sepuluh').filter({ hasText: network }).locator('.badge', { hasText: 'Ditarik' }).waitFor()
    expect(there()).not.toContain('Tutup jam sepuluh')
    await fixture.ask('DELETE', `/api/channels/${channel.id}`)
    fixture.quiet()
  })

  it('keeps a draft for others, goes on with it, and can undo throwing it away', async () => {
    await fixture.go('/panel/posts/new')
    await main().fill('Belum selesai')
    await button('Simpan draf').click()
    await fixture.page.waitForURL(/\/posts\/drafts/)
    await fixture.page.locator('.item').getByText('Belum selesai', { exact: true }).waitFor()
    await expectClean(fixture.page, 'drafts')
    await button('Hapus draf').click()
    await fixture.page.locator('.item').getByText('Belum selesai', { exact: true }).waitFor({ state: 'detached' })
    await button('Urungkan').click()
    await fixture.page.getByRole('link', { name: 'Lanjutkan' }).click()
    expect(await main().inputValue()).toBe('Belum selesai')
    await main().fill('Sekarang selesai')
    await send()
    await state('Sekarang selesai', 'Terkirim')
    expect(await fixture.ask('GET', '/api/drafts')).toMatchObject({ drafts: [], total: 0 })
    fixture.quiet()
  })

  it('chooses how long what was sent can be taken back', async () => {
    await fixture.go('/panel/settings')
    await fixture.page.getByLabel('Waktu untuk menarik kembali').last().selectOption('300')
    await fixture.page.getByText('Tersimpan').first().waitFor()
    await fixture.go('/panel/posts/new')
    await main().fill('Nanti saja')
    await button('Cara lain untuk mengirim').click()
    await fixture.page.getByRole('menuitem', { name: /Dapat ditarik kembali selama 5 menit/ }).waitFor()
    await fixture.page.keyboard.press('Escape')
    await send()
    await state('Nanti saja', 'Menunggu')
    await button('Batalkan jadwal', row('Nanti saja')).click()
    await state('Nanti saja', 'Dibatalkan')
    expect(there()).not.toContain('Nanti saja')
    await fixture.ask('PUT', '/api/undo', { seconds: 1 })
    fixture.quiet()
  })

  it('after a hold decides about all that were overdue with one word', async () => {
    await fixture.ask('PUT', '/api/hold', { on: true, reason: 'berita duka' })
    const { channels } = (await fixture.ask('GET', '/api/channels')) as { channels: { id: string }[] }
    for (const text of ['Tertahan satu', 'Tertahan dua']) {
      await fixture.ask('POST', '/api/posts', { texts: [{ channelId: channels[0]?.id, text }] })
    }
    await fixture.page.waitForTimeout(1500)
    await fixture.ask('PUT', '/api/hold', { on: false })
    await fixture.go('/panel/posts?state=missed')
    await expectClean(fixture.page, 'overdue')
    await button('Kirim lagi semua 2').click()
    await fixture.page.getByText('2 kiriman dikirim lagi, satu per satu.').first().waitFor()
    await fixture.go('/panel/posts')
    await state('Tertahan satu', 'Terkirim')
    await state('Tertahan dua', 'Menunggu')
    fixture.quiet()
  })

  it('fits 320 px with a thread open', async () => {
    await fixture.page.setViewportSize({ width: 320, height: 700 })
    await fixture.go('/panel/posts/new')
    await button('Lanjutkan utas').click()
    await field('Pesan ke-2').fill('Bagian dua yang cukup panjang untuk satu baris ponsel kecil')
    const wide = await fixture.page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(320)
    await discard()
    fixture.quiet()
  })

  it('formats selected words by button and key; each network shows what it can, and undo takes it back', async () => {
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
    await fixture.ask('POST', '/api/channels', { network: 'whatsapp', form: { to: 'pelanggan' } })
    await fixture.go('/panel/posts/new')
    await button('Kirim ke WhatsApp pelanggan').press('Space')
    await tab(/^WhatsApp/).click()
    const text = field('Teks untuk WhatsApp')
    await text.fill('Kopi senja buka lagi')
    const bar = fixture.page.getByRole('toolbar', { name: 'Format teks' })
    expect(await bar.count()).toBe(0)
    await select(text, 5, 10)
    await bar.getByLabel('Tebal').click()
    expect(await text.inputValue()).toBe('Kopi **senja** buka lagi')
    await fixture.page.keyboard.press('Control+i')
    expect(await text.inputValue()).toBe('Kopi **_senja_** buka lagi')
    const shown = fixture.page.getByRole('region', { name: 'Pratinjau WhatsApp' }).locator('.sent')
    await shown.locator('.look-strong.look-emphasis', { hasText: /^senja$/ }).waitFor()
    expect(await shown.innerText()).toBe('Kopi senja buka lagi')
    await expectClean(fixture.page, 'composer with formats')
    await fixture.page.keyboard.press('Control+z')
    expect(await text.inputValue()).toBe('Kopi **senja** buka lagi')
    // Without Markdown every character is the letter that it is.
    await bar.getByLabel('Markdown').click()
    await shown.getByText('Kopi **senja** buka lagi').waitFor()
    await button('Pakai sebagai format').click()
    await shown.locator('.look-strong').waitFor()
    await fixture.page.keyboard.press('Escape')
    fixture.quiet()
  })

  it('formats an answer, and keeps it so over a reload', async () => {
    fixture.panel.plain.responses.push({
      kind: 'mention',
      remoteId: 'tanya-1',
      permalink: 'https://fake.example/tanya-1',
      person: { remoteId: 'tomo', name: 'Tomo', handle: '@tomo', url: 'https://fake.example/@tomo' },
      text: 'Bisa dikirim ke Makassar?',
      writtenAt: realClock.now(),
    })
    await fixture.ask('POST', '/api/conversations/refresh')
    await fixture.go('/panel/conversations')
    await fixture.page.getByText('Bisa dikirim ke Makassar?').first().click()
    const answer = field('Jawab Tomo')
    await answer.fill('Bisa, Tomo')
    await select(answer, 0, 4)
    await answer.press('Control+b')
    expect(await answer.inputValue()).toBe('**Bisa**, Tomo')
    await expectClean(fixture.page, 'answer with formats')
    await fixture.page.reload()
    expect(await answer.inputValue()).toBe('**Bisa**, Tomo')
    await select(answer, 0, 4)
    const bar = fixture.page.getByRole('toolbar', { name: 'Format teks' })
    expect(await bar.getByLabel('Markdown').getAttribute('aria-pressed')).toBe('true')
    await fixture.page
      .locator('.answer-head')
      .getByText(/^sisa \d+$/)
      .waitFor()
    await answer.press('Control+Enter')
    await expect.poll(there, { timeout: 20_000 }).toContain('Bisa, Tomo')
    fixture.quiet()
  })
})
