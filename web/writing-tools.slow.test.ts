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
})
