import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'shared')
const told = new Set<string>()

/**
 * Where something of others lies (suites, descriptions): beside the project, never in it. `undefined` where it is away: that
 * is said once in a line, and counted at the end of the run (the file that TEST_AWAY names).
 *
 * @throws Error with CI=true where the folder is there and the file is not, so that a green run is never an empty one
 */
export function beside(...path: readonly string[]): string | undefined {
  const at = join(folder, ...path)
  if (existsSync(at)) return at
  const name = ['../shared', ...path].join('/')
  if (process.env.CI === 'true' && existsSync(folder)) throw new Error(`${name} is missing`)
  if (told.has(name)) return undefined
  told.add(name)
  console.log(`skipped: ${name} is not beside the project`)
  if (process.env.TEST_AWAY) appendFileSync(process.env.TEST_AWAY, `${name}\n`)
  return undefined
}
