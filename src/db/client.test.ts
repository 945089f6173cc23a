import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { asProblem, asSystem, inWorkspace, openDatabase } from './client.ts'

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

// A server whose date was moved (the run a year ahead) never lets its own timers run out.
test.skipIf(process.env.TEST_AHEAD_DAYS !== undefined)(
  'whoever stands still in the middle of a transaction keeps rows from others no longer than a lease lasts',
  async () => {
    const database = await testDatabase()
    const { db, close } = openDatabase(database.connection, 2, '', 0.2)
    try {
      await sql`create table kept (id int); insert into kept values (1)`.execute(db)
      const lock = sql`select id from kept for update`
      let over: (() => void) | undefined
      const stood = asSystem(db, async (tx) => {
        await lock.execute(tx)
        await new Promise<void>((done) => {
          over = done
        })
        await sql`update kept set id = 2`.execute(tx)
      })
      await expect.poll(() => over !== undefined).toBe(true)
      await expect(asSystem(database.db, async (tx) => (await lock.execute(tx)).rows)).resolves.toEqual([{ id: 1 }])
      over?.()
      await expect(stood).rejects.toMatchObject({ kind: 'unavailable' })
      expect((await sql`select id from kept`.execute(database.db)).rows).toEqual([{ id: 1 }])
    } finally {
      await close()
      await database.drop()
    }
  },
)

test.each([
  [{ code: '53100' }, 'no space left'],
  [{ code: '25P03' }, 'can’t be reached'],
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
