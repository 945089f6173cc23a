import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realClock } from './clock.ts'
import { testDatabase } from './database.ts'

const day = 86_400_000
const ahead = Number(process.env.TEST_AHEAD_DAYS ?? 0) * day

test('the date of the tests and of their database is the machine’s, or as far ahead as this run wants it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-date-'))
  // A new folder's date is the system's own, which nothing moves.
  const machine = statSync(folder).mtime.getTime()
  rmSync(folder, { recursive: true })
  const database = await testDatabase()
  const { rows } = await database.pool.query<{ now: Date }>('select now() as now')
  await database.drop()
  expect(Math.abs(realClock.now().getTime() - machine - ahead)).toBeLessThan(day)
  expect(Math.abs((rows[0]?.now.getTime() ?? 0) - machine - ahead)).toBeLessThan(day)
})
