import { type Kysely, sql } from 'kysely'

/**
 * Editors beside the panel that write on a blog for somebody (Micropub), how they are let in (IndieAuth), and what they said of an
 * article that this program has no place for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const locked = (table: string) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy workspace on ${table} using (${scope})`,
]

const statements = [
  // \`hash\`: of the token, which nobody can tell again. \`client_id\`: the editor's own address; null: the token was made by hand.
  // \`restorable_until\`: whoever revoked it may take that back until then.
  `create table editor_token (id uuid primary key, workspace_id text not null references "organization" ("id") on delete cascade,
    user_id text not null references "user" ("id") on delete cascade, hash text not null unique check (length(hash) = 64),
    name text not null check (length(name) between 1 and 100), client_id text, scopes text[] not null,
    created_at timestamptz not null, used_at timestamptz, expires_at timestamptz, revoked_at timestamptz,
    restorable_until timestamptz)`,
  `create index editor_token_workspace on editor_token (workspace_id, created_at desc, id desc) where revoked_at is null`,
  `create index editor_token_user on editor_token (user_id)`,
  ...locked('editor_token'),
  // \`token_id\`: what it was exchanged for. A code that comes a second time takes that away.
  `create table editor_code (hash text primary key check (length(hash) = 64),
    workspace_id text not null references "organization" ("id") on delete cascade,
    user_id text not null references "user" ("id") on delete cascade, name text not null, client_id text not null,
    redirect_uri text not null, challenge text not null, scopes text[] not null, expires_at timestamptz not null,
    used_at timestamptz, token_id uuid references editor_token on delete set null)`,
  `create index editor_code_workspace on editor_code (workspace_id)`,
  `create index editor_code_user on editor_code (user_id)`,
  `create index editor_code_token on editor_code (token_id)`,
  `create index editor_code_expires on editor_code (expires_at)`,
  ...locked('editor_code'),
  // \`photos\`: pictures that were put behind the words. \`as_html\`: the editor writes HTML, and gets HTML back.
  `create table editor_entry (article_id uuid primary key references article on delete cascade,
    workspace_id text not null references "organization" ("id") on delete cascade,
    properties jsonb not null default '{}', photos jsonb not null default '[]', as_html boolean not null default false)`,
  `create index editor_entry_workspace on editor_entry (workspace_id)`,
  ...locked('editor_entry'),
]
