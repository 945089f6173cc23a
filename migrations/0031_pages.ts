import { type Kysely, sql } from 'kysely'

/** What readers' pages and the panel's lists show of an article is kept, instead of being made of its words each time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Row-level security holds for the tables' owner too: without a scope no row would be filled.
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const workspaceId = `workspace_id text not null references "organization" ("id") on delete cascade`
const scope = `current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true)`

/** Until the words have been laid out: what the writer gave, or the first letters. */
const beginning = (summary: string, markdown: string) =>
  `coalesce(nullif(${summary}, ''), left(regexp_replace(left(${markdown}, 1000), '\\s+', ' ', 'g'), 200))`

const statements = [
  // Of the words being written. \`brief_by\`: which version of the program made them; 0: none yet.
  `alter table article add column excerpt text not null default '', add column words int not null default 0,
    add column brief_by int not null default 0`,
  `create index article_brief on article (brief_by)`,
  `update article set excerpt = ${beginning('summary', 'markdown')}`,
  `alter table article_revision add column words int`,

  // Of the published words. \`renderer\`: what made \`html\`, \`excerpt\`, \`words\` and \`links\`; empty: nothing has yet.
  `create table article_page (article_id uuid primary key references article on delete cascade, ${workspaceId},
    title text not null, tags text[] not null, language text not null, modified_at timestamptz not null,
    excerpt text not null, words int not null default 0, html text, links text[] not null default '{}', renderer text not null default '')`,
  `create index article_page_renderer on article_page (renderer)`,
  // What readers find under a tag: live articles only, in their order.
  `create table article_tag (${workspaceId}, tag text not null, published_at timestamptz not null,
    article_id uuid not null references article on delete cascade, primary key (workspace_id, tag, published_at, article_id))`,
  `create index article_tag_article on article_tag (article_id)`,
  ...['article_page', 'article_tag'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy workspace on ${table} using (${scope})`,
  ]),

  // The database copies what it can, whoever publishes, takes away or brings back; laying out is the program's.
  `create or replace function article_published() returns trigger language plpgsql as $$
  declare
    told jsonb := new.published;
    told_tags text[] := array(select jsonb_array_elements_text(coalesce(new.published->'tags', '[]')));
  begin
    if told is not null and (told is distinct from old.published or not exists (select from article_page where article_id = new.id)) then
      insert into article_page (article_id, workspace_id, title, tags, language, modified_at, excerpt)
      values (new.id, new.workspace_id, coalesce(told->>'title', ''), told_tags, coalesce(told->>'language', new.language),
        coalesce((nullif(told->>'at', ''))::timestamptz, new.updated_at),
        ${beginning(`told->>'summary'`, `coalesce(told->>'markdown', '')`)})
      on conflict (article_id) do update set title = excluded.title, tags = excluded.tags, language = excluded.language,
        modified_at = excluded.modified_at, excerpt = excluded.excerpt, html = null, renderer = '';
    end if;
    delete from article_tag where article_id = new.id;
    if told is not null and new.state = 'published' and new.deleted_at is null and new.home_channel_id is null
      and new.published_at is not null then
      insert into article_tag (workspace_id, tag, published_at, article_id)
      select distinct new.workspace_id, tag, new.published_at, new.id from unnest(told_tags) tag;
    end if;
    return null;
  end $$`,
  `create trigger article_published after insert or update of published, state, published_at, deleted_at, home_channel_id on article
    for each row execute function article_published()`,
  // Fires it once for each that readers have ever seen.
  `update article set state = state where published is not null`,

  `drop index article_published`,
  `create index article_read on article (workspace_id, published_at desc, id desc)
    where state = 'published' and deleted_at is null and home_channel_id is null and published is not null`,
  `create index article_old_slugs on article using gin (old_slugs)`,
]
