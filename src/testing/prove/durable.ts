import type pg from 'pg'
import type { TestBed } from './test-bed.ts'

/** What makes a COMMIT wait for the disk: https://www.postgresql.org/docs/current/non-durability.html */
const needed = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' } as const

/**
 * Whether a COMMIT of a test bed's workers and people has really asked the disk. Killing processes tells nothing of that: the
 * system keeps their pages. So the server is asked for its settings, and for how often it had the log written through.
 * @returns what is wrong, in words
 */
export async function notDurable({ context }: TestBed): Promise<string[]> {
  // One connection for all: what it has counted itself is handed on when it asks for that.
  const client = await context.database.pool.connect()
  try {
    const wrong: string[] = []
    for (const [name, value] of Object.entries(needed)) {
      const { rows } = await client.query('select current_setting($1) as value', [name])
      if (rows[0].value !== value) wrong.push(`${name} is ${rows[0].value}`)
    }
    const before = await writtenThrough(client)
    for (let commit = 0; commit < commits; commit++) await client.query('update prove_clock set shift = shift')
    const many = (await writtenThrough(client)) - before
    if (many < commits) wrong.push(`the log was written through ${many} times for ${commits} commits`)
    return wrong
  } finally {
    client.release()
  }
}

const commits = 3

/** https://www.postgresql.org/docs/current/monitoring-stats.html */
async function writtenThrough(client: pg.PoolClient): Promise<number> {
  await client.query('select pg_stat_force_next_flush()')
  const { rows } = await client.query(
    "select coalesce(sum(fsyncs), 0)::int as many from pg_stat_io where object = 'wal'",
  )
  return rows[0].many
}
