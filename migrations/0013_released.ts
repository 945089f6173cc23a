import { type Kysely, sql } from 'kysely'

/** When a removed channel's permission was given back and erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table channel add column released_at timestamptz').execute(db)
}
