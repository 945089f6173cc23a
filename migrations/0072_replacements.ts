import { type Kysely, sql } from 'kysely'

/** One word in the place of another in all articles: tried first, done in the background, taken back whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const workspace = `workspace_id text not null references "organization" ("id") on delete cascade`
const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`
const secured = (table: string) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy workspace on ${table} using (${scope})`,
]

const statements = [
  // \`search\`: what is looked for, and where (blog/replace/places.ts). \`behind\`: the last article that the trial has looked at.
  `create table replacement (id uuid primary key, ${workspace}, created_by text not null, search jsonb not null,
    state text not null check (state in ('trying', 'ready', 'running', 'done', 'undoing', 'undone', 'failed')),
    behind uuid, articles int not null default 0, places int not null default 0, finished int not null default 0, reason jsonb,
    created_at timestamptz not null, ended_at timestamptz,
    attempts int not null default 0, lease_token text, lease_until timestamptz)`,
  `create index replacement_newest on replacement (workspace_id, created_at desc, id desc)`,
  `create index replacement_work on replacement (created_at) where state in ('trying', 'running', 'undoing')`,
  ...secured('replacement'),
  // \`samples\`: the first places with what stands around them. \`made\`: the version that the run wrote. \`previous\`: the words that it
  // took the place of. \`live\`: what readers had got when it had written.
  `create table replacement_item (run_id uuid not null references replacement on delete cascade,
    article_id uuid not null references article on delete cascade, ${workspace}, places int not null, samples jsonb not null,
    outcome text not null check (outcome in ('found', 'changed', 'same', 'failed', 'restored', 'left')), reason jsonb,
    made int, previous jsonb, live text, primary key (run_id, article_id))`,
  `create index replacement_item_outcome on replacement_item (run_id, outcome, article_id)`,
  `create index replacement_item_article on replacement_item (article_id)`,
  ...secured('replacement_item'),
]
