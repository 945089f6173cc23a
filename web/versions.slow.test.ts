/** One text for all channels, versions that stand alone, findings beside the words: in a real browser, on the real program. */
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Delivery, DraftPage } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { realClock } from '../src/testing/clock.ts'

const words = 'Sabtu ini kelas seduh manual dibuka lagi di Warung Kopi Senja.'

describe.skipIf(!haveBrowser())('versions of a post', () => {
  let fixture: BrowserFixture
  let channels: Channel[]

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '1' }, { viewport: { width: 1280, height: 800 } })
    for (const handle of ['kopisenja', 'kebunsenja'])
      await fixture.ask('POST', '/api/channels', { network: 'square', form: { handle, password: 'right' } })
    await fixture.ask('POST', '/api/channels', { network: 'whatsapp', form: { to: 'pelanggan' } })
    channels = ((await fixture.ask('GET', '/api/channels')) as { channels: Channel[] }).channels
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
  })

  const button = (name: string | RegExp, within: Locator = fixture.page.locator('body')) =>
    within.getByRole('button', { name, exact: typeof name === 'string' })
  const tab = (name: string) => fixture.page.getByRole('tab', { name: new RegExp(`^${name}`) })
  const main = (name = 'Teks utama') => fixture.page.getByRole('textbox', { name, exact: true })
  const item = (name: RegExp) => fixture.page.getByRole('menuitem', { name })
  const preview = (name: string) => fixture.page.getByRole('region', { name: `Pratinjau ${name}` }).locator('.sent')
  const sent = () => fixture.panel.plain.posts.map(({ text }) => text)
  const ids = (...handles: string[]) =>
    handles.map((handle) => channels.find((channel) => channel.handle === handle)?.id).join(',')
  const drafts = async () => ((await fixture.ask('GET', '/api/drafts')) as DraftPage).drafts
  const saved = () =>
    fixture.page
      .getByRole('status')
      .filter({ hasText: /^(Tersimpan|Saved)$/ })
      .waitFor()

  async function open(search = `?channels=${ids('kopisenja', 'kebunsenja', 'pelanggan')}`): Promise<void> {
    await fixture.go(`/panel/posts/new${search}`)
    await fixture.page.locator('.post-page').waitFor()
  }

  async function discard(): Promise<void> {
    await button(/^(Tindakan lain|More)$/).click()
    await item(/^(Buang kiriman ini|Discard this post)/).click()
    await fixture.page.locator('.post-page').waitFor({ state: 'detached' })
  }

  it('follow one text, stand alone when somebody types in them, and follow again', async () => {
    await open()
    await main().fill(words)
    await tab('WhatsApp').getByText('cukup').waitFor()
    for (const handle of ['kopisenja', 'kebunsenja']) await tab(`Alun-alun ${handle}`).getByText('sisa 238').waitFor()
    await tab('Alun-alun kebunsenja').click()
    await main('Teks untuk Alun-alun kebunsenja').fill('Sabtu ini kelas petik dibuka lagi di Kebun Senja.')
    await fixture.page.getByText('Alun-alun kebunsenja punya versi sendiri.').waitFor()
    expect(await fixture.page.locator('.mirror .differs').allInnerTexts()).toEqual(['petik', 'Kebun'])
    await expectClean(fixture.page, 'own version')
    await tab('Teks utama').click()
    await tab('Teks utama').getByText('2 ikut').waitFor()
    await main().fill(`${words} Datanglah.`)
    await preview('Alun-alun kopisenja').getByText('Datanglah.').waitFor()
    expect(await preview('Alun-alun kebunsenja').innerText()).toBe('Sabtu ini kelas petik dibuka lagi di Kebun Senja.')
    await tab('Alun-alun kebunsenja').click()
    await button('Ikuti lagi').click()
    expect(await main('Teks untuk Alun-alun kebunsenja').inputValue()).toBe(`${words} Datanglah.`)
    await button('Urungkan').click()
    await fixture.page.getByText('Alun-alun kebunsenja punya versi sendiri.').waitFor()
    const shown = [await preview('Alun-alun kebunsenja').innerText(), await preview('Alun-alun kopisenja').innerText()]
    await button('Cara lain untuk mengirim').click()
    await item(/^Kirim sekarang/).click()
    await expect.poll(() => sent().sort(), { timeout: 20_000 }).toEqual(shown.sort())
    expect(await drafts()).toEqual([])
    fixture.quiet()
  })

  it('that were emptied are never left out silently: the main button leads there', async () => {
    const before = sent().length
    await open()
    await main().fill(words)
    await tab('Alun-alun kebunsenja').click()
    await main('Teks untuk Alun-alun kebunsenja').fill('')
    await tab('Alun-alun kebunsenja').getByText('masih kosong').waitFor()
    await tab('Teks utama').click()
    await fixture.page.getByText('Versi Alun-alun kebunsenja masih kosong.').waitFor()
    await expectClean(fixture.page, 'an empty version')
    await button('Kirim sekarang').click()
    await main('Teks untuk Alun-alun kebunsenja').waitFor()
    expect(await main('Teks untuk Alun-alun kebunsenja').evaluate((area) => area === document.activeElement)).toBe(true)
    expect(sent().length).toBe(before)
    await button('Kirim ke Alun-alun kebunsenja').click()
    expect(await tab('Alun-alun kebunsenja').count()).toBe(0)
    await discard()
    fixture.quiet()
  })

  it('lose no word over a reload, lie on the server, and a conflict is for a person to decide', async () => {
    await open()
    await main().fill(words)
    await tab('WhatsApp').click()
    await main('Teks untuk WhatsApp').fill('Halo pelanggan, Sabtu ada kelas.')
    await fixture.page.reload()
    await tab('WhatsApp').click()
    expect(await main('Teks untuk WhatsApp').inputValue()).toBe('Halo pelanggan, Sabtu ada kelas.')
    await main('Teks untuk WhatsApp').press('End')
    await fixture.page.keyboard.type(' Datang ya!')
    await saved()
    const [draft] = await drafts()
    expect(JSON.stringify(draft?.body)).toContain('Datang ya!')
    await fixture.ask('PUT', `/api/drafts/${draft?.id}`, {
      base: draft?.version,
      body: { written: { main: { text: 'Kata rekan' } } },
    })
    await fixture.page.keyboard.type(' Jam 9.')
    await fixture.page.getByText('Draf ini juga diubah di tempat lain.').waitFor()
    await expectClean(fixture.page, 'a conflict')
    await button('Pakai milik saya').click()
    await saved()
    expect(JSON.stringify((await drafts())[0]?.body)).toContain('Jam 9.')
    // Left, it is a draft like any other, and the next post begins anew.
    await button('Tutup').first().click()
    await fixture.page.locator('.post-page').waitFor({ state: 'detached' })
    await open()
    expect(await main().inputValue()).toBe('')
    await fixture.go(`/panel/posts/new?draft=${draft?.id}`)
    await tab('WhatsApp').click()
    expect(await main('Teks untuk WhatsApp').inputValue()).toContain('Jam 9.')
    await discard()
    await expect.poll(drafts).toEqual([])
    fixture.quiet(/409/)
  })

  it('have their findings beside the words: in the margin, and below them on a phone', async () => {
    await open()
    await main().fill(`${words}\n\n#kopi #seduh #ngopi #kopinusantara`)
    const note = fixture.page.locator('.note', { hasText: 'Terlalu banyak tagar' })
    await note.waitFor()
    expect(await fixture.page.locator('.mirror .found').allInnerTexts()).toEqual(['#kopinusantara'])
    const place = async (what: Locator) => (await what.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const field = await place(main())
    const mark = await place(fixture.page.locator('.mirror .found').last())
    expect((await place(note)).x).toBeGreaterThan(field.x + field.width)
    expect(Math.abs((await place(note)).y - mark.y)).toBeLessThan(40)
    await expectClean(fixture.page, 'findings in the margin')
    // However many there are, they push nothing of the composer under its foot.
    const foot = async () => (await place(fixture.page.locator('.post-foot'))).y
    await main().fill(
      `${words} BELI SEKARANG JUGA!!! https://bit.ly/kopi https://toko.example/?utm_source=a&fbclid=1 #a #b #c #d #e`,
    )
    await button(/^\d+ temuan lagi$/).waitFor()
    const single = fixture.page.locator('.note:not(.more-notes)')
    const shown = await single.count()
    expect(shown).toBeGreaterThan(0)
    const options = await place(fixture.page.locator('.network-options'))
    expect(options.y + options.height).toBeLessThanOrEqual(await foot())
    const folded = Number((await button(/^\d+ temuan lagi$/).innerText()).split(' ')[0])
    await button(/^\d+ temuan lagi$/).click()
    await expect.poll(() => single.count()).toBe(shown + folded)
    await main().fill(`${words}\n\n#kopi #seduh #ngopi #kopinusantara`)
    await expect.poll(() => fixture.page.locator('.mirror .found').allInnerTexts()).toEqual(['#kopinusantara'])
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(async () => (await place(note)).y).toBeGreaterThan((await place(main())).y + 40)
    expect((await place(note)).x).toBeLessThan(40)
    await expectClean(fixture.page, 'findings on a phone')
    // From a tap on the words, the note opens right below them.
    const words4 = await place(fixture.page.locator('.mirror .found').last())
    await fixture.page.mouse.click(words4.x + 20, words4.y + 10)
    const there = fixture.page.locator('.word-notes')
    await there.getByText('Terlalu banyak tagar').waitFor()
    const below = (await place(there)).y - (words4.y + words4.height)
    expect(below).toBeGreaterThanOrEqual(0)
    expect(below).toBeLessThan(12)
    await expectClean(fixture.page, 'a finding at its words')
    await expectNarrow(fixture.page, 'findings on a phone')
    await fixture.page.keyboard.press('Escape')
    await there.waitFor({ state: 'detached' })
    await main().click({ position: { x: 20, y: 20 } })
    expect(await there.count()).toBe(0)
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
    await discard()
    fixture.quiet()
  })

  it('let a finding be ignored for this post: it is remembered with the draft, and ends with its words', async () => {
    await open()
    const found = fixture.page.locator('.note', { hasText: 'Terlalu banyak tagar' })
    const underlined = () => fixture.page.locator('.mirror .found').count()
    const ignored = fixture.page.getByText('1 temuan diabaikan')
    await main().fill(`${words}\n\n#kopi #seduh #ngopi #kopinusantara`)
    await button('Abaikan untuk kiriman ini', found).click()
    await found.waitFor({ state: 'detached' })
    await expect.poll(underlined).toBe(0)
    await button('Urungkan').click()
    await found.waitFor()
    await button('Abaikan untuk kiriman ini', found).click()
    await ignored.waitFor()
    // Other words change: it stays ignored, also over a reload.
    await main().fill(`Kabar baik. ${words}\n\n#kopi #seduh #ngopi #kopinusantara`)
    await preview('Alun-alun kopisenja').getByText('Kabar baik.').waitFor()
    expect(await found.count()).toBe(0)
    await saved()
    const [kept] = await drafts()
    expect(kept?.body).toMatchObject({
      ignored: expect.arrayContaining([expect.stringMatching(/^too-many-hashtags /)]),
    })
    await fixture.page.reload()
    await ignored.waitFor()
    expect(await found.count()).toBe(0)
    await expectClean(fixture.page, 'an ignored finding')
    await button('Tampilkan lagi').click()
    await found.waitFor()
    await button('Abaikan untuk kiriman ini', found).click()
    await ignored.waitFor()
    await main().fill(`Kabar baik. ${words}\n\n#kopi #seduh #ngopi #kopirobusta`)
    await found.waitFor()
    expect(await ignored.count()).toBe(0)
    await discard()
    fixture.quiet()
  })

  it('go to a group of channels with one press, and take a set of hashtags where the caret is', async () => {
    await open(`?channels=${ids('kopisenja', 'pelanggan')}`)
    await button('2 saluran').click()
    await item(/^Simpan sebagai grup/).click()
    const dialog = fixture.page.getByRole('dialog')
    await dialog.getByLabel('Nama').fill('Kabar harian')
    await expectClean(fixture.page, 'a new group')
    await button('Simpan', dialog).click()
    await button('Kabar harian').waitFor()
    await button('Kirim ke Alun-alun kebunsenja').click()
    await button('3 saluran').click()
    await expectClean(fixture.page, 'groups')
    await item(/^Kabar harian/).click()
    expect(await fixture.page.locator('.face-switch[aria-pressed="true"]').count()).toBe(2)
    await button('Kabar harian').click()
    await item(/^Ubah grup ini/).click()
    await dialog.getByLabel('Nama').fill('Kabar pagi')
    await button('Simpan', dialog).click()
    await button('Kabar pagi').waitFor()

    await main().fill('Pagi! Sampai jumpa.')
    for (let step = 0; step < ' Sampai jumpa.'.length; step++) await main().press('ArrowLeft')
    await button('Tagar').click()
    await item(/^Kumpulan tagar baru/).click()
    await dialog.getByLabel('Nama').fill('Harian')
    await dialog.getByLabel('Tagar').first().fill('#kopi')
    await fixture.page.keyboard.press('Enter')
    await button('Simpan', dialog).click()
    await dialog.waitFor({ state: 'detached' })
    await button('Tagar').click()
    await expectClean(fixture.page, 'hashtag sets')
    await item(/^Harian/).click()
    await expect.poll(() => main().inputValue()).toBe('Pagi! #kopi Sampai jumpa.')
    await main().press('Control+z')
    expect(await main().inputValue()).toBe('Pagi! Sampai jumpa.')

    for (const [word, emoji] of [
      ['kopi', '☕'],
      ['hand', '👋'],
    ]) {
      await main().press('Control+End')
      await button('Emoji').click()
      await fixture.page.getByRole('searchbox', { name: 'Cari emoji' }).fill(word as string)
      await fixture.page
        .locator('.emoji-grid')
        .getByText(emoji as string, { exact: true })
        .waitFor()
      await expectClean(fixture.page, 'emoji')
      await fixture.page
        .locator('.emoji-grid')
        .getByText(emoji as string, { exact: true })
        .click()
      await expect.poll(() => main().inputValue()).toContain(emoji)
    }
    expect(await main().inputValue()).toBe('Pagi! Sampai jumpa.☕👋')
    await discard()
    fixture.quiet()
  })

  it('complete a mention of somebody who wrote to us, by the keyboard', async () => {
    fixture.panel.plain.responses.push({
      kind: 'mention',
      remoteId: 'tanya-1',
      permalink: 'https://fake.example/tanya-1',
      person: { remoteId: 'tomo', name: 'Tomo', handle: '@tomo.id', url: 'https://fake.example/@tomo' },
      text: 'Bisa dikirim ke Makassar?',
      writtenAt: realClock.now(),
    })
    await fixture.ask('POST', '/api/conversations/refresh')
    await open(`?channels=${ids('kopisenja')}`)
    await main().click()
    await fixture.page.keyboard.type('Terima kasih @to')
    await fixture.page.getByRole('option', { name: /Tomo/ }).waitFor()
    await expectClean(fixture.page, 'mentions')
    await fixture.page.keyboard.press('Enter')
    expect(await main().inputValue()).toBe('Terima kasih @tomo.id ')
    await fixture.page.keyboard.type('dan @keb')
    await fixture.page.getByRole('option', { name: /kebunsenja/ }).click()
    expect(await main().inputValue()).toBe('Terima kasih @tomo.id dan @kebunsenja ')
    await discard()
    fixture.quiet()
  })

  it('are given a time where the field shows the channel’s free slots and busy days', async () => {
    const [channel] = channels.filter(({ handle }) => handle === 'kopisenja')
    const daily = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, time: '19:15' }))
    await fixture.ask('PUT', `/api/channels/${channel?.id}/slots`, { timeZone: 'Asia/Jakarta', slots: daily })
    const day = new Date(realClock.now().getTime() + 31 * 3_600_000).toISOString().slice(0, 10)
    const texts = [{ channelId: channel?.id, text: 'Besok pagi-pagi sudah ada' }]
    const planned = { texts, when: 'at', at: `${day}T05:00:00+07:00` }
    const { deliveries } = (await fixture.ask('POST', '/api/posts', planned)) as { deliveries: Delivery[] }
    await open(`?channels=${ids('kopisenja')}`)
    await main().fill(words)
    await fixture.page.locator('.post-time').click()
    const dialog = fixture.page.getByRole('dialog')
    await button('Pilih dari kalender', dialog).click()
    await dialog.locator('.when-foot').getByText('slot kosong').waitFor()
    await dialog
      .getByRole('button', { name: /, sudah ada rencana$/ })
      .first()
      .waitFor()
    const slot = dialog.getByRole('region', { name: 'Jam' }).locator('[data-time="19:15"]')
    await expectClean(fixture.page, 'a time with slots')
    await slot.click()
    await button(/^(Pakai|Jadwalkan) .*19\.15 WIB$/, dialog).click()
    await fixture.page
      .locator('.post-time')
      .getByText(/19\.15/)
      .waitFor()
    await discard()
    await fixture.ask('PUT', `/api/channels/${channel?.id}/slots`, { timeZone: 'Asia/Jakarta', slots: [] })
    await fixture.ask('POST', `/api/deliveries/${deliveries[0]?.id}/cancel`)
    fixture.quiet()
  })

  it('of an article lie on the server too, and go on from another device', async () => {
    const article = { title: 'Kopi dari lereng', markdown: 'Kopi kami dari lereng Merbabu.' }
    const { id } = (await fixture.ask('POST', '/api/articles', article)) as { id: string }
    await fixture.ask('POST', `/api/articles/${id}/publish`, {})
    const address = `/panel/writing/${id}/teasers`
    await fixture.go(address)
    await main().fill('Kata-kata untuk artikel ini, belum selesai.')
    await saved()
    expect((await drafts()).map(({ articleId }) => articleId)).toEqual([id])
    // Another device has nothing of it.
    await fixture.page.evaluate(() => localStorage.clear())
    await fixture.go(address)
    expect(await main().inputValue()).toBe('Kata-kata untuk artikel ini, belum selesai.')
    const [kept] = await drafts()
    await fixture.go(`/panel/posts/new?draft=${kept?.id}`)
    await fixture.page.waitForURL(/\/teasers$/)
    await button('Cara lain untuk mengirim').click()
    await item(/^Kirim sekarang/).click()
    await expect.poll(drafts, { timeout: 20_000 }).toEqual([])
    fixture.quiet()
  })

  it('go on after saves that nobody answered and a reload: no false conflict, nothing lost', async () => {
    await open(`?channels=${ids('kopisenja')}`)
    await main().fill('Satu')
    await saved()
    let arrived = 0
    await fixture.page.route('**/api/drafts/*', async (route) => {
      if (route.request().method() !== 'PUT') return route.continue()
      await route.fetch()
      arrived += 1
      await route.abort('connectionreset')
    })
    await main().fill('Satu dua')
    await expect.poll(() => arrived, { timeout: 10_000 }).toBeGreaterThan(0)
    await main().fill('Satu dua tiga')
    await expect.poll(() => arrived, { timeout: 10_000 }).toBeGreaterThan(1)
    await main().fill('Satu dua tiga empat')
    await fixture.page.reload()
    await fixture.page.unroute('**/api/drafts/*')
    await expect.poll(() => main().inputValue()).toBe('Satu dua tiga empat')
    await main().fill('Satu dua tiga empat lima')
    await saved()
    const all = (await drafts()).map(({ body }) => (body as { written: { main: { text: string } } }).written.main.text)
    expect(all).toEqual(['Satu dua tiga empat lima'])
    await discard()
    fixture.quiet(/ERR_|drafts/)
  })

  it('take a picture that was used before, cut around its focal point', async () => {
    const picture = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#0f5e5a' } })
      .png()
      .toBuffer()
    await open(`?channels=${ids('kopisenja')}`)
    await main().fill(words)
    await fixture.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'cangkir.png', mimeType: 'image/png', buffer: picture })
    const dialog = fixture.page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('Cangkir hijau di meja')
    await dialog.locator('button[type=submit]').click()
    await fixture.page.locator('.media-row').getByText('Cangkir hijau di meja').waitFor()
    await expectClean(fixture.page, 'a picture with its words')
    await button('Hapus gambar').click()
    await fixture.page.locator('.editor-tools .tool').first().click()
    await item(/^Pustaka gambar/).click()
    await dialog.getByRole('searchbox').fill('hijau')
    await dialog.getByRole('button', { name: 'Cangkir hijau di meja' }).waitFor()
    await expectClean(fixture.page, 'picture library')
    await dialog.getByRole('button', { name: 'Cangkir hijau di meja' }).click()
    await fixture.page.locator('.media-row').getByText('Cangkir hijau di meja').waitFor()
    await button('Potong').click()
    await button('Titik tengah', dialog).focus()
    for (let press = 0; press < 10; press++) await fixture.page.keyboard.press('ArrowRight')
    await expectClean(fixture.page, 'crop')
    await button('Potong', dialog).click()
    await dialog.waitFor({ state: 'detached' })
    const part = fixture.page.locator('.media-thumb img')
    await expect
      .poll(() => part.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]))
      .toEqual([200, 200])
    await fixture.page.locator('.media-row').getByText('Cangkir hijau di meja').waitFor()
    await discard()
    fixture.quiet()
  })

  it('fill the phone: no bar below, the main button at the thumb, the preview in a sheet', async () => {
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await open()
    await main().fill(words)
    expect(await fixture.page.locator('nav.bottom').isVisible()).toBe(false)
    const box = await button('Kirim sekarang').boundingBox()
    expect(box?.y).toBeGreaterThan(740)
    expect(box?.width).toBeGreaterThan(290)
    await tab('WhatsApp').getByText('cukup').waitFor()
    await expectClean(fixture.page, 'composer on a phone')
    await button('Pratinjau').click()
    await preview('WhatsApp').getByText(words).waitFor()
    await expectClean(fixture.page, 'preview on a phone')
    await button('Tutup', fixture.page.getByRole('dialog')).click()
    await expectNarrow(fixture.page, 'composer on a phone')
    await discard()
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
    fixture.quiet()
  })

  it('are written, chosen and scheduled by the keyboard alone, in English', async () => {
    await fixture.ask('PATCH', '/api/me', { language: 'en' })
    await open(`?at=2031-05-06&channels=${ids('kopisenja')}`)
    const { keyboard } = fixture.page
    const focused = (name: RegExp) =>
      expect
        .poll(() =>
          fixture.page.evaluate(
            'document.activeElement?.ariaLabel ?? document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent',
          ),
        )
        .toMatch(name)
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 40; presses++) {
        await keyboard.press('Tab')
        const at = await fixture.page.evaluate(
          'document.activeElement?.ariaLabel ?? document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent',
        )
        if (name.test(String(at))) return
      }
      throw new Error(`no way by the keyboard to ${name}`)
    }
    const off = fixture.page.locator('.face-switch[aria-pressed="false"]')
    await expect.poll(() => off.count()).toBe(2)
    await tabTo(/^Send to Alun-alun kebunsenja|^Send to WhatsApp/)
    while (await off.count()) {
      await off.first().focus()
      await keyboard.press('Space')
    }
    await tabTo(/^Main text\d/)
    await tabTo(/^Main text$/)
    await keyboard.type('Doors open at nine at Warung Kopi Senja.')
    await fixture.page.getByRole('tab', { name: /WhatsApp.*fits/ }).waitFor()
    await keyboard.press('Shift+Tab')
    await keyboard.press('End')
    await focused(/WhatsApp|kebunsenja|kopisenja/)
    await tabTo(/^Text for /)
    await keyboard.press('Control+End')
    await keyboard.type(' Come early!')
    await fixture.page.getByText('has its own version.').waitFor()
    await expectClean(fixture.page, 'own version in English')
    await keyboard.press('Control+Enter')
    // Begun on a day of the calendar, it ends there.
    await fixture.page.waitForURL(/\/panel\/posts\/calendar\?date=/)
    const { deliveries } = (await fixture.ask('GET', '/api/deliveries?state=scheduled')) as { deliveries: Delivery[] }
    const texts = deliveries.map(({ text }) => text).sort()
    expect(texts).toHaveLength(3)
    expect(texts.filter((text) => text.endsWith('Come early!'))).toHaveLength(1)
    expect(new Set(deliveries.map(({ dueAt }) => dueAt))).toEqual(new Set(['2031-05-06T02:00:00.000Z']))
    await fixture.ask('PATCH', '/api/me', { language: 'id' })
    fixture.quiet()
  })

  it('begin with the words of a post, or with those in the address', async () => {
    const { deliveries } = (await fixture.ask('GET', '/api/deliveries?state=scheduled')) as { deliveries: Delivery[] }
    await open(`?post=${deliveries[0]?.postId}`)
    await fixture.page.getByText('Selasa 6 Mei 2031, 09.00 WIB').first().waitFor()
    await expect.poll(() => main().inputValue()).toContain('Doors open at nine')
    expect(await fixture.page.locator('.version-tab').count()).toBe(4)
    expect(await fixture.page.locator('.version-tab').filter({ hasText: 'versi sendiri' }).count()).toBe(1)
    await discard()
    await open('?text=Halo%20dari%20alamat')
    expect(await main().inputValue()).toBe('Halo dari alamat')
    await discard()
    fixture.quiet()
  })
})
