/** Two people at one inbox, each in a browser of their own: taking, giving, snoozing, and all of it taken back. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation, ConversationPage } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import {
  type BrowserFixture,
  expectClean,
  expectNarrow,
  openBrowserFixture,
  visit,
} from '../src/testing/browser-fixture.ts'
import { realClock } from '../src/testing/clock.ts'

const password = 'kalimat panjang sekali'

describe.skipIf(!haveBrowser())('an inbox of two', () => {
  let fixture: BrowserFixture
  let budi: Page
  let talks: ConversationPage['conversations']

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '1' })
    await fixture.ask('POST', '/api/channels', { network: 'square', form: { handle: 'kopisenja', password: 'right' } })
    const people = ['Tomo', 'Sinta', 'Agus']
    people.forEach((name, index) => {
      fixture.panel.plain.responses.push({
        kind: 'mention',
        remoteId: `tanya-${index}`,
        permalink: `https://fake.example/tanya-${index}`,
        person: { remoteId: name, name, handle: `@${name}`, url: `https://fake.example/@${name}` },
        text: `Bisa dikirim ke Makassar, ${index}?`,
        writtenAt: new Date(realClock.now().getTime() - (9 - index) * 60_000),
      })
    })
    await fixture.ask('POST', '/api/conversations/refresh')
    talks = ((await fixture.ask('GET', '/api/conversations?state=open')) as ConversationPage).conversations
    expect(talks.map(({ person }) => person.name)).toEqual(people)
    budi = await fixture.stranger()
    const made = (await fixture.ask('POST', '/api/invitations', { role: 'responder', email: null })) as { link: string }
    await visit(budi, made.link)
    await budi.getByLabel('Nama Anda').fill('Budi Santoso')
    await budi.getByLabel('Surel').fill('budi@kopisenja.example')
    await budi.getByLabel('Kata sandi', { exact: true }).fill(password)
    await budi.getByRole('button', { name: 'Bergabung' }).click()
    await budi.getByRole('heading', { name: 'Hari ini', level: 1 }).waitFor()
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
  })

  const at = (page: Page, path: string) => visit(page, `${fixture.panel.url}/panel${path}`)
  const talk = (number: number) => talks[number]?.id ?? ''
  const stored = async (number: number) =>
    (await fixture.ask('GET', `/api/conversations/${talk(number)}`)) as Conversation
  const tool = (page: Page, name: string | RegExp) => page.locator('.talk-head').getByRole('button', { name })
  const listed = (page: Page) => page.locator('.threads .thread .strong')

  it('what one takes, the other sees without a reload; taken at the same time, one has it and the other is told', async () => {
    await at(budi, `/conversations/${talk(0)}`)
    await fixture.go(`/panel/conversations/${talk(0)}`)
    await tool(budi, 'Tugaskan').waitFor()
    await budi.keyboard.press('a')
    await tool(budi, 'Ditangani Budi Santoso').waitFor()
    await tool(fixture.page, 'Ditangani Budi Santoso').waitFor()
    await budi.getByText('Percakapan ini sekarang tugas Anda.').first().waitFor()
    expect((await stored(0)).assignee?.name).toBe('Budi Santoso')

    // Rina's page does not hear of it before she presses.
    await at(budi, `/conversations/${talk(1)}`)
    await tool(budi, 'Tugaskan').waitFor()
    await fixture.page.route('**/api/events*', (route) => route.abort())
    await fixture.go(`/panel/conversations/${talk(1)}`)
    await tool(fixture.page, 'Tugaskan').waitFor()
    await budi.keyboard.press('a')
    await tool(budi, 'Ditangani Budi Santoso').waitFor()
    await fixture.page.keyboard.press('a')
    await fixture.page
      .getByText(/Baru saja diambil Budi Santoso/)
      .first()
      .waitFor()
    await tool(fixture.page, 'Ditangani Budi Santoso').waitFor()
    await fixture.page.unroute('**/api/events*')
    fixture.quiet(/409|Failed to load|ERR_FAILED/)
  })

  it('each has a view of their own, and one of what is nobody’s', async () => {
    await at(budi, '/conversations?state=mine')
    await listed(budi).nth(1).waitFor()
    expect(await listed(budi).allTextContents()).toEqual(['Tomo', 'Sinta'])
    await at(budi, '/conversations?state=unassigned')
    await listed(budi).first().waitFor()
    expect(await listed(budi).allTextContents()).toEqual(['Agus'])
    await fixture.go('/panel/conversations?state=mine')
    await fixture.page.getByText('Anda tidak sedang menangani percakapan apa pun.').waitFor()
    await fixture.page.locator('.rail').getByRole('link', { name: 'Belum ditugaskan 1' }).waitFor()
    fixture.quiet()
  })

  it('is given to somebody, and taken back with one press', async () => {
    await fixture.go(`/panel/conversations/${talk(2)}`)
    await tool(fixture.page, 'Tugaskan').click()
    await expectClean(fixture.page, 'whom it is given to')
    await fixture.page.getByRole('menuitem', { name: 'Budi Santoso' }).click()
    await tool(fixture.page, 'Ditangani Budi Santoso').waitFor()
    await fixture.page.getByRole('button', { name: 'Urungkan' }).click()
    await tool(fixture.page, 'Tugaskan').waitFor()
    expect((await stored(2)).assignee).toBeNull()
    fixture.quiet()
  })

  it('rests until a time that is picked or offered, is found among the snoozed, and is opened before its time', async () => {
    await fixture.go(`/panel/conversations/${talk(2)}`)
    await tool(fixture.page, 'Tunda').waitFor()
    await fixture.page.keyboard.press('s')
    await expectClean(fixture.page, 'until when it rests')
    await fixture.page.getByRole('menuitem', { name: /^Besok/ }).click()
    await tool(fixture.page, 'Buka sekarang').waitFor()
    const { state, snoozedUntil } = await stored(2)
    expect([state, new Date(snoozedUntil ?? 0) > realClock.now()]).toEqual(['snoozed', true])
    await fixture.page.getByRole('button', { name: 'Urungkan' }).click()
    await tool(fixture.page, 'Tandai selesai').waitFor()

    await tool(fixture.page, 'Tunda').click()
    await fixture.page.getByRole('menuitem', { name: 'Pilih waktu …' }).click()
    await expectClean(fixture.page, 'picking when it comes back')
    await fixture.page.getByRole('dialog').getByRole('button', { name: 'Tunda' }).click()
    await tool(fixture.page, 'Buka sekarang').waitFor()
    await fixture.go('/panel/conversations?state=snoozed')
    await listed(fixture.page).first().waitFor()
    expect(await listed(fixture.page).allTextContents()).toEqual(['Agus'])
    await expectClean(fixture.page, 'what is snoozed')
    await fixture.go(`/panel/conversations/${talk(2)}`)
    await tool(fixture.page, 'Buka sekarang').click()
    await tool(fixture.page, 'Tandai selesai').waitFor()
    expect(await stored(2)).toMatchObject({ state: 'open', snoozedUntil: null })
    fixture.quiet()
  })

  it('says what kind of response it is, and is corrected with one press, which can be taken back', async () => {
    await fixture.go(`/panel/conversations/${talk(1)}`)
    const kind = (name: string) => fixture.page.getByRole('button', { name: `Jenis: ${name}. Betulkan` })
    await kind('Pesanan atau harga').click()
    await expectClean(fixture.page, 'correcting a kind')
    await fixture.page.getByRole('menuitem', { name: 'Pertanyaan' }).click()
    await kind('Pertanyaan').waitFor()
    await fixture.page.locator('.threads .kind-mark', { hasText: 'Pertanyaan' }).waitFor()
    await fixture.page.getByRole('button', { name: 'Urungkan' }).click()
    await kind('Pesanan atau harga').waitFor()
    fixture.quiet()
  })

  it('a note is for the team alone: seen by both, kept while it is typed, deleted and brought back', async () => {
    await fixture.go(`/panel/conversations/${talk(1)}`)
    await at(budi, `/conversations/${talk(1)}`)
    await tool(budi, 'Tunda').waitFor()
    await tool(fixture.page, 'Tunda').waitFor()
    await fixture.page.keyboard.press('c')
    const box = fixture.page.getByLabel('Catatan tim', { exact: true })
    await box.fill('Dia langganan lama.')
    await fixture.go(`/panel/conversations/${talk(1)}`)
    await fixture.page.getByRole('button', { name: 'Catatan tim' }).click()
    expect(await box.inputValue()).toBe('Dia langganan lama.')
    await expectClean(fixture.page, 'writing a note for the team')
    await fixture.page.keyboard.press('Control+Enter')
    await budi.locator('.team-note').getByText('Dia langganan lama.').waitFor()
    await expectClean(fixture.page, 'a note for the team')
    expect(fixture.panel.plain.posts).toEqual([])
    await fixture.page.getByRole('button', { name: 'Hapus catatan' }).click()
    await budi.locator('.team-note').waitFor({ state: 'detached' })
    await fixture.page.getByRole('button', { name: 'Urungkan' }).click()
    await budi.locator('.team-note').waitFor()
    fixture.quiet()
  })

  it('each sees that the other has it open, and that they write, before they answer', async () => {
    await fixture.go(`/panel/conversations/${talk(1)}`)
    await at(budi, `/conversations/${talk(1)}`)
    const reads = fixture.page.getByText('Budi Santoso sedang membuka percakapan ini')
    const writes = fixture.page.getByText('Budi Santoso sedang menulis jawaban')
    await reads.waitFor()
    await budi.getByText(/sedang membuka percakapan ini/).waitFor()
    await budi.getByLabel(/^Jawab /).fill('Bisa')
    await writes.waitFor()
    await expectClean(fixture.page, 'somebody else writes')
    await budi.getByLabel(/^Jawab /).fill('')
    await reads.waitFor()
    await budi.locator('.rail').getByRole('link', { name: 'Hari ini' }).click()
    await reads.waitFor({ state: 'detached' })
    fixture.quiet()
  })

  it('fits a phone', async () => {
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await fixture.go(`/panel/conversations/${talk(0)}`)
    await tool(fixture.page, 'Ditangani Budi Santoso').waitFor()
    await expectNarrow(fixture.page, 'a conversation of somebody’s')
    await tool(fixture.page, 'Tunda').click()
    await fixture.page.getByRole('menuitem', { name: 'Sampai mereka menulis lagi' }).click()
    await tool(fixture.page, 'Buka sekarang').waitFor()
    await fixture.go('/panel/conversations?state=snoozed')
    await listed(fixture.page).first().waitFor()
    const chosen = fixture.page.locator('.inbox-views [aria-current]')
    expect(await chosen.allTextContents()).toEqual(['Ditunda1'])
    await expectNarrow(fixture.page, 'what is snoozed')
    fixture.quiet()
  })
})
