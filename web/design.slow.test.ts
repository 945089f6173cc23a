/** How the blog looks: a theme chosen and taken back, a menu put together, pages that the law asks for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'

describe.runIf(haveBrowser())('the blog’s theme', () => {
  let fixture: BrowserFixture
  beforeAll(async () => {
    fixture = await openBrowserFixture()
  })
  afterAll(() => fixture?.close())
  const shot = async (name: string) => {
    if (process.env.SHOTS) await fixture.page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
  }
  const design = () => fixture.ask('GET', '/api/design') as Promise<{ theme: string; menu: unknown; head: string }>

  it('is chosen and taken back; menu, head and legal pages are put together', async () => {
    const { page } = fixture
    for (const title of ['Kopi pagi', 'Tentang kami']) {
      const kind = title === 'Kopi pagi' ? 'article' : 'page'
      const { id } = (await fixture.ask('POST', '/api/articles', { title, kind, markdown: `Isi ${title}.` })) as {
        id: string
      }
      await fixture.ask('POST', `/api/articles/${id}/publish`, {})
    }
    await fixture.go('/panel/settings/design')
    await page.getByRole('heading', { name: 'Magazine' }).waitFor()
    await page.frameLocator('iframe[title=magazine]').getByText('Kopi pagi').first().waitFor()
    await expectClean(page, 'themes')
    await shot('themes')
    await page.getByRole('button', { name: 'Pakai tema Magazine' }).click()
    await page.getByText('Blog sekarang memakai Magazine.').first().waitFor()
    expect((await design()).theme).toBe('magazine')
    await page.getByRole('button', { name: 'Urungkan' }).click()
    await expect.poll(async () => (await design()).theme).toBe('journal')

    const menu = page.getByRole('region', { name: 'Menu' })
    await menu.getByRole('button', { name: 'Tambah tautan' }).click()
    await page.getByRole('menuitem', { name: 'Tentang kami' }).click()
    await menu.getByRole('button', { name: 'Naikkan tautan 4' }).click()
    await page.getByLabel('Tag verifikasi').fill('<script>x</script>')
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('Ini tidak bisa ditaruh di kepala halaman').waitFor()
    await page.getByLabel('Tag verifikasi').fill('<meta name="google-site-verification" content="abc">')
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('Tersimpan. Blog sudah menampilkannya.').first().waitFor()
    expect((await design()).menu).toMatchObject([
      { kind: 'archive' },
      { kind: 'search' },
      { kind: 'page' },
      { kind: 'product' },
    ])
    const blog = await (await page.request.get(new URL('/kopi-pagi', page.url()).href)).text()
    expect(blog).toContain('<a href="/tentang-kami">Tentang kami</a>')
    expect(blog).toContain('<meta name="google-site-verification" content="abc">')

    await page.getByRole('button', { name: 'Buat draf keduanya' }).click()
    await page.getByRole('link', { name: 'Privasi' }).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(page, 'themes')
    await expectClean(page, 'themes on a phone')
    await shot('themes-phone')
    fixture.quiet(/422.*api\/design/)
  })
})
