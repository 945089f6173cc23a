import { type Kysely, sql } from 'kysely'

/** Pictures that were used before, newest first; and what is the middle of one, for whoever cuts it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table media add column focus_x real not null default 0.5 check (focus_x between 0 and 1),
    add column focus_y real not null default 0.5 check (focus_y between 0 and 1),
    add column drawn boolean not null default false`,
  `create index media_library on media (workspace_id, created_at desc, id desc)
    where seconds is null and deleted_at is null and not drawn`,
]
