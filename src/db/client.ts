import { EventEmitter, once } from 'node:events'
import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { Problem, StorageProblem } from '../core/problem.ts'
import { alongside, fateOf } from './fate.ts'
import { scopedTo, scopingDialect } from './scope.ts'
import type { Tables } from './tables.ts'

/** The pool as Kysely sees it. Outside a transaction with a scope, row-level security shows no row. */
export type Db = Kysely<Tables>
/** A transaction in the scope of one workspace, or of the whole program ({@link asSystem}). */
export type Tx = Transaction<Tables>

// `pg` hands int8 out as text; nothing here counts past 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** An open database. */
export interface Database {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

/** Before the name of the part that a connection belongs to, where the server lists its connections. */
const applicationName = 'percakapan'

/**
 * @param size the most connections; each is a process of the server
 * @param part what this process is (`all`, `web`, `worker`, `command`): {@link runningParts} of others see it
 * @param standstill seconds after which the server ends a transaction that says nothing: a process that is suspended in the middle of
 * one (a laptop that sleeps, a machine that is paused) would keep its rows from all others for as long
 */
export function openDatabase(connection: pg.PoolConfig, size = 8, part = '', standstill = 60): Database {
  const pool = new pg.Pool({
    max: size,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    application_name: `${applicationName} ${part}`.trim(),
    // A statement, and no parameter of the start: a pooler between us and the server refuses those that it does not know.
    onConnect: (client) => client.query(`set idle_in_transaction_session_timeout = ${Math.ceil(standstill * 1000)}`),
    ...connection,
  })
  // An idle connection that breaks (the server restarts) is replaced by the pool; without a listener Node would end.
  pool.on('error', () => undefined)
  // So with one that breaks between two statements of a transaction: the next statement says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Tables>({ dialect: scopingDialect(pool) })
  const ended = connectionsEnded(pool)
  return {
    db,
    pool,
    close: async () => {
      await db.destroy()
      // Kysely ends only a pool that it has used.
      if (!pool.ending) await pool.end()
      await ended()
    },
  }
}

/**
 * The pool's own end does not wait until the server has let go of its connections; whoever stops the server right after must
 * not take them for somebody else's.
 * @returns waits for that, two seconds at most
 */
function connectionsEnded(pool: pg.Pool): () => Promise<void> {
  let open = 0
  const events = new EventEmitter()
  pool.on('connect', () => {
    open++
  })
  pool.on('remove', () => {
    open--
    events.emit('removed')
  })
  return async () => {
    const signal = AbortSignal.timeout(2000)
    while (open > 0 && !signal.aborted) await once(events, 'removed', { signal }).catch(() => undefined)
  }
}

/** Waits for the database's word, whatever it is. @throws what keeps it from answering */
export async function answers(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}

/** The parts of the program (`all`, `web`, `worker`, `command`) that are connected to this database just now. */
export async function runningParts(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ part: string }>`
    select distinct split_part(application_name, ' ', 2) as part from pg_stat_activity
    where datname = current_database() and application_name like ${`${applicationName} %`}`.execute(db)
  return new Set(rows.map((row) => row.part))
}

/**
 * Work on one workspace's rows: row-level security hides all others from every statement inside.
 * Never held open across a network call.
 */
export function inWorkspace<T>(db: Db, workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return scoped(db, workspaceId, work)
}

/** Work of the program itself across workspaces: the worker, the blog's readers, a backup. */
export function asSystem<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return scoped(db, '*', work)
}

async function scoped<T>(db: Db, scope: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  let done: { value: T; xid: string | null } | undefined
  try {
    return await scopedTo(scope, () =>
      db.transaction().execute(async (tx) => {
        const value = await work(tx)
        done = { value, xid: await writtenBy(tx) }
        return value
      }),
    )
  } catch (error) {
    if (!done || !isUnreachable(error)) throw asProblem(error)
    return await afterLostCommit(db, done, error)
  }
}

/** A list of ids, as one value: a driver that writes each by itself takes longer than the server does for all of them. */
export function uuids(ids: readonly string[]): RawBuilder<string[]> {
  return sql`${`{${ids.join(',')}}`}::uuid[]`
}

const numbers = new WeakMap<Tx, string>()

/** A statement of this transaction has told its number (`pg_current_xact_id()`): it need not be asked for at the end. */
export function noteNumber(tx: Tx, xid: string): void {
  numbers.set(tx, xid)
}

/** The transaction's number, where it has written something: what goes alongside is then written too. */
async function writtenBy(tx: Tx): Promise<string | null> {
  const xid = numbers.get(tx) ?? (await askNumber(tx))
  if (xid !== null) await alongside(tx)
  return xid
}

async function askNumber(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ xid: string | null }>`select pg_current_xact_id_if_assigned()::text as xid`.execute(tx)
  return rows[0]?.xid ?? null
}

/** All was done and the COMMIT was sent, but its answer was lost: the server is asked what became of it. */
async function afterLostCommit<T>(
  db: Db,
  { value, xid }: { value: T; xid: string | null },
  error: unknown,
): Promise<T> {
  const fate = xid === null ? 'committed' : await fateOf(db, xid)
  if (fate === 'committed') return value
  throw fate === 'aborted' ? asProblem(error) : new StorageProblem(maybeSaved, { cause: error, inDoubt: true })
}

/** Kysely over one connection, inside whatever transaction that connection is in: for work that needs COPY beside it. */
export function onClient(client: pg.ClientBase): Tx {
  const connection = { query: client.query.bind(client), release: () => undefined }
  const dialect = new PostgresDialect({
    pool: { options: {}, connect: async () => connection as never, end: async () => undefined },
  })
  // Only the statements of a transaction are used: beginning and ending it is the caller's.
  return new Kysely<Tables>({ dialect }) as unknown as Tx
}

/** An error that the server itself has told: https://www.postgresql.org/docs/current/protocol-error-fields.html */
export function isDatabaseError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'severity' in error
}

/** What a database error (or one that it caused) means for a person; other errors stay as they are. */
export function asProblem(error: unknown): unknown {
  const { cause } = (error ?? {}) as { cause?: unknown }
  const problem = databaseProblem(error) ?? (cause === undefined ? undefined : databaseProblem(cause))
  return problem ?? error
}

/** The server does not take connections, or ended one: SQLSTATE classes 08 and 57P, 25P03, sockets, and pg's own words. */
function isUnreachable(error: unknown): boolean {
  const { code, syscall, message } = (error ?? {}) as { code?: unknown; syscall?: unknown; message?: unknown }
  if (typeof code === 'string' && (/^(08|57P|25P03)/.test(code) || code === 'ECONNRESET' || code === 'EPIPE'))
    return true
  if (syscall === 'connect') return code === 'ECONNREFUSED' || code === 'ENOENT'
  return /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/.test(
    String(message),
  )
}

const maybeSaved = {
  id: 'Sambungan ke basis data terputus tepat saat menyimpan, jadi belum pasti tersimpan atau tidak. Muat ulang dan lihat dahulu sebelum mencoba lagi.',
  en: 'The connection to the database broke in the very moment of saving, so this may or may not have been saved. Reload and look before you try again.',
}

function databaseProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  const { code } = (error ?? {}) as { code?: unknown }
  if (code === '53100' || code === 'ENOSPC') {
    return new StorageProblem(
      {
        id: 'Ruang penyimpanan server habis, jadi ini belum tersimpan. Kosongkan ruang lalu coba lagi; yang sudah tersimpan tetap aman.',
        en: 'The server has no space left, so this was not saved. Free some space and try again; everything saved before is safe.',
      },
      { cause: error },
    )
  }
  if (isUnreachable(error)) {
    return new StorageProblem(
      {
        id: 'Basis data sedang tidak dapat dihubungi, jadi ini belum tersimpan. Tunggu sebentar lalu coba lagi. Bila tetap begini, periksa log dan sisa ruang penyimpanan server.',
        en: 'The database can’t be reached right now, so nothing was saved. Wait a moment and try again. If it stays so, look at the server’s log and its free disk space.',
      },
      { cause: error },
    )
  }
  return undefined
}
