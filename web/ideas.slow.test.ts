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
})
