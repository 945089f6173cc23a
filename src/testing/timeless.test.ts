import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { timelessTests } from './timeless.ts'

const root = mkdtempSync(join(tmpdir(), 'percakapan-timeless-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const made: Record<string, string> = {
  'src/plain.test.ts': "import { a } from './plain.ts'",
  'src/plain.ts': "import type { B } from './database.ts'\nexport const a = new Date('2026-01-01')",
  'src/later.test.ts': "const { b } = await import('./plain.ts')",
  'src/plain.slow.test.ts': '',
  'src/date.test.ts': "import { a } from './two/steps.ts'",
  'src/two/steps.ts': "export * from '../date.ts'",
  'src/date.ts': 'export const a = () => new Date()',
  'src/rows.test.ts': "import { a } from './database.ts'",
  'src/database.ts': "import pg from 'pg'",
  'web/thread.test.ts': "const worker = new URL('../src/date.ts', import.meta.url)",
  'web/asked.test.ts': "const { a } = await import('../src/date.ts')",
  'web/whatever.test.ts': 'const all = await import(place)',
  'web/program.test.ts': "import { spawn } from 'node:child_process'",
  'web/handed.test.ts': 'const due = ({ clock }) => clock.now()',
}

test('a test is left out of the run a year ahead only where nothing that it imports has to do with a day or with SQL', () => {
  for (const [file, code] of Object.entries(made)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), code)
  }
  const known = ['src/growth.test.ts', 'src/networks/one-folder.test.ts']
  expect(timelessTests(root).filter((file) => !known.includes(file))).toEqual([
    'src/later.test.ts',
    'src/plain.test.ts',
  ])
})

test('of this project, many are: none with a database', { timeout: 60_000 }, () => {
  const found = timelessTests(join(import.meta.dirname, '..', '..'))
  expect(found.length).toBeGreaterThan(100)
  expect(found).toContain('web/features/search/match.test.ts')
  for (const name of [
    'src/backup/backup.test.ts',
    'src/db/search.test.ts',
    'src/core/table/table.test.ts',
    'src/clocks.test.ts',
  ])
    expect(found).not.toContain(name)
})
