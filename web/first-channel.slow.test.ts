/** The way from a published article to its first channel and back, in a real browser, without a reload. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Article } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, openBrowserFixture } from '../src/testing/browser-fixture.ts'

describe.skipIf(!haveBrowser())('the first channel', () => {
  let fixture: BrowserFixture
  beforeAll(async () => {
    fixture = await openBrowserFixture()
  })
  afterAll(() => fixture?.close())

  it('gets its teaser as soon as one is back', async () => {
    const article = (await fixture.ask('POST', '/api/articles', { title: 'Musim petik', markdown: 'Isi.' })) as Article
    await fixture.ask('POST', `/api/articles/${article.id}/publish`, {})
    await fixture.go(`/panel/writing/${article.id}/teasers`)
    await fixture.page.getByText('Belum ada saluran.').waitFor()
    await fixture.page.getByRole('link', { name: 'Hubungkan saluran' }).first().click()
    await fixture.page.waitForURL(/\/settings\/channels\/new/)
    const form = { handle: 'kopisenja', password: 'right' }
    await fixture.ask('POST', '/api/channels', { network: 'square', form })
    await fixture.page.goBack()
    const text = fixture.page.getByRole('textbox', { name: 'Teks utama', exact: true })
    await text.waitFor()
    expect(await text.inputValue()).toContain('Musim petik')
    fixture.quiet()
  })
})
