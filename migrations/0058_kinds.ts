import { type Kysely, sql } from 'kysely'

/**
 * A blog that one moves into: pages and notes beside articles, several authors, a picture at the head, series, pinned articles; and what
 * readers' pages are found by, kept as articles come and go: the words of what is published, how alike articles are, and how many there
 * are of each month.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Row-level security holds for the tables' owner too: without a scope no row would be filled.
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const workspaceId = `workspace_id text not null references "organization" ("id") on delete cascade`
const articleId = 'uuid not null references article on delete cascade'
const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`
const secured = (table: string) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy workspace on ${table} using (${scope})`,
]

/** What readers find here, pages too. */
const found = (row: string) =>
  `${row}published is not null and ${row}state = 'published' and ${row}deleted_at is null and ${row}home_channel_id is null
    and ${row}published_at is not null`
/** What stands in lists and feeds: all of that but pages. */
const listed = (row: string) => `${found(row)} and ${row}kind <> 'page'`

/** What lists call a note, which has no title: its first words, cut between two where that is possible. */
const firstWords = `case when length(excerpt) <= 60 then excerpt else regexp_replace(left(excerpt, 61), '\\s+\\S*$', '') || '…' end`

const monthOf = (row: string) => `date_trunc('month', ${row}published_at at time zone 'UTC')::date`

/** Of the rows that a statement changed; in order, so that two of them don't wait for each other. */
const counted = (changes: string) => `
  insert into article_month as kept (workspace_id, month, n)
    select workspace_id, month, sum(n) from (${changes}) change group by 1, 2 having sum(n) <> 0 order by 1, 2
    on conflict (workspace_id, month) do update set n = kept.n + excluded.n`
const come = `select workspace_id, ${monthOf('')} as month, 1 as n from come where ${listed('')}`
const gone = `select workspace_id, ${monthOf('')} as month, -1 as n from gone where ${listed('')}`

const statements = [
  // \`picture\`: { media, alt, caption }. \`authors\`: ids, the first one first. \`series\`: its name, empty for none; \`part\`: where in it.
  `alter table article add column kind text not null default 'article' check (kind in ('article', 'page', 'note')),
    add column picture jsonb, add column authors uuid[] not null default '{}',
    add column series text not null default '', add column part int, add column pinned boolean not null default false`,
  `alter table article add column name text not null generated always as (case when kind = 'note' then ${firstWords} else title end) stored`,
  `create index article_kind on article (workspace_id, kind, updated_at desc, id desc) where deleted_at is null and kind <> 'article'`,
  `create index article_pinned on article (workspace_id, published_at desc, id desc) where pinned and state = 'published' and deleted_at is null`,

  `create table author (id uuid primary key, ${workspaceId}, name text not null, slug text not null, bio text not null default '',
    url text not null default '', picture uuid references media on delete set null, user_id text references "user" ("id") on delete set null,
    created_at timestamptz not null default now(), unique (workspace_id, slug))`,
  `create index author_picture on author (picture)`,
  `create index author_user on author (user_id)`,
  ...secured('author'),

  // Of the words being written, for the panel's list.
  `create table written_author (${workspaceId}, author_id uuid not null, article_id ${articleId}, primary key (workspace_id, author_id, article_id))`,
  `create index written_author_article on written_author (article_id)`,
  ...secured('written_author'),
  `create or replace function article_authored() returns trigger language plpgsql as $$ begin
    delete from written_author where article_id = new.id;
    if new.deleted_at is null then
      insert into written_author select distinct new.workspace_id, author, new.id from unnest(new.authors) author; end if;
    return null; end $$`,
  `create trigger article_authored after insert on article for each row when (new.authors <> '{}') execute function article_authored()`,
  `create trigger article_authored_anew after update of authors, deleted_at on article for each row
    when (old.authors is distinct from new.authors or old.deleted_at is distinct from new.deleted_at) execute function article_authored()`,

  // Of the published words. \`series_slug\`: the series' address. \`likened_by\`: which version of the program found what is like it; 0: none yet.
  `alter table article_page add column picture jsonb, add column authors uuid[] not null default '{}', add column series text not null default '',
    add column series_slug text not null default '', add column part int, add column likened_by int not null default 0`,
  `create index article_page_likened on article_page (likened_by)`,

  // What readers find under an author and in a series: what is listed only, in its order.
  `create table article_author (${workspaceId}, author_id uuid not null, published_at timestamptz not null, article_id ${articleId},
    primary key (workspace_id, author_id, published_at, article_id))`,
  `create index article_author_article on article_author (article_id)`,
  `create table article_series (${workspaceId}, series_slug text not null, part int not null, published_at timestamptz not null,
    article_id ${articleId}, primary key (workspace_id, series_slug, part, published_at, article_id))`,
  `create index article_series_article on article_series (article_id)`,

  // What an article is mostly about, as stems, with how much of it; and those that are about the same, each way.
  `create table article_term (${workspaceId}, term text not null, article_id ${articleId}, weight real not null,
    primary key (workspace_id, term, article_id))`,
  `create index article_term_article on article_term (article_id)`,
  `create table article_related (${workspaceId}, article_id ${articleId}, other_id ${articleId}, likeness real not null,
    primary key (article_id, other_id))`,
  `create index article_related_other on article_related (other_id)`,

  // How many are listed, by the months of their days in UTC.
  `create table article_month (${workspaceId}, month date not null, n int not null, primary key (workspace_id, month))`,
  ...['article_author', 'article_series', 'article_term', 'article_related', 'article_month'].flatMap(secured),

  // What readers look for: of found ones, with stems of both languages. No policy, which would switch the index off (0046).
  `create table published_words (id uuid primary key references article on delete cascade, workspace_id text not null,
    published_at timestamptz not null, body tsvector not null)`,
  `create index published_words_body on published_words using gin (body) with (gin_pending_list_limit = 256)`,
  `create index published_words_order on published_words (workspace_id, published_at desc, id desc)`,
  `create view searchable_published as select id, workspace_id, published_at, body from published_words
    where current_setting('percakapan.workspace', true) in ('*', workspace_id)`,
  // Words and Indonesian stems are 0046's; English ones are made of those words.
  `create or replace function words_in_both(said text) returns tsvector language plpgsql immutable as $$
  declare
    found tsvector := '';
    size constant int := 60000;
    words tsvector;
  begin
    for place in 0 .. (length(said) - 1) / size loop
      words := words_in(substr(said, 1 + place * size, size + 100));
      found := found || words || strip(to_tsvector('english', array_to_string(tsvector_to_array(words), ' ')));
    end loop;
    return found;
  exception when program_limit_exceeded then
    return found;
  end $$`,

  // Pages are in no list, no feed and under no tag.
  `create or replace function article_published() returns trigger language plpgsql as $$
  declare
    told jsonb := new.published;
    anew boolean := told is distinct from old.published;
    told_tags text[] := array(select jsonb_array_elements_text(coalesce(told->'tags', '[]')));
    told_authors uuid[] := array(select jsonb_array_elements_text(coalesce(told->'authors', '[]'))::uuid);
    told_series jsonb := coalesce(nullif(told->'series', 'null'), '{}');
  begin
    if told is not null and (anew or not exists (select from article_page where article_id = new.id)) then
      insert into article_page (article_id, workspace_id, title, tags, language, modified_at, excerpt,
        picture, authors, series, series_slug, part)
      values (new.id, new.workspace_id, coalesce(told->>'title', ''), told_tags, coalesce(told->>'language', new.language),
        coalesce((nullif(told->>'at', ''))::timestamptz, new.updated_at),
        coalesce(nullif(told->>'summary', ''), left(regexp_replace(left(coalesce(told->>'markdown', ''), 1000), '\\s+', ' ', 'g'), 200)),
        nullif(told->'picture', 'null'), told_authors, coalesce(told_series->>'name', ''), coalesce(told_series->>'slug', ''), (told_series->>'part')::int)
      on conflict (article_id) do update set title = excluded.title, tags = excluded.tags, language = excluded.language,
        modified_at = excluded.modified_at, excerpt = excluded.excerpt, picture = excluded.picture, authors = excluded.authors,
        series = excluded.series, series_slug = excluded.series_slug, part = excluded.part, html = null, renderer = '', likened_by = 0;
    end if;
    delete from article_tag where article_id = new.id;
    delete from article_author where article_id = new.id;
    delete from article_series where article_id = new.id;
    if ${listed('new.')} then
      insert into article_tag (workspace_id, tag, published_at, article_id)
        select distinct new.workspace_id, tag, new.published_at, new.id from unnest(told_tags) tag;
      insert into article_author (workspace_id, author_id, published_at, article_id)
        select distinct new.workspace_id, author, new.published_at, new.id from unnest(told_authors) author;
      if coalesce(told_series->>'slug', '') <> '' then
        insert into article_series (workspace_id, series_slug, part, published_at, article_id)
          values (new.workspace_id, told_series->>'slug', coalesce((told_series->>'part')::int, 2147483647), new.published_at, new.id);
      end if;
    else
      delete from article_term where article_id = new.id;
      delete from article_related where article_id = new.id;
      delete from article_related where other_id = new.id;
      update article_page set likened_by = 0 where article_id = new.id and likened_by <> 0;
    end if;
    if not (${found('new.')}) then
      delete from published_words where id = new.id;
    elsif anew or not exists (select from published_words where id = new.id) then
      insert into published_words (id, workspace_id, published_at, body)
        values (new.id, new.workspace_id, new.published_at, words_in_both(concat_ws(E'\\n', told->>'title', told->>'summary',
          array_to_string(told_tags, ' '), told->>'markdown')))
        on conflict (id) do update set published_at = excluded.published_at, body = excluded.body;
    else
      update published_words set published_at = new.published_at where id = new.id and published_at <> new.published_at;
    end if;
    return null;
  end $$`,
  `drop trigger article_published on article`,
  `create trigger article_published after insert or update of published, state, published_at, deleted_at, home_channel_id, kind on article
    for each row execute function article_published()`,
  // Fires it once for each that readers have ever seen.
  `update article set state = state where published is not null`,

  `create or replace function article_counted() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' then ${counted(come)};
    elsif tg_op = 'UPDATE' then ${counted(`${come} union all ${gone}`)};
    else update article_month kept set n = kept.n + change.n
      from (select workspace_id, month, sum(n)::int as n from (${gone}) each group by 1, 2) change
      where kept.workspace_id = change.workspace_id and kept.month = change.month;
    end if;
    return null; end $$`,
  `create trigger article_counted_come after insert on article referencing new table as come for each statement execute function article_counted()`,
  `create trigger article_counted_anew after update on article referencing new table as come old table as gone
    for each statement execute function article_counted()`,
  `create trigger article_counted_gone after delete on article referencing old table as gone for each statement execute function article_counted()`,
  `insert into article_month select workspace_id, ${monthOf('')}, count(*) from article where ${listed('')} group by 1, 2`,

  `drop index article_read`,
  `create index article_read on article (workspace_id, published_at desc, id desc)
    where state = 'published' and deleted_at is null and home_channel_id is null and published is not null and kind <> 'page'`,

  // What other rooms read: what is named by its first words, and articles only, which come round again.
  `create or replace view article_name with (security_invoker = true) as select workspace_id, id, name as title, slug from article`,
  `create or replace view live_article with (security_invoker = true) as
    select a.workspace_id, a.id, a.published_at, coalesce(p.tags, a.tags) as tags
      from article a left join article_page p on p.article_id = a.id
      where a.state = 'published' and a.deleted_at is null and a.published_at is not null and a.kind = 'article'`,
]
