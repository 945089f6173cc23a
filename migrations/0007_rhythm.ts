import { type Kysely, sql } from 'kysely'

/** The weekly rhythm of a channel, and posts that come again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const table of ['slot', 'series', 'series_occurrence', 'imported_row']) await lock(db, table)
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
  // `variants`: the same thing in other words, each used once. `next_at`: the first occurrence that is not made yet.
  `create table series (id uuid primary key, ${workspaceId}, rule text not null, time_zone text not null, starts_at timestamptz not null,
    article_id uuid references article, variants jsonb not null, state text not null default 'active', next_at timestamptz,
    created_by text not null, created_at timestamptz not null default now(), updated_at timestamptz not null default now())`,
  `create index series_due on series (next_at) where state = 'active'`,
  // An occurrence is made once, and no variant is used twice, whoever asks.
  `create table series_occurrence (series_id uuid not null references series on delete cascade, occurs_at timestamptz not null, ${workspaceId},
    state text not null, variant_id uuid, post_id uuid references post, reason jsonb, primary key (series_id, occurs_at),
    unique (series_id, variant_id))`,
  // Rows of files that were taken, by what they say.
  `create table imported_row (${workspaceId}, key text not null, primary key (workspace_id, key))`,
]
