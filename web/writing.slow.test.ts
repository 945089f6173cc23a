/** The editor and the way to the blog, in a real browser on the real program. */
import { randomUUID } from 'node:crypto'
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Article } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, openBrowserFixture } from '../src/testing/browser-fixture.ts'

const saved = 'Tersimpan'

describe.skipIf(!haveBrowser())('writing', () => {
  let fixture: BrowserFixture
  let title: Locator
  let text: Locator

  beforeAll(async () => {
    fixture = await openBrowserFixture({}, { permissions: ['clipboard-read', 'clipboard-write'] })
    title = fixture.page.getByLabel('Judul', { exact: true })
    text = fixture.page.getByRole('textbox', { name: 'Isi artikel' })
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
  })

  const article = (id: string) => fixture.ask('GET', `/api/articles/${id}`) as Promise<Article>
  const idHere = () => new URL(fixture.page.url()).pathname.split('/')[3] ?? ''
  const isSaved = () => fixture.page.getByText(saved, { exact: true }).waitFor()
  const menu = async (item: string) => {
    await fixture.page.getByRole('button', { name: 'Tindakan lain' }).click()
    await fixture.page.getByRole('menuitem', { name: item }).click()
  }

  /** An article with a title of its own, open in the editor. */
  async function open(markdown = '', name = `Artikel ${randomUUID().slice(0, 4)}`): Promise<string> {
    const made = (await fixture.ask('POST', '/api/articles', { title: name, markdown, language: 'id' })) as Article
    await fixture.go(`/panel/writing/${made.id}`)
    await (markdown.includes('[^') || markdown.includes('<')
      ? fixture.page.getByLabel('Isi artikel dalam Markdown')
      : text
    ).waitFor()
    return made.id
  }

  const plain = (colour: string) =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
      .png()
      .toBuffer()

  /** What a person does with a picture file and the mouse, or with Ctrl V. */
  async function give(how: 'drop' | 'paste', colour: string): Promise<void> {
    const base64 = (await plain(colour)).toString('base64')
    if (how === 'drop') return drop(base64)
    await fixture.page.evaluate(async (data) => {
      const bytes = new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type: 'image/png' })
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': bytes })])
    }, base64)
    await fixture.page.keyboard.press('Control+v')
  }

  async function drop(base64: string): Promise<void> {
    const dataTransfer = await fixture.page.evaluateHandle((data) => {
      const transfer = new DataTransfer()
      const content = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([content], 'gambar.png', { type: 'image/png' }))
      return transfer
    }, base64)
    const box = await text.boundingBox()
    const point = { clientX: (box?.x ?? 0) + 20, clientY: (box?.y ?? 0) + 40 }
    await text.dispatchEvent('drop', { dataTransfer, bubbles: true, cancelable: true, ...point })
  }

  it.each(['drop', 'paste'] as const)('takes a picture by %s, and asks what it shows', async (how) => {
    const id = await open('Di bawah ini ada gambar.')
    await text.click()
    await give(how, how === 'drop' ? 'teal' : 'brown')
    const dialog = fixture.page.getByRole('dialog', { name: 'Apa yang tampak di gambar ini?' })
    const words = dialog.getByLabel('Teks alternatif')
    await words.waitFor()
    await expectClean(fixture.page, 'alternative text')
    expect(await dialog.getByRole('button', { name: 'Simpan teks alternatif' }).isDisabled()).toBe(true)
    await words.fill('Kebun kopi di lereng')
    await dialog.getByRole('button', { name: 'Simpan teks alternatif' }).click()
    await dialog.waitFor({ state: 'detached' })
    const image = text.locator('img[src]')
    expect(await image.getAttribute('alt')).toBe('Kebun kopi di lereng')
    expect(await image.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(60)
    await isSaved()
    await expect.poll(async () => (await article(id)).markdown).toMatch(/!\[Kebun kopi di lereng\]\(\/media\/[^)]+\)/)
    fixture.quiet()
  })

  it('puts a picture below the heading in which the cursor stands, never into it', async () => {
    const id = await open('## Apa itu kopi?\n\nTeks.')
    await text.getByRole('heading').click()
    await give('paste', 'navy')
    await fixture.page.getByRole('button', { name: 'Nanti' }).click()
    await expect
      .poll(async () => (await article(id)).markdown)
      .toMatch(/^## Apa itu kopi\?\n\n!\[\]\([^)]+\)\n\nTeks\.$/)
    fixture.quiet()
  })

  it('sees its own last save as its own, however soon the page is loaded again', async () => {
    for (const pause of [0, 50, 150, 300, 450, 650, 900]) {
      const name = `Tiga ${randomUUID().slice(0, 8)}`
      const id = await open('', '')
      await title.fill(name)
      await fixture.page.waitForTimeout(pause)
      await fixture.page.reload()
      await title.waitFor()
      await isSaved()
      expect(await fixture.page.getByRole('dialog').count(), `${pause} ms`).toBe(0)
      expect(await title.inputValue()).toBe(name)
      expect(await article(id)).toMatchObject({ title: name, slug: name.toLowerCase().replace(' ', '-') })
      // Typing on at once belongs to the same words.
      await title.fill(`${name} lagi`)
      await expect.poll(async () => (await article(id)).slug).toBe(`${name.toLowerCase().replace(' ', '-')}-lagi`)
    }
    fixture.quiet()
  }, 120_000)

  it('begins with its title, and with one article, however often one begins', async () => {
    const drafts = async () =>
      ((await fixture.ask('GET', '/api/articles?state=draft')) as { articles: object[] }).articles.length
    await fixture.go('/panel/writing')
    const before = await drafts()
    const title = fixture.page.getByLabel('Judul', { exact: true })
    for (let again = 0; again < 2; again += 1) {
      await fixture.go('/panel/writing')
      await fixture.page.keyboard.press('n')
      await title.waitFor()
      await expect.poll(() => title.evaluate((field) => field === document.activeElement)).toBe(true)
    }
    await fixture.page.keyboard.type('nanti n malam')
    expect(await title.inputValue()).toBe('nanti n malam')
    await fixture.page.locator('main').focus()
    // In a page in which one writes a letter is a letter, wherever the focus is.
    await fixture.page.keyboard.press('n')
    await expect.poll(drafts, { timeout: 10_000 }).toBe(before + 1)
    expect(await title.inputValue()).toBe('nanti n malam')
    fixture.quiet()
  })

  it('says what to do in an article that is empty, before anybody touches it', async () => {
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await open('', '')
    const shown = await text
      .locator('p')
      .first()
      .evaluate((one) => getComputedStyle(one, '::before').content)
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
    expect(shown).toContain('…')
    fixture.quiet()
  })

  it('says that a picture has no words yet, and takes them later', async () => {
    const id = await open()
    await text.click()
    await give('paste', 'olive')
    await fixture.page.getByRole('button', { name: 'Nanti' }).click()
    await fixture.page.getByText('1 gambar belum punya teks alternatif').waitFor()
    await text.locator('img[src]').click()
    await fixture.page.getByRole('toolbar').getByRole('button', { name: 'Teks alternatif' }).click()
    await fixture.page.getByRole('dialog').getByLabel('Teks alternatif').fill('Cangkir')
    await fixture.page.getByRole('button', { name: 'Simpan teks alternatif' }).click()
    await expect.poll(async () => (await article(id)).markdown).toContain('![Cangkir](')
    await fixture.page.getByText('1 gambar belum punya teks alternatif').waitFor({ state: 'detached' })
    fixture.quiet()
  })

  it('refuses in plain words what is no picture', async () => {
    await open()
    await fixture.page.locator('.tool[aria-label="Tambah gambar"]').waitFor()
    await fixture.page
      .locator('.toolbar input[type=file]')
      .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('bukan gambar') })
    await fixture.page.getByRole('alert').waitFor()
    expect(await text.locator('img[src]').count()).toBe(0)
    fixture.quiet(/422/)
  })

  it('undoes and redoes, by button and by key', async () => {
    const id = await open('Satu.')
    await text.click()
    await fixture.page.keyboard.press('Control+End')
    await fixture.page.keyboard.type(' Dua.')
    await fixture.page.getByRole('button', { name: 'Urungkan' }).click()
    expect(await text.innerText()).toBe('Satu.')
    await fixture.page.getByRole('button', { name: 'Ulangi' }).click()
    expect(await text.innerText()).toBe('Satu. Dua.')
    await text.click()
    await fixture.page.keyboard.press('Control+z')
    expect(await text.innerText()).toBe('Satu.')
    await fixture.page.keyboard.press('Control+y')
    expect(await text.innerText()).toBe('Satu. Dua.')
    await expect.poll(async () => (await article(id)).markdown.trim()).toBe('Satu. Dua.')
    fixture.quiet()
  })

  const insert = async (item: string) => {
    await fixture.page.getByRole('button', { name: 'Sisipkan', exact: true }).click()
    await fixture.page.getByRole('menuitem', { name: item }).click()
  }

  it('puts in boxes, pull quotes, contents and what other sites show, ready to be written over; callouts stay callouts', async () => {
    const id = await open('> [!TIP]\n> Yang lama.\n\nSatu.')
    await text.getByText('Satu.').click()
    await insert('Kotak catatan')
    await fixture.page.keyboard.type('Isi kotak')
    await insert('Kutipan besar')
    await fixture.page.keyboard.type('Pasar adalah percakapan')
    await insert('Daftar isi')
    await insert('Video atau postingan')
    const address = fixture.page.getByLabel('Alamatnya')
    await address.fill('bukan alamat')
    await address.press('Enter')
    await fixture.page.getByText('Tempel alamat lengkap').waitFor()
    await expectClean(fixture.page, 'an address to show')
    await address.fill('https://youtu.be/aqz-KE-bpKQ')
    await address.press('Enter')
    await address.waitFor({ state: 'detached' })
    await isSaved()
    const { markdown } = await article(id)
    // A browser's own line break is Markdown's hard one: the mark ends with its line all the same.
    expect(markdown.replace(/\[(https:[^\]]+)\]\(\1\)/, '$1').replaceAll('  \n', '\n')).toBe(
      [
        '> [!TIP]\n> Yang lama.',
        'Satu.',
        '> [!NOTE]\n> Isi kotak',
        '> [!QUOTE]\n> Pasar adalah percakapan',
        '[toc]',
        'https://youtu.be/aqz-KE-bpKQ',
      ].join('\n\n'),
    )
  })

  it('puts in a footnote where Markdown is written', async () => {
    const id = await open('Kopi pahit.[^1]\n\n[^1]: Satu.')
    const raw = fixture.page.getByLabel('Isi artikel dalam Markdown')
    await raw.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 4))
    await insert('Catatan kaki')
    await expect.poll(() => raw.evaluate((field: HTMLTextAreaElement) => field.selectionEnd)).toBeGreaterThan(30)
    await raw.pressSequentially('Dua.')
    await isSaved()
    expect((await article(id)).markdown.trim()).toBe('Kopi[^2] pahit.[^1]\n\n[^1]: Satu.\n\n[^2]: Dua.')
  })

  it('keeps in Markdown mode what rich text would lose: footnotes and HTML, byte for byte', async () => {
    const words =
      'Teks[^1] dengan <kbd>Ctrl</kbd>.\n\n<details>\n<summary>Lagi</summary>\nIsi\n</details>\n\n[^1]: Catatan.'
    const id = await open(words)
    const raw = fixture.page.getByLabel('Isi artikel dalam Markdown')
    await fixture.page.getByText('tidak dapat memuat').waitFor()
    expect(await raw.inputValue()).toBe(words)
    await raw.press('Control+End')
    await raw.pressSequentially(' Selesai.')
    await isSaved()
    await expect.poll(async () => (await article(id)).markdown).toBe(`${words} Selesai.`)
    await fixture.page.reload()
    await raw.waitFor()
    expect(await raw.inputValue()).toBe(`${words} Selesai.`)
    fixture.quiet()
  })

  it('brings an earlier revision back, and takes that back too', async () => {
    const id = await open('Kata pertama.')
    const { title: name, version } = await article(id)
    const words = { title: name, summary: '', tags: [], language: 'id', slug: '' }
    await fixture.ask('PUT', `/api/articles/${id}`, { ...words, markdown: 'Kata kedua.', base: version })
    await fixture.go(`/panel/writing/${id}`)
    await text.waitFor()
    expect(await text.innerText()).toBe('Kata kedua.')
    await menu('Riwayat')
    const drawer = fixture.page.getByRole('dialog', { name: 'Riwayat' })
    await drawer.getByRole('listitem').last().getByRole('button').click()
    await drawer.getByText('Ini versi pertama: semuanya baru.').waitFor()
    await drawer.getByLabel('Bandingkan dengan').selectOption({ label: 'Tulisan sekarang' })
    await expect.poll(() => drawer.locator('del').innerText()).toContain('pertama')
    expect(await drawer.locator('ins').innerText()).toContain('kedua')
    await expectClean(fixture.page, 'revisions')
    await drawer.getByRole('button', { name: 'Pakai versi ini' }).click()
    await fixture.page.getByText('Versi lama dipakai lagi').first().waitFor()
    expect(await text.innerText()).toBe('Kata pertama.')
    await expect.poll(async () => (await article(id)).markdown.trim()).toBe('Kata pertama.')
    await fixture.page.getByRole('region', { name: 'Pesan' }).getByRole('button', { name: 'Urungkan' }).click()
    await expect.poll(() => text.innerText()).toBe('Kata kedua.')
    await expect.poll(async () => (await article(id)).markdown.trim()).toBe('Kata kedua.')
    fixture.quiet()
  })

  it.each([
    ['Pakai yang di server', 'Awal. Dari sana.'],
    ['Pakai milik saya', 'Awal. Dari sini.'],
  ])('lets a person choose when two pages wrote one article: %s', async (choice, stands) => {
    const id = await open('Awal.')
    const { title: name, version } = await article(id)
    const theirs = { title: name, summary: '', tags: [], language: 'id', slug: '', markdown: 'Awal. Dari sana.' }
    await text.click()
    await fixture.page.keyboard.press('Control+End')
    await fixture.page.keyboard.type(' Dari sini.')
    await fixture.ask('PUT', `/api/articles/${id}`, { ...theirs, base: version })
    await fixture.page.getByRole('button', { name: choice }).click()
    await isSaved()
    await expect.poll(() => text.innerText()).toBe(stands)
    await expect.poll(async () => (await article(id)).markdown.trim()).toBe(stands)
    if (choice === 'Pakai yang di server') {
      await fixture.page.getByRole('region', { name: 'Pesan' }).getByRole('button', { name: 'Urungkan' }).click()
      await expect.poll(async () => (await article(id)).markdown.trim()).toBe('Awal. Dari sini.')
    }
    fixture.quiet(/409/)
  })

  it('makes the address from the title', async () => {
    await fixture.go('/panel/writing')
    await fixture.page.getByRole('button', { name: 'Tulis artikel' }).first().click()
    await title.fill('Kopi dari Temanggung')
    await isSaved()
    await expect.poll(async () => (await article(idHere())).permalink).toBe(`${fixture.panel.url}/kopi-dari-temanggung`)
    fixture.quiet()
  })

  it('publishes at a time, changes its mind, publishes now, and takes it off the blog again', async () => {
    const name = 'Panen raya di lereng'
    const id = await open('Petik merah saja.', name)
    const blog = () => fetch(`${fixture.panel.url}/panen-raya-di-lereng`).then((answer) => answer.status)
    await fixture.page.getByRole('button', { name: 'Terbitkan', exact: true }).click()
    const dialog = fixture.page.getByRole('dialog', { name: 'Terbitkan artikel' })
    await dialog.getByText('Pilih waktu', { exact: true }).click()
    await dialog.getByLabel('Tanggal dan jam').fill('2020-01-01T09:00')
    await dialog.getByText('Waktu ini sudah lewat').waitFor()
    await expectClean(fixture.page, 'publish')
    await dialog.getByLabel('Tanggal dan jam').fill('2031-05-06T07:08')
    await dialog.getByRole('button', { name: 'Jadwalkan', exact: true }).click()
    await fixture.page.getByText('Akan terbit Selasa 6 Mei 2031, 07.08 WIB').first().waitFor()
    expect(await article(id)).toMatchObject({ state: 'scheduled', publishAt: '2031-05-06T00:08:00.000Z' })
    expect(await blog()).toBe(404)
    await menu('Batalkan jadwal terbit')
    await fixture.page.getByText('artikel kembali menjadi draf').first().waitFor()
    expect((await article(id)).state).toBe('draft')
    await fixture.page.getByRole('button', { name: 'Terbitkan', exact: true }).click()
    await dialog.getByRole('button', { name: 'Terbitkan sekarang' }).click()
    await fixture.page.getByText(`“${name}” terbit.`).first().waitFor()
    expect(await blog()).toBe(200)
    await fixture.page.getByRole('link', { name: 'Bagikan' }).waitFor()
    await menu('Tarik dari blog')
    await fixture.page.getByText('Tidak tampil lagi di blog').first().waitFor()
    expect(await blog()).toBe(404)
    fixture.quiet()
  })

  it('shows changes that are not published, and publishes them', async () => {
    const id = await open('Takaran: 10 gram.', 'Takaran tetap')
    await fixture.ask('POST', `/api/articles/${id}/publish`, {})
    await fixture.go(`/panel/writing/${id}`)
    await text.click()
    await fixture.page.keyboard.press('Control+End')
    await fixture.page.keyboard.type(' Airnya 150 ml.')
    await fixture.page.getByText('Perubahan belum terbit').waitFor()
    const page = () => fetch(`${fixture.panel.url}/takaran-tetap`).then((answer) => answer.text())
    expect(await page()).not.toContain('Airnya')
    await fixture.page.getByRole('button', { name: 'Terbitkan perubahan' }).click()
    await fixture.page.getByRole('button', { name: 'Terbitkan sekarang' }).click()
    // A number and its unit stay together.
    await expect.poll(page).toContain('150\u00a0ml')
    fixture.quiet()
  })

  it('deletes, and takes that back', async () => {
    await open('Jangan hilang.', 'Yang hampir hilang')
    await menu('Hapus artikel')
    await fixture.page.getByText('“Yang hampir hilang” dihapus.').first().waitFor()
    await fixture.page.getByRole('button', { name: 'Urungkan' }).click()
    await fixture.page.getByRole('link', { name: /Yang hampir hilang/ }).waitFor()
    fixture.quiet()
  })

  it('keeps the words when the session ends while somebody writes', async () => {
    const id = await open('Awal.')
    await fixture.context.clearCookies()
    await text.click()
    await fixture.page.keyboard.press('Control+End')
    await fixture.page.keyboard.type(' Ditulis setelah sesi berakhir.')
    await fixture.page.getByRole('heading', { name: 'Masuk' }).waitFor()
    await fixture.page.getByLabel('Surel').fill('sari@kopisenja.example')
    await fixture.page.getByLabel('Kata sandi', { exact: true }).fill('kalimat panjang sekali')
    await fixture.page.keyboard.press('Enter')
    await text.waitFor()
    await expect.poll(() => text.innerText()).toBe('Awal. Ditulis setelah sesi berakhir.')
    await expect.poll(async () => (await article(id)).markdown.trim()).toBe('Awal. Ditulis setelah sesi berakhir.')
    fixture.quiet(/401/)
  })
})
