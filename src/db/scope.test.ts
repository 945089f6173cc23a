import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { asSystem, inWorkspace, type Tx } from './client.ts'

let context: TestContext
beforeAll(async () => {
  context = await testContext([])
})
afterAll(() => context.close())

const scopeOf = async (tx: Tx) =>
  (await sql<{ scope: string }>`select current_setting('percakapan.workspace') as scope`.execute(tx)).rows[0]?.scope

test('a transaction begins in its scope, with one message to the server', async () => {
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  try {
    expect(await inWorkspace(context.db, 'merek-satu', scopeOf)).toBe('merek-satu')
    const texts = asked.mock.calls.map(([text]) => String((text as { text?: string }).text ?? text))
    expect(texts.filter((text) => text.includes('begin'))).toEqual([
      "begin; set local percakapan.workspace = 'merek-satu'",
    ])
  } finally {
    asked.mockRestore()
  }
})

test('transactions side by side and one inside another have each their own scope, and none afterwards', async () => {
  const scopes = await Promise.all(['a', 'b', 'c'].map((id) => inWorkspace(context.db, id, scopeOf)))
  expect(scopes).toEqual(['a', 'b', 'c'])
  const both = await inWorkspace(context.db, 'luar', async (tx) => [
    await asSystem(context.db, scopeOf),
    await scopeOf(tx),
  ])
  expect(both).toEqual(['*', 'luar'])
  const { rows } = await sql<{ scope: string | null }>`
    select nullif(current_setting('percakapan.workspace', true), '') as scope`.execute(context.db)
  expect(rows[0]?.scope ?? null).toBeNull()
})

test('what can be no id of a workspace never stands in a statement', async () => {
  for (const id of ["a'; set local percakapan.workspace = '*", '', 'a b', "'", 'a\\', '**', 'x'.repeat(101)])
    await expect(inWorkspace(context.db, id, scopeOf)).rejects.toThrow('no id of a workspace')
})

test('every table says whose rows are seen in the form that the planner understands (0048)', async () => {
  const { rows } = await sql<{ tablename: string; says: string }>`
    select tablename, regexp_replace(qual, '\\s+', ' ', 'g') as says from pg_policies where schemaname = 'public'`.execute(
    context.db,
  )
  expect(rows.length).toBeGreaterThan(30)
  const says =
    "CASE current_setting('percakapan.workspace'::text, true) WHEN '*'::text THEN true WHEN workspace_id THEN true ELSE false END"
  expect(rows.filter((row) => row.says.trim() !== says)).toEqual([])
})
