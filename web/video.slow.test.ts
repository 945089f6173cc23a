/** A video that a network does not take as it is: said, made and sent, in a real browser, on the real program. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { describeWithFfmpeg, film } from '../src/testing/ffmpeg.ts'
import { videoNetwork } from '../src/testing/video-network.ts'

describe.skipIf(!haveBrowser())('a video', () => {
  describeWithFfmpeg('that has to be converted', (program) => {
    const folder = mkdtempSync(join(tmpdir(), 'percakapan-panel-video-'))
    const cinema = videoNetwork('bioskop', { bytes: 5_000_000, seconds: 300, types: ['video/mp4'] })
    let fixture: BrowserFixture

    beforeAll(async () => {
      await film(join(folder, 'panen.webm'), {
        size: '1280x720',
        seconds: 20,
        as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '16', '-b:v', '2M', '-c:a', 'libopus'],
      })
      fixture = await openBrowserFixture({ UNDO_SECONDS: '1', FFMPEG: program }, {}, [cinema.network])
      await fixture.ask('POST', '/api/channels', {
        network: 'bioskop',
        form: { handle: 'kopisenja', password: 'right' },
      })
    })
    afterAll(async () => {
      await fixture?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    it('is announced in the preview, waits with its progress, and leaves as an MP4', async () => {
      const { page } = fixture
      await fixture.go('/panel/posts/new')
      await page.getByRole('textbox', { name: 'Teks utama', exact: true }).fill('Panen kopi hari ini')
      await page.locator('input[type=file]').first().setInputFiles(join(folder, 'panen.webm'))
      await page.getByRole('dialog').getByRole('textbox').fill('Orang memetik kopi')
      await page.getByRole('dialog').locator('button[type=submit]').click()
      // Beside the words there is room for some of what was found.
      await page.getByRole('button', { name: /temuan lagi$/ }).click()
      await page.locator('.note.hint', { hasText: 'dikonversi menjadi MP4 (1280 × 720)' }).waitFor()
      await expectClean(page, 'composer with a video to convert')
      await page.getByRole('button', { name: 'Kirim sekarang', exact: true }).click()
      await page.waitForURL(/\/panel\/posts(\?|$)/)
      const row = page.getByRole('article').filter({ hasText: 'Panen kopi hari ini' })
      await row.getByText(/sedang disiapkan untuk saluran ini: \d+ %|menunggu giliran untuk disiapkan/).waitFor()
      await row.locator('.badge', { hasText: 'Terkirim' }).waitFor({ timeout: 60_000 })
      expect(cinema.videos).toMatchObject([{ mime: 'video/mp4' }])
      expect(cinema.videos[0]?.bytes.subarray(4, 8).toString('latin1')).toBe('ftyp')
      fixture.quiet()
    })
  })
})
