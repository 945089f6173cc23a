/** Published articles of one workspace, newest first, in narrow rows with the stored layout. */
import { type SqlBool, sql } from 'kysely'
import type { Language } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { PublishedArticle } from '../db/tables.ts'
import { summaryOf } from './brief.ts'
import { typeset } from './markdown/index.ts'

/** A published article as lists show it. */
export interface PublishedRow {
  id: string
  slug: string
  title: string
  excerpt: string
  tags: string[]
  language: Language
  words: number
  publishedAt: Date | null
  modifiedAt: Date
}

/** The same with its text. */
export interface WholeRow extends PublishedRow {
  /** `null`: it is not laid out yet. */
  html: string | null
  /** Origins of what it shows in frames. */
  frames: string[]
  /** The Markdown, where it is not laid out yet. */
  source: PublishedArticle | null
}

/** Those that readers find here; what lives on another blog is read there. */
function here(tx: Tx, workspaceId: string) {
  return tx
    .selectFrom('article')
    .where('article.workspace_id', '=', workspaceId)
    .where('article.state', '=', 'published')
    .where('article.deleted_at', 'is', null)
    .where('article.published', 'is not', null)
    .where('article.home_channel_id', 'is', null)
}

function narrow(tx: Tx, workspaceId: string) {
  return here(tx, workspaceId)
    .innerJoin('article_page as page', 'page.article_id', 'article.id')
    .select(['article.id', 'article.slug', 'article.published_at'])
    .select(['page.title', 'page.excerpt', 'page.tags', 'page.language', 'page.words', 'page.modified_at'])
    .select(sql<PublishedArticle | null>`case when page.renderer = '' then article.published end`.as('source'))
}

type Found = Awaited<ReturnType<ReturnType<typeof narrow>['execute']>>[number]

function asRow({ source, published_at, modified_at, ...row }: Found): PublishedRow {
  const excerpt = typeset(source ? summaryOf(source) : row.excerpt, row.language)
  return {
    ...row,
    title: typeset(row.title, row.language),
    excerpt,
    publishedAt: published_at,
    modifiedAt: modified_at,
  }
}

/** How many articles readers can see in the workspace. */
export async function countPublished(tx: Tx, workspaceId: string): Promise<number> {
  const row = await here(tx, workspaceId)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

/** Some of them, newest first. Ids are found in an index alone; only those that are shown are read. */
export async function publishedFrom(
  tx: Tx,
  workspaceId: string,
  offset: number,
  limit: number,
): Promise<PublishedRow[]> {
  const ids = here(tx, workspaceId)
    .select('article.id')
    .orderBy('article.published_at', 'desc')
    .orderBy('article.id', 'desc')
    .offset(offset)
    .limit(limit)
  return inOrder(narrow(tx, workspaceId).where('article.id', 'in', ids))
}

async function inOrder(query: ReturnType<typeof narrow>): Promise<PublishedRow[]> {
  const rows = await query.orderBy('article.published_at', 'desc').orderBy('article.id', 'desc').execute()
  return rows.map(asRow)
}

/** How many articles readers can see under a tag, spelled as in its address. */
export async function countTagged(tx: Tx, workspaceId: string, tag: string): Promise<number> {
  const row = await tx
    .selectFrom('article_tag')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspace_id', '=', workspaceId)
    .where('tag', '=', tag)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Some of those with a tag, newest first. */
export function taggedFrom(
  tx: Tx,
  workspaceId: string,
  tag: string,
  offset: number,
  limit: number,
): Promise<PublishedRow[]> {
  const ids = tx
    .selectFrom('article_tag')
    .select('article_id')
    .where('workspace_id', '=', workspaceId)
    .where('tag', '=', tag)
    .orderBy('published_at', 'desc')
    .orderBy('article_id', 'desc')
    .offset(offset)
    .limit(limit)
  return inOrder(narrow(tx, workspaceId).where('article.id', 'in', ids))
}

/** The newest ones with their texts. */
export async function newestWhole(tx: Tx, workspaceId: string, limit: number): Promise<WholeRow[]> {
  const rows = await narrow(tx, workspaceId)
    .select(['page.html', 'page.frames'])
    .orderBy('article.published_at', 'desc')
    .orderBy('article.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(asWhole)
}

/** The one at an address, with its text. */
export async function findPublished(tx: Tx, workspaceId: string, slug: string): Promise<WholeRow | undefined> {
  const row = await narrow(tx, workspaceId)
    .select(['page.html', 'page.frames'])
    .where('article.slug', '=', slug)
    .executeTakeFirst()
  return row && asWhole(row)
}

/** The words at an address, as they were published. */
export async function findWords(
  tx: Tx,
  workspaceId: string,
  slug: string,
): Promise<{ id: string; words: PublishedArticle } | undefined> {
  const row = await here(tx, workspaceId)
    .select(['article.id', 'article.published as words'])
    .where('article.slug', '=', slug)
    .executeTakeFirst()
  return row?.words ? { id: row.id, words: row.words } : undefined
}

function asWhole({ html, frames, ...row }: Found & Pick<WholeRow, 'html' | 'frames'>): WholeRow {
  return { ...asRow(row), html, frames, source: row.source }
}

/** Where an article is now that once had this address. */
export async function movedFrom(tx: Tx, workspaceId: string, slug: string): Promise<string | undefined> {
  const row = await here(tx, workspaceId)
    .select('article.slug')
    .where(sql<SqlBool>`article.old_slugs @> ${[slug]}::text[]`)
    .executeTakeFirst()
  return row?.slug
}

/** Addresses and when they last changed, oldest first: what is new stands at the end, and the rest stays where it is. */
export function addressesFrom(
  tx: Tx,
  workspaceId: string,
  offset: number,
  limit: number,
): Promise<{ slug: string; modifiedAt: Date }[]> {
  return here(tx, workspaceId)
    .innerJoin('article_page as page', 'page.article_id', 'article.id')
    .select(['article.slug', 'page.modified_at as modifiedAt'])
    .orderBy('article.published_at')
    .orderBy('article.id')
    .offset(offset)
    .limit(limit)
    .execute()
}

/** The article to go on with, and what it was chosen by: where by tags, none without one of them could have been. */
export interface Next {
  article: PublishedRow
  by: 'tags' | 'time'
}

/** The article that shares most tags, then the nearest older one, then the nearest newer one. */
export async function nextOf(tx: Tx, workspaceId: string, row: PublishedRow): Promise<Next | undefined> {
  const at = row.publishedAt ?? new Date(0)
  const sharing = await sharingMost(tx, workspaceId, row, at)
  const id =
    sharing ?? (await nearest(tx, workspaceId, row.id, at, '<=')) ?? (await nearest(tx, workspaceId, row.id, at, '>'))
  if (id === undefined) return undefined
  const found = await narrow(tx, workspaceId).where('article.id', '=', id).executeTakeFirst()
  return found && { article: asRow(found), by: sharing === undefined ? 'time' : 'tags' }
}

async function sharingMost(
  tx: Tx,
  workspaceId: string,
  { id, tags }: PublishedRow,
  at: Date,
): Promise<string | undefined> {
  if (!tags.length) return undefined
  const row = await tx
    .selectFrom('article_tag')
    .select('article_id')
    .where('workspace_id', '=', workspaceId)
    .where('tag', 'in', [...new Set(tags)])
    .where('article_id', '<>', id)
    .groupBy(['article_id', 'published_at'])
    .orderBy(sql`count(*)`, 'desc')
    .orderBy(sql`published_at <= ${at}`, 'desc')
    .orderBy(sql`abs(extract(epoch from published_at - ${at}::timestamptz))`)
    .orderBy('article_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.article_id
}

async function nearest(
  tx: Tx,
  workspaceId: string,
  id: string,
  at: Date,
  side: '<=' | '>',
): Promise<string | undefined> {
  const direction = side === '>' ? 'asc' : 'desc'
  const row = await here(tx, workspaceId)
    .select('article.id')
    .where('article.published_at', side, at)
    .where('article.id', '<>', id)
    .orderBy('article.published_at', direction)
    .orderBy('article.id', direction)
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
