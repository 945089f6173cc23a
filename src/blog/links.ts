/**
 * Which articles lead to which. What a published text leads to is kept as paths when it is laid out; whose path that is, the query
 * finds: an article's address now, one that it had, or one of an older blog. So it stays true when addresses change, and when articles
 * go and come back.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { redirectPath } from './redirects.ts'

/** An article as a list of links names it. */
interface Linked {
  id: string
  title: string
  slug: string
}

/** No index takes more, in bytes; no article here has such an address. */
const longest = 2000

/** Keeps where published words lead, in the place of what they led to before. @param within paths, as they are written */
export async function keepLinks(tx: Tx, workspaceId: string, id: string, within: readonly string[]): Promise<void> {
  await tx.deleteFrom('article_link').where('article_id', '=', id).execute()
  const targets = new Set(
    within
      .map(redirectPath)
      .filter((path) => path.length > 1 && !path.startsWith('/media/') && Buffer.byteLength(path) <= longest),
  )
  if (targets.size === 0) return
  await tx
    .insertInto('article_link')
    .values([...targets].map((target) => ({ workspace_id: workspaceId, target, article_id: id })))
    .execute()
}

/** What readers find in one piece, whatever kind it is. */
const isOut = (row: string) => sql`${sql.ref(`${row}.state`)} = 'published' and ${sql.ref(`${row}.deleted_at`)} is null
  and ${sql.ref(`${row}.home_channel_id`)} is null`

/** The paths by which an article is found, of its row's columns. */
const pathsOf = (id: RawBuilder<unknown>, slug: RawBuilder<unknown>) => sql`(
  select '/' || ${slug} as path
  union select '/' || old.slug from article_old_slug old where old.article_id = ${id}
  union select redirect.path from redirect where redirect.article_id = ${id})`

/** Whether readers find an article (`article`) to which nothing else that they find leads; no page or note is one. */
export function nothingLeadsTo(): RawBuilder<SqlBool> {
  return sql<SqlBool>`article.kind = 'article' and ${isOut('article')} and not exists (
    select from ${pathsOf(sql`article.id`, sql`article.slug`)} own
      join article_link link on link.workspace_id = article.workspace_id and link.target = own.path collate "C" and link.article_id <> article.id
      join article source on source.id = link.article_id where ${isOut('source')})`
}

/** The published articles, pages and notes that lead to an article, by their ids. */
const leadingTo = ({ id, slug }: Pick<Linked, 'id' | 'slug'>) => sql`
  select link.article_id as id from ${pathsOf(sql`${id}::uuid`, sql`${slug}::text`)} own
    join article_link link on link.target = own.path collate "C" and link.article_id <> ${id}
    join article source on source.id = link.article_id where ${isOut('source')}`

/** What leads to an article, the newest first, and how much that is. @param most how many are named */
export async function linksTo(
  tx: Tx,
  article: Pick<Linked, 'id' | 'slug'>,
  most: number,
): Promise<{ rows: Linked[]; total: number }> {
  const { rows } = await sql<Linked & { total: number }>`
    select article.id, article.name as title, article.slug, (count(*) over ())::int as total
    from article where article.id in (${leadingTo(article)})
    order by article.published_at desc, article.id desc limit ${most}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Of these articles those that readers found before this one, and that don't lead to it; in their order. */
export async function couldLeadTo(
  tx: Tx,
  article: Pick<Linked, 'id' | 'slug'>,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select other.id from article other join article self on self.id = ${article.id}
    where other.id = any(${[...ids]}::uuid[]) and ${isOut('other')} and other.published_at < self.published_at
      and other.id not in (${leadingTo(article)})`.execute(tx)
  const could = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => could.has(id))
}
