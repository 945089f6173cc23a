/** How the blog looks: a theme chosen and taken back, a menu put together, pages that the law asks for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { packed } from '../src/themes/brought/testing/packed.ts'
import { exampleTheme } from '../src/themes/index.ts'

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

  it('is brought as a file: refused with file and line, then tried, looked at, used, and removed with a way back', async () => {
    const { page } = fixture
    await page.setViewportSize({ width: 1280, height: 800 })
    await fixture.go('/panel/settings/design')
    const bring = async (files: Record<string, string>) => {
      const buffer = Buffer.from(await packed(files))
      await page.getByLabel('Pilih berkas').setInputFiles({ name: 'tema.zip', mimeType: 'application/zip', buffer })
    }
    const loop =
      '{% for a in (1..9000) %}{% for b in (1..9000) %}{% for c in (1..9000) %}{% endfor %}{% endfor %}{% endfor %}'
    const home = `${exampleTheme['templates/home.liquid']}${loop}`
    await bring({
      ...exampleTheme,
      'templates/home.liquid': home,
      'templates/note.liquid': '<h1>a</h1><script>1</script>',
    })
    await page.getByText('templates/home.liquid, baris 13').waitFor()
    await page.getByText('templates/note.liquid, baris 1').waitFor()
    await expectClean(page, 'a theme that is refused')
    await shot('theme-refused')
    const { 'templates/tag.liquid': _, ...without } = exampleTheme
    await bring(without)
    await page.getByText('“Plain page” 1.0.0 sudah ditambahkan.').waitFor()
    await page.getByText('3 hal yang kurang').waitFor()
    await page.getByRole('button', { name: 'Lihat halaman dalam Plain page' }).click()
    await page.getByRole('dialog').getByText('Artikel', { exact: true }).click()
    await page
      .frameLocator('iframe[title="Plain page: Artikel"]')
      .getByRole('heading', { name: 'Tentang kami' })
      .or(page.frameLocator('iframe[title="Plain page: Artikel"]').getByRole('heading', { name: 'Kopi pagi' }))
      .first()
      .waitFor()
    await expectClean(page, 'pages of a theme')
    await shot('theme-pages')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Pakai tema Plain page' }).click()
    await page.getByText('Blog sekarang memakai Plain page.').first().waitFor()
    const blog = async () => (await page.request.get(new URL('/', page.url()).href)).text()
    await expect.poll(blog).toContain('class="list"')
    await expectClean(page, 'a theme of one’s own')
    await shot('theme-own')
    await page.getByRole('button', { name: 'Hapus tema Plain page' }).click()
    await page.getByText('“Plain page” dihapus.').first().waitFor()
    expect((await design()).theme).toBe('journal')
    await page.getByRole('button', { name: 'Urungkan' }).click()
    await expect.poll(async () => (await design()).theme).not.toBe('journal')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(page, 'a theme of one’s own')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectClean(page, 'a theme of one’s own on a phone, by night')
    await shot('theme-own-phone')
    fixture.quiet()
  })
})
