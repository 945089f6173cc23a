import { type Kysely, sql } from 'kysely'

/** How a workspace's blog is drawn: its theme, its menu, its foot, and what else stands on every page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  // \`menu\`: null until somebody has put one together. \`head\`: what search engines verify an owner by.
  `create table blog_design (workspace_id text primary key references "organization" ("id") on delete cascade,
    theme text not null check (length(theme) between 1 and 60), menu jsonb, footer_words text not null default '',
    footer_links jsonb not null default '[]', head jsonb not null default '[]', icon uuid references media on delete set null,
    updated_at timestamptz not null)`,
  `create index blog_design_icon on blog_design (icon)`,
  `alter table blog_design enable row level security`,
  `alter table blog_design force row level security`,
  `create policy workspace on blog_design using (${scope})`,
]
