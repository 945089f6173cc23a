import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { Problem } from '../core/problem.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

// `pg` hands int8 out as text; nothing here counts past 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface Database {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

/** @param size the most connections; each is a process of the server */
export function openDatabase(connection: pg.PoolConfig, size = 8): Database {
  const pool = new pg.Pool({
    max: size,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'percakapan',
    ...connection,
  })
  // An idle connection that breaks (the server restarts) is replaced by the pool; without a listener Node would end.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/**
 * Work on one workspace's rows: row-level security hides all others from every statement inside.
 * Never held open across a network call.
 */
export function inWorkspace<T>(db: Db, workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return scoped(db, workspaceId, work)
}

/** Work of the program itself across workspaces: the sweep, the blog's readers, a backup. */
export function asSystem<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return scoped(db, '*', work)
}

async function scoped<T>(db: Db, scope: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`select set_config('percakapan.workspace', ${scope}, true)`.execute(tx)
      return work(tx)
    })
  } catch (error) {
    throw asProblem(error)
  }
}

/** What a database error means for a person; other errors stay as they are. */
function asProblem(error: unknown): unknown {
  const code = (error as { code?: unknown }).code
  if (code === '53100' || code === 'ENOSPC') {
    return new Problem(
      'unavailable',
      {
        id: 'Ruang penyimpanan server habis, jadi ini belum tersimpan. Kosongkan ruang lalu coba lagi; yang sudah tersimpan tetap aman.',
        en: 'The server has no space left, so this was not saved. Free some space and try again; everything saved before is safe.',
      },
      { cause: error },
    )
  }
  if (typeof code === 'string' && (/^(08|57P)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ENOENT'].includes(code))) {
    return new Problem(
      'unavailable',
      {
        id: 'Basis data sedang tidak dapat dihubungi. Tunggu sebentar lalu coba lagi.',
        en: 'The database can’t be reached right now. Wait a moment and try again.',
      },
      { cause: error },
    )
  }
  return error
}
