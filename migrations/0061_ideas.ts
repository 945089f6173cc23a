import { type Kysely, sql } from 'kysely'

/** What somebody would write about: one line each, kept until it is written, done or thrown away. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  // \`article_id\`: the draft that it became.
  `create table idea (id uuid primary key, workspace_id text not null references "organization" ("id") on delete cascade,
    text text not null check (length(text) between 1 and 500), source text not null check (source in ('typed', 'shell')),
    created_by text not null, created_at timestamptz not null, article_id uuid references article on delete set null,
    done_at timestamptz, deleted_at timestamptz)`,
  `create index idea_open on idea (workspace_id, created_at desc, id desc) where done_at is null and deleted_at is null`,
  `create index idea_done on idea (workspace_id, created_at desc, id desc) where done_at is not null and deleted_at is null`,
  `create index idea_article on idea (article_id)`,
  `alter table idea enable row level security`,
  `alter table idea force row level security`,
  `create policy workspace on idea using (${scope})`,
]
