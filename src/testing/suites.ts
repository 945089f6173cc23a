import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'

/** Third-party cases stand beside the project, never in it. */
const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'suites')

/** A case of a suite: its id, and whatever its suite gives it. */
export interface SuiteCase {
  id: string
  section?: string
  text?: string
  [field: string]: unknown
}

/**
 * The cases of a suite's file. Where the suites are missing: none, and the reason is printed as a skipped test; with
 * CI=true that is a failure, so that a green run is never an empty one.
 */
export function suiteCases<Case extends SuiteCase>(file: string): readonly Case[] {
  const path = join(folder, file)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Case[]
  const reason = `the suite ${file} is not beside the project (../shared/suites)`
  if (process.env.CI === 'true') throw new Error(reason)
  test.skip(`skipped: ${reason}`, () => undefined)
  return []
}
