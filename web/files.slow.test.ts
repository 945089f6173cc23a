/** Settings → Files: what nothing uses is seen, thrown away and taken back, in a real browser on the real program. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type Desk, expectClean, expectNarrow, openDesk } from '../src/testing/desk.ts'

describe.skipIf(!haveBrowser())('files', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    for (const [at, alt] of ['Panen di Gayo, bulan lalu', 'Cangkir', ''].entries()) {
      const noise = { type: 'gaussian' as const, mean: 90 + 40 * at, sigma: 40 }
      const create = { width: 500, height: 400, channels: 3 as const, background: '#000', noise }
      const bytes = await sharp({ create }).png().toBuffer()
      const answer = await desk.context.request.post(`${desk.stage.url}/api/media`, {
        headers: { origin: desk.stage.url },
        multipart: { file: { name: 'a.png', mimeType: 'image/png', buffer: bytes }, alt },
      })
      expect(answer.status()).toBe(201)
    }
  })
  afterAll(() => desk?.close())

  it('what came today is not offered yet', async () => {
    await desk.go('/panel/settings/files')
    await desk.page.getByText('Tidak ada yang dapat dihapus').waitFor()
    await expectClean(desk.page, 'files without any to delete')
  })

  it('what is older is chosen, deleted, and brought back', async () => {
    await desk.stage.agePictures(2)
    for (const width of [390, 1280]) {
      await desk.page.setViewportSize({ width, height: 900 })
      await desk.go('/panel/settings/files')
      await desk.page.getByText('Panen di Gayo').waitFor()
      await expectNarrow(desk.page, `files at ${width}`)
      await expectClean(desk.page, `files at ${width}`)
    }
    await desk.page.emulateMedia({ colorScheme: 'dark' })
    await expectClean(desk.page, 'files in the dark')
    await desk.page.emulateMedia({ colorScheme: 'light' })
    await desk.page.getByLabel('Cangkir').check()
    await desk.page.getByRole('button', { name: /^Hapus 1/ }).click()
    await desk.page.getByText('1 berkas dihapus.').first().waitFor()
    await desk.page.getByLabel('Cangkir').waitFor({ state: 'detached' })
    await desk.page.getByRole('button', { name: 'Urungkan' }).click()
    await desk.page.getByLabel('Cangkir').waitFor()
    await desk.page.getByLabel('Pilih semua').check()
    await desk.page.getByRole('button', { name: /^Hapus 3/ }).click()
    await desk.page.getByText('Tidak ada yang dapat dihapus').waitFor()
    desk.quiet()
  })
})
