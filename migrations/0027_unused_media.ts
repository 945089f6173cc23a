import { type Kysely, sql } from 'kysely'

/** Pictures and videos that a person threw away: gone for people at once, and for good after a while. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table media add column deleted_at timestamptz`,
  `create index media_deleted on media (deleted_at) where deleted_at is not null`,
]
