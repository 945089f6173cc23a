import { type Kysely, sql } from 'kysely'

/** Themes that people brought, with the files that readers' browsers ask for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  // \`trouble\`: what it could not draw for a reader. \`removed_at\`: taken away, and can be brought back for a while.
  `create table brought_theme (id uuid primary key default gen_random_uuid(),
    workspace_id text not null references "organization" ("id") on delete cascade,
    name text not null check (length(name) between 1 and 40), version text not null, licence text not null, author text not null,
    about jsonb not null, tokens jsonb not null, templates jsonb not null, style text not null, hash text not null,
    findings jsonb not null, trouble jsonb, brought_at timestamptz not null, removed_at timestamptz)`,
  `create unique index brought_theme_name on brought_theme (workspace_id, lower(name)) where removed_at is null`,
  `create index brought_theme_workspace on brought_theme (workspace_id)`,
  `create table brought_theme_file (theme_id uuid not null references brought_theme on delete cascade,
    workspace_id text not null references "organization" ("id") on delete cascade, path text not null, address text not null,
    type text not null, bytes bytea not null, primary key (theme_id, path))`,
  `create index brought_theme_file_address on brought_theme_file (workspace_id, address)`,
  ...['brought_theme', 'brought_theme_file'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy workspace on ${table} using (${scope})`,
  ]),
]
