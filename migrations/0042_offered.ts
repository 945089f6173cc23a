import { type Kysely, sql } from 'kysely'

/**
 * What a room lets others read of its tables: views whose columns stay, whatever becomes of the tables. They see the rows that their
 * reader may see. A room to the right of its reader has no other way to be asked inside a query.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, query] of Object.entries(views))
    await sql.raw(`create view ${name} with (security_invoker = true) as ${query}`).execute(db)
}

const views = {
  // team
  recipient: `select id, name, email from "user"`,

  // publishing
  held_workspace: `select workspace_id from workspace_state where hold_since is not null`,
  article_told: `select p.workspace_id, p.article_id, coalesce(d.published_at, d.due_at) as at
      from post p join delivery d on d.post_id = p.id
      where p.article_id is not null and d.state not in ('cancelled', 'rejected', 'missed')`,
  waiting_media: `select workspace_id, unnest(media_ids) as media_id from delivery where state in ('scheduled', 'sending', 'pending')`,

  // blog
  live_article: `select a.workspace_id, a.id, a.published_at, coalesce(p.tags, a.tags) as tags
      from article a left join article_page p on p.article_id = a.id
      where a.state = 'published' and a.deleted_at is null and a.published_at is not null`,
  article_name: `select workspace_id, id, title, slug from article`,

  // conversations
  known_handle: `select workspace_id, handle from person`,
  answerable: `select workspace_id, id, conversation_id, remote_id, reference, root, audience from response`,
  talk_about: `select workspace_id, delivery_id, response_count from conversation where delivery_id is not null`,
}
