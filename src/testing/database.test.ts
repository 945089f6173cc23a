import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { createArticle, publishArticle } from '../blog/index.ts'
import { asSystem } from '../db/client.ts'
import { testContext } from './context.ts'
import { testDatabase } from './database.ts'

type Mine = Awaited<ReturnType<typeof testDatabase>>
const left: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const drop of left.splice(0)) await drop()
})

const named = async ({ pool }: Mine) => (await pool.query('select current_database() as name')).rows[0]?.name as string
/** The next one; those that came between are given back at the end. */
async function next(): Promise<Mine> {
  const database = await testDatabase()
  left.push(database.drop)
  return database
}
const tables = `select quote_ident(relname) as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
  and relname not like 'kysely%'`
async function rowsIn({ pool, db }: Pick<Mine, 'pool' | 'db'>): Promise<[string, number][]> {
  const { rows } = await pool.query<{ name: string }>(tables)
  const counted = await asSystem(db, (tx) =>
    Promise.all(rows.map(({ name }) => sql<{ n: number }>`select count(*) as n from ${sql.raw(name)}`.execute(tx))),
  )
  return rows.map(({ name }, at) => [name, counted[at]?.rows[0]?.n ?? 0])
}

test('a database that a test gives back is the next one’s, with nothing in it, and counts from the beginning', async () => {
  const context = await testContext()
  const made = await createArticle(context, context.actor, { title: 'Kopi', markdown: 'Isi', tags: ['a'] })
  await publishArticle(context, context.actor, made.id)
  await context.database.pool.query("set application_name = 'lain'")
  const before = (await rowsIn(context.database)).filter(([, n]) => n > 0)
  expect(before.length).toBeGreaterThan(6)
  const name = await named(context.database as Mine)
  await context.close()
  const database = await next()
  expect(await named(database)).toBe(name)
  expect((await rowsIn(database)).filter(([, n]) => n > 0)).toEqual([])
  const counters = 'select last_value, is_called from audit_id_seq'
  expect((await database.pool.query(counters)).rows).toEqual([{ last_value: 1, is_called: false }])
  expect((await database.pool.query('show application_name')).rows).toEqual([{ application_name: 'percakapan' }])
})

test('whoever still holds the one that was given back is refused', async () => {
  const first = await testDatabase()
  await first.drop()
  const second = await next()
  await expect(first.pool.query('select 1')).rejects.toThrow('Cannot use a pool')
  await expect(first.pool.connect()).rejects.toThrow('Cannot use a pool')
  await expect(asSystem(first.db, (tx) => tx.selectFrom('user').execute())).rejects.toThrow()
  expect((await second.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test.each([
  ['a new table', 'create table extra (a int)'],
  ['a new column', 'alter table article add column mood text'],
  ['another rule', 'alter table article no force row level security'],
  ['a table fewer', 'drop table set_aside'],
  ['a migration more', "insert into kysely_migration values ('9999', '')"],
])('%s: it is no one’s any more', async (_, change) => {
  const first = await testDatabase()
  const name = await named(first)
  await first.pool.query(change)
  await first.drop()
  expect(await named(await next())).not.toBe(name)
})
