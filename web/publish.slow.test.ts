import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { fill } from '../src/testing/panel-fixture.ts'

interface Today {
  rhythm: { nextSlotAt: string }
}

describe.runIf(haveBrowser())('the publish dialog', () => {
  let fixture: BrowserFixture
  let articleId = ''
  let dialog: Locator

  beforeAll(async () => {
    fixture = await openBrowserFixture()
    const { panel, ask, page } = fixture
    await fill(panel, ask)
    const made = (await ask('POST', '/api/articles', { title: 'Musim petik', markdown: 'Merah semua.' })) as {
      id: string
    }
    articleId = made.id
    dialog = page.getByRole('dialog', { name: 'Terbitkan artikel' })
  })
  afterAll(() => fixture?.close())

  async function open(): Promise<void> {
    await fixture.go(`/panel/writing/${articleId}`)
    await fixture.page.getByRole('button', { name: 'Terbitkan', exact: true }).click()
    await dialog.getByText('Slot berikutnya', { exact: true }).waitFor()
  }

  it('shows how the posts look on each channel, once one asks', async () => {
    await open()
    const fold = dialog.getByRole('button', { name: 'Lihat pratinjau di 2 saluran' })
    expect(await dialog.locator('.channel-preview').count()).toBe(0)
    await fold.click()
    await expect.poll(() => dialog.locator('.channel-preview').count()).toBe(2)
    await dialog.locator('.channel-preview').first().getByText('Musim petik').first().waitFor()
    await expectClean(fixture.page, 'publish, previews')
    fixture.quiet()
  })

  it('puts emoji and mentions into the words, where the caret is', async () => {
    await open()
    const words = dialog.getByRole('textbox').first()
    await words.fill('Panen ')
    await words.press('End')
    await dialog.getByRole('button', { name: 'Sebut seseorang' }).click()
    await expect.poll(() => words.inputValue()).toBe('Panen @')
    fixture.quiet()
  })

  it('knows busy days and the next slot where one picks a time, and on a phone too', async () => {
    const { page, ask } = fixture
    const { rhythm } = (await ask('GET', '/api/today')) as Today
    await page.setViewportSize({ width: 390, height: 844 })
    await open()
    await dialog.getByText('Pilih waktu', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Pilih dari kalender' }).click()
    const slot = dialog.getByRole('region', { name: 'Jam' }).getByRole('button', { name: /kosong/ })
    await slot.waitFor()
    const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' })
    expect(await slot.innerText()).toContain(clock.format(new Date(rhythm.nextSlotAt)))
    await dialog.getByText('sudah ada rencana').waitFor()
    await expectNarrow(page, 'publish, time')
    await expectClean(page, 'publish, time')
    await page.setViewportSize({ width: 1280, height: 800 })
    fixture.quiet()
  })

  it('sends nothing by Enter in its time: what was typed is taken, and the button waits', async () => {
    const { page, ask } = fixture
    await open()
    await dialog.getByText('Pilih waktu', { exact: true }).click()
    await dialog.locator('.publish-when input[autocomplete=off]').fill('besok jam 9 pagi')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('submit')
    expect(await dialog.isVisible()).toBe(true)
    expect(await ask('GET', `/api/articles/${articleId}`)).toMatchObject({ state: 'draft' })
    fixture.quiet()
  })

  it('schedules the article for the next slot', async () => {
    const { page, ask } = fixture
    const { rhythm } = (await ask('GET', '/api/today')) as Today
    await open()
    await dialog.getByText('Slot berikutnya', { exact: true }).click()
    await dialog.getByText('Minggu pertama yang belum punya artikel').waitFor()
    await dialog.getByRole('button', { name: 'Cara lain untuk mengirim' }).click()
    await page.getByRole('menuitem', { name: /^Jadwalkan artikelnya saja/ }).click()
    await page.getByText('Akan terbit').first().waitFor()
    expect(await ask('GET', `/api/articles/${articleId}`)).toMatchObject({
      state: 'scheduled',
      publishAt: rhythm.nextSlotAt,
    })
    fixture.quiet()
  })
})
