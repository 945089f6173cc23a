import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { beside } from '../networks/testing/beside.ts'

/** A case of a suite: its id, and whatever its suite gives it. */
export interface SuiteCase {
  id: string
  section?: string
  text?: string
  [field: string]: unknown
}

/** The cases of a suite's file. Where the suites are missing: none, and a skipped test says so. */
export function suiteCases<Case extends SuiteCase>(file: string): readonly Case[] {
  const path = beside('suites', file)
  if (path) return JSON.parse(readFileSync(path, 'utf8')) as Case[]
  test.skip(`skipped: the suite ${file} is not beside the project (../shared/suites)`, () => undefined)
  return []
}
