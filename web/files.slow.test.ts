/** Settings → Files: what nothing uses is seen, thrown away and taken back, in a real browser on the real program. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'

describe.skipIf(!haveBrowser())('files', () => {
  let fixture: BrowserFixture
  beforeAll(async () => {
    fixture = await openBrowserFixture()
    for (const [at, alt] of ['Panen di Gayo, bulan lalu', 'Cangkir', ''].entries()) {
      const noise = { type: 'gaussian' as const, mean: 90 + 40 * at, sigma: 40 }
      const create = { width: 500, height: 400, channels: 3 as const, background: '#000', noise }
      const bytes = await sharp({ create }).png().toBuffer()
      const answer = await fixture.context.request.post(`${fixture.panel.url}/api/media`, {
        headers: { origin: fixture.panel.url },
        multipart: { file: { name: 'a.png', mimeType: 'image/png', buffer: bytes }, alt },
      })
      expect(answer.status()).toBe(201)
    }
  })
  afterAll(() => fixture?.close())

  it('what came today is not offered yet', async () => {
    await fixture.go('/panel/settings/files')
    await fixture.page.getByText('Tidak ada yang dapat dihapus').waitFor()
    await expectClean(fixture.page, 'files without any to delete')
  })

  it('what is older is chosen, deleted, and brought back', async () => {
    await fixture.panel.agePictures(2)
    for (const width of [390, 1280]) {
      await fixture.page.setViewportSize({ width, height: 900 })
      await fixture.go('/panel/settings/files')
      await fixture.page.getByText('Panen di Gayo').waitFor()
      await expectNarrow(fixture.page, `files at ${width}`)
      await expectClean(fixture.page, `files at ${width}`)
    }
    await fixture.page.emulateMedia({ colorScheme: 'dark' })
    await expectClean(fixture.page, 'files in the dark')
    await fixture.page.emulateMedia({ colorScheme: 'light' })
    await fixture.page.getByLabel('Cangkir').check()
    await fixture.page.getByRole('button', { name: /^Hapus 1/ }).click()
    await fixture.page.getByText('1 berkas dihapus.').first().waitFor()
    await fixture.page.getByLabel('Cangkir').waitFor({ state: 'detached' })
    await fixture.page.getByRole('button', { name: 'Urungkan' }).click()
    await fixture.page.getByLabel('Cangkir').waitFor()
    await fixture.page.getByLabel('Pilih semua').check()
    await fixture.page.getByRole('button', { name: /^Hapus 3/ }).click()
    await fixture.page.getByText('Tidak ada yang dapat dihapus').waitFor()
    fixture.quiet()
  })
})
