/** Prepared teasers, feeds of one's own and old articles that come round: in a real browser, on the real program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery, Evergreen, Feed } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type Desk, expectClean, expectNarrow, openDesk } from '../src/testing/desk.ts'
import { fill } from '../src/testing/stage.ts'

describe.skipIf(!haveBrowser())('prepared teasers', () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await openDesk({ UNDO_SECONDS: '1' })
    await fill(desk.stage, desk.ask)
  })
  afterAll(() => desk?.close())

  const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = () => desk.page.getByRole('dialog')
  const scheduled = async () =>
    ((await desk.ask('GET', '/api/deliveries?state=scheduled')) as { deliveries: Delivery[] }).deliveries

  it('adds a feed from the address of its site, after a look at what stands there', async () => {
    await desk.go('/panel/posts')
    await desk.page.getByRole('link', { name: 'Cuplikan siap pakai' }).click()
    await desk.page.getByRole('heading', { name: 'Umpan Anda sendiri' }).waitFor()
    await expectClean(desk.page, 'automatic, empty')
    await button('Tambah umpan').click()
    await dialog().getByLabel('Alamat situs atau umpannya').fill('localhost:1')
    await dialog().getByRole('button', { name: 'Lihat isinya' }).click()
    await dialog().getByRole('alert').waitFor()
    await dialog().getByLabel('Alamat situs atau umpannya').fill(`${desk.stage.url}/`)
    await dialog().getByLabel('Alamat situs atau umpannya').press('Enter')
    await dialog().getByText('Cara menyeduh kopi tubruk yang tidak pahit').waitFor()
    await dialog()
      .getByRole('checkbox', { name: /Alun-alun/ })
      .check()
    await expectClean(desk.page, 'adding a feed')
    await dialog().getByRole('button', { name: 'Tambah umpan' }).click()
    await desk.page.getByRole('article', { name: 'Warung Kopi Senja' }).waitFor()
    const { feeds } = (await desk.ask('GET', '/api/feeds')) as { feeds: Feed[] }
    expect(feeds).toMatchObject([{ review: true, state: 'active', problem: null }])
    desk.quiet(/4\d\d/)
  })

  it('prepares a teaser of what stood there; looked at and changed, it is planned in a person’s words', async () => {
    await button('Lihat isinya').click()
    // attacks#A13: a title may say anything; under it stands where it leads.
    await dialog().getByText(new URL(desk.stage.url).host, { exact: true }).first().waitFor()
    await dialog().getByRole('button', { name: 'Siapkan cuplikan' }).click()
    await dialog().getByText('menunggu Anda').waitFor()
    await dialog().getByRole('button', { name: 'Tutup' }).click()
    await button('Lihat dan jadwalkan').click()
    const words = dialog().getByLabel('Teks untuk Alun-alun')
    await words.fill('Kopi tubruk kami tidak pahit. Warung Kopi Senja menulis rahasianya di blog.')
    await dialog()
      .getByText(/sisa \d+/)
      .waitFor()
    await expectClean(desk.page, 'looking at a proposal')
    await dialog().getByRole('button', { name: 'Jadwalkan ke 1 saluran' }).click()
    await desk.page.getByText('Tidak ada yang menunggu.').waitFor()
    const said = (await scheduled()).map(({ text }) => text)
    expect(said).toContain('Kopi tubruk kami tidak pahit. Warung Kopi Senja menulis rahasianya di blog.')
    desk.quiet()
  })

  it('lets old articles come round, by the form, and pauses them', async () => {
    await button('Putar lagi artikel lama').click()
    await dialog().getByLabel('Satuan').selectOption('DAILY')
    await dialog()
      .getByRole('checkbox', { name: /Alun-alun/ })
      .check()
    await dialog().getByLabel('Umur paling sedikit (hari)').fill('0')
    await dialog().getByLabel('Lama istirahat (hari)').fill('7')
    await expectClean(desk.page, 'a round')
    await dialog().getByRole('button', { name: 'Putar lagi artikel lama' }).click()
    await desk.page.getByRole('article', { name: 'Setiap hari' }).waitFor()
    const { evergreens } = (await desk.ask('GET', '/api/evergreen')) as { evergreens: Evergreen[] }
    expect(evergreens).toMatchObject([{ rule: 'FREQ=DAILY', restDays: 7, leastAgeDays: 0, review: true }])
    const row = desk.page.getByRole('article', { name: 'Setiap hari' })
    await row.getByRole('button', { name: 'Jeda' }).click()
    await row.getByText('Berhenti sementara').waitFor()
    desk.quiet()
  })

  it('forgets a feed, and takes that back', async () => {
    const feed = desk.page.getByRole('article', { name: 'Warung Kopi Senja' })
    await feed.getByRole('button', { name: 'Hapus' }).click()
    await feed.waitFor({ state: 'detached' })
    await button('Urungkan').click()
    await feed.waitFor()
    desk.quiet()
  })

  it('fits a phone', async () => {
    await desk.page.setViewportSize({ width: 390, height: 844 })
    await desk.go('/panel/posts/automatic')
    await expectNarrow(desk.page, 'automatic')
    await button('Putar lagi artikel lama').click()
    await dialog().getByLabel('Satuan').waitFor()
    await expectNarrow(desk.page, 'a round')
    desk.quiet()
  })
})
