import { type Kysely, sql } from 'kysely'

/**
 * Another blog moves in: imports, item by item; addresses that it had; what its readers said, and who reads it by mail. Comments
 * and subscribers are kept for the rooms that will show them.
 */
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
  // \`files\`: { name, path, local }. \`options\`: { site, timeZone, emails }. \`trial\`: what was counted (importing/trial.ts).
  // \`finished\` of \`items\` in the state that it is in. \`undo_until\`: its rows are kept until then.
  `create table import_run (id uuid primary key, ${workspace}, created_by text not null, name text not null,
    format text, files jsonb not null, options jsonb not null, site jsonb, trial jsonb, reason jsonb,
    state text not null check (state in ('reading', 'converting', 'ready', 'running', 'done', 'undoing', 'undone', 'failed')),
    items int not null default 0, finished int not null default 0, started_at timestamptz, ended_at timestamptz, undo_until timestamptz,
    created_at timestamptz not null default now(), attempts int not null default 0, lease_token text, lease_until timestamptz)`,
  `create index import_run_newest on import_run (workspace_id, created_at desc, id desc)`,
  `create index import_run_work on import_run (created_at) where state in ('reading', 'converting', 'running', 'undoing')`,
  ...secured('import_run'),

  // Each piece of the source, in its order (\`n\`). \`data\`: as it was found (importing/formats/format.ts), until the run is done.
  // \`before\`, \`markdown\`, \`losses\`: its text as it was, and as it will be. \`previous\`: the words that an update took the place of.
  `create table import_item (run_id uuid not null references import_run on delete cascade, n int not null, ${workspace},
    piece text not null check (piece in ('item', 'comment', 'file', 'block', 'author', 'fault')), key text not null, title text not null default '',
    kind text, slug text not null default '', data jsonb, before text, markdown text, addresses jsonb, losses jsonb not null default '[]',
    loss_count int not null default 0,
    state text not null check (state in ('found', 'converted', 'imported', 'updated', 'same', 'edited', 'skipped')), reason jsonb,
    article_id uuid, previous jsonb, primary key (run_id, n))`,
  `create index import_item_key on import_item (run_id, piece, key)`,
  `create index import_item_state on import_item (run_id, piece, state, n)`,
  `create index import_item_losses on import_item (run_id, loss_count desc, n) where piece = 'item'`,
  `create index import_item_article on import_item (article_id) where article_id is not null`,
  ...secured('import_item'),

  // Pictures of a run by their addresses: each is fetched once. No file: it could not be had, and why.
  `create table import_picture (run_id uuid not null references import_run on delete cascade, ${workspace}, digest text not null,
    address text not null, media_id uuid, file text, added boolean not null default false, reason jsonb, primary key (run_id, digest))`,
  ...secured('import_picture'),

  // What came from where, for ever: a second run adds nothing twice. \`made\`: the version that the import wrote; \`digest\`: of what came.
  `create table imported_article (${workspace}, source_key text not null, article_id uuid not null references article on delete cascade,
    run_id uuid references import_run on delete set null, made int not null, digest text not null, primary key (workspace_id, source_key))`,
  `create index imported_article_article on imported_article (article_id)`,
  ...secured('imported_article'),

  // Addresses of an older blog: path and query as they were, and where they lead.
  `create table redirect (${workspace}, path text not null, article_id uuid references article on delete cascade, target text,
    run_id uuid references import_run on delete set null,
    primary key (workspace_id, path), check ((article_id is null) <> (target is null)))`,
  `create index redirect_article on redirect (article_id)`,
  ...secured('redirect'),

  `create table comment (id uuid primary key, ${workspace}, article_id uuid not null references article on delete cascade,
    parent_id uuid references comment on delete set null, name text not null, url text not null default '', email text,
    markdown text not null, at timestamptz, standing text not null check (standing in ('shown', 'waiting', 'spam', 'trash')),
    source_key text, unique (workspace_id, source_key))`,
  `create index comment_article on comment (article_id, at)`,
  `create index comment_parent on comment (parent_id)`,
  ...secured('comment'),

  // Addresses in small letters. \`left\` and \`bounced\` win over every later import.
  `create table subscriber (id uuid primary key, ${workspace}, email text not null, name text not null default '',
    state text not null check (state in ('active', 'unconfirmed', 'left', 'bounced')), labels text[] not null default '{}',
    joined_at timestamptz, left_at timestamptz, source text not null, proof jsonb, created_at timestamptz not null default now(),
    unique (workspace_id, email))`,
  ...secured('subscriber'),
]
