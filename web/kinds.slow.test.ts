/** Pages, notes, authors and what belongs to an article, from the panel to the reader. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'

interface Article {
  id: string
  version: number
  kind: string
  series: string
  part: number | null
  authors: string[]
  pinned: boolean
  picture: { alt: string; caption: string } | null
  permalink: string
}

describe.runIf(haveBrowser())('kinds of writing', () => {
  let fixture: BrowserFixture

  beforeAll(async () => {
    fixture = await openBrowserFixture()
    for (const words of [
      { title: 'Menyeduh pelan', markdown: 'Air dan biji.', tags: ['kopi'] },
      { title: 'Tentang kami', markdown: 'Kami menyangrai.', kind: 'page' },
    ])
      await fixture.ask('POST', '/api/articles', words)
  })
  afterAll(() => fixture?.close())
  const shot = async (name: string) => {
    if (process.env.SHOTS) await fixture.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
  }

  it('an author is added in the settings, and has a page', async () => {
    const { page } = fixture
    await fixture.go('/panel/settings/authors')
    await page.getByText('Belum ada penulis:').waitFor()
    await page.getByRole('button', { name: 'Tambah penulis' }).click()
    await page.getByLabel('Nama').fill('Sari Kopi')
    await page.getByLabel('Tentang penulis ini').fill('Petani di Sumbing.')
    await page.getByLabel('Situs atau profilnya').fill('sari.example')
    await page.getByRole('dialog').getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('button', { name: /Sari Kopi/ }).click()
    expect(await page.getByLabel('Situs atau profilnya').inputValue()).toBe('https://sari.example')
    await expectClean(page, 'an author')
    await shot('author')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expectClean(page, 'authors')
    await shot('authors')
    expect((await fetch(`${fixture.panel.url}/author/sari-kopi`)).status).toBe(200)
    fixture.quiet()
  })

  it('an article gets its picture, author and series in its details, and readers see them', async () => {
    const { page, ask } = fixture
    await fixture.go('/panel/writing')
    await page.getByRole('link', { name: /Menyeduh pelan/ }).click()
    await page.getByRole('button', { name: 'Rincian' }).click()
    const details = page.getByRole('dialog', { name: 'Rincian' })
    const png = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#7c2d12' } })
      .png()
      .toBuffer()
    await details.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png })
    const asking = page.getByRole('dialog', { name: 'Apa yang tampak di gambar ini?' })
    await asking.getByRole('textbox').fill('Kebun pagi')
    await asking.getByRole('button', { name: 'Simpan teks alternatif' }).click()
    await asking.waitFor({ state: 'detached' })
    await details.getByLabel('Teks di bawah gambar').fill('Milik kami')
    await details.getByRole('combobox', { name: 'Penulis' }).click()
    await page.getByRole('option', { name: 'Sari Kopi' }).click()
    await details.getByLabel('Seri', { exact: true }).fill('Seduh manual')
    await details.getByLabel('Bagian ke-').fill('2')
    await details.getByLabel('Sematkan di halaman depan').check()
    await expectClean(page, 'details')
    await shot('details')
    await page.getByText('Tersimpan').first().waitFor()
    const { articles } = (await ask('GET', '/api/articles?q=menyeduh')) as { articles: Article[] }
    const id = articles[0]?.id ?? ''
    await expect
      .poll(async () => (await ask('GET', `/api/articles/${id}`)) as Article)
      .toMatchObject({
        series: 'Seduh manual',
        part: 2,
        authors: [expect.any(String)],
        pinned: true,
        picture: { alt: 'Kebun pagi', caption: 'Milik kami' },
      })
    await ask('POST', `/api/articles/${id}/publish`, {})
    const read = await (await fetch(`${fixture.panel.url}/menyeduh-pelan`)).text()
    for (const seen of ['alt="Kebun pagi"', '/author/sari-kopi', 'Seduh manual, bagian 2']) expect(read).toContain(seen)
    fixture.quiet()
  })

  it('a note is begun behind the arrow, has no title, and is listed by its first words', async () => {
    const { page } = fixture
    await fixture.go('/panel/writing')
    await page.getByRole('button', { name: 'Jenis tulisan lain' }).click()
    await shot('begin')
    await page.getByRole('menuitem', { name: /Tulis catatan/ }).click()
    const text = page.locator('.ProseMirror')
    await text.waitFor()
    expect(await page.getByLabel('Judul', { exact: true }).count()).toBe(0)
    await text.fill('Hujan pagi ini, dan kopi.')
    await page.getByText('Tersimpan').first().waitFor()
    await expectClean(page, 'a note')
    await fixture.go('/panel/writing')
    await page.getByRole('link', { name: /Hujan pagi ini, dan kopi\./ }).waitFor()
    fixture.quiet()
  })

  it('the list is narrowed by kind, tag and author', async () => {
    const { page } = fixture
    await fixture.go('/panel/writing')
    const rows = () => page.getByRole('main').locator('ul.list > li')
    await expect.poll(() => rows().count()).toBe(3)
    await page.getByText('Halaman', { exact: true }).first().click()
    await expect.poll(() => rows().allInnerTexts()).toEqual([expect.stringContaining('Tentang kami')])
    await page.getByRole('radiogroup', { name: 'Jenis' }).getByText('Semua', { exact: true }).click()
    await page.getByLabel('Penulis').selectOption('Sari Kopi')
    await expect.poll(() => rows().allInnerTexts()).toEqual([expect.stringContaining('Menyeduh pelan')])
    await page.getByLabel('Penulis').selectOption('')
    await page.getByLabel('Label').selectOption('kopi')
    await expect.poll(() => rows().count()).toBe(1)
    await page.getByLabel('Label').selectOption('')
    await expectClean(page, 'writing')
    await shot('writing')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(page, 'writing')
    await shot('writing-phone')
    await fixture.go('/panel/settings/authors')
    await expectNarrow(page, 'authors')
    await shot('authors-phone')
    fixture.quiet()
  })

  it('an address that another one has is told with a link to it, and never given silently', async () => {
    const { page, ask } = fixture
    await page.setViewportSize({ width: 1280, height: 800 })
    const { id } = (await ask('POST', '/api/articles', { title: 'Kebun', markdown: 'Isi.' })) as Article
    const slug = async () => ((await ask('GET', `/api/articles/${id}`)) as { slug: string }).slug
    await fixture.go(`/panel/writing/${id}`)
    await page.getByRole('button', { name: 'Rincian' }).click()
    const address = page.getByLabel('Alamat', { exact: true })
    await address.fill('Tentang kami')
    await page.getByText('“tentang-kami” sudah dipakai halaman').waitFor()
    expect(await page.getByRole('link', { name: 'Tentang kami' }).getAttribute('href')).toContain('/writing/')
    await expectClean(page, 'an address that is taken')
    await shot('address-taken')
    expect(await slug()).toBe('kebun')
    await page.getByRole('button', { name: 'Pakai “tentang-kami-2”' }).click()
    await expect.poll(slug).toBe('tentang-kami-2')
    await address.fill('')
    await expect.poll(slug).toBe('kebun')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByLabel('Judul', { exact: true }).fill('Tentang kami')
    await page.getByRole('button', { name: 'Terbitkan', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Terbitkan artikel' })
    await dialog.getByText('“tentang-kami” sudah dipakai halaman').waitFor()
    await dialog.getByText(/\/tentang-kami-2$/).waitFor()
    await expectClean(page, 'publishing under a numbered address')
    await shot('publish-numbered')
    await dialog.getByRole('button', { name: 'Pilih alamat lain' }).click()
    await dialog.getByLabel('Alamat').fill('kebun-kami')
    await dialog
      .getByText(/\/kebun-kami$/)
      .first()
      .waitFor()
    await expect.poll(slug).toBe('kebun-kami')
    fixture.quiet()
  })

  it('a note is published from its page, and called what it is', async () => {
    const { page } = fixture
    await fixture.go('/panel/writing')
    await page.getByRole('link', { name: /Hujan pagi ini, dan kopi\./ }).click()
    await page.getByRole('button', { name: 'Terbitkan', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Terbitkan catatan' })
    await dialog.getByText('Hanya catatan').waitFor()
    await expectClean(page, 'publishing a note')
    await shot('publish-note')
    await dialog.getByRole('button', { name: 'Terbitkan sekarang' }).click()
    await page.getByText('“Catatan” terbit.').first().waitFor()
    fixture.quiet()
  })
})
