/** Published articles of one workspace, newest first, in narrow rows with the stored layout. */
import { type SqlBool, sql } from 'kysely'
import type { Language } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { Key, Page, PageOf } from '../db/page.ts'
import { bodySays, searchOrdered } from '../db/search.ts'
import type { ArticleKind, HeadPicture, PublishedArticle, PublishedSeries } from '../db/tables.ts'
import { nameOf, summaryOf } from './brief.ts'

/** A published article as lists show it. */
export interface PublishedRow {
  id: string
  kind: ArticleKind
  slug: string
  title: string
  /** Its title, or a note's first words. */
  name: string
  excerpt: string
  tags: string[]
  language: Language
  words: number
  pinned: boolean
  picture: HeadPicture | null
  /** Ids of its authors, the first one first. */
  authors: string[]
  series: PublishedSeries | null
  publishedAt: Date | null
  modifiedAt: Date
}

/** The same with its text. */
export interface WholeRow extends PublishedRow {
  /** `null`: it is not laid out yet. */
  html: string | null
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

/** The same without pages, which are in no list. */
function listed(tx: Tx, workspaceId: string) {
  return here(tx, workspaceId).where('article.kind', '<>', 'page')
}

function narrow(tx: Tx, workspaceId: string) {
  return here(tx, workspaceId)
    .innerJoin('article_page as page', 'page.article_id', 'article.id')
    .select(['article.id', 'article.slug', 'article.published_at', 'article.kind', 'article.pinned'])
    .select([
      'page.picture',
      'page.authors',
      'page.series',
      'page.series_slug',
      'page.part',
      'page.title',
      'page.excerpt',
      'page.tags',
      'page.language',
      'page.words',
      'page.modified_at',
    ])
    .select(sql<PublishedArticle | null>`case when page.renderer = '' then article.published end`.as('source'))
}

type Found = Awaited<ReturnType<ReturnType<typeof narrow>['execute']>>[number]

function asRow({ source, published_at, modified_at, series, series_slug, part, ...row }: Found): PublishedRow {
  const excerpt = source ? summaryOf(source) : row.excerpt
  return {
    ...row,
    excerpt,
    name: nameOf({ ...row, excerpt }),
    series: series ? { name: series, slug: series_slug, part } : null,
    publishedAt: published_at,
    modifiedAt: modified_at,
  }
}

/** How many articles and notes readers can see in the workspace, by months: the database has counted them. */
export async function publishedMonths(tx: Tx, workspaceId: string): Promise<Months> {
  const rows = await tx
    .selectFrom('article_month')
    .select([sql<string>`month::text`.as('month'), 'n'])
    .where('workspace_id', '=', workspaceId)
    .where('n', '>', 0)
    .orderBy('article_month.month', 'desc')
    .execute()
  return { rows, count: rows.reduce((sum, { n }) => sum + n, 0) }
}

/** How many there are of each month that has some, the last month first. */
export interface Months {
  /** `month`: its first day in UTC, `2026-11-01`. */
  rows: readonly { month: string; n: number }[]
  count: number
}

/** Some of them, newest first. Ids are found in an index alone; only those that are shown are read. */
export async function publishedFrom(
  tx: Tx,
  workspaceId: string,
  months: Months,
  offset: number,
  limit: number,
): Promise<PublishedRow[]> {
  const { before, rest } = monthAt(months, offset)
  let ids = listed(tx, workspaceId).select('article.id')
  if (before) ids = ids.where('article.published_at', '<', before)
  ids = ids.orderBy('article.published_at', 'desc').orderBy('article.id', 'desc').offset(rest).limit(limit)
  return inOrder(narrow(tx, workspaceId).where('article.id', 'in', ids))
}

/** Where the month ends in which a place of the list is, and how far into it that is: what is newer is not read. */
function monthAt({ rows }: Months, offset: number): { before: Date | undefined; rest: number } {
  let rest = offset
  let before: Date | undefined
  for (const { month, n } of rows) {
    if (rest < n) break
    rest -= n
    before = new Date(`${month}T00:00:00Z`)
  }
  return { before, rest }
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

/** Those that stand before all others on the front page, newest first; a few. */
export async function pinnedOnes(tx: Tx, workspaceId: string): Promise<PublishedRow[]> {
  const rows = await narrow(tx, workspaceId)
    .where('article.pinned', '=', true)
    .where('article.kind', '<>', 'page')
    .orderBy('article.published_at', 'desc')
    .orderBy('article.id', 'desc')
    .limit(mostPinned)
    .execute()
  return rows.map(asRow)
}

const mostPinned = 5

/** How many an author has written of those that readers can see. */
export async function countWrittenBy(tx: Tx, workspaceId: string, authorId: string): Promise<number> {
  const row = await tx
    .selectFrom('article_author')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspace_id', '=', workspaceId)
    .where('author_id', '=', authorId)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Some of an author's, newest first. */
export function writtenByFrom(
  tx: Tx,
  workspaceId: string,
  authorId: string,
  offset: number,
  limit: number,
): Promise<PublishedRow[]> {
  const ids = tx
    .selectFrom('article_author')
    .select('article_id')
    .where('workspace_id', '=', workspaceId)
    .where('author_id', '=', authorId)
    .orderBy('published_at', 'desc')
    .orderBy('article_id', 'desc')
    .offset(offset)
    .limit(limit)
  return inOrder(narrow(tx, workspaceId).where('article.id', 'in', ids))
}

/** Some of a series in its order: by number, those without one behind, older ones first. */
export async function seriesFrom(
  tx: Tx,
  workspaceId: string,
  slug: string,
  offset: number,
  limit: number,
): Promise<PublishedRow[]> {
  const order = await tx
    .selectFrom('article_series')
    .select('article_id')
    .where('workspace_id', '=', workspaceId)
    .where('series_slug', '=', slug)
    .orderBy('part')
    .orderBy('published_at')
    .orderBy('article_id')
    .offset(offset)
    .limit(limit)
    .execute()
  return byIds(
    tx,
    workspaceId,
    order.map((row) => row.article_id),
  )
}

/** Those with these ids, in their order; without those that readers can't see. */
export async function byIds(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<PublishedRow[]> {
  if (!ids.length) return []
  const rows = await narrow(tx, workspaceId)
    .where('article.id', 'in', [...ids])
    .execute()
  const found = new Map(rows.map((row) => [row.id, asRow(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** The newest ones with their texts. */
export async function newestWhole(tx: Tx, workspaceId: string, limit: number): Promise<WholeRow[]> {
  const rows = await narrow(tx, workspaceId)
    .select('page.html')
    .where('article.kind', '<>', 'page')
    .orderBy('article.published_at', 'desc')
    .orderBy('article.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(asWhole)
}

/** The one at an address, with its text. */
export async function findPublished(tx: Tx, workspaceId: string, slug: string): Promise<WholeRow | undefined> {
  const row = await narrow(tx, workspaceId).select('page.html').where('article.slug', '=', slug).executeTakeFirst()
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

function asWhole({ html, ...row }: Found & { html: string | null }): WholeRow {
  return { ...asRow(row), html, source: row.source }
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
  const row = await listed(tx, workspaceId)
    .select('article.id')
    .where('article.published_at', side, at)
    .where('article.id', '<>', id)
    .orderBy('article.published_at', direction)
    .orderBy('article.id', direction)
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

const newestFirst: readonly Key[] = [
  { column: 'article.published_at', type: 'timestamptz', direction: 'desc' },
  { column: 'article.id', type: 'uuid', direction: 'desc' },
]

/**
 * A page of those in whose published words all of these are, by stems of both languages; pages too, newest first.
 * @throws Problem `wrong-input` for a cursor that no page of this list has given
 */
export async function publishedSaying(
  tx: Tx,
  workspaceId: string,
  words: string,
  page: PageOf,
): Promise<Page<PublishedRow>> {
  const says = bodySays('searchable_published.body', words, ['indonesian', 'english'])
  const query = here(tx, workspaceId).select('article.id')
  const kept = { view: 'searchable_published', id: 'article.id', says, near: 2000 } as const
  const found = await searchOrdered(tx, query, newestFirst, kept, page)
  const ids = found.rows.map(({ id }) => id)
  return { rows: await byIds(tx, workspaceId, ids), next: found.next }
}
