import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everywhere } from '../../testing/everywhere.ts'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { unsafeIn } from '../../testing/unsafe-html.ts'
import { layOut, renderMarkdown } from './index.ts'

const executablePath = '/usr/bin/chromium'
const args =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
const here = existsSync(executablePath)
if (!here && process.env.CI === 'true') throw new Error(`${executablePath} is missing`)
if (!here) test.skip(`skipped: ${executablePath} is missing`, () => undefined)

interface Payload extends SuiteCase {
  payload: string
}

/** Runs before anything of the page: whatever a payload calls, and whatever it tries to load or open, is written down. */
const detector = `
  window.ran = []
  for (const name of ['alert', 'prompt', 'confirm', 'print', 'open']) {
    window[name] = (...given) => { window.ran.push(name + ': ' + given) }
  }
  window.addEventListener('securitypolicyviolation', (event) => window.ran.push('policy: ' + event.violatedDirective))
`
const origin = 'http://blog.test'
const batchSize = 120

let browser: Browser | undefined
beforeAll(async () => {
  if (here) browser = await chromium.launch({ executablePath, args: args.split(' ') })
})
afterAll(async () => browser?.close())

interface Seen {
  ran: string[]
  /** Scripts and frames that were asked for, and pages that were left for. */
  asked: string[]
}

/** Shows HTML in a page of its own, lets everything in it happen (pointers, focus, clicks), and tells what ran. */
async function show(html: string): Promise<Seen> {
  if (!browser) throw new Error('no browser')
  const context = await browser.newContext()
  const page = await context.newPage()
  const asked: string[] = []
  page.on('dialog', (dialog) => void dialog.dismiss())
  await page.addInitScript(detector)
  await context.route('**/*', async (route) => {
    const request = route.request()
    if (request.url() === `${origin}/`) {
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><body>${html}</body>` })
    }
    const kind = request.resourceType()
    if (['script', 'document', 'stylesheet', 'xhr', 'fetch', 'websocket'].includes(kind))
      asked.push(`${kind} ${request.url()}`)
    return route.abort()
  })
  try {
    await page.goto(`${origin}/`, { waitUntil: 'load' })
    return { ran: await provoke(page), asked }
  } finally {
    await context.close()
  }
}

/** Wakes every handler that a payload may have set, and follows every link to a script. */
async function provoke(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // Runs in the browser, whose types this project does not load.
    const { document, window, Event } = globalThis as never as {
      document: {
        querySelectorAll(all: string): Iterable<{ href?: unknown; click?(): void; dispatchEvent(e: unknown): void }>
      }
      window: { ran: string[] }
      Event: new (name: string) => unknown
    }
    for (const element of document.querySelectorAll('body, body *')) {
      for (const name of ['mouseover', 'mouseenter', 'focus', 'pointerdown', 'toggle', 'animationstart', 'wheel']) {
        element.dispatchEvent(new Event(name))
      }
      if (String(element.href ?? '').startsWith('javascript:')) element.click?.()
    }
    await new Promise((resolve) => setTimeout(resolve, 60))
    return window.ran
  })
}

/** Where a payload may stand. */
const ways = (payload: string) => [payload, `Kata ${payload} kata`, `[a](${payload})`, `![a](${payload})`]
const payloads = [...suiteCases<Payload>('xss.json'), ...suiteCases<Payload>('dompurify.json')]

/** Everything that comes of them, each once, with the first that it came of: four of five are the same as another. */
async function outcomes(): Promise<Map<string, string>> {
  if (!here) return new Map()
  const found = new Map<string, string>()
  for (const { id, payload } of payloads)
    for (const text of ways(payload)) {
      const html = (await layOut(text)).html
      if (!found.has(html)) found.set(html, `${id}: ${text}`)
    }
  return found
}
const articles = [...(await outcomes())]
const batches = Array.from({ length: Math.ceil(articles.length / batchSize) }, (_, index) =>
  articles.slice(index * batchSize, (index + 1) * batchSize),
)

/** So many at once keep each thread at work. */
const together = 16

test.runIf(payloads.length > 0)(
  'attacks#A10 of every payload, alone and wherever an article makes something of it, nothing is left that could run',
  async () => {
    const looked = async ({ id, payload }: Payload) => {
      expect([id, ...unsafeIn(await renderMarkdown(payload))]).toEqual([id])
      expect([id, ...unsafeIn((await layOut(everywhere(payload))).html)]).toEqual([id])
    }
    for (let from = 0; from < payloads.length; from += together)
      await Promise.all(payloads.slice(from, from + together).map(looked))
  },
)

describe.runIf(here)('attacks#A10 nothing in an article runs', () => {
  test('canary: the detector sees what does run', async () => {
    const canary = (html: string) => show(html).then(({ ran, asked }) => [...ran, ...asked])
    expect(await canary('<script>alert(1)</script>')).toEqual(['alert: 1'])
    expect(await canary('<img src=x onerror="alert(2)">')).toEqual(['alert: 2'])
    expect(await canary('<p onmouseover="prompt(3)">a</p>')).toEqual(['prompt: 3'])
    expect(await canary('<a href="javascript:alert(4)">a</a>')).toEqual(['alert: 4'])
    expect(await canary('<script src="//evil.test/x.js"></script>')).toEqual(['script http://evil.test/x.js'])
    expect(await canary('<iframe src="//evil.test/"></iframe>')).toEqual(['document http://evil.test/'])
  })

  test('nothing is left that is not known to be harmless', () => {
    for (const [html, source] of articles) expect([source, ...unsafeIn(html)]).toEqual([source])
  })

  test.for(batches.map((batch, number) => ({ batch, number })))('payloads, batch $number', async ({ batch }) => {
    const seen = await show(batch.map(([html]) => html).join('\n<hr>\n'))
    if (seen.ran.length === 0 && seen.asked.length === 0) return
    for (const [html, source] of batch) expect([source, await show(html)]).toEqual([source, { ran: [], asked: [] }])
    expect(seen).toEqual({ ran: [], asked: [] })
  })
})
