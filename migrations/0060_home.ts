import { type Kysely, sql } from 'kysely'

/**
 * A blog that one moves into: pages and notes beside articles, several authors, a picture at the head, series; other addresses that
 * lead on, readers' comments and subscribers that are kept; imports, item by item.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
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
  // `picture`: { media, alt, caption }. `series`: its name, empty for none; `part`: where in it.
  `alter table article add column kind text not null default 'article' check (kind in ('article', 'page', 'note')),
    add column picture jsonb, add column authors uuid[] not null default '{}',
    add column series text not null default '', add column part int, add column pinned boolean not null default false`,
  `create index article_series on article (workspace_id, series, part) where series <> ''`,

  `create table author (id uuid primary key, ${workspace}, name text not null, slug text not null, bio text not null default '',
    url text not null default '', picture uuid references media on delete set null, user_id text references "user" ("id") on delete set null,
    created_at timestamptz not null default now(), unique (workspace_id, slug))`,
  ...secured('author'),

  // Addresses of an older blog: path and query as they were, and where they lead.
  `create table redirect (${workspace}, path text not null, article_id uuid references article on delete cascade, target text,
    primary key (workspace_id, path), check ((article_id is null) <> (target is null)))`,
  `create index redirect_article on redirect (article_id)`,
  ...secured('redirect'),

  // What readers said on a blog that was moved in; shown once comments are there.
  `create table comment (id uuid primary key, ${workspace}, article_id uuid not null references article on delete cascade,
    parent_id uuid references comment on delete cascade, name text not null, url text not null default '', email text,
    text text not null, at timestamptz, standing text not null check (standing in ('shown', 'waiting', 'spam', 'trash')),
    source_key text, unique (workspace_id, source_key))`,
  `create index comment_article on comment (article_id, at)`,
  ...secured('comment'),

  // Addresses by their small letters. \`left\` and \`bounced\` win over every later import.
  `create table subscriber (id uuid primary key, ${workspace}, email text not null, name text not null default '',
    state text not null check (state in ('active', 'unconfirmed', 'left', 'bounced')), labels text[] not null default '{}',
    joined_at timestamptz, left_at timestamptz, source text not null, proof jsonb, created_at timestamptz not null default now(),
    unique (workspace_id, email))`,
  ...secured('subscriber'),

  `create table import_run (id uuid primary key, ${workspace}, created_by text not null references "user" ("id"), format text not null,
    name text not null, options jsonb not null,
    state text not null check (state in ('reading', 'trying', 'ready', 'running', 'done', 'failed', 'undoing', 'undone')),
    site jsonb, reason jsonb, items int not null default 0, finished int not null default 0,
    created_at timestamptz not null default now(), ended_at timestamptz, lease_token text, lease_until timestamptz)`,
  `create index import_run_newest on import_run (workspace_id, created_at desc, id desc)`,
  ...secured('import_run'),

  // \`data\`: what was found (formats/format.ts), until the run is done. \`n\`: in the order of the source.
  `create table import_item (run_id uuid not null references import_run on delete cascade, n int not null, ${workspace},
    piece text not null, key text not null, title text not null default '', data jsonb, before text, markdown text,
    losses jsonb not null default '[]', loss_count int not null default 0,
    state text not null check (state in ('found', 'converted', 'imported', 'updated', 'kept', 'skipped', 'failed')), reason jsonb,
    article_id uuid references article on delete set null, primary key (run_id, n))`,
  `create index import_item_key on import_item (run_id, piece, key)`,
  `create index import_item_state on import_item (run_id, state, n)`,
  `create index import_item_losses on import_item (run_id, loss_count desc, n) where loss_count > 0`,
  ...secured('import_item'),

  // What came from where, for ever: a second run adds nothing twice. \`made\`: the article's version that the import wrote.
  `create table imported_article (${workspace}, source_key text not null, article_id uuid not null references article on delete cascade,
    run_id uuid references import_run on delete set null, made int not null, digest text not null, primary key (workspace_id, source_key))`,
  `create index imported_article_article on imported_article (article_id)`,
  ...secured('imported_article'),

  // Pages are in no list, no feed and under no tag.
  `create or replace function article_published() returns trigger language plpgsql as $$
  declare
    told jsonb := new.published;
    told_tags text[] := array(select jsonb_array_elements_text(coalesce(new.published->'tags', '[]')));
  begin
    if told is not null and (told is distinct from old.published or not exists (select from article_page where article_id = new.id)) then
      insert into article_page (article_id, workspace_id, title, tags, language, modified_at, excerpt)
      values (new.id, new.workspace_id, coalesce(told->>'title', ''), told_tags, coalesce(told->>'language', new.language),
        coalesce((nullif(told->>'at', ''))::timestamptz, new.updated_at),
        coalesce(nullif(told->>'summary', ''), left(regexp_replace(left(coalesce(told->>'markdown', ''), 1000), '\\s+', ' ', 'g'), 200)))
      on conflict (article_id) do update set title = excluded.title, tags = excluded.tags, language = excluded.language,
        modified_at = excluded.modified_at, excerpt = excluded.excerpt, html = null, renderer = '';
    end if;
    delete from article_tag where article_id = new.id;
    if told is not null and new.state = 'published' and new.deleted_at is null and new.home_channel_id is null
      and new.published_at is not null and new.kind <> 'page' then
      insert into article_tag (workspace_id, tag, published_at, article_id)
      select distinct new.workspace_id, tag, new.published_at, new.id from unnest(told_tags) tag;
    end if;
    return null;
  end $$`,
  `drop trigger article_published on article`,
  `create trigger article_published after insert or update of published, state, published_at, deleted_at, home_channel_id, kind on article
    for each row execute function article_published()`,
  `drop index article_read`,
  `create index article_read on article (workspace_id, published_at desc, id desc)
    where state = 'published' and deleted_at is null and home_channel_id is null and published is not null and kind <> 'page'`,
]
