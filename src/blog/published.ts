/** Published articles of one workspace, newest first, in narrow rows with the stored layout. */
import { sql } from 'kysely'
import type { Language } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { Key, Page, PageOf } from '../db/page.ts'
import { bodySays, searchOrdered } from '../db/search.ts'
import type { ArticleKind, HeadPicture, PublishedArticle, PublishedSeries, PublishedTranslation } from '../db/tables.ts'
import { nameOf, summaryOf } from './brief.ts'
import { typeset, typesetTitle } from './markdown/index.ts'

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
  /** What it shares with its translations; empty for none. */
  translationKey: string
  /** Those that readers find, by language. */
  translations: readonly PublishedTranslation[]
}

/** The same with its text. */
export interface WholeRow extends PublishedRow {
  /** `null`: it is not laid out yet. */
  html: string | null
  /** Origins of what it shows in frames. */
  frames: string[]
  /** The summary is its writer's own. */
  ownSummary: boolean
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
    .select(['article.translation_key', 'page.translations'])
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

function asRow({
  source,
  published_at,
  modified_at,
  series,
  series_slug,
  part,
  translation_key,
  ...row
}: Found): PublishedRow {
  const excerpt = typeset(source ? summaryOf(source) : row.excerpt, row.language)
  const title = typesetTitle(row.title, row.language)
  return {
    ...row,
    title,
    excerpt,
    name: nameOf({ ...row, title, excerpt }),
    series: series ? { name: series, slug: series_slug, part } : null,
    publishedAt: published_at,
    modifiedAt: modified_at,
    translationKey: translation_key,
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

/** How many parts of a series readers can see. */
export async function countInSeries(tx: Tx, workspaceId: string, slug: string): Promise<number> {
  const row = await tx
    .selectFrom('article_series')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspace_id', '=', workspaceId)
    .where('series_slug', '=', slug)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Some of a series in its order: by number, those without one behind, older ones first. @param from its end, or its beginning */
export async function seriesFrom(
  tx: Tx,
  workspaceId: string,
  slug: string,
  offset: number,
  limit: number,
  from: 'first' | 'last' = 'first',
): Promise<PublishedRow[]> {
  const direction = from === 'first' ? 'asc' : 'desc'
  const order = await partsOf(tx, workspaceId, slug, direction).offset(offset).limit(limit).execute()
  return byIds(
    tx,
    workspaceId,
    order.map(({ id }) => id),
  )
}

function partsOf(tx: Tx, workspaceId: string, slug: string, direction: 'asc' | 'desc') {
  return tx
    .selectFrom('article_series')
    .select('article_id as id')
    .where('workspace_id', '=', workspaceId)
    .where('series_slug', '=', slug)
    .orderBy('part', direction)
    .orderBy('published_at', direction)
    .orderBy('article_id', direction)
}

/** A series as one of its parts shows it. */
export interface Around {
  name: string
  slug: string
  /** Some of its parts around that one, or all of a short one, in their order. */
  parts: PublishedRow[]
  /** The place of the first of them in the whole, from 1; how many there are. */
  start: number
  count: number
}

/** So many parts are looked through for one; so many of them are shown. */
const partsLooked = 1000
const partsShown = 12

/** The parts of a series around one of them; `undefined` where it stands alone. */
export async function seriesAround(
  tx: Tx,
  workspaceId: string,
  { name, slug }: PublishedSeries,
  id: string,
): Promise<Around | undefined> {
  const all = await partsOf(tx, workspaceId, slug, 'asc').limit(partsLooked).execute()
  const place = all.findIndex((row) => row.id === id)
  if (place < 0 || all.length < 2) return undefined
  const before = all.length <= partsShown ? 0 : Math.max(0, Math.min(place - 4, all.length - partsShown))
  const shown = all.slice(before, before + partsShown).map((row) => row.id)
  return { name, slug, parts: await byIds(tx, workspaceId, shown), start: before + 1, count: all.length }
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

/** The ids of the newest ones. */
export async function newestIds(tx: Tx, workspaceId: string, limit: number): Promise<string[]> {
  const rows = await listed(tx, workspaceId)
    .select('article.id')
    .orderBy('article.published_at', 'desc')
    .orderBy('article.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Those with these ids with their texts, in their order. */
export async function wholeByIds(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<WholeRow[]> {
  if (!ids.length) return []
  const rows = await narrow(tx, workspaceId)
    .select([
      'page.html',
      'page.frames',
      sql<boolean>`coalesce(article.published->>'summary', '') <> ''`.as('own_summary'),
    ])
    .where('article.id', 'in', [...ids])
    .execute()
  const found = new Map(rows.map((row) => [row.id, asWhole(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Some of those that were published in a span (half-open), newest first. */
export function publishedBetween(
  tx: Tx,
  workspaceId: string,
  { from, to }: { from: Date; to: Date },
  offset: number,
  limit: number,
): Promise<PublishedRow[]> {
  const ids = listed(tx, workspaceId)
    .select('article.id')
    .where('article.published_at', '>=', from)
    .where('article.published_at', '<', to)
    .orderBy('article.published_at', 'desc')
    .orderBy('article.id', 'desc')
    .offset(offset)
    .limit(limit)
  return inOrder(narrow(tx, workspaceId).where('article.id', 'in', ids))
}

/** The one at an address, with its text. */
export async function findPublished(tx: Tx, workspaceId: string, slug: string): Promise<WholeRow | undefined> {
  const row = await narrow(tx, workspaceId)
    .select([
      'page.html',
      'page.frames',
      sql<boolean>`coalesce(article.published->>'summary', '') <> ''`.as('own_summary'),
    ])
    .where('article.slug', '=', slug)
    .executeTakeFirst()
  return row && asWhole(row)
}

/** The words at an address, as they were published. */
export async function findWords(
  tx: Tx,
  workspaceId: string,
  slug: string,
): Promise<{ id: string; kind: ArticleKind; words: PublishedArticle } | undefined> {
  const row = await here(tx, workspaceId)
    .select(['article.id', 'article.kind', 'article.published as words'])
    .where('article.slug', '=', slug)
    .executeTakeFirst()
  return row?.words ? { id: row.id, kind: row.kind, words: row.words } : undefined
}

function asWhole({
  html,
  frames,
  own_summary,
  ...row
}: Found & Pick<WholeRow, 'html' | 'frames'> & { own_summary: boolean }): WholeRow {
  return { ...asRow(row), html, frames, ownSummary: own_summary, source: row.source }
}

/** Where an article is now that once had this address. */
export async function movedFrom(tx: Tx, workspaceId: string, slug: string): Promise<string | undefined> {
  const row = await here(tx, workspaceId)
    .innerJoin('article_old_slug as old', 'old.article_id', 'article.id')
    .select('article.slug')
    .where('old.workspace_id', '=', workspaceId)
    .where('old.slug', '=', slug)
    // Of several, the one that had it last is the newest.
    .orderBy('article.published_at', 'desc')
    .executeTakeFirst()
  return row?.slug
}

/** An address, when it last changed, and the picture at its head. */
export interface Address {
  slug: string
  modifiedAt: Date
  picture: HeadPicture | null
  language: Language
  translations: readonly PublishedTranslation[]
}

/** Addresses of articles and notes, oldest first: what is new stands at the end, and the rest stays where it is. */
export function addressesFrom(
  tx: Tx,
  workspaceId: string,
  months: Months,
  offset: number,
  limit: number,
): Promise<Address[]> {
  const { from, rest } = monthFrom(months, offset)
  let query = listed(tx, workspaceId)
    .innerJoin('article_page as page', 'page.article_id', 'article.id')
    .select(['article.slug', 'page.modified_at as modifiedAt', 'page.picture', 'page.language', 'page.translations'])
  if (from) query = query.where('article.published_at', '>=', from)
  return query.orderBy('article.published_at').orderBy('article.id').offset(rest).limit(limit).execute()
}

/** Addresses of pages, by name. */
export function pageAddresses(tx: Tx, workspaceId: string, limit: number): Promise<Address[]> {
  return here(tx, workspaceId)
    .innerJoin('article_page as page', 'page.article_id', 'article.id')
    .select(['article.slug', 'page.modified_at as modifiedAt', 'page.picture', 'page.language', 'page.translations'])
    .where('article.kind', '=', 'page')
    .orderBy('article.slug')
    .limit(limit)
    .execute()
}

/** Where the month begins in which a place of the list is, counted from the oldest, and how far into it that is. */
function monthFrom({ rows }: Months, offset: number): { from: Date | undefined; rest: number } {
  let rest = offset
  for (const { month, n } of rows.toReversed()) {
    if (rest < n) return { from: new Date(`${month}T00:00:00Z`), rest }
    rest -= n
  }
  return { from: undefined, rest: offset }
}

/** The nearest older one, or else the nearest newer one; never the same in another language. */
export async function nearestTo(tx: Tx, workspaceId: string, row: PublishedRow): Promise<PublishedRow | undefined> {
  const id = (await nearest(tx, workspaceId, row, '<=')) ?? (await nearest(tx, workspaceId, row, '>'))
  return id === undefined ? undefined : (await byIds(tx, workspaceId, [id]))[0]
}

async function nearest(
  tx: Tx,
  workspaceId: string,
  { id, publishedAt, translationKey }: PublishedRow,
  side: '<=' | '>',
): Promise<string | undefined> {
  const direction = side === '>' ? 'asc' : 'desc'
  const row = await listed(tx, workspaceId)
    .select('article.id')
    .where('article.published_at', side, publishedAt ?? new Date(0))
    .where('article.id', '<>', id)
    .where((where) =>
      where.or([where('article.translation_key', '=', ''), where('article.translation_key', '<>', translationKey)]),
    )
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
  const kept = { view: 'searchable_published', id: 'article.id', says, near: 300 } as const
  const found = await searchOrdered(tx, query, newestFirst, kept, page)
  const ids = found.rows.map(({ id }) => id)
  return { rows: await byIds(tx, workspaceId, ids), next: found.next }
}

/** Pages that readers find here, by name; the first few hundred. */
export function pagesToLinkTo(tx: Tx, workspaceId: string): Promise<{ id: string; name: string; slug: string }[]> {
  return here(tx, workspaceId)
    .innerJoin('article_page as page', 'page.article_id', 'article.id')
    .select(['article.id', 'page.title as name', 'article.slug'])
    .where('article.kind', '=', 'page')
    .orderBy('page.title')
    .orderBy('article.id')
    .limit(300)
    .execute()
}
