import type pg from 'pg'

/**
 * Not backed up: who is signed in, what happened at the door, codes, letters and other addresses on their way,
 * invitations and what lets editors in (one that was used, withdrawn or revoked must not come back), how fast we sent
 * invitations and preview links (one that was used, withdrawn or ended must not come back), how fast we sent
 * and servers answered just then, webhook events that were heeded, who has a conversation open just now, videos half uploaded, renditions of videos, source sets of pictures, copies of faces and what is made of
 * articles for readers and of words for searches (they are made anew), and what
 * the migrator notes (the manifest has it).
 */
const leftOut = new Set([
  'session',
  'verification',
  'email_change',
  'team_invitation',
  'editor_token',
  'editor_code',
  'preview_link',
  'sign_in_brake',
  'security_event',
  'mail',
  'rate_bucket',
  'delivery_intent',
  'slowest_answer',
  'request_key',
  'webhook_event',
  'conversation_reader',
  'upload',
  'rendition',
  'source_set',
  'face',
  'article_page',
  'article_tag',
  'written_tag',
  'written_author',
  'article_author',
  'article_series',
  'article_old_slug',
  'article_link',
  'article_term',
  'article_related',
  'article_month',
  'published_words',
  'delivery_words',
  'article_words',
  'response_words',
  'person_words',
  'kysely_migration',
  'kysely_migration_lock',
])

/** A table with what COPY needs to know of it. */
export interface TableShape {
  name: string
  /** In their order, without those that the database computes. */
  columns: string[]
  /** Row-level security, also for the owner. */
  forced: boolean
}

/** All tables of the program, by name. */
export async function allTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select c.relname as name, c.relforcerowsecurity as forced,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
    group by c.oid order by c.relname`)
  return rows.filter((table) => !table.name.startsWith('kysely_'))
}

/** The tables whose rows go into a backup. */
export async function tablesToKeep(client: pg.ClientBase): Promise<TableShape[]> {
  return (await allTables(client)).filter((table) => !leftOut.has(table.name))
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Columns as SQL lists them, each quoted. */
export function columnList(columns: readonly string[]): string {
  return columns.map(quoted).join(', ')
}
