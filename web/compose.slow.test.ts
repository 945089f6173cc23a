/** What a post says beside its text, and what can still be changed about it: in a real browser, on the real program. */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { realClock } from '../src/testing/clock.ts'
import { type Desk, expectClean, openDesk } from '../src/testing/desk.ts'

describe.skipIf(!haveBrowser())('composing', () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await openDesk({ UNDO_SECONDS: '1' })
    await desk.ask('POST', '/api/channels', { network: 'square', form: { handle: 'kopisenja', password: 'right' } })
  })
  afterAll(() => desk?.close())
  beforeEach(() => {
    desk.complaints.length = 0
  })

  const there = () => desk.stage.square.posts.map(({ text }) => text)
  const button = (name: string, within: Locator = desk.page.locator('body')) =>
    within.getByRole('button', { name, exact: true })
  const dialog = () => desk.page.getByRole('dialog')
  const row = (text: string) => desk.page.getByRole('article').filter({ hasText: text })
  const state = (text: string, words: string) => row(text).locator('.badge', { hasText: words }).waitFor()
  const field = (label: string, within: Locator = desk.page.locator('body')) =>
    within.getByLabel(label, { exact: true })

  async function send(): Promise<void> {
    await button('Kirim sekarang ke 1 saluran').click()
    await desk.page.waitForURL(/\/panel\/posts(\?|$)/)
  }

  it('sends a thread with a first reply and a warning, exactly as it was shown', async () => {
    await desk.go('/panel/posts/new')
    await field('Teks untuk Alun-alun').fill('Cerita panen, bagian satu')
    await button('Utas, balasan pertama, peringatan').click()
    await button('Sambung dengan pesan lain').click()
    await field('Pesan ke-2').fill('Bagian dua')
    await button('Sambung dengan pesan lain').click()
    await field('Pesan ke-3').fill('Bagian tiga')
    await desk.page.getByRole('button', { name: 'Naikkan' }).last().click()
    await field('Balasan pertama').fill('Selengkapnya di blog kami')
    await field('Peringatan isi').fill('cerita sedih')
    await desk.page.locator('.part').nth(3).getByText('Selengkapnya di blog kami').waitFor()
    const shown = await desk.page.locator('.part .sent').allInnerTexts()
    await expectClean(desk.page, 'composer with a thread')
    await send()
    await state('Cerita panen, bagian satu', 'Terkirim')
    expect(there()).toEqual(shown)
    expect(shown).toEqual([
      '[cerita sedih]\n\nCerita panen, bagian satu',
      'Bagian tiga',
      'Bagian dua',
      'Selengkapnya di blog kami',
    ])
    const [first] = desk.stage.square.posts
    expect(desk.stage.square.posts.map(({ inReplyTo }) => inReplyTo)[3]).toBe(first?.id)
    desk.quiet()
  })

  it('changes the words of what waits, and corrects what is out', async () => {
    await desk.go('/panel/posts/new')
    await field('Teks untuk Alun-alun').fill('Buka jam delapam')
    await desk.page.getByText(/^sisa \d+ huruf$/).waitFor()
    await button('Kirim pada waktu tertentu').click()
    await dialog().getByLabel('Tanggal dan jam').fill('2031-05-06T07:08')
    await button('Kirim 6 Mei 2031 07.08 WIB', dialog()).click()
    await desk.page.waitForURL(/\/panel\/posts(\?|$)/)
    await button('Ubah', row('Buka jam delapam')).click()
    await field('Teks untuk Alun-alun', dialog()).fill('Buka jam delapan')
    await dialog().locator('.part .sent', { hasText: 'Buka jam delapan' }).waitFor()
    await expectClean(desk.page, 'edit')
    await button('Simpan', dialog()).click()
    await row('Buka jam delapan').waitFor()
    await button('Batalkan', row('Buka jam delapan')).click()
    await state('Buka jam delapan', 'Dibatalkan')
    await button('Kirim lagi', row('Buka jam delapan')).click()
    await state('Buka jam delapan', 'Terkirim')
    await button('Betulkan', row('Buka jam delapan')).click()
    await field('Teks untuk Alun-alun', dialog()).fill('Buka jam sembilan')
    await dialog().locator('.part .sent', { hasText: 'Buka jam sembilan' }).waitFor()
    await button('Betulkan', dialog()).click()
    await row('Buka jam sembilan').waitFor()
    expect(there()).toContain('Buka jam sembilan')
    expect(there()).not.toContain('Buka jam delapan')
    desk.quiet()
  })

  it('retracts a post from everywhere', async () => {
    await desk.go('/panel/posts')
    await button('Tarik kiriman', row('Buka jam sembilan')).click()
    await expectClean(desk.page, 'retract')
    await button('Tarik dari semua jejaring', dialog()).click()
    await state('Buka jam sembilan', 'Ditarik')
    expect(there()).not.toContain('Buka jam sembilan')
    desk.quiet()
  })

  it('keeps a draft for others, goes on with it, and can undo throwing it away', async () => {
    await desk.go('/panel/posts/new')
    await field('Teks untuk Alun-alun').fill('Belum selesai')
    await button('Simpan sebagai draf').click()
    await desk.page.waitForURL(/\/posts\/drafts/)
    await desk.page.getByText('Belum selesai', { exact: true }).waitFor()
    await expectClean(desk.page, 'drafts')
    await button('Buang').click()
    await desk.page.getByText('Belum selesai', { exact: true }).waitFor({ state: 'detached' })
    await button('Urungkan').click()
    await desk.page.getByRole('link', { name: 'Lanjutkan' }).click()
    expect(await field('Teks untuk Alun-alun').inputValue()).toBe('Belum selesai')
    await field('Teks untuk Alun-alun').fill('Sekarang selesai')
    await desk.page.getByText(/^sisa \d+ huruf$/).waitFor()
    await send()
    await state('Sekarang selesai', 'Terkirim')
    expect(await desk.ask('GET', '/api/drafts')).toMatchObject({ drafts: [], total: 0 })
    desk.quiet()
  })

  it('chooses how long what was sent can be taken back', async () => {
    await desk.go('/panel/settings')
    await desk.page.getByLabel('Waktu untuk membatalkan').last().selectOption('300')
    await desk.page.getByText('Tersimpan').first().waitFor()
    await desk.go('/panel/posts/new')
    await desk.page.getByText('Dapat dibatalkan selama 5 menit.').waitFor()
    await field('Teks untuk Alun-alun').fill('Nanti saja')
    await desk.page.getByText(/^sisa \d+ huruf$/).waitFor()
    await send()
    await state('Nanti saja', 'Menunggu')
    await button('Batalkan', row('Nanti saja')).click()
    await state('Nanti saja', 'Dibatalkan')
    expect(there()).not.toContain('Nanti saja')
    await desk.ask('PUT', '/api/undo', { seconds: 1 })
    desk.quiet()
  })

  it('after a hold decides about all that were overdue with one word', async () => {
    await desk.ask('PUT', '/api/hold', { on: true, reason: 'berita duka' })
    const { channels } = (await desk.ask('GET', '/api/channels')) as { channels: { id: string }[] }
    for (const text of ['Tertahan satu', 'Tertahan dua']) {
      await desk.ask('POST', '/api/posts', { texts: [{ channelId: channels[0]?.id, text }] })
    }
    await desk.page.waitForTimeout(1500)
    await desk.ask('PUT', '/api/hold', { on: false })
    await desk.go('/panel/posts?state=missed')
    await expectClean(desk.page, 'overdue')
    await button('Kirim lagi semua 2').click()
    await desk.page.getByText('2 kiriman dikirim lagi, satu per satu.').first().waitFor()
    await desk.go('/panel/posts')
    await state('Tertahan satu', 'Terkirim')
    await state('Tertahan dua', 'Menunggu')
    desk.quiet()
  })

  it('fits 320 px with a thread open', async () => {
    await desk.page.setViewportSize({ width: 320, height: 700 })
    await desk.go('/panel/posts/new')
    await button('Utas, balasan pertama, peringatan').click()
    await button('Sambung dengan pesan lain').click()
    await field('Pesan ke-2').fill('Bagian dua yang cukup panjang untuk satu baris ponsel kecil')
    const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(320)
    desk.quiet()
  })

  it('formats words by button and key; each network shows what it can, and undo takes it back', async () => {
    await desk.ask('POST', '/api/channels', { network: 'whatsapp', form: { to: 'pelanggan' } })
    await desk.go('/panel/posts/new')
    await desk.page
      .getByRole('region', { name: /WhatsApp/ })
      .getByRole('switch')
      .press('Space')
    const text = field('Teks untuk WhatsApp')
    await text.fill('Kopi senja buka lagi')
    await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 10))
    await desk.page
      .getByRole('region', { name: /WhatsApp/ })
      .getByRole('toolbar')
      .getByLabel('Tebal')
      .click()
    expect(await text.inputValue()).toBe('Kopi **senja** buka lagi')
    await desk.page.keyboard.press('Control+i')
    expect(await text.inputValue()).toBe('Kopi **_senja_** buka lagi')
    const shown = desk.page.getByRole('region', { name: /WhatsApp/ }).locator('.part .sent')
    await shown.locator('.look-strong.look-emphasis', { hasText: /^senja$/ }).waitFor()
    expect(await shown.innerText()).toBe('Kopi senja buka lagi')
    await expectClean(desk.page, 'composer with formats')
    await desk.page.keyboard.press('Control+z')
    expect(await text.inputValue()).toBe('Kopi **senja** buka lagi')
    // Without Markdown every sign is the letter that it is.
    await desk.page
      .getByRole('region', { name: /WhatsApp/ })
      .getByLabel('Markdown')
      .uncheck()
    await shown.getByText('Kopi **senja** buka lagi').waitFor()
    await button('Pakai sebagai bentuk kata').click()
    await shown.locator('.look-strong').waitFor()
    desk.quiet()
  })

  it('formats an answer, and keeps it so over a reload', async () => {
    desk.stage.square.responses.push({
      kind: 'mention',
      remoteId: 'tanya-1',
      permalink: 'https://fake.example/tanya-1',
      person: { remoteId: 'tomo', name: 'Tomo', handle: '@tomo', url: 'https://fake.example/@tomo' },
      text: 'Bisa dikirim ke Makassar?',
      writtenAt: realClock.now(),
    })
    await desk.ask('POST', '/api/conversations/refresh')
    await desk.go('/panel/conversations')
    await desk.page.getByText('Bisa dikirim ke Makassar?').first().click()
    const answer = field('Jawab Tomo')
    await answer.fill('Bisa, Tomo')
    await answer.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 4))
    await answer.press('Control+b')
    expect(await answer.inputValue()).toBe('**Bisa**, Tomo')
    await expectClean(desk.page, 'answer with formats')
    await desk.page.reload()
    expect(await answer.inputValue()).toBe('**Bisa**, Tomo')
    expect(await desk.page.getByLabel('Markdown').isChecked()).toBe(true)
    await desk.page.getByText(/^sisa \d+ huruf$/).waitFor()
    await answer.press('Control+Enter')
    await expect.poll(there, { timeout: 20_000 }).toContain('Bisa, Tomo')
    desk.quiet()
  })
})
