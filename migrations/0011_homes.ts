import { type Kysely, sql } from 'kysely'

/** Articles that live on another blog instead of the built-in one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table article add column home_channel_id uuid references channel').execute(db)
}
