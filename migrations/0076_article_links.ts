import { type Kysely, sql } from 'kysely'

/**
 * Where published articles lead within their own blog; which subscribers an import brought, so that it can be taken back; and what a
 * replacement still has to change on other blogs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const workspaceId = `workspace_id text not null references "organization" ("id") on delete cascade`
const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`
const secured = (table: string) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy workspace on ${table} using (${scope})`,
]

const statements = [
  // By the path, not by the article behind it: which one that is changes with addresses, and nothing needs to be written for it.
  `create table article_link (${workspaceId}, target text collate "C" not null, article_id uuid not null references article on delete cascade,
    primary key (workspace_id, target, article_id))`,
  `create index article_link_article on article_link (article_id)`,
  ...secured('article_link'),

  // \`added\`: who was not here before; \`listed\`: all that the files named.
  `create table subscriber_import (id uuid primary key, ${workspaceId}, created_by text not null, labels text[] not null,
    added int not null default 0, listed int not null default 0, created_at timestamptz not null, undone_at timestamptz)`,
  `create index subscriber_import_newest on subscriber_import (workspace_id, created_at desc, id desc)`,
  // \`previous\`: state, name and the day on which they left, as they were; null for somebody who was not here.
  `create table subscriber_imported (run_id uuid not null references subscriber_import on delete cascade, ${workspaceId},
    subscriber_id uuid not null references subscriber on delete cascade, previous jsonb, primary key (run_id, subscriber_id))`,
  `create index subscriber_imported_subscriber on subscriber_imported (subscriber_id)`,
  ...['subscriber_import', 'subscriber_imported'].flatMap(secured),

  // Readers have other words: what of the article is on other blogs is to be changed there.
  `alter table replacement_item add column homes_due boolean not null default false`,
  `create index replacement_item_homes on replacement_item (run_id, article_id) where homes_due`,
]
