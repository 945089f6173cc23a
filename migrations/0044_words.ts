import { type Kysely, sql } from 'kysely'

/** Tables and columns get the names that the program calls them by (ARCHITECTURE.md, Words that are not used). */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Row-level security holds for the tables' owner too: without a scope no row would be changed.
  await sql`select set_config('percakapan.workspace', '*', true)`.execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'alter table own_app rename column hook to webhook',
  'alter table notice rename to webhook_event',
  'alter index notice_old rename to webhook_event_old',
  'alter table video_copy rename to rendition',
  'alter index video_copy_media rename to rendition_media',
  'alter index video_copy_due rename to rendition_due',
  'alter index video_copy_used rename to rendition_used',
  'alter table mail_wish rename to mail_preference',
  'alter table meter_use rename to quota_use',
  'alter table quota_use rename column meter to quota',
  'alter table meter_budget rename to quota_budget',
  'alter table quota_budget rename column meter to quota',
  'alter table delivery rename column looks to lookups',
  // What people will see of a part, where its letters alone do not tell.
  `update delivery set parts = (
      select jsonb_agg(case when part ? 'looks' then part - 'looks' || jsonb_build_object('formatted', part->'looks') else part end
        order by at)
      from jsonb_array_elements(parts) with ordinality as each (part, at))
    where jsonb_path_exists(parts, '$[*].looks')`,
]
