/** A blog that moves in, looked at, brought in and taken back: in a real browser, on the real program. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportRun } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'

const item = (id: number, title: string, body: string) => `<item><title>${title}</title>
<link>https://lama.example/2019/05/${title.toLowerCase().replaceAll(' ', '-')}/</link><guid isPermaLink="false">https://lama.example/?p=${id}</guid>
<dc:creator>rina</dc:creator><content:encoded><![CDATA[${body}]]></content:encoded><wp:post_id>${id}</wp:post_id>
<wp:post_date_gmt>2019-05-0${id} 03:00:00</wp:post_date_gmt><wp:post_name>${title.toLowerCase().replaceAll(' ', '-')}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>Budi</wp:comment_author><wp:comment_content>Bagus</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved></wp:comment></item>`
const wxr = (
  items: string,
) => `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Kebun lama</title>
<link>https://lama.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://lama.example</wp:base_blog_url>${items}</channel></rss>`

const folder = mkdtempSync(join(tmpdir(), 'percakapan-pindah-'))
const file = join(folder, 'kebun.xml')
writeFileSync(
  file,
  wxr(
    item(1, 'Lima belas foto', 'Naik ojek. [rev_slider alias="kebun"] <a href="/?p=2">Lanjut</a>') +
      item(2, 'Panen raya', 'Isi.'),
  ),
)
const wrong = join(folder, 'laporan.json')
writeFileSync(wrong, '{"bukan": "blog"}')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!haveBrowser())('a blog moves in', () => {
  let fixture: BrowserFixture
  beforeAll(async () => {
    fixture = await openBrowserFixture()
  })
  afterAll(() => fixture?.close())

  const button = (name: string | RegExp) => fixture.page.getByRole('button', { name })
  const choose = (path: string) => fixture.page.locator('input[type=file]').first().setInputFiles(path)
  const imports = async () => ((await fixture.ask('GET', '/api/imports')) as { imports: ImportRun[] }).imports

  it('says of a file that is no blog what it takes, and leads back', async () => {
    await fixture.go('/panel/writing')
    await fixture.page.getByRole('link', { name: 'Impor blog' }).first().click()
    await fixture.page.getByText('Letakkan berkas dari blog lama di sini').waitFor()
    await expectClean(fixture.page, 'import, choosing a file')
    await choose(wrong)
    await fixture.page.getByText(/bukan ekspor blog yang dikenal/).waitFor()
    await expectClean(fixture.page, 'import, a wrong file')
    await button('Buang impor ini').click()
    await fixture.page.waitForURL(/\/writing\/import$/)
    expect(await imports()).toEqual([])
  })

  it('shows a trial of it: counts, samples side by side, and what is lost; nothing is in the blog yet', async () => {
    await choose(file)
    await button('Bawa semuanya masuk').waitFor({ timeout: 60_000 })
    const samples = fixture.page.getByRole('region', { name: /contoh/ })
    expect(await samples.getByRole('listitem').first().innerText()).toContain('Lima belas foto')
    await fixture.page.frameLocator('iframe').first().getByText('[rev_slider alias="kebun"]').waitFor()
    await fixture.page.frameLocator('iframe').nth(1).getByRole('heading', { name: 'Lima belas foto' }).waitFor()
    await fixture.page.getByText('kode singkat “rev_slider”: tidak ikut').first().waitFor()
    await expectClean(fixture.page, 'import, a trial')
    expect((await fixture.ask('GET', '/api/articles')) as object).toMatchObject({ articles: [] })
  })

  it('reads the files again with the commenters’ addresses, where somebody asks for them', async () => {
    await fixture.page.getByRole('switch', { name: 'Simpan' }).click()
    await fixture.page.getByText('Alamat email para komentator ikut disimpan').waitFor({ timeout: 60_000 })
    expect((await imports())[0]?.options.emails).toBe(true)
  })

  it('brings it in by keyboard, and opens on what is worth a look; on a phone too', async () => {
    await button('Bawa semuanya masuk').press('Enter')
    await fixture.page.getByRole('heading', { name: 'Blog lama Anda sudah di sini' }).waitFor({ timeout: 60_000 })
    await fixture.page.getByText('2 masuk', { exact: true }).waitFor()
    await fixture.page.getByRole('link', { name: 'Lima belas foto' }).waitFor()
    await expectClean(fixture.page, 'import, its result')
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(fixture.page, 'import, its result on a phone')
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
    const page = await fetch(`${fixture.panel.url}/?p=1`)
    expect([page.redirected, new URL(page.url).pathname, await page.text()]).toEqual([
      true,
      '/lima-belas-foto',
      expect.stringContaining('href="/panen-raya"'),
    ])
  })

  it('takes all of it back, after a question', async () => {
    await button('Tarik kembali semua').click()
    const dialog = fixture.page.getByRole('dialog')
    await dialog.getByText('Semua yang dibawa impor ini ditarik kembali').waitFor()
    await expectClean(fixture.page, 'import, taking it back')
    await dialog.getByRole('button', { name: 'Tarik kembali semua' }).click()
    await fixture.page.getByRole('heading', { name: 'Impor ini sudah ditarik kembali' }).waitFor({ timeout: 60_000 })
    expect((await fixture.ask('GET', '/api/articles')) as object).toMatchObject({ articles: [] })
    expect((await fetch(`${fixture.panel.url}/lima-belas-foto`)).status).toBe(404)
  })

  it('brings who read the old newsletter, after a trial', async () => {
    await fixture.go('/panel/writing/import')
    const region = fixture.page.getByRole('region', { name: 'Pelanggan juga' })
    const buffer = Buffer.from('email,subscribed\nana@mail.example,true\nbudi@mail.example,false\nbukan alamat,true\n')
    await region.locator('input[type=file]').setInputFiles({ name: 'anggota.csv', mimeType: 'text/csv', buffer })
    await region.getByText('Uji coba. Belum ada yang disimpan.').waitFor()
    expect(await region.getByRole('status').innerText()).toMatch(/1 menerima buletin\s+1 sudah berhenti/)
    await region.getByText('1 baris tidak terbaca').click()
    await region.getByText(/^anggota\.csv, baris 4: /).waitFor()
    await expectClean(fixture.page, 'subscribers, a trial')
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(fixture.page, 'subscribers on a phone')
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
    await region.getByRole('button', { name: 'Simpan 2 orang' }).press('Enter')
    await region.getByText('Daftarnya sekarang ada di sini.').waitFor()
    await region.getByRole('button', { name: 'Tarik kembali' }).click()
    const dialog = fixture.page.getByRole('dialog')
    await dialog.getByText('Semua yang datang lewat daftar ini dihapus lagi').waitFor()
    await expectClean(fixture.page, 'subscribers, taking a list back')
    await dialog.getByRole('button', { name: 'Tarik kembali' }).click()
    await region.getByText('Ditarik kembali').waitFor()
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(fixture.page, 'subscribers taken back, on a phone')
  })
})
