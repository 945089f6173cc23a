/** Ideas in the panel: caught one after the other, done with a way back, written. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'

describe.runIf(haveBrowser())('ideas', () => {
  let fixture: BrowserFixture
  beforeAll(async () => {
    fixture = await openBrowserFixture()
  })
  afterAll(() => fixture?.close())
  const shot = async (name: string) => {
    if (process.env.SHOTS) await fixture.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
  }

  it('are caught without leaving the field, done, taken back, and written', async () => {
    const { page } = fixture
    await fixture.go('/panel/writing/ideas')
    await page.getByText('Belum ada ide').waitFor()
    await expectClean(page, 'no ideas')
    const field = page.getByLabel('Ide baru')
    await field.fill('Kenapa kopi dingin tidak asam')
    await page.keyboard.press('Enter')
    await page.getByRole('listitem').filter({ hasText: 'tidak asam' }).waitFor()
    await page.keyboard.type('Air untuk menyeduh')
    await page.keyboard.press('Enter')
    const row = page.getByRole('listitem').filter({ hasText: 'Air untuk menyeduh' })
    await row.getByRole('button', { name: 'Selesai' }).click()
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Urungkan' }).click()
    await row.waitFor()
    await expectClean(page, 'ideas')
    await shot('ideas')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(page, 'ideas')
    await expectClean(page, 'ideas on a phone')
    await shot('ideas-phone')
    await row.getByRole('button', { name: 'Tulis' }).click()
    await page.waitForURL(/\/panel\/writing\/[\da-f-]{36}/)
    expect(await fixture.ask('GET', '/api/ideas')).toMatchObject({ ideas: [{ text: 'Kenapa kopi dingin tidak asam' }] })
    fixture.quiet()
  })

  it('a promise is made, broken for a holiday, ended and taken back; drafts and the next gap stand beside it', async () => {
    const { page, ask } = fixture
    await page.setViewportSize({ width: 1280, height: 900 })
    const text = 'kata '.repeat(240)
    await ask('POST', '/api/articles', { title: 'Es kopi gula aren', markdown: text, summary: 'Resep dapur.' })
    await ask('POST', '/api/articles', { title: 'Hari kerja barista', markdown: 'Pagi.' })
    await fixture.go('/panel/writing/schedule')
    await page.getByText('Es kopi gula aren').first().waitFor()
    await expectClean(page, 'no promise')
    await shot('schedule-none')
    await page.getByRole('button', { name: 'Buat janji' }).click()
    await page.getByLabel('Seberapa sering').selectOption('weekdays')
    await page.getByLabel('Jam biasanya').fill('12')
    await page.keyboard.press('Tab')
    await expectClean(page, 'making a promise')
    await shot('schedule-form')
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByText('Satu artikel tiap Selasa pukul 12.00').waitFor()
    await page.getByText('masih kosong').waitFor()
    await page.getByText('Yang paling dekat jadi: “Es kopi gula aren”').waitFor()
    await page.getByRole('group', { name: /terjaga/ }).focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('.year-said', { hasText: 'Pekan' }).waitFor()
    await expectClean(page, 'a promise')
    await shot('schedule')
    await page.getByRole('button', { name: 'Ambil libur' }).click()
    await page.getByRole('button', { name: 'Ambil libur' }).click()
    await page.getByRole('button', { name: 'Batalkan libur' }).click()
    await page.getByRole('button', { name: 'Batalkan libur' }).waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(page, 'schedule')
    await expectClean(page, 'schedule on a phone')
    await shot('schedule-phone')
    await page.getByRole('button', { name: 'Ubah janji' }).click()
    await page.getByRole('button', { name: 'Akhiri janji' }).click()
    await page.getByRole('button', { name: 'Buat janji' }).waitFor()
    await page.getByRole('button', { name: 'Urungkan' }).click()
    await page.getByText('Satu artikel tiap Selasa pukul 12.00').waitFor()
    fixture.quiet()
  })
})
