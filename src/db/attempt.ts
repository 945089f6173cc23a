import { sql } from 'kysely'
import { Problem } from '../core/problem.ts'
import type { Tx } from './client.ts'

/** What an attempt came to. */
export type Attempted<Value> = { value: Value } | { failed: unknown }

/**
 * Tries a part of a transaction. Where it fails because of what it was to keep, it alone is undone, and the transaction goes on.
 * @throws whatever is no fault of what was to be kept: the database is away or full, or the transaction can't go on
 */
export async function attempt<Value>(tx: Tx, work: () => Promise<Value>): Promise<Attempted<Value>> {
  await sql`savepoint attempt`.execute(tx)
  try {
    const value = await work()
    await sql`release savepoint attempt`.execute(tx)
    return { value }
  } catch (error) {
    if (!isAboutWhatIsKept(error)) throw error
    await sql`rollback to savepoint attempt`.execute(tx)
    return { failed: error }
  }
}

/**
 * SQLSTATE classes 22 (data), 23 (integrity) and 54 (limits) speak of the values; so do errors of our own that are no problem of
 * the storage's. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function isAboutWhatIsKept(error: unknown): boolean {
  if (error instanceof Problem) return error.kind === 'wrong-input' || error.kind === 'rejected'
  const { code } = (error ?? {}) as { code?: unknown }
  if (typeof code === 'string') return /^(22|23|54)[0-9A-Z]{3}$/.test(code)
  return error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError
}
