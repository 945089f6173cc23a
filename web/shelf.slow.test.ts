/** What the wider shelf of networks shows of itself, drawn from data: in a real browser, on the real program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Conversation, Delivery, Quota } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { realClock } from '../src/testing/clock.ts'

describe.skipIf(!haveBrowser())('a network that has everything', () => {
  let fixture: BrowserFixture

  beforeAll(async () => {
    fixture = await openBrowserFixture()
  })
  afterAll(() => fixture?.close())

  const button = (name: string | RegExp) => fixture.page.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = () => fixture.page.getByRole('dialog')
  const row = (name: string) => fixture.page.getByRole('article', { name })
  const fromMenu = async (name: string, item: string) => {
    await row(name)
      .getByRole('button', { name: `Lainnya untuk ${name}` })
      .click()
    await fixture.page.getByRole('menuitem', { name: item }).click()
  }
  const channels = async () => ((await fixture.ask('GET', '/api/channels')) as { channels: Channel[] }).channels
  const channel = async (handle: string) => (await channels()).find((one) => one.handle === handle) as Channel

  it('is connected over its own page: the app is typed once, and one of several pages chosen', async () => {
    await fixture.go('/panel/settings/channels/new?network=plaza')
    await fixture.page.getByText(`${fixture.panel.url}/api/channels/callback`).waitFor()
    await expectClean(fixture.page, 'connect guide')
    await fixture.page.getByLabel('ID aplikasi').fill('app-1')
    await fixture.page.getByLabel('Rahasia').fill('rahasia')
    await button('Lanjut ke Plaza').click()
    await fixture.page.getByText('Pilih yang milik merek ini.').waitFor()
    await expectClean(fixture.page, 'choosing a page')
    await fixture.page.getByRole('checkbox', { name: 'Toko Senja' }).check()
    await button('Hubungkan 1').click()
    await row('Plaza toko').waitFor()
    expect((await channels()).map(({ handle }) => handle)).toEqual(['toko'])
    await fixture.go('/panel/settings/channels/new?network=plaza')
    await fixture.page.getByPlaceholder('tersimpan; boleh dikosongkan').first().waitFor()
    await button('Lanjut ke Plaza').click()
    await fixture.page.getByRole('checkbox', { name: 'Kebun Senja' }).check()
    await button('Hubungkan 1').click()
    await row('Plaza kebun').waitFor()
    fixture.quiet()
  })

  it('shows what was spent, takes another budget, and tells the rules of the community', async () => {
    const toko = row('Plaza toko')
    await fromMenu('Plaza toko', 'Aturan komunitas')
    await dialog().getByText('Jangan menjual di setiap kiriman.').waitFor()
    await fixture.page.keyboard.press('Escape')
    await fromMenu('Plaza toko', 'Anggaran')
    await toko.getByText(/Biaya: .*0.* dari .*5/).waitFor()
    await expectClean(fixture.page, 'channels with quotas')
    await toko.getByLabel('Anggaran dalam dolar AS').fill('1')
    await toko.getByRole('button', { name: 'Simpan' }).click()
    await toko.getByText(/Biaya: .*0.* dari .*1,/).waitFor()
    const { quotas } = (await fixture.ask('GET', `/api/channels/${(await channel('toko')).id}/quotas`)) as {
      quotas: Quota[]
    }
    expect(quotas).toMatchObject([{ limit: 1_000_000, used: 0 }])
    fixture.quiet()
  })

  it('asks in the composer what only it wants to know, and says what sending costs', async () => {
    await fixture.go('/panel/posts/new')
    const words = 'Panen pertama tahun ini sudah sampai. Warung Kopi Senja menyeduhnya.'
    await fixture.page.getByRole('textbox', { name: 'Teks utama', exact: true }).fill(words)
    await fixture.page.getByText('Pilih dahulu untuk Plaza: Flair.').waitFor()
    await button(/^Opsi jejaring/).click()
    await fixture.page.getByLabel('Flair').first().selectOption('kopi')
    await fixture.page.getByLabel('Tanpa pemberitahuan').first().check()
    await fixture.page
      .getByText(/Biaya: .*0,2/)
      .first()
      .waitFor()
    await fixture.page.getByText('Pilih dahulu untuk Plaza: Flair.').waitFor({ state: 'detached' })
    await expectClean(fixture.page, 'options')
    await button('Kirim sekarang').click()
    await expect
      .poll(() => fixture.panel.full.options.at(-1), { timeout: 30_000 })
      .toEqual({ flair: 'kopi', quiet: 'yes' })
    await expect
      .poll(async () => {
        const { id } = await channel('toko')
        return ((await fixture.ask('GET', `/api/channels/${id}/quotas`)) as { quotas: Quota[] }).quotas[0]?.used
      })
      .toBe(200_000)
    fixture.quiet()
  })

  it('hides a response and lets it through again; removing asks once', async () => {
    await expect
      .poll(
        async () => {
          const { deliveries } = (await fixture.ask('GET', '/api/deliveries?state=published')) as {
            deliveries: Delivery[]
          }
          return deliveries.length
        },
        { timeout: 30_000 },
      )
      .toBe(1)
    fixture.panel.full.responses.push({
      kind: 'comment',
      remoteId: 'judi-1',
      permalink: 'https://plaza.example/judi-1',
      person: { remoteId: 'b', name: 'Bandar', handle: 'bandar', url: 'https://plaza.example/b' },
      text: 'Slot gacor hari ini!',
      writtenAt: realClock.now(),
    })
    await fixture.ask('POST', '/api/conversations/refresh')
    const { conversations } = (await fixture.ask('GET', '/api/conversations')) as { conversations: Conversation[] }
    await fixture.go(`/panel/conversations/${conversations[0]?.id}`)
    await button('Sembunyikan').click()
    await fixture.page.getByText('Hanya Anda yang melihat').waitFor()
    await expectClean(fixture.page, 'moderation')
    await button('Tampilkan').click()
    await button('Hapus').click()
    await button('Hapus').last().click()
    await fixture.page.getByText('Dihapus', { exact: true }).waitFor()
    expect(fixture.panel.full.moderated.map(({ act }) => act)).toEqual(['hold', 'approve', 'remove'])
    fixture.quiet()
  })

  it('is a home: its articles become teasers, and an article of ours goes there besides', async () => {
    await fixture.ask('POST', '/api/channels', { network: 'square', form: { handle: 'kopisenja', password: 'right' } })
    await fixture.go('/panel/settings/channels')
    await fromMenu('Plaza toko', 'Artikel di sana')
    await dialog().getByText('Tulisan lama di Plaza').waitFor()
    await expectClean(fixture.page, 'articles elsewhere')
    await dialog().getByRole('button', { name: 'Usulkan kiriman' }).click()
    await fixture.page.getByText('Usulan kirimannya sudah disiapkan.').first().waitFor()
    await fixture.go('/panel/posts/automatic')
    await row('Tulisan lama di Plaza').getByText('Dari Toko Senja').waitFor()
    const { id } = (await fixture.ask('POST', '/api/articles', { title: 'Kopi senja', markdown: 'Enak.' })) as {
      id: string
    }
    await fixture.go(`/panel/writing/${id}`)
    await button('Terbitkan').click()
    await dialog().getByRole('checkbox', { name: 'Plaza Kebun Senja' }).check()
    await expectClean(fixture.page, 'where to publish')
    await dialog().getByRole('button', { name: 'Cara lain untuk mengirim' }).click()
    await fixture.page.getByRole('menuitem', { name: /^Terbitkan artikelnya saja/ }).click()
    // It asks for a flair, and nobody was asked: that is said, and the article is out all the same.
    await fixture.page.getByText('Plaza Kebun Senja: Pilih dahulu untuk Plaza: Flair.').first().waitFor()
    const { state } = (await fixture.ask('GET', `/api/articles/${id}`)) as { state: string }
    expect(state).toBe('published')
    fixture.quiet()
  })

  it('can be posted to by hand instead, and has nothing of its interface then', async () => {
    await fixture.go('/panel/settings/channels/new')
    await fixture.page.getByRole('link', { name: 'atau manual · Plaza' }).click()
    // On its own way, with what that takes.
    await fixture.page.getByText('Sekitar satu menit · tanpa kunci dan tanpa biaya').waitFor()
    expect(await fixture.page.getByRole('radio', { name: 'Kirim manual' }).isChecked()).toBe(true)
    await fixture.page.getByLabel('Nama akun').fill('pasar')
    await expectClean(fixture.page, 'post by hand')
    await button('Hubungkan Plaza').click()
    await row('Plaza pasar').getByText('Kirim manual').waitFor()
    expect(await row('Plaza pasar').getByText('Biaya').count()).toBe(0)
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(fixture.page, 'channels')
    fixture.quiet()
  })
})
