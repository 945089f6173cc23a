/** The weekly rhythm of a channel, set by hand and used by the composer: in a real browser, on the real program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery, RhythmOfChannel, Series } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type Desk, expectClean, openDesk } from '../src/testing/desk.ts'

describe.skipIf(!haveBrowser())('rhythm', () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await openDesk()
    for (const handle of ['kopisenja', 'tokosenja'])
      await desk.ask('POST', '/api/channels', { network: 'square', form: { handle, password: 'right' } })
  })
  afterAll(() => desk?.close())

  const rhythms = async () => ((await desk.ask('GET', '/api/slots')) as { rhythms: RhythmOfChannel[] }).rhythms
  const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: typeof name === 'string' })

  it('is set from a suggestion, changed by keyboard, and given to another channel', async () => {
    await desk.go('/panel/settings/channels')
    await button('Irama mingguan').first().click()
    await button('Selasa dan Kamis, siang dan 19.00').click()
    await button('Hapus Kamis 19:00').press('Enter')
    await desk.page.getByLabel('Jam', { exact: true }).fill('06:30')
    for (const day of ['Sen', 'Sel', 'Rab', 'Kam', 'Jum'])
      await desk.page.getByRole('checkbox', { name: day, exact: true }).press('Space')
    await desk.page.getByRole('checkbox', { name: 'Min', exact: true }).press('Space')
    await button('Tambahkan jam ini').press('Enter')
    await button('Hapus Minggu 06:30').waitFor()
    await desk.page.getByRole('checkbox', { name: /Alun-alun .*senja/ }).check()
    await expectClean(desk.page, 'rhythm editor')
    await button('Simpan').click()
    await desk.page.getByText('Irama tersimpan: 4 slot seminggu.').first().waitFor()
    const slots = [
      { weekday: 2, time: '12:00' },
      { weekday: 2, time: '19:00' },
      { weekday: 4, time: '12:00' },
      { weekday: 7, time: '06:30' },
    ]
    expect((await rhythms()).map((rhythm) => rhythm.slots)).toEqual([slots, slots])
    desk.quiet()
  })

  it('gives a post the slot whose time stood on the button', async () => {
    await desk.go('/panel/posts/new')
    await desk.page.getByLabel('Teks untuk Alun-alun').first().fill('Panen pertama tahun ini sudah sampai.')
    await desk.page.getByText(/^sisa \d+ huruf$/).waitFor()
    const before = await rhythms()
    await button(/^Slot kosong berikutnya: /).click()
    await desk.page
      .getByText(/^Akan dikirim /)
      .first()
      .waitFor()
    const { deliveries } = (await desk.ask('GET', '/api/deliveries')) as { deliveries: Delivery[] }
    const rhythm = before.find(({ channelId }) => channelId === deliveries[0]?.channel.id)
    expect(deliveries.map(({ dueAt }) => dueAt)).toEqual([rhythm?.next])
    desk.quiet()
  })

  it('makes a post come again in other words, and asks for more when they are used up', async () => {
    await desk.go('/panel/posts/new')
    await desk.page.getByLabel('Teks untuk Alun-alun').first().fill('Tiap Rabu kedai buka sampai malam.')
    await desk.page.getByText(/^sisa \d+ huruf$/).waitFor()
    await button('Ulangi').click()
    const dialog = desk.page.getByRole('dialog')
    await dialog.getByLabel('Satuan').selectOption({ label: 'hari' })
    await dialog.getByLabel('Berapa kali').fill('3')
    await dialog.getByText('Terbit 3 kali; yang terdekat:').waitFor()
    await dialog.getByLabel('Teks ke-2').fill('tiap rabu  kedai buka sampai malam.')
    await dialog.getByText('1 di antaranya belum punya teks sendiri.', { exact: false }).waitFor()
    await expectClean(desk.page, 'repeat dialog')
    const make = dialog.getByRole('button', { name: 'Ulangi', exact: true })
    await make.click()
    await dialog.getByText('ada dua kali untuk saluran yang sama', { exact: false }).waitFor()
    await dialog.getByLabel('Teks ke-2').fill('Rabu malam? Kedai masih buka.')
    await make.click()
    await desk.page.waitForURL(/\/panel\/posts\/repeats$/)
    await desk.page.getByText('Setiap hari, 3 kali').waitFor()
    await desk.page.getByText('sisa 2 teks').or(desk.page.getByText('sisa 1 teks')).waitFor()
    await button('Tambah teks').click()
    await desk.page.getByLabel('Teks baru').fill('Sampai jumpa Rabu malam.')
    await expectClean(desk.page, 'repeats')
    await button('Simpan').click()
    await desk.page.getByText('Teks baru ditambahkan.').first().waitFor()
    await button('Jeda').click()
    await desk.page.getByText('Dijeda').waitFor()
    await button('Lanjutkan').click()
    await desk.page.getByText('Berjalan').waitFor()
    const { series } = (await desk.ask('GET', '/api/series')) as { series: Series[] }
    expect(series).toMatchObject([{ rule: 'FREQ=DAILY;COUNT=3', state: 'active', variants: { length: 3 } }])
    desk.quiet(/422/)
  })

  it('shows what a file becomes, then schedules the rows that are right', async () => {
    await desk.go('/panel/posts/import')
    const file = (last: string) => ({
      name: 'kiriman.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`saluran,teks,waktu\nkopisenja,Dari berkas,2031-05-06 07:08\n${last}\n`),
    })
    const chooser = desk.page.getByLabel('Pilih berkasnya')
    await chooser.setInputFiles(file('siapa,Tidak ke mana-mana,2031-05-06 07:08'))
    await desk.page.getByText('Saluran “siapa” tidak ada.', { exact: false }).waitFor()
    await expectClean(desk.page, 'import')
    await button('Jadwalkan 1 kiriman').click()
    await desk.page.getByText('1 kiriman dijadwalkan.').first().waitFor()
    await chooser.setInputFiles(file('tokosenja,Yang diperbaiki,2031-05-07 07:08'))
    await desk.page.getByText('Sudah pernah diambil').waitFor()
    await button('Jadwalkan 1 kiriman').click()
    await desk.page.getByText('Dijadwalkan', { exact: true }).waitFor()
    const { deliveries } = (await desk.ask('GET', '/api/deliveries?q=berkas')) as { deliveries: Delivery[] }
    expect(deliveries.map(({ dueAt }) => dueAt)).toEqual(['2031-05-06T00:08:00.000Z'])
    desk.quiet()
  })
})
