import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { asProblem, asSystem, inWorkspace } from './client.ts'

test('a connection that breaks in the middle of a transaction ends that transaction, and not the program', async () => {
  const database = await testDatabase()
  try {
    const broken = asSystem(database.db, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await sleep(100)
      await sql`select 1`.execute(tx)
    })
    await expect(broken).rejects.toMatchObject({ kind: 'unavailable' })
    await expect(inWorkspace(database.db, 'w', async () => 'goes on')).resolves.toBe('goes on')
  } finally {
    await database.drop()
  }
})

test.each([
  [{ code: '53100' }, 'no space left'],
  [{ code: 'ENOSPC' }, 'no space left'],
  [{ code: '57P03' }, 'can’t be reached'],
  [{ code: 'ENOENT', syscall: 'connect' }, 'can’t be reached'],
  [new Error('Connection terminated unexpectedly'), 'can’t be reached'],
  [new Error('Failed to get session', { cause: { code: '08006' } }), 'can’t be reached'],
])('%o means something for a person', (error, words) => {
  expect(asProblem(error)).toMatchObject({ kind: 'unavailable', words: { en: expect.stringContaining(words) } })
})

test.each([[{ code: 'ENOENT', syscall: 'open' }], [{ code: '23505' }], [new Error('other')], [undefined]])(
  '%o stays what it is',
  (error) => {
    expect(asProblem(error)).toBe(error)
  },
)
