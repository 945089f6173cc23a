/** The way from a published article to its first channel and back, in a real browser, without a reload. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Article } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type Desk, openDesk } from '../src/testing/desk.ts'

describe.skipIf(!haveBrowser())('the first channel', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk?.close())

  it('gets its teaser as soon as one is back', async () => {
    const article = (await desk.ask('POST', '/api/articles', { title: 'Musim petik', markdown: 'Isi.' })) as Article
    await desk.ask('POST', `/api/articles/${article.id}/publish`, {})
    await desk.go(`/panel/writing/${article.id}/teasers`)
    await desk.page.getByText('Belum ada saluran.').waitFor()
    await desk.page.getByRole('link', { name: 'Hubungkan saluran' }).first().click()
    await desk.page.waitForURL(/\/settings\/channels\/new/)
    const form = { handle: 'kopisenja', password: 'right' }
    await desk.ask('POST', '/api/channels', { network: 'square', form })
    await desk.page.goBack()
    const text = desk.page.getByLabel('Teks untuk Alun-alun')
    await text.waitFor()
    expect(await text.inputValue()).toContain('Musim petik')
    desk.quiet()
  })
})
