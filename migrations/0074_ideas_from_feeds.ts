import { type Kysely, sql } from 'kysely'

/** An idea may come from what somebody else published: its title and its address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table idea add column from_title text check (length(from_title) <= 500),
    add column from_url text check (length(from_url) between 1 and 2000)`,
  `alter table idea drop constraint idea_source_check`,
  `alter table idea add constraint idea_source_check check (source in ('typed', 'shell', 'feed'))`,
  `create index idea_from on idea (workspace_id, from_url) where from_url is not null and deleted_at is null`,
]
