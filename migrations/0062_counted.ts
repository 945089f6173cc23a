import { type Kysely, sql } from 'kysely'

/**
 * What people wrote lately is counted from the index alone, thousands at a time. Pages of deliveries keep room for one more version of
 * each row: the claim's, which then needs no new place in any index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index response_counted on response (workspace_id, written_at) include (answered_at, standing, conversation_id)`.execute(
    db,
  )
  await sql`drop index response_written`.execute(db)
  await sql`alter table delivery set (fillfactor = 50)`.execute(db)
}
