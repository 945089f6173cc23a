import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Ask } from './panel-fixture.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a Chromium lies on this machine, if one does. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? places.find((path) => existsSync(path))

/** A Chromium that asks nobody anything by itself. */
export const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Whether there is a browser to drive; says so where there is none. With CI=true a missing one is a failure. */
export function haveBrowser(): boolean {
  if (chromiumPath) return true
  const reason = 'no Chromium here (as root on Debian: bash peers/apt.sh; else set CHROMIUM_PATH)'
  if (process.env.CI === 'true') throw new Error(reason)
  console.log(`skipped: ${reason}`)
  return false
}

/** Starts a Chromium that asks nobody anything by itself. */
export function openBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('no Chromium here: install it, or set CHROMIUM_PATH')
  return chromium.launch({ executablePath: chromiumPath, args: quietly })
}

/** Asks the API with the cookies of a page. */
export function askAs(page: Page, url: string): Ask {
  return async (method, path, body) => {
    const answer = await page.request.fetch(url + path, {
      method,
      headers: { origin: url, 'content-type': 'application/json' },
      ...(body !== undefined && { data: JSON.stringify(body) }),
    })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json().catch(() => undefined)
  }
}
