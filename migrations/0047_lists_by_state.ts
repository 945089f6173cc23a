import { type Kysely, sql } from 'kysely'

/** Lists that read everything to find a few: posts of a rare state, and all tags there are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const scope = `current_setting('percakapan.workspace', true) = '*' or workspace_id = current_setting('percakapan.workspace', true)`
const tags = (article: string) =>
  `select distinct ${article}.workspace_id, tag, ${article}.id from unnest(${article}.tags) tag`

const statements = [
  // A column like `decide_at`, and no index that names `state`: with one, every step of a post on its way would write to all indexes.
  `alter table delivery add column aside_at timestamptz generated always as (case when state in ('cancelled', 'retracted') then due_at end) stored`,
  `create index delivery_aside on delivery (workspace_id, aside_at desc, id desc) where aside_at is not null`,

  // Tags of articles as they are being written, drafts too: in their order, so that each is found once.
  `create table written_tag (workspace_id text not null references "organization" ("id") on delete cascade, tag text not null,
    article_id uuid not null references article on delete cascade, primary key (workspace_id, tag, article_id))`,
  `create index written_tag_article on written_tag (article_id)`,
  `alter table written_tag enable row level security`,
  `alter table written_tag force row level security`,
  `create policy workspace on written_tag using (${scope})`,
  `insert into written_tag select t.* from article a, lateral (${tags('a')}) t where a.deleted_at is null`,
  `create or replace function article_tagged() returns trigger language plpgsql as $$ begin
    delete from written_tag where article_id = new.id;
    if new.deleted_at is null then insert into written_tag ${tags('new')}; end if;
    return null; end $$`,
  `create trigger article_tagged after insert on article for each row execute function article_tagged()`,
  `create trigger article_tagged_anew after update of tags, deleted_at on article for each row
    when (old.tags is distinct from new.tags or old.deleted_at is distinct from new.deleted_at) execute function article_tagged()`,
]
