import { type Kysely, sql } from 'kysely'

/** What people wrote lately, for the share of them who got an answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index response_written on response (workspace_id, written_at)`.execute(db)
}
