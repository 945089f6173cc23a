import { expect, inject, test } from 'vitest'
import { openDatabase } from './client.ts'
import { bypassesRowSecurity } from './role.ts'

test('the role that the program works as passes by nothing', async () => {
  const { db, close, pool } = openDatabase(inject('postgres'), 1)
  expect(await bypassesRowSecurity(db)).toBe(false)
  const { rows } = await pool.query(
    'select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user',
  )
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }])
  await close()
})

/** The embedded server's own superuser has the same password; Debian's server is not ours to try it on. */
test.skipIf(process.env.TEST_POSTGRES === '15')('a superuser is seen as what it is', async () => {
  const admin = { ...inject('postgres'), user: 'postgres', database: 'postgres' }
  const { db, close } = openDatabase(admin, 1)
  expect(await bypassesRowSecurity(db)).toBe(true)
  await close()
})
