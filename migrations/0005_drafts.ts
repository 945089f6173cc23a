import { type Kysely, sql } from 'kysely'

/** Posts that are not sent yet, kept for everybody of a workspace; and how long a workspace can take back what it sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table post_draft (id uuid primary key, workspace_id text not null references "organization" ("id") on delete cascade,
    article_id uuid references article on delete cascade, body jsonb not null, version int not null default 1, saved_by text not null,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now())`,
  `create index post_draft_list on post_draft (workspace_id, updated_at desc)`,
  `alter table post_draft enable row level security`,
  `alter table post_draft force row level security`,
  `create policy workspace on post_draft using (
    current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true))`,
  // Empty: the server's own setting.
  `alter table workspace_state add column undo_seconds int`,
]
