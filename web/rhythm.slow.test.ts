/** The weekly rhythm of a channel, set by hand and used by the composer: in a real browser, on the real program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery, RhythmOfChannel, Series } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, openBrowserFixture } from '../src/testing/browser-fixture.ts'

describe.skipIf(!haveBrowser())('rhythm', () => {
  let fixture: BrowserFixture

  beforeAll(async () => {
    fixture = await openBrowserFixture()
    for (const handle of ['kopisenja', 'tokosenja'])
      await fixture.ask('POST', '/api/channels', { network: 'square', form: { handle, password: 'right' } })
  })
  afterAll(() => fixture?.close())

  const rhythms = async () => ((await fixture.ask('GET', '/api/slots')) as { rhythms: RhythmOfChannel[] }).rhythms
  const button = (name: string | RegExp) => fixture.page.getByRole('button', { name, exact: typeof name === 'string' })

  it('is set from a suggestion, changed by keyboard, and given to another channel', async () => {
    await fixture.go('/panel/settings/channels')
    await button(/^Lainnya untuk/)
      .first()
      .click()
    await fixture.page.getByRole('menuitem', { name: 'Jadwal mingguan' }).click()
    await button('Selasa dan Kamis, 12.00 dan 19.00').click()
    await button('Hapus Kamis 19:00').press('Enter')
    await fixture.page.getByLabel('Jam', { exact: true }).fill('06:30')
    for (const day of ['Sen', 'Sel', 'Rab', 'Kam', 'Jum'])
      await fixture.page.getByRole('checkbox', { name: day, exact: true }).press('Space')
    await fixture.page.getByRole('checkbox', { name: 'Min', exact: true }).press('Space')
    await button('Tambahkan jam ini').press('Enter')
    await button('Hapus Minggu 06:30').waitFor()
    await fixture.page.getByRole('checkbox', { name: /Alun-alun .*senja/ }).check()
    await expectClean(fixture.page, 'rhythm editor')
    await button('Simpan').click()
    await fixture.page.getByText('Jadwal tersimpan: 4 slot mingguan.').first().waitFor()
    const slots = [
      { weekday: 2, time: '12:00' },
      { weekday: 2, time: '19:00' },
      { weekday: 4, time: '12:00' },
      { weekday: 7, time: '06:30' },
    ]
    expect((await rhythms()).map((rhythm) => rhythm.slots)).toEqual([slots, slots])
    fixture.quiet()
  })

  it('gives a post the slot whose time stood on the button', async () => {
    await fixture.go('/panel/posts/new')
    await fixture.page
      .getByRole('textbox', { name: 'Teks utama', exact: true })
      .fill('Panen pertama tahun ini sudah sampai.')
    const before = await rhythms()
    await button('Slot kosong berikutnya').click()
    await fixture.page
      .getByText(/^Akan dikirim /)
      .first()
      .waitFor()
    const { deliveries } = (await fixture.ask('GET', '/api/deliveries')) as { deliveries: Delivery[] }
    const rhythm = before.find(({ channelId }) => channelId === deliveries[0]?.channel.id)
    expect(deliveries.map(({ dueAt }) => dueAt)).toEqual([rhythm?.next])
    fixture.quiet()
  })

  it('makes a post come again in other words, and asks for more when they are used up', async () => {
    await fixture.go('/panel/posts/new')
    await fixture.page
      .getByRole('textbox', { name: 'Teks utama', exact: true })
      .fill('Tiap Rabu kedai buka sampai malam.')
    await button('Cara lain untuk mengirim').click()
    await fixture.page.getByRole('menuitem', { name: /^Ulangi/ }).click()
    const dialog = fixture.page.getByRole('dialog')
    await dialog.getByLabel('Periode').selectOption({ label: 'hari' })
    await dialog.getByLabel('Berapa kali').fill('3')
    await dialog.getByText('Dikirim 3 kali; yang terdekat:').waitFor()
    await dialog.getByLabel('Versi ke-2').fill('tiap rabu  kedai buka sampai malam.')
    await dialog.getByText('1 di antaranya belum punya teks sendiri.', { exact: false }).waitFor()
    await expectClean(fixture.page, 'repeat dialog')
    const make = dialog.getByRole('button', { name: 'Ulangi', exact: true })
    await make.click()
    await dialog.getByText('ada dua kali untuk saluran yang sama', { exact: false }).waitFor()
    const { channels } = (await fixture.ask('GET', '/api/channels')) as { channels: { id: string }[] }
    const planned = channels.map(({ id }) => ({ channelId: id, text: 'Kedai tutup lebih awal Rabu ini.' }))
    await fixture.ask('POST', '/api/posts', { texts: planned, at: '2031-05-06T00:08:00.000Z' })
    await dialog.getByLabel('Versi ke-2').fill('Kedai tutup lebih awal Rabu ini.')
    await dialog.getByText('sudah terjadwal di saluran ini', { exact: false }).first().waitFor()
    await expectClean(fixture.page, 'repeat of words already planned')
    await dialog.getByLabel('Versi ke-2').fill('Rabu malam? Kedai masih buka.')
    await dialog.getByText('sudah terjadwal di saluran ini', { exact: false }).first().waitFor({ state: 'detached' })
    await make.click()
    await fixture.page.waitForURL(/\/panel\/posts\/repeats$/)
    await fixture.page.getByText('Setiap hari, 3 kali').waitFor()
    await fixture.page.getByText('sisa 2 versi').or(fixture.page.getByText('sisa 1 versi')).waitFor()
    await button('Tambah versi').click()
    await fixture.page.getByLabel('Versi baru').fill('Sampai jumpa Rabu malam.')
    await expectClean(fixture.page, 'repeats')
    await button('Simpan').click()
    await fixture.page.getByText('Versi baru ditambahkan.').first().waitFor()
    // Every version can be seen, and those to come be changed.
    await button('Lihat 3 versi').click()
    for (const nth of [1, 2, 3]) await fixture.page.getByText(`Versi ke-${nth}`, { exact: true }).waitFor()
    await fixture.page.getByRole('button', { name: /^Ubah\s?: Versi ke-2$/ }).click()
    await fixture.page.getByLabel('Versi baru').fill('Rabu malam? Mampirlah.')
    await button('Simpan').click()
    await fixture.page
      .getByRole('listitem')
      .filter({ hasText: 'Versi ke-2' })
      .getByText('Rabu malam? Mampirlah.')
      .first()
      .waitFor()
    await expectClean(fixture.page, 'versions of a repeat')
    await button('Jeda').click()
    await fixture.page.getByText('Dijeda').waitFor()
    await button('Lanjutkan').click()
    await fixture.page.getByText('Aktif').waitFor()
    const { series } = (await fixture.ask('GET', '/api/series')) as { series: Series[] }
    expect(series).toMatchObject([{ rule: 'FREQ=DAILY;COUNT=3', state: 'active', variants: { length: 3 } }])
    fixture.quiet(/422/)
  })

  it('shows what a file becomes, then schedules the rows that are right', async () => {
    await fixture.go('/panel/posts/import')
    const file = (last: string) => ({
      name: 'kiriman.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`saluran,teks,waktu\nkopisenja,Dari berkas,2031-05-06 07:08\n${last}\n`),
    })
    const chooser = fixture.page.getByLabel('Pilih berkas', { exact: true })
    await chooser.setInputFiles(file('siapa,Tidak ke mana-mana,2031-05-06 07:08'))
    await fixture.page.getByText('Saluran “siapa” tidak ada.', { exact: false }).waitFor()
    await expectClean(fixture.page, 'import')
    await button('Jadwalkan 1 kiriman').click()
    await fixture.page.getByText('1 kiriman dijadwalkan.').first().waitFor()
    await chooser.setInputFiles(file('tokosenja,Yang diperbaiki,2031-05-07 07:08'))
    await fixture.page.getByText('Sudah pernah diimpor').waitFor()
    await button('Jadwalkan 1 kiriman').click()
    await fixture.page.getByText('Dijadwalkan', { exact: true }).waitFor()
    const { deliveries } = (await fixture.ask('GET', '/api/deliveries?q=berkas')) as { deliveries: Delivery[] }
    expect(deliveries.map(({ dueAt }) => dueAt)).toEqual(['2031-05-06T00:08:00.000Z'])
    fixture.quiet()
  })
})
