/** Addresses of an older blog, and where they lead now. */
import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'

/** An older address. */
export interface Redirect {
  /** Path, and query where it decides: {@link redirectPath}. */
  path: string
  /** The article that it leads to, or a path here. */
  to: { articleId: string } | { path: string }
  runId: string | null
}

/** No browser asks for more, in UTF-16 units; and no more bytes fit into an index of PostgreSQL beside the workspace (2,704 of a row). */
const longestPath = 1000
const mostBytes = 2400

/** Queries that tell pages of an older blog apart: WordPress's plain addresses. */
const telling = /^(?:p|page_id|attachment_id|cat|m)$/

/**
 * An address as redirects know it: decoded, without a slash at its end, with a query only where it tells pages apart.
 * `''` for one that can't be a page's: too long, or the front page itself.
 * @param address a path from `/`, or a whole address
 */
export function redirectPath(address: string): string {
  if (!URL.canParse(address, 'http://x.invalid')) return ''
  const { pathname, searchParams } = new URL(address, 'http://x.invalid')
  const plain = decoded(pathname).replace(/\/+$/, '')
  const [first] = [...searchParams].filter(([name, value]) => telling.test(name) && /^\d+$/.test(value))
  const query = plain === '' || /\/index\.php$/.test(plain) ? first && `?${first[0]}=${first[1]}` : undefined
  const path = `${query ? '/' : plain}${query ?? ''}`
  return path.length <= longestPath && Buffer.byteLength(path) <= mostBytes ? path : ''
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).replaceAll('\0', '').toWellFormed()
  } catch {
    return path
  }
}

/** Adds addresses. One that leads somewhere already, or that an article has, stays as it is. */
export async function addRedirects(tx: Tx, workspaceId: string, redirects: readonly Redirect[]): Promise<void> {
  const rows = redirects
    .filter(({ path }) => path.length > 1)
    .map(({ path, to, runId }) => ({
      path,
      article_id: 'articleId' in to ? to.articleId : null,
      target: 'path' in to ? to.path : null,
      run_id: runId,
    }))
  if (rows.length === 0) return
  // One value, however many they are: a statement takes no more than 65,535, and an old blog has thousands of tags.
  await sql`
    insert into redirect (workspace_id, path, article_id, target, run_id)
    select ${workspaceId}::uuid, path, article_id, target, run_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as o (path text, article_id uuid, target text, run_id uuid)
    on conflict do nothing`.execute(tx)
}

/** Where an older address leads: a path here. `undefined`: nobody knows it, or its article can't be read. */
export async function redirectedTo(tx: Tx, workspaceId: string, path: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('redirect')
    .leftJoin('article', (join) =>
      join
        .onRef('article.id', '=', 'redirect.article_id')
        .on('article.state', '=', 'published')
        .on('article.deleted_at', 'is', null),
    )
    .select(['redirect.target', 'article.slug'])
    .where('redirect.workspace_id', '=', workspaceId)
    .where('redirect.path', '=', path)
    .executeTakeFirst()
  if (!row) return undefined
  return row.target ?? (row.slug === null ? undefined : `/${encodeURIComponent(row.slug)}`)
}

/** Forgets the addresses that an import brought and that lead to no article. */
export async function forgetRedirects(tx: Tx, runId: string): Promise<void> {
  await tx.deleteFrom('redirect').where('run_id', '=', runId).where(sql<boolean>`article_id is null`).execute()
}
