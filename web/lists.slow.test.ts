/** Long lists, and what is asked again when something changes: in a real browser on the real program. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { realClock } from '../src/testing/clock.ts'

const waiting = 120

describe.skipIf(!haveBrowser())('lists', () => {
  let fixture: BrowserFixture

  beforeAll(async () => {
    fixture = await openBrowserFixture()
    await fixture.ask('POST', '/api/channels', { network: 'square', form: { handle: 'kopisenja', password: 'right' } })
    const now = realClock.now().getTime()
    for (let number = 1; number <= waiting; number++)
      fixture.panel.plain.responses.push({
        kind: 'mention',
        remoteId: `r${number}`,
        permalink: `https://fake.example/r${number}`,
        person: {
          remoteId: `p${number}`,
          name: `Orang ${number}`,
          handle: `orang${number}`,
          url: 'https://fake.example/',
        },
        text: `Halo ${number}`,
        writtenAt: new Date(now - number * 60_000),
      })
    await fixture.ask('POST', '/api/conversations/refresh')
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
  })

  const threads = () => fixture.page.locator('[data-thread]')

  it('go on when their end comes into sight, until all who wait are there, the longest first', async () => {
    await fixture.go('/panel/conversations')
    await threads().first().waitFor()
    expect(await threads().first().locator('.strong').first().textContent()).toBe(`Orang ${waiting}`)
    expect(await threads().count()).toBeLessThan(waiting)
    await expectClean(fixture.page, 'a list that goes on')
    await expect
      .poll(
        async () => {
          await threads().last().scrollIntoViewIfNeeded()
          return threads().count()
        },
        { timeout: 20_000 },
      )
      .toBe(waiting)
    expect(await fixture.page.getByRole('button', { name: 'Tampilkan lagi' }).count()).toBe(0)
    fixture.quiet()
  })

  it('go on by the keyboard', async () => {
    const page = await fixture.context.newPage()
    // Nothing comes into sight by itself.
    await page.addInitScript('window.IntersectionObserver = class { observe() {} disconnect() {} unobserve() {} }')
    await page.goto(`${fixture.panel.url}/panel/conversations`)
    await page.locator('[data-thread]').first().waitFor()
    const shown = await page.locator('[data-thread]').count()
    expect(shown).toBe(50)
    await page.locator('[data-thread]').last().click()
    await page.getByRole('region', { name: /Percakapan dengan/ }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect.poll(() => page.locator('[data-thread]').count()).toBe(100)
    await expect
      .poll(() => page.locator('[data-thread][aria-current="page"] .strong').first().textContent())
      .toBe(`Orang ${waiting - 50}`)
    await page.getByRole('button', { name: 'Tampilkan lagi' }).press('Enter')
    await expect.poll(() => page.locator('[data-thread]').count()).toBe(waiting)
    await page.close()
  })

  it('ask again for what changed, and not for every list', async () => {
    const { id } = (await fixture.ask('POST', '/api/articles', { title: 'Kopi', markdown: 'Enak.' })) as { id: string }
    await fixture.go('/panel/')
    await sleep(1000)
    const asked: string[] = []
    fixture.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const words = { title: 'Kopi', summary: '', tags: [], language: 'id', slug: '' }
    await fixture.ask('PUT', `/api/articles/${id}`, { ...words, base: 1, markdown: 'Enak sekali.' })
    await sleep(1500)
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([])
    await fixture.ask('POST', `/api/articles/${id}/publish`, {})
    await expect.poll(() => asked).toContain('/api/today')
    fixture.page.removeAllListeners('request')
  })
})
