import { type Kysely, sql } from 'kysely'

/** A feed is read by one worker at a time. The job queue is gone: rows say what is due (decision 0021). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table feed add column lease_token uuid, add column lease_until timestamptz`.execute(db)
  await sql`drop schema if exists pgboss cascade`.execute(db)
}
