/** The weekly rhythm of a channel, set by hand and used by the composer: in a real browser, on the real program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Delivery, RhythmOfChannel } from '../src/http/api.ts'
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
})
