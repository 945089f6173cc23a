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

  it('ask again only for the pages that a change stands in, and the frame for nothing but its counts', async () => {
    const articles = 160
    const ids: string[] = []
    for (let number = 1; number <= articles; number++) {
      const article = await fixture.ask('POST', '/api/articles', { title: `Tulisan ${number}`, markdown: 'Awal.' })
      ids.push((article as { id: string }).id)
    }
    const page = await fixture.context.newPage()
    await page.goto(`${fixture.panel.url}/panel/writing`)
    const rows = page.locator('main .list > li')
    await rows.first().waitFor()
    await expect
      .poll(
        async () => {
          await rows.last().scrollIntoViewIfNeeded()
          return rows.count()
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThanOrEqual(articles)
    const shown = await rows.count()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const { channels } = (await fixture.ask('GET', '/api/channels')) as { channels: { id: string }[] }
    await fixture.ask('POST', '/api/posts', {
      texts: [{ channelId: channels[0]?.id, text: 'Besok lagi.' }],
      when: 'at',
      at: new Date(realClock.now().getTime() + 86_400_000).toISOString(),
      timeZone: 'Asia/Jakarta',
    })
    await sleep(1500)
    // What the frame counts, and no room's things.
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/today/counts'])
    const words = { summary: '', tags: [], language: 'id', slug: '', base: 1, markdown: 'Akhir.' }
    await fixture.ask('PUT', `/api/articles/${ids[30]}`, { ...words, title: 'Tulisan yang berubah' })
    await expect.poll(() => rows.first().textContent(), { timeout: 10_000 }).toContain('Tulisan yang berubah')
    // Four pages are on the screen: the one that it stood in, and the first, where it stands now.
    expect(asked.filter((path) => path === '/api/articles')).toHaveLength(2)
    expect(await rows.count()).toBe(shown)
    await page.close()
  })
})
