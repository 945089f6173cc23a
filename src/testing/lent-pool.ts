import { setImmediate as soon } from 'node:timers/promises'
import { Kysely } from 'kysely'
import type pg from 'pg'
import type { Db } from '../db/client.ts'
import { scopingDialect } from '../db/scope.ts'
import type { Tables } from '../db/tables.ts'

/**
 * A pool that one test has after another. Each holds it by a handle of its own: once it has ended that, whatever of the test goes on
 * is refused, as by a pool that has ended, and can't write into the next one's database.
 * @returns end waits until all that was asked is answered
 */
export function lend(pool: pg.Pool): { pool: pg.Pool; db: Db; end(): Promise<void> } {
  let ended = false
  const own = new Map<PropertyKey, unknown>()
  const listeners: [string, (...args: never[]) => void][] = []
  const listen = (name: string, listener: (...args: never[]) => void) => {
    listeners.push([name, listener])
    pool.on(name as 'error', listener as never)
  }
  const end = async () => {
    ended = true
    while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) await soon()
    for (const [name, listener] of listeners.splice(0)) pool.off(name as 'error', listener as never)
  }
  const handle = new Proxy(pool, {
    get: (_, name) => {
      if (own.has(name)) return own.get(name)
      if (name === 'ending' || name === 'ended') return ended
      if (name === 'end') return end
      if (name === 'on') return listen
      if (ended && (name === 'connect' || name === 'query'))
        return async () => {
          throw new Error('Cannot use a pool after calling end on the pool')
        }
      const value: unknown = Reflect.get(pool, name)
      return typeof value === 'function' ? value.bind(pool) : value
    },
    set: (_, name, value) => !!own.set(name, value),
  })
  return { pool: handle, db: new Kysely<Tables>({ dialect: scopingDialect(handle) }), end }
}

/** How many things the database is made of, and who changed one of them last: its tables, columns, rules, functions and migrations. */
const shape = [
  ...['class', 'constraint', 'trigger', 'policy', 'proc', 'type', 'rewrite'].map((of) => `pg_${of} where oid >= 16384`),
  'pg_attribute where attrelid >= 16384',
  'kysely_migration',
]
  .map((rows) => `(select count(*) || '/' || max(xmin::text::bigint) from ${rows})`)
  .join(` || ' ' || `)

/** What tells a database that was changed from one that was only written into. @returns the same for every new one */
export async function shapeOf(pool: pg.Pool): Promise<string> {
  return (await pool.query<{ shape: string }>(`select ${shape} as shape`)).rows[0]?.shape ?? ''
}

/** What a connection was told or holds, but for what it has learned of the tables. */
const forgetting = `rollback; reset all; set idle_in_transaction_session_timeout = 60000; unlisten *; discard temp; discard sequences;
  select pg_advisory_unlock_all(); select pg_backend_pid() as pid`
const state = `select ${shape} as shape,
  exists (select from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> all($1)) as used,
  array(select quote_ident(relname) || ' ' || pg_relation_size(oid) from pg_class where relkind = 'r' and relname not like 'kysely%'
    and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0) as tables`
const counters = `select setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) from pg_sequences where last_value is not null`
/** Of one table: what was deleted is read over, so more would make a test of what reading costs another one. */
const mostBytes = 128 * 1024

/**
 * Deletes everything from a test's database. Nobody uses its pool meanwhile.
 * @param asNew its {@link shapeOf} when it was made
 * @returns whether it is as new: not where its tables were changed, where another program is connected, or where much was in it
 */
export async function emptied(pool: pg.Pool, asNew: string): Promise<boolean> {
  const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()))
  try {
    const pids: number[] = []
    for (const client of clients) {
      const results = (await client.query(forgetting)) as unknown as pg.QueryResult<{ pid: number }>[]
      pids.push(results.at(-1)?.rows[0]?.pid ?? 0)
    }
    const [client] = clients
    if (!client) return false
    const { rows } = await client.query<{ shape: string; used: boolean; tables: string[] }>(state, [pids])
    const [found] = rows
    if (found?.shape !== asNew || found.used) return false
    const tables = found.tables.map((table) => table.split(' '))
    if (tables.some(([, bytes]) => Number(bytes) > mostBytes)) return false
    // Neither references nor triggers: everything goes. Who may do so: global-setup.ts
    await client.query(
      `begin; set local percakapan.workspace = '*'; set local session_replication_role = replica;
      ${tables.map(([name]) => `delete from ${name};`).join(' ')} commit; ${counters}`,
    )
    return true
  } finally {
    for (const client of clients) client.release()
  }
}
