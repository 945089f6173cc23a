import { type Kysely, sql } from 'kysely'

/** The weekly rhythm of a channel. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const table of ['slot']) await lock(db, table)
}

/** Row-level security, as for the other tables of a workspace (0001). */
async function lock(db: Kysely<unknown>, table: string): Promise<void> {
  await sql.raw(`alter table ${table} enable row level security`).execute(db)
  await sql.raw(`alter table ${table} force row level security`).execute(db)
  await sql
    .raw(`create policy workspace on ${table} using (
      current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`)
    .execute(db)
}

const workspaceId = `workspace_id text not null references "organization" ("id") on delete cascade`

const statements = [
  // A time of the week on the clock of its zone; weekday 1 is Monday.
  `create table slot (channel_id uuid not null references channel on delete cascade, ${workspaceId},
    weekday int not null check (weekday between 1 and 7), local_time text not null check (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    time_zone text not null, primary key (channel_id, weekday, local_time))`,
]
