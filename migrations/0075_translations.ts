import { type Kysely, sql } from 'kysely'

/**
 * Articles that are translations of one another share a key, one for each language; what readers find of the others is kept beside each one's
 * page, so that no page asks for it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** What readers find here. */
const found = (row: string) =>
  `${row}.published is not null and ${row}.state = 'published' and ${row}.deleted_at is null and ${row}.home_channel_id is null
    and ${row}.published_at is not null`

const decides = 'translation_key, slug, published, state, published_at, deleted_at, home_channel_id'

const statements = [
  // Empty: it has no translation. As a static site's head says it (Hugo's translationKey), so that it goes out and comes back.
  `alter table article add column translation_key text not null default '' check (length(translation_key) <= 100)`,
  `create unique index article_translation on article (workspace_id, translation_key, language)
    where translation_key <> '' and deleted_at is null`,
  // Those of other languages that readers find: { slug, language, title }.
  `alter table article_page add column translations jsonb not null default '[]'`,

  // Two that are published at once each have to see the other: whoever comes second waits here, before a page is touched. A restore
  // brings many thousand in one transaction, which may not hold as many locks.
  `create or replace function article_translating() returns trigger language plpgsql as $$
  declare
    ours text := case tg_op when 'DELETE' then old.workspace_id else new.workspace_id end;
    keys text[] := case tg_op when 'INSERT' then array[new.translation_key]
      when 'DELETE' then array[old.translation_key] else array[old.translation_key, new.translation_key] end;
    bucket int;
  begin
    for bucket in select distinct hashtext(key) & 63 from unnest(keys) key where key <> '' order by 1 loop
      perform pg_advisory_xact_lock(hashtextextended('translations ' || ours || ' ' || bucket, 0));
    end loop;
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end $$`,
  `create or replace function article_translated() returns trigger language plpgsql as $$
  declare
    ours text := case tg_op when 'DELETE' then old.workspace_id else new.workspace_id end;
    keys text[] := case tg_op when 'INSERT' then array[new.translation_key]
      when 'DELETE' then array[old.translation_key] else array[old.translation_key, new.translation_key] end;
  begin
    update article_page page set translations = told.others
    from article own, lateral (
      select coalesce(jsonb_agg(jsonb_build_object('slug', one.slug, 'language', one.language, 'title', one.title) order by one.language), '[]') as others
      from (select distinct on (there.language) there.language, there.title, other.slug
        from article other join article_page there on there.article_id = other.id join article_page here on here.article_id = own.id
        where other.workspace_id = ours and other.translation_key = own.translation_key and other.translation_key <> ''
          and ${found('other')} and other.id <> own.id and there.language <> here.language
        order by there.language, other.published_at, other.id) one) told
    where own.workspace_id = ours and own.translation_key = any (keys) and own.translation_key <> '' and ${found('own')}
      and page.article_id = own.id and page.translations <> told.others;
    if tg_op = 'UPDATE' and new.translation_key = '' and old.translation_key <> '' then
      update article_page set translations = '[]' where article_id = new.id and translations <> '[]';
    end if;
    return null;
  end $$`,
  ...(['insert', 'update', 'delete'] as const).flatMap((act) => {
    const key = { insert: ['new'], update: ['old', 'new'], delete: ['old'] }[act]
    const when = key.map((row) => `${row}.translation_key <> ''`).join(' or ')
    const of = act === 'update' ? ` of ${decides}` : ''
    // Behind 0058's, which makes the page: triggers run in the order of their names.
    return [
      `create trigger article_translating_${act} before ${act}${of} on article for each row when (${when}) execute function article_translating()`,
      `create trigger article_translated_${act} after ${act}${of} on article for each row when (${when}) execute function article_translated()`,
    ]
  }),
]
