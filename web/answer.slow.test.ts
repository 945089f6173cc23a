/** The answer box: the composer's own parts, small; nothing lies over it, and what is taken back stands in it again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationPage } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import { type BrowserFixture, expectClean, expectNarrow, openBrowserFixture } from '../src/testing/browser-fixture.ts'
import { realClock } from '../src/testing/clock.ts'

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

describe.skipIf(!haveBrowser())('an answer', () => {
  let fixture: BrowserFixture
  let people = 0

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '8' }, { viewport: sizes[0] })
    await fixture.ask('POST', '/api/channels', { network: 'square', form: { handle: 'kopisenja', password: 'right' } })
  })
  afterAll(() => fixture?.close())
  beforeEach(() => {
    fixture.complaints.length = 0
  })

  const field = () => fixture.page.getByLabel(/^Jawab /)
  const sent = () => fixture.panel.plain.posts.map(({ text }) => text)
  const states = async () => {
    const { conversations } = (await fixture.ask('GET', '/api/conversations?state=all')) as ConversationPage
    return Object.fromEntries(conversations.map(({ person, state }) => [person.name, state]))
  }

  /** The latest of those people writes. @param further behind what they asked first */
  async function writes(text: string, further = ''): Promise<string> {
    const name = `Tomo ${people}`
    fixture.panel.plain.responses.push({
      kind: 'mention',
      remoteId: `tanya-${people}${further}`,
      ...(further && { inReplyTo: `tanya-${people}` }),
      permalink: `https://fake.example/tanya-${people}${further}`,
      person: {
        remoteId: `tomo-${people}`,
        name,
        handle: `@tomo${people}`,
        url: `https://fake.example/@tomo${people}`,
      },
      text,
      writtenAt: realClock.now(),
    })
    await fixture.ask('POST', '/api/conversations/refresh')
    return name
  }

  /** Somebody new asks, and their conversation is open. */
  async function asked(text = 'Bisa dikirim ke Makassar?'): Promise<string> {
    people += 1
    const name = await writes(text)
    const { conversations } = (await fixture.ask('GET', '/api/conversations?state=all')) as ConversationPage
    const one = conversations.find(({ person }) => person.name === name)
    await fixture.go(`/panel/conversations/${one?.id}`)
    await field().waitFor()
    return name
  }

  /** What lies over the answer box, at its corners and in its middle; empty when nothing does. */
  const covering = () =>
    fixture.page.evaluate(() => {
      const box = document.querySelector('.answer')
      const { left, right, top, bottom } = box?.getBoundingClientRect() ?? new DOMRect()
      const points = [left + 14, (left + right) / 2, right - 14].flatMap((x) =>
        [top + 14, (top + bottom) / 2, bottom - 14].map((y) => [x, y] as const),
      )
      return points.flatMap(([x, y]) => {
        const there = document.elementFromPoint(x, y)
        return there && box?.contains(there) ? [] : [`${x},${y}: ${there?.outerHTML.slice(0, 80)}`]
      })
    })

  it('says as whom and how publicly one answers, and has the tools of a post', async () => {
    const name = await asked()
    await fixture.page.getByText('Jawaban publik di Alun-alun').waitFor()
    await field().fill('Bisa, ')
    await fixture.page.getByRole('button', { name: 'Emoji' }).click()
    await fixture.page.getByRole('searchbox', { name: 'Cari emoji' }).fill('kopi')
    await fixture.page.locator('.emoji-grid').getByText('☕', { exact: true }).click()
    await expect.poll(() => field().inputValue()).toContain('☕')
    await field().press('End')
    await fixture.page.keyboard.type(' @tomo')
    await fixture.page.getByRole('option', { name: new RegExp(`^${name}`) }).waitFor()
    await fixture.page.keyboard.press('Escape')
    await fixture.page
      .locator('.answer-head')
      .getByText(/^sisa \d+$/)
      .waitFor()
    await expectClean(fixture.page, 'answer')
    fixture.quiet()
  })

  it('shows what is found at its words, and leads there instead of sending', async () => {
    await asked()
    await field().fill('x'.repeat(40).concat(' sandi kami: ghp_abcdefghijklmnopqrstuvwxyz0123456789'))
    await fixture.page.locator('.answer .note.error').first().waitFor()
    await field().press('Control+Enter')
    await expect.poll(() => fixture.page.evaluate(() => document.activeElement?.className ?? '')).toContain('note')
    expect(sent()).toEqual([])
    await field().fill('')
    fixture.quiet()
  })

  for (const size of sizes)
    it(`is covered by nothing at ${size.width}, also while a toast stands and its words are many`, async () => {
      await fixture.page.setViewportSize(size)
      const name = await asked()
      await field().fill(Array.from({ length: 6 }, (_, line) => `Baris ${line} dari jawaban yang panjang.`).join('\n'))
      const grown = await field().evaluate((area) => area.clientHeight >= area.scrollHeight)
      expect(grown).toBe(true)
      await expect.poll(covering).toEqual([])
      await field().press('Control+Enter')
      await fixture.page.getByRole('region', { name: 'Pesan' }).getByRole('button', { name: 'Tarik kembali' }).waitFor()
      await expect.poll(() => field().inputValue()).toBe('')
      await expect.poll(covering).toEqual([])
      await field().fill('Satu baris lagi\n'.repeat(60))
      await expect.poll(covering).toEqual([])
      const { bottom, top } = await fixture.page.locator('.answer').evaluate((box) => box.getBoundingClientRect())
      expect(bottom).toBeLessThanOrEqual(size.height)
      expect(top).toBeGreaterThan(size.height * 0.3)
      await field().fill('')
      await fixture.page.getByText(name).first().waitFor()
      await expectNarrow(fixture.page, 'answer')
      fixture.quiet()
    })

  it('marks the conversation as done with it; taken back, its words and the conversation are open again', async () => {
    await fixture.page.setViewportSize({ width: 1280, height: 800 })
    const name = await asked()
    await field().fill('Bisa. Kami kirim **Senin**.')
    await fixture.page.getByRole('button', { name: 'Pakai sebagai format' }).click()
    await fixture.page.getByRole('button', { name: 'Cara lain untuk mengirim' }).click()
    await fixture.page.getByRole('menuitem', { name: /^Jawab dan tandai selesai/ }).click()
    await expect.poll(states).toMatchObject({ [name]: 'done' })
    await fixture.page.getByRole('region', { name: 'Pesan' }).getByRole('button', { name: 'Tarik kembali' }).click()
    await expect.poll(states).toMatchObject({ [name]: 'open' })
    await expect.poll(() => field().inputValue()).toBe('Bisa. Kami kirim **Senin**.')
    // The way that was chosen last is what the button does now.
    await fixture.page.getByRole('button', { name: 'Jawab dan tandai selesai' }).click()
    await expect.poll(sent, { timeout: 20_000 }).toContain('Bisa. Kami kirim Senin.')
    expect(await states()).toMatchObject({ [name]: 'done' })
    fixture.quiet()
  })

  it('keeps its words while somebody writes on, and then answers what came', async () => {
    const name = await asked()
    await field().fill('Bisa, ongkirnya')
    await writes('Oh ya, juga ke Kendari?', 'b')
    await fixture.page.locator('.talk-words').getByText('juga ke Kendari').waitFor()
    expect(await field().inputValue()).toBe('Bisa, ongkirnya')
    await fixture.page.reload()
    await expect.poll(() => field().inputValue()).toBe('Bisa, ongkirnya')
    await field().press('Control+Enter')
    await expect.poll(sent, { timeout: 20_000 }).toContain('Bisa, ongkirnya')
    await expect.poll(() => field().inputValue()).toBe('')
    await field().fill('Ke Kendari juga.')
    await field().press('Control+Enter')
    await expect.poll(sent, { timeout: 20_000 }).toContain('Ke Kendari juga.')
    const answers = fixture.panel.plain.posts.slice(-2).map(({ inReplyTo }) => inReplyTo)
    expect(answers).toEqual([`tanya-${people}`, `tanya-${people}b`])
    await fixture.page.getByText(name).first().waitFor()
    fixture.quiet()
  })

  it('keeps what is typed over a reload, also what an older panel kept', async () => {
    await asked()
    const { id } = (await fixture.page.evaluate(() => ({ id: location.pathname.split('/').at(-1) }))) as { id: string }
    const { items } = (await fixture.ask('GET', `/api/conversations/${id}`)) as {
      items: { response: { id: string } }[]
    }
    await field().fill('Belum selesai')
    await fixture.page.reload()
    await expect.poll(() => field().inputValue()).toBe('Belum selesai')
    await field().fill('')
    await fixture.page.evaluate((response) => {
      localStorage.removeItem(`percakapan:answer:${response}`)
      localStorage.setItem(`percakapan:reply:${response}`, JSON.stringify('Dari **panel** lama'))
      localStorage.setItem(`percakapan:reply-markdown:${response}`, 'true')
    }, items[0]?.response.id)
    await fixture.page.reload()
    await expect.poll(() => field().inputValue()).toBe('Dari **panel** lama')
    expect(await fixture.page.getByRole('button', { name: 'Pakai sebagai format' }).count()).toBe(0)
    fixture.quiet()
  })
})
