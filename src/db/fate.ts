import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Tx = Transaction<Tables>

/** What became of a transaction; `unknown` where nobody could be asked in time. */
export type Fate = 'committed' | 'aborted' | 'unknown'

/** How long the server is asked: it may just be starting again. */
const timeoutMilliseconds = 15_000
const pauseMilliseconds = 200

/**
 * What became of a transaction whose COMMIT was sent and never answered. The server keeps that for every recent transaction:
 * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
 * @param xid its number, from `pg_current_xact_id()`
 */
export async function fateOf(db: Kysely<Tables>, xid: string, timeout = timeoutMilliseconds): Promise<Fate> {
  for (let waited = 0; waited <= timeout; waited += pauseMilliseconds) {
    const status = await statusOf(db, xid)
    if (status === 'committed' || status === 'aborted') return status
    await sleep(pauseMilliseconds)
  }
  return 'unknown'
}

/** `in progress` while its server process has not noticed that we are gone; `undefined` where the server does not answer. */
async function statusOf(db: Kysely<Tables>, xid: string): Promise<string | undefined> {
  try {
    const { rows } = await sql<{ status: string | null }>`select pg_xact_status(${xid}::xid8) as status`.execute(db)
    return rows[0]?.status ?? undefined
  } catch {
    // Whatever keeps it from answering is the very thing that is waited for.
    return undefined
  }
}

const storage = new AsyncLocalStorage<(tx: Tx) => Promise<void>>()

/** Whatever is saved while `work` runs takes something with it: in the same transaction, so that both are there or neither. */
export function savingAlongside<T>(also: (tx: Tx) => Promise<void>, work: () => Promise<T>): Promise<T> {
  return storage.run(also, work)
}

/** Called in every transaction that has written something, right before its end. */
export async function alongside(tx: Tx): Promise<void> {
  await storage.getStore()?.(tx)
}
