import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'vitest'

/** Where Debian puts what only root runs; a user's PATH may leave it out. */
const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin']

/** The path of a program of this machine; `undefined` where it has none. */
export function findTool(name: string): string | undefined {
  return places.map((place) => join(place, name)).find((path) => existsSync(path))
}

/**
 * What can be tried only where these programs are: left out with one line where they are not, an error with CI=true.
 * @param also why it can't be tried here even so, if something else stands against it
 */
export function withTools(
  what: string,
  names: readonly string[],
  cases: () => void,
  also?: () => string | undefined,
): void {
  const missing = names.filter((name) => !findTool(name))
  const reason = missing.length ? `${missing.join(', ')} missing (as root on Debian: bash peers/apt.sh)` : also?.()
  if (!reason) {
    cases()
    return
  }
  if (missing.length && process.env.CI === 'true') throw new Error(`${what}: ${reason}`)
  console.log(`skipped, ${what}: ${reason}`)
  test.skip(`${what}: ${reason}`, () => undefined)
}
