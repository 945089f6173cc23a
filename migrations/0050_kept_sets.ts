import { type Kysely, sql } from 'kysely'

/** Channels, or hashtags, that are chosen together under a name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  `create table kept_set (id uuid primary key, workspace_id text not null references "organization" ("id") on delete cascade,
    kind text not null check (kind in ('channels', 'hashtags')), name text not null, items text[] not null,
    created_at timestamptz not null)`,
  `create unique index kept_set_name on kept_set (workspace_id, kind, lower(name))`,
  `alter table kept_set enable row level security`,
  `alter table kept_set force row level security`,
  `create policy workspace on kept_set using (${scope})`,
]
