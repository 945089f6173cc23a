import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const debian = '/usr/bin/chromium'

/** Quiet and closed in: nothing is asked of the outside. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Whether there is a browser to drive. With CI=true a missing one is a failure. */
export function haveBrowser(): boolean {
  if (existsSync(debian)) return true
  if (process.env.CI === 'true')
    throw new Error(`no browser: ${debian} is missing (as root on Debian: bash peers/apt.sh)`)
  console.log(`skipped, without a browser: ${debian} is missing (as root on Debian: bash peers/apt.sh)`)
  return false
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: debian, args: flags })
}
