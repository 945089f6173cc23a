import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { fill } from '../src/testing/panel-fixture.ts'

/** What a toast lies over of what must stay free: a page's title, its main buttons, and whatever is fixed at the foot. */
const covered = `(() => {
  const box = document.querySelector('.toast').getBoundingClientRect()
  const free = 'h1, .talk-head h2, [data-foot], .mantine-Button-root[data-variant="filled"], .bottom, .dock, .post-foot, .talk-answer'
  return [...document.querySelectorAll(free)]
    .filter((one) => {
      const { top, bottom, left, right, width, height } = one.getBoundingClientRect()
      return width > 1 && height > 1 && top < box.bottom && bottom > box.top && left < box.right && right > box.left
    })
    .map((one) => one.localName + '.' + one.className + ' ' + one.innerText.slice(0, 30))
})()`

describe.runIf(haveBrowser())('a toast on a phone', () => {
  let fixture: BrowserFixture
  let conversationId = ''

  beforeAll(async () => {
    fixture = await openBrowserFixture({}, { viewport: { width: 390, height: 844 } })
    const made = await fill(fixture.panel, fixture.ask)
    conversationId = made.conversationId
  })
  afterAll(() => fixture?.close())

  async function expectFree(said: string): Promise<void> {
    const { page } = fixture
    await page.locator('.toast', { hasText: said }).waitFor()
    await page.waitForTimeout(300)
    expect(await page.evaluate(covered)).toEqual([])
  }

  test('stands above an open answer, and not over who it is with', async () => {
    const { page, go } = fixture
    await go(`/panel/conversations/${conversationId}`)
    await page.getByRole('button', { name: 'Tandai selesai' }).click()
    await expectFree('ditandai selesai')
    await page.getByRole('button', { name: 'Urungkan' }).click()
    await page.locator('.toast').waitFor({ state: 'detached' })
  })

  test('stands above the calendar’s days and the bar below them', async () => {
    const { page, go } = fixture
    await go('/panel/posts/calendar')
    await page.getByRole('button', { name: /^Tampilkan/ }).click()
    await page.getByRole('button', { name: 'Slot kosong berikutnya' }).click()
    await expectFree('kosong')
  })

  test('goes down where the page that it was said on had more at its foot', async () => {
    const { page, go } = fixture
    await go('/panel/posts/new')
    await page.locator('.post-page textarea').first().fill('Panen pagi ini dari kebun Pak Wagiman.')
    await page.getByRole('button', { name: 'Cara lain untuk mengirim' }).click()
    await page.getByRole('menuitem', { name: 'Simpan sebagai draf' }).click()
    await page.locator('.post-foot').waitFor({ state: 'detached' })
    await expectFree('raf')
    const foot = (await page.evaluate(
      'innerHeight - document.querySelector(".toast").getBoundingClientRect().bottom',
    )) as number
    expect(foot).toBeLessThan(80)
  })
})
