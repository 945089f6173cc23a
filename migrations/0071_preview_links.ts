import { type Kysely, sql } from 'kysely'

/** Links by which a stranger reads an article before it is published, until a time; and what a revision says beside its text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  `create table preview_link (
    id uuid primary key,
    workspace_id text not null references "organization" ("id") on delete cascade,
    article_id uuid not null references article on delete cascade,
    token_hash text not null unique,
    made_by text references "user" ("id") on delete set null,
    made_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz)`,
  `create index preview_link_article on preview_link (article_id, made_at)`,
  `create index preview_link_ends on preview_link (workspace_id, ends_at)`,
  `alter table preview_link enable row level security`,
  `alter table preview_link force row level security`,
  `create policy workspace on preview_link using (${scope})`,
  // Empty for those that were saved before: nobody knows what they said.
  `alter table article_revision add column summary text, add column tags text[]`,
]
