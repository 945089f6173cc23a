/** Prepared teasers, feeds of one's own and old articles that come round: in a real browser, on the real program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery, Evergreen, Feed, IdeaPage } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { fill } from '../src/testing/panel-fixture.ts'

describe.skipIf(!haveBrowser())('prepared teasers', () => {
  let fixture: BrowserFixture

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '1' })
    await fill(fixture.panel, fixture.ask)
  })
  afterAll(() => fixture?.close())

  const button = (name: string | RegExp) => fixture.page.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = () => fixture.page.getByRole('dialog')
  const scheduled = async () =>
    ((await fixture.ask('GET', '/api/deliveries?state=scheduled')) as { deliveries: Delivery[] }).deliveries

  it('adds a feed from the address of its site, after a look at what stands there', async () => {
    await fixture.go('/panel/posts')
    await fixture.page.getByRole('link', { name: 'Usulan kiriman' }).click()
    await fixture.page.getByRole('heading', { name: 'Feed Anda sendiri' }).waitFor()
    await expectClean(fixture.page, 'automatic, empty')
    await button('Tambah feed').click()
    await dialog().getByLabel('Alamat situs atau feed-nya').fill('localhost:1')
    await dialog().getByRole('button', { name: 'Lihat isinya' }).click()
    await dialog().getByRole('alert').waitFor()
    await dialog().getByLabel('Alamat situs atau feed-nya').fill(`${fixture.panel.url}/`)
    await dialog().getByLabel('Alamat situs atau feed-nya').press('Enter')
    await dialog().getByText('Cara menyeduh kopi tubruk yang tidak pahit').waitFor()
    await dialog()
      .getByRole('checkbox', { name: /Alun-alun/ })
      .check()
    await expectClean(fixture.page, 'adding a feed')
    await dialog().getByRole('button', { name: 'Tambah feed' }).click()
    await fixture.page.getByRole('article', { name: 'Warung Kopi Senja' }).waitFor()
    const { feeds } = (await fixture.ask('GET', '/api/feeds')) as { feeds: Feed[] }
    expect(feeds).toMatchObject([{ review: true, state: 'active', problem: null }])
    fixture.quiet(/4\d\d/)
  })

  it('prepares a teaser of what stood there; looked at and changed, it is planned in a person’s words', async () => {
    await button('Lihat isinya').click()
    // attacks#A13: a title may say anything; under it stands where it leads.
    await dialog().getByText(new URL(fixture.panel.url).host, { exact: true }).first().waitFor()
    await dialog()
      .getByRole('button', { name: /^Simpan “.*” sebagai ide$/ })
      .first()
      .click()
    await dialog().getByText('Tersimpan', { exact: true }).waitFor()
    const { ideas } = (await fixture.ask('GET', '/api/ideas')) as IdeaPage
    expect(ideas).toMatchObject([{ source: 'feed', from: { url: expect.stringContaining(fixture.panel.url) } }])
    await expectClean(fixture.page, 'items of a feed')
    await dialog().getByRole('button', { name: 'Usulkan kiriman' }).first().click()
    await dialog().getByText('menunggu tinjauan').waitFor()
    await dialog().getByRole('button', { name: 'Tutup' }).click()
    await button('Tinjau dan jadwalkan').click()
    const words = dialog().getByLabel('Teks untuk Alun-alun')
    await words.fill('Kopi tubruk kami tidak pahit. Warung Kopi Senja menulis rahasianya di blog.')
    await dialog()
      .getByText(/sisa \d+/)
      .waitFor()
    await expectClean(fixture.page, 'looking at a proposal')
    await dialog().getByRole('button', { name: 'Jadwalkan ke 1 saluran' }).click()
    await fixture.page.getByText('Tidak ada yang menunggu.').waitFor()
    const said = (await scheduled()).map(({ text }) => text)
    expect(said).toContain('Kopi tubruk kami tidak pahit. Warung Kopi Senja menulis rahasianya di blog.')
    fixture.quiet()
  })

  it('lets old articles come round, by the form, and pauses them', async () => {
    await button('Bagikan ulang artikel lama').click()
    await dialog().getByLabel('Periode').selectOption('DAILY')
    await dialog()
      .getByRole('checkbox', { name: /Alun-alun/ })
      .check()
    await dialog().getByLabel('Umur paling sedikit (hari)').fill('0')
    await dialog().getByLabel('Lama istirahat (hari)').fill('7')
    await expectClean(fixture.page, 'a round')
    await dialog().getByRole('button', { name: 'Bagikan ulang artikel lama' }).click()
    await fixture.page.getByRole('article', { name: 'Setiap hari' }).waitFor()
    const { evergreens } = (await fixture.ask('GET', '/api/evergreen')) as { evergreens: Evergreen[] }
    expect(evergreens).toMatchObject([{ rule: 'FREQ=DAILY', restDays: 7, leastAgeDays: 0, review: true }])
    const row = fixture.page.getByRole('article', { name: 'Setiap hari' })
    await row.getByRole('button', { name: 'Jeda' }).click()
    await row.getByText('Dijeda').waitFor()
    fixture.quiet()
  })

  it('forgets a feed, and takes that back', async () => {
    const feed = fixture.page.getByRole('article', { name: 'Warung Kopi Senja' })
    await feed.getByRole('button', { name: 'Hapus' }).click()
    await feed.waitFor({ state: 'detached' })
    await button('Urungkan').click()
    await feed.waitFor()
    fixture.quiet()
  })

  it('fits a phone', async () => {
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await fixture.go('/panel/posts/automatic')
    await expectNarrow(fixture.page, 'automatic')
    await button('Bagikan ulang artikel lama').click()
    await dialog().getByLabel('Periode').waitFor()
    await expectNarrow(fixture.page, 'a round')
    fixture.quiet()
  })
})
