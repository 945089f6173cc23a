import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import pg from 'pg'
import type { Context } from '../context.ts'
import type { Tx } from '../db/client.ts'

/**
 * Milliseconds of processor time that a piece of work takes in this process: unlike the time that goes by, it does not grow
 * with what else the machine does.
 */
export async function effort(work: () => unknown): Promise<number> {
  const began = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

/** Milliseconds of processor time that this transaction's server process has taken so far, in steps of ten. The server runs here. */
export async function serverEffort(tx: Tx): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: utime and stime, in hundredths of a second
  const fields = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** A few rows are read whole, and joined whole; where there are a hundred thousand, one by one, by an index. */
const asWhereManyAre = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']

/**
 * How many blocks of the database's files a piece of work reads, in memory or not: what its queries cost whatever else the machine
 * does. Each query that it asks is asked again, and explained, as the database would answer it in a house where many rows are.
 * @param scope the workspace that it asks about
 */
export async function blocksRead(
  { database }: Pick<Context, 'database'>,
  scope: string,
  work: () => Promise<unknown>,
): Promise<number> {
  const asked = await queriesOf(work)
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('percakapan.workspace', $1, true)`, [scope])
    for (const setting of asWhereManyAre) await client.query(`set local ${setting} = off`)
    let blocks = 0
    for (const { text, values } of asked) {
      const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, values)
      const plan = rows[0]['QUERY PLAN'][0].Plan
      blocks += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
    }
    return blocks
  } finally {
    await client.query('rollback')
    client.release()
  }
}

interface Query {
  text: string
  values: unknown[]
}

/** What a piece of work asks the database, without what begins and ends a transaction. */
async function queriesOf(work: () => Promise<unknown>): Promise<readonly Query[]> {
  const original = pg.Client.prototype.query
  const asked: Query[] = []
  pg.Client.prototype.query = function (this: pg.Client, ...given: [string | { text: string }, unknown[]?]) {
    const [query, values = []] = given
    const text = typeof query === 'string' ? query : query.text
    if (/^\s*(select|with)\b/i.test(text)) asked.push({ text, values })
    return Reflect.apply(original, this, given)
  } as typeof original
  try {
    await work()
  } finally {
    pg.Client.prototype.query = original
  }
  return asked
}
