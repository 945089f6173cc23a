import { type Kysely, sql } from 'kysely'

/** Which series there are, from one name to the next. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index article_series_name on article (workspace_id, series) where series <> '' and deleted_at is null`.execute(
    db,
  )
}
