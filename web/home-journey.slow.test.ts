/** From an old blog to a promised rhythm that is kept: on a phone, in Indonesian, in a real browser on the real program. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'

const item = (id: number, title: string, status: 'publish' | 'draft') => `<item><title>${title}</title>
<link>https://lama.example/?p=${id}</link><guid isPermaLink="false">https://lama.example/?p=${id}</guid>
<content:encoded><![CDATA[${'Air panas, kopi segar, dan sabar. '.repeat(45)}]]></content:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date_gmt>2019-05-0${id} 03:00:00</wp:post_date_gmt>
<wp:status>${status}</wp:status><wp:post_type>post</wp:post_type></item>`
const oldBlog = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Kebun lama</title><link>https://lama.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://lama.example</wp:base_blog_url>
${item(1, 'Panen raya', 'publish')}${item(2, 'Es kopi gula aren', 'draft')}</channel></rss>`

describe.skipIf(!haveBrowser())('from an old blog to a rhythm that is kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-pulang-'))
  let fixture: BrowserFixture
  beforeAll(async () => {
    writeFileSync(join(folder, 'kebun.xml'), oldBlog)
    fixture = await openBrowserFixture({}, { viewport: { width: 390, height: 844 }, hasTouch: true })
  })
  afterAll(async () => {
    await fixture?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const button = (name: string | RegExp) => fixture.page.getByRole('button', { name }).first()

  it('the old blog moves in, and old addresses lead home', async () => {
    const { page, panel } = fixture
    await fixture.go('/panel/writing')
    await page.getByRole('link', { name: 'Impor blog' }).first().tap()
    await page.getByText('Letakkan berkas dari blog lama di sini').waitFor()
    await page.locator('input[type=file]').first().setInputFiles(join(folder, 'kebun.xml'))
    await button('Bawa semuanya masuk').tap({ timeout: 60_000 })
    await page.getByRole('heading', { name: 'Blog lama Anda sudah di sini' }).waitFor({ timeout: 60_000 })
    await page.getByText('2 masuk', { exact: true }).waitFor()
    await expectNarrow(page, 'the result of the import')
    const answer = await fetch(`${panel.url}/?p=1`)
    expect([answer.status, new URL(answer.url).pathname]).toEqual([200, '/panen-raya'])
  })

  it('a rhythm is promised, and its gap names the draft from the old blog', async () => {
    const { page } = fixture
    await fixture.go('/panel/writing/schedule')
    await button('Buat janji').tap()
    await button('Simpan').tap()
    await page.getByText('Yang paling dekat jadi: “Es kopi gula aren”').waitFor()
    await expectNarrow(page, 'a promise with a gap')
    await expectClean(page, 'a promise with a gap, on a phone')
  })

  it('the draft is published from there, and the week is kept', async () => {
    const { page, panel } = fixture
    await page.getByRole('link', { name: 'Lanjutkan draf itu' }).tap()
    await page.waitForURL(/\/writing\/[0-9a-f-]{36}/)
    await button(/^Terbitkan/).tap()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Sekarang', { exact: true }).tap()
    await dialog
      .getByRole('button', { name: /^Terbitkan/ })
      .last()
      .tap()
    const toast = page.locator('.toast')
    await expect
      .poll(() => toast.getByRole('link', { name: 'Baca di blog' }).getAttribute('href'))
      .toMatch(/\/es-kopi-gula-aren$/)
    await expectNarrow(page, 'published')
    expect(await (await fetch(`${panel.url}/es-kopi-gula-aren`)).text()).toContain('<h1')
    await fixture.go('/panel/writing/schedule')
    await page
      .getByText(/1 dari 1 pekan/)
      .first()
      .waitFor()
    await page.getByText('Yang paling dekat jadi').waitFor({ state: 'detached' })
    await expectClean(page, 'a kept promise, on a phone')
    fixture.quiet()
  })
})
