import { type Kysely, sql } from 'kysely'

/**
 * Addresses that articles had before, by address: row-level security keeps an array's index from being asked, so that whoever looked for one
 * that leads nowhere read all articles.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `case current_setting('percakapan.workspace', true) when '*' then true when workspace_id then true else false end`

const statements = [
  // Character by character: what begins alike stands together, whatever the database's language.
  `create table article_old_slug (workspace_id text not null references "organization" ("id") on delete cascade,
    slug text collate "C" not null, article_id uuid not null references article on delete cascade, primary key (workspace_id, slug, article_id))`,
  `create index article_old_slug_article on article_old_slug (article_id)`,
  `alter table article_old_slug enable row level security`,
  `alter table article_old_slug force row level security`,
  `create policy workspace on article_old_slug using (${scope})`,
  `create or replace function article_moved() returns trigger language plpgsql as $$
  begin
    delete from article_old_slug where article_id = new.id and slug <> all (new.old_slugs);
    insert into article_old_slug (workspace_id, slug, article_id)
      select distinct new.workspace_id, one.slug, new.id from unnest(new.old_slugs) one (slug) on conflict do nothing;
    return null;
  end $$`,
  `create trigger article_moved after update of old_slugs on article
    for each row when (new.old_slugs is distinct from old.old_slugs) execute function article_moved()`,
  `create trigger article_brought after insert on article
    for each row when (new.old_slugs <> '{}') execute function article_moved()`,
  `insert into article_old_slug (workspace_id, slug, article_id)
    select distinct a.workspace_id, one.slug, a.id from article a, unnest(a.old_slugs) one (slug) where a.old_slugs <> '{}'`,
]
