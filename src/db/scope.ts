/** Begins a transaction and says whose rows it may see, in one message to the server. */
import { AsyncLocalStorage } from 'node:async_hooks'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  PostgresDriver,
} from 'kysely'
import type pg from 'pg'

/** Whose rows a transaction sees: a workspace's id, or `*` for all. */
const scopes = new AsyncLocalStorage<string>()

const known = /^(?:\*|[\w-]{1,100})$/

/**
 * Transactions that begin while `work` runs see these rows only.
 * @throws RangeError for what is neither a workspace's id nor `*`
 */
export function scopedTo<T>(scope: string, work: () => Promise<T>): Promise<T> {
  // It stands in the statement's text.
  if (!known.test(scope)) throw new RangeError('that is no id of a workspace')
  return scopes.run(scope, work)
}

class ScopingDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: Parameters<Driver['beginTransaction']>[1],
  ): Promise<void> {
    const scope = scopes.getStore()
    if (scope === undefined || settings.isolationLevel || settings.accessMode)
      return super.beginTransaction(connection, settings)
    await connection.executeQuery(CompiledQuery.raw(`begin; set local percakapan.workspace = '${scope}'`))
  }
}

/** Kysely's dialect for PostgreSQL, whose transactions begin in their scope. */
export function scopingDialect(pool: pg.Pool): Dialect {
  const dialect = new PostgresDialect({ pool })
  return {
    createDriver: () => new ScopingDriver({ pool }),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}
