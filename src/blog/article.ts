import { randomUUID } from 'node:crypto'
import { type Expression, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import { readBrandKit } from '../brand/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Language } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import { bodySays, indexSays, type Search, searchPage } from '../db/search.ts'
import type { Tables } from '../db/tables.ts'
import { namesOf, record } from '../team/index.ts'
import { type ArticleWords, completed, plainWords, refuseUnknown, sameWords, whatReadersSee } from './article-words.ts'
import { type Brief, briefOf, briefVersion, countWords, nameOf } from './brief.ts'
import { likeArticle } from './likeness.ts'
import { nothingLeadsTo } from './links.ts'
import { refuseTooLong } from './markdown/index.ts'
import { type BodyFacts, bodyFactsOf, readinessOf } from './readiness.ts'
import { madeFrom } from './slug.ts'
import { chooseSlug, oneAtATime } from './slug-choice.ts'
import { tellReaders } from './tell-readers.ts'
import { keyIfFree, refuseTaken } from './translation-keys.ts'

/** An article, as it is stored. */
export type ArticleRow = Selectable<Tables['article']>
/** An earlier version of an article, as it is stored. */
export type RevisionRow = Selectable<Tables['article_revision']>

/** Saves of one person within this time share a revision: autosave must not bury what one looks for. */
const revisionMinutes = 10

/**
 * Begins an article. With an `id` that a device chose while it had no line, the same words sent twice make one article.
 * @throws Problem `conflict` with `data.current` when other words stand under that id already
 */
export async function createArticle(
  context: Context,
  actor: Actor,
  { id = randomUUID(), ...words }: Partial<ArticleWords> & { id?: string },
): Promise<ArticleRow> {
  refuseTooLong(words.markdown ?? '')
  const body = await bodyFactsOf(words.markdown ?? '')
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await oneAtATime(tx, id)
    const known = await tx.selectFrom('article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (known) return again(context, tx, actor, known, words, body)
    const kit = await readBrandKit(tx, actor.workspaceId)
    const language = words.language ?? kit?.language ?? 'id'
    const all = completed({ ...emptyWords, language, ...words })
    const brief = briefOf(all)
    const now = context.clock.now()
    await refuseUnknown(tx, all)
    await refuseTaken(tx, { id, ...all })
    const created = await tx
      .insertInto('article')
      .values({
        id,
        workspace_id: actor.workspaceId,
        created_by: actor.userId,
        slug: await chooseSlug(tx, actor.workspaceId, all.slug || nameOf({ ...all, ...brief }), language),
        ...columnsOf(all),
        ...brief,
        ...(await readinessOf(context, tx, actor.workspaceId, all, body)),
        published: null,
        published_version: null,
        publish_at: null,
        published_at: null,
        updated_at: now,
        deleted_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await keepRevision(tx, actor, created, now)
    await record(tx, actor, 'article.create', id)
    return created
  })
  context.bus.tell(actor.workspaceId, 'words', [row.id])
  return row
}

const emptyWords: ArticleWords = { title: '', markdown: '', summary: '', tags: [], language: 'id', slug: '' }

/** What a person wrote, in the row's columns; the address is chosen apart. */
function columnsOf({ slug: _slug, picture, translationKey, ...words }: ReturnType<typeof completed>) {
  return { ...words, picture: picture && JSON.stringify(picture), translation_key: translationKey }
}

/** The first answer was lost on its way: what stands there is answered again, and an empty beginning takes the words. */
async function again(
  context: Context,
  tx: Tx,
  actor: Actor,
  known: ArticleRow,
  words: Partial<ArticleWords>,
  body: BodyFacts,
): Promise<ArticleRow> {
  const all = { ...plainWords(known), slug: '', ...words }
  if (sameWords(known, all)) return known
  if (known.title || known.markdown || known.deleted_at || known.publish_at) throw conflict(known)
  return write(context, tx, actor, known, all, body)
}

/** Whether the address follows the title: it was made from it, and no reader has it yet. */
export function slugFollows({ slug, name, published_at }: Pick<ArticleRow, 'slug' | 'name' | 'published_at'>): boolean {
  return published_at === null && madeFrom(slug, name)
}

/** @throws Problem `gone` */
export async function findArticle(tx: Tx, id: string): Promise<ArticleRow> {
  const row = await tx.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw noSuchArticle()
  return row
}

/** The article at this address. */
export function articleAt(tx: Tx, slug: string): Promise<ArticleRow | undefined> {
  return tx.selectFrom('article').selectAll().where('slug', '=', slug).executeTakeFirst()
}

/** Whole articles by their ids, in that order; those that are not there are left out. */
export async function articlesById(tx: Tx, ids: readonly string[]): Promise<ArticleRow[]> {
  if (!ids.length) return []
  const rows = await tx
    .selectFrom('article')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** What a list says of an article: its title or first words, and where it is read. */
export type ArticleName = Pick<ArticleRow, 'id' | 'title' | 'slug'>

/** Articles by their ids, by name only. */
export async function articleNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ArticleName>> {
  if (!ids.length) return new Map()
  const rows = await tx
    .selectFrom('article')
    .select(['id', 'name as title', 'slug'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** What a newcomer has written so far. */
export interface FirstArticles {
  article: boolean
  published: boolean
  /** The newest that is not out, as long as none is; the newest that is. */
  draftId: string | null
  articleId: string | null
}

/** Whether there is an article, and one that was ever published; and with which of them one goes on. */
export async function firstArticles(tx: Tx): Promise<FirstArticles> {
  const some = tx.selectFrom('article').select('id').where(here('workspace_id')).limit(1)
  const newest = (out: boolean) =>
    some
      .where('deleted_at', 'is', null)
      .where('published_at', out ? 'is not' : 'is', null)
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
  // An article that was only opened is not written.
  const written = some.where((where) => where.or([where('title', '<>', ''), where('markdown', '<>', '')]))
  const published = some.where('published_at', 'is not', null)
  // A draft is asked for only where nothing is out: among many thousand articles it would be looked for in all of them.
  const { rows } = await sql<FirstArticles>`
    select exists (${written}) as article, exists (${published}) as published,
      case when not exists (${published}) then (${newest(false)}) end as "draftId", (${newest(true)}) as "articleId"`.execute(
    tx,
  )
  return rows[0] ?? { article: false, published: false, draftId: null, articleId: null }
}

/** As {@link findArticle}, with the row locked until the transaction ends. @throws Problem `gone` */
export async function lockArticle(tx: Tx, id: string): Promise<ArticleRow> {
  const row = await tx.selectFrom('article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw noSuchArticle()
  return row
}

/** Whose an article is; `undefined`: there is none. */
export async function authorOfArticle(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.selectFrom('article').select('created_by').where('id', '=', id).executeTakeFirst()
  return row?.created_by
}

/** `gone`: the article is deleted, or another workspace’s. */
export function noSuchArticle(): Problem {
  return new Problem('gone', { id: 'Artikel itu tidak ada.', en: 'That article does not exist.' })
}

/** Which articles a list shows, and which page of it. */
export interface ArticleFilter extends PageOf {
  /** Looked for in titles, tags and text. */
  q?: string | undefined
  state?: ArticleRow['state'] | undefined
  kind?: ArticleRow['kind'] | undefined
  tag?: string | undefined
  /** An author's id. */
  author?: string | undefined
  pinned?: true | undefined
  language?: Language | undefined
  /** Published articles to which no other page of the blog leads. */
  orphans?: true | undefined
}

const newestChange: readonly Key[] = [
  { column: 'article.updated_at', type: 'timestamptz', direction: 'desc' },
  { column: 'article.id', type: 'uuid', direction: 'desc' },
]

/** All that is not deleted, of each kind. */
function living(tx: Tx) {
  return tx.selectFrom('article').where(here('article.workspace_id')).where('article.deleted_at', 'is', null)
}

const listed = [
  'article.id',
  'article.name as title',
  'article.kind',
  'article.pinned',
  'article.authors',
  'article.slug',
  'article.language',
  'article.state',
  'article.tags',
  'article.publish_at',
  'article.published_at',
  'article.updated_at',
  'article.deleted_at',
  'article.excerpt',
  'article.words',
  'article.brief_by',
] as const

/** An article as lists show it: without its words. Of a note, `title` is its first words. */
export type ListedArticle = Pick<
  ArticleRow,
  | 'id'
  | 'title'
  | 'kind'
  | 'pinned'
  | 'authors'
  | 'slug'
  | 'language'
  | 'state'
  | 'tags'
  | 'publish_at'
  | 'published_at'
  | 'updated_at'
  | 'deleted_at'
  | keyof Brief
>

function filtered(tx: Tx, { state, kind, tag, author, pinned, language, orphans }: ArticleFilter) {
  let query = living(tx)
  if (state) query = query.where('article.state', '=', state)
  if (kind) query = query.where('article.kind', '=', kind)
  if (pinned) query = query.where('article.pinned', '=', true)
  if (language) query = query.where('article.language', '=', language)
  if (orphans) query = query.where(nothingLeadsTo())
  if (tag !== undefined)
    query = query.where('article.id', 'in', (from) =>
      from.selectFrom('written_tag').select('article_id').where(here('workspace_id')).where('tag', '=', tag),
    )
  if (author !== undefined)
    query = query.where('article.id', 'in', (from) =>
      from
        .selectFrom('written_author')
        .select('article_id')
        .where(here('workspace_id'))
        .where('author_id', '=', author),
    )
  return query
}

/** Articles in whose title or tags these words are, or in whose text all of them are. */
function saying(tx: Tx, words: string): Search {
  const kept = tx
    .selectFrom('searchable_article')
    .where((where) =>
      where.or([indexSays('searchable_article.words', words), bodySays('searchable_article.body', words)]),
    )
  const inRow = sql<SqlBool>`(${kept.select(sql`true`.as('said')).where(sql<SqlBool>`searchable_article.id = article.id`)}) is true`
  return { id: 'article.id', inRow, found: sql`${kept.select('id')}`, near: 200, furthest: 2000 }
}

/** Newest change first; deleted ones are left out. */
export async function pageOfArticles(tx: Tx, filter: ArticleFilter): Promise<Page<ListedArticle>> {
  const query = filtered(tx, filter).select(listed)
  const { rows, next } = filter.q
    ? await searchPage(tx, { shown: query, among: query }, newestChange, saying(tx, filter.q), filter)
    : await readPage(query, newestChange, filter)
  return { rows: await briefed(tx, rows), next }
}

/** Articles that are to be published in a span (half-open), the first of them first. */
export async function articlesPlanned(tx: Tx, { from, to, limit }: { from?: Date; to?: Date; limit: number }) {
  let query = living(tx).select(listed).where('publish_at', 'is not', null)
  if (from) query = query.where('publish_at', '>=', from)
  if (to) query = query.where('publish_at', '<', to)
  return briefed(tx, await query.orderBy('publish_at').orderBy('id').limit(limit).execute())
}

/** With what an older version of the program has not kept of their words, until the worker has (kept-page.ts). */
async function briefed(tx: Tx, rows: readonly ListedArticle[]): Promise<ListedArticle[]> {
  const old = rows.filter((row) => row.brief_by !== briefVersion).map(({ id }) => id)
  if (!old.length) return [...rows]
  const words = await tx.selectFrom('article').select(['id', 'summary', 'markdown']).where('id', 'in', old).execute()
  const briefs = new Map(words.map((row) => [row.id, briefOf(row)]))
  return rows.map((row) => ({ ...row, ...briefs.get(row.id) }))
}

/**
 * Each value once, in its order: from one to the next in the index, however many rows have it.
 * @param next asks for the first value, or for the first one behind another
 */
async function eachOnce(tx: Tx, next: (after?: RawBuilder<string>) => Expression<unknown>): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    with recursive each (value) as (
      (${next()})
      union all
      select (${next(sql.ref<string>('each.value'))}) from each where each.value is not null)
    select value from each where value is not null`.execute(tx)
  return rows.map(({ value }) => value)
}

/** All tags of the workspace's articles, by name. */
export function articleTags(tx: Tx): Promise<string[]> {
  const first = tx.selectFrom('written_tag').select('tag').where(here('workspace_id')).orderBy('tag').limit(1)
  return eachOnce(tx, (after) => (after ? first.where('tag', '>', after) : first))
}

/** All series that the workspace's articles are parts of, by name. */
export function seriesNames(tx: Tx): Promise<string[]> {
  const first = tx
    .selectFrom('article')
    .select('series')
    .where(here('workspace_id'))
    .where('deleted_at', 'is', null)
    .where('series', '<>', '')
    .orderBy('series')
    .limit(1)
  return eachOnce(tx, (after) => (after ? first.where('series', '>', after) : first))
}

/** How often articles are published. */
export interface Rhythm {
  /** How many were published in each of the spans. */
  counts: number[]
  /** When the last ones came, the latest first; a few. */
  recent: Date[]
  next: Date | null
}

const recentOnes = 8

/** @param starts where the spans begin, in order of time; the last one goes on until now */
export async function rhythmOf(tx: Tx, now: Date, starts: readonly Date[]): Promise<Rhythm> {
  const published = living(tx).where('state', '=', 'published').where('kind', '<>', 'page')
  const span = sql<number>`width_bucket(published_at, ${[...starts]}::timestamptz[])`
  const counted = await published
    .where('published_at', '>=', starts[0] ?? now)
    .select(span.as('span'))
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .groupBy('span')
    .execute()
  const recent = await published
    .where('published_at', 'is not', null)
    .select('published_at as at')
    .orderBy('published_at', 'desc')
    .limit(recentOnes)
    .$narrowType<{ at: Date }>()
    .execute()
  const next = await living(tx)
    .where('publish_at', '>', now)
    .where('kind', '<>', 'page')
    .select(({ fn }) => fn.min('publish_at').as('at'))
    .executeTakeFirstOrThrow()
  const counts = starts.map((_, index) => counted.find((row) => row.span === index + 1)?.n ?? 0)
  return { counts, recent: recent.map(({ at }) => at), next: next.at }
}

/** An article as a calendar shows it. */
export interface CalendarArticle {
  id: string
  title: string
  state: 'scheduled' | 'published'
  /** When it was published, or will be. */
  at: Date
  /** Whose it is. */
  by: string
}

/** Articles that were published in a span (half-open) or will be, in order of time. */
export async function articlesBetween(tx: Tx, from: Date, to: Date): Promise<CalendarArticle[]> {
  const at = sql<Date>`case when state = 'scheduled' then publish_at else published_at end`
  const within = (column: 'publish_at' | 'published_at') =>
    sql<SqlBool>`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to}`
  const rows = await living(tx)
    .select(['id', 'name as title', 'state', 'created_by as by', at.as('at')])
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'scheduled'), within('publish_at')]),
        where.and([where('state', '=', 'published'), within('published_at')]),
      ]),
    )
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state === 'scheduled' ? 'scheduled' : 'published' }))
}

/**
 * Saves what a writer typed, on top of the version that the writer saw.
 * @param reaching is asked first where readers will meet it without anybody's further word: it throws where that may not be
 * @throws Problem `conflict` with `data.current` when somebody (or another tab) saved other words meanwhile; nothing is overwritten
 */
export async function saveArticle(
  context: Context,
  actor: Actor,
  id: string,
  base: number,
  words: ArticleWords,
  reaching: (article: ArticleRow) => void = () => undefined,
): Promise<ArticleRow> {
  refuseTooLong(words.markdown)
  const body = await bodyFactsOf(words.markdown)
  const { before, after } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const current = await tx
      .selectFrom('article')
      .selectAll()
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!current) throw noSuchArticle()
    if (sameWords(current, words)) return { before: current, after: current }
    if (current.version !== base) throw conflict(current)
    if (reachesReaders(current, words)) reaching(current)
    return { before: current, after: await write(context, tx, actor, current, words, body) }
  })
  if (after === before) return after
  tellWritten(context, before, after)
  return after
}

/** What is to be published at a time is published as it is then; and address, kind and place are changed at once. */
function reachesReaders(current: ArticleRow, words: ArticleWords): boolean {
  const { publish_at, state, slug } = current
  const moved = words.slug !== '' && words.slug !== slug
  return publish_at !== null || (state === 'published' && (moved || whatReadersSee(current, words)))
}

/** Words that are being written are in no calendar; a title that stands there, and an address that readers have, are. */
function tellWritten(context: Context, before: ArticleRow, after: ArticleRow): void {
  const named = after.title !== before.title && after.state !== 'draft'
  context.bus.tell(after.workspace_id, named ? 'articles' : 'words', [after.id])
  tellReaders(context, before, after)
}

function conflict(current: ArticleRow): Problem {
  return new Problem(
    'conflict',
    {
      id: 'Artikel ini diubah di tempat lain setelah Anda membukanya. Tidak ada yang hilang: bandingkan keduanya, lalu pilih.',
      en: 'This article was changed elsewhere after you opened it. Nothing is lost: compare the two and choose.',
    },
    { data: { current } },
  )
}

async function write(
  context: Context,
  tx: Tx,
  actor: Actor,
  current: ArticleRow,
  words: ArticleWords,
  body: BodyFacts,
): Promise<ArticleRow> {
  const now = context.clock.now()
  const all = completed(words, current)
  await refuseUnknown(tx, all, current)
  await refuseTaken(tx, { id: current.id, ...all })
  const brief = briefOf(all)
  const fixed = current.published_at !== null && words.slug === ''
  const follows = words.slug === current.slug && slugFollows(current)
  const name = nameOf({ ...all, ...brief })
  const wanted = follows ? name : words.slug || name
  const slug = fixed ? current.slug : await chooseSlug(tx, actor.workspaceId, wanted, words.language, current.id)
  // A published address goes on working after it is changed.
  const oldSlugs =
    current.published_at && slug !== current.slug
      ? [...current.old_slugs.filter((old) => old !== slug), current.slug]
      : current.old_slugs
  const saved = await tx
    .updateTable('article')
    .set({
      ...columnsOf(all),
      ...brief,
      ...(await readinessOf(context, tx, actor.workspaceId, all, body)),
      slug,
      old_slugs: oldSlugs,
      version: current.version + 1,
      updated_at: now,
    })
    .where('id', '=', current.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await keepRevision(tx, actor, saved, now)
  return saved
}

async function keepRevision(tx: Tx, actor: Actor, row: ArticleRow, now: Date): Promise<void> {
  const since = new Date(now.getTime() - revisionMinutes * 60_000)
  const last = await tx
    .selectFrom('article_revision')
    .select(['version', 'saved_by', 'saved_at'])
    .where('article_id', '=', row.id)
    .orderBy('version', 'desc')
    .limit(2)
    .execute()
  const [newest, before] = last
  // One line in the trail a sitting, however long it is.
  if (newest && (newest.saved_by !== actor.userId || newest.saved_at <= since))
    await record(tx, actor, 'article.edit', row.id)
  // The one before must be old enough, or a long evening of typing would leave a single revision.
  const joins =
    newest &&
    newest.saved_by === actor.userId &&
    before &&
    before.saved_at > since &&
    newest.version !== row.published_version
  if (joins)
    await tx
      .deleteFrom('article_revision')
      .where('article_id', '=', row.id)
      .where('version', '=', newest.version)
      .execute()
  await tx
    .insertInto('article_revision')
    .values({
      article_id: row.id,
      version: row.version,
      workspace_id: row.workspace_id,
      title: row.title,
      markdown: row.markdown,
      words: row.words,
      summary: row.summary,
      tags: row.tags,
      saved_by: actor.userId,
      saved_at: now,
    })
    .execute()
}

/** A revision without its words. */
export type RevisionSummary = Pick<RevisionRow, 'version' | 'title' | 'saved_at'> & { by: string; words: number }
/** An earlier version with its words. */
export type RevisionView = RevisionSummary & Pick<RevisionRow, 'markdown' | 'summary' | 'tags'>

function revisions(tx: Tx, id: string) {
  return tx
    .selectFrom('article_revision')
    .select(['version', 'title', 'saved_at', 'words', 'saved_by'])
    .where('article_id', '=', id)
}

/** With the names of those who saved them. */
async function named<Row extends { saved_by: string | null }>(
  tx: Tx,
  rows: readonly Row[],
): Promise<(Omit<Row, 'saved_by'> & { by: string })[]> {
  const names = await namesOf(
    tx,
    rows.map((row) => row.saved_by),
  )
  return rows.map(({ saved_by, ...row }) => ({ ...row, by: names.get(saved_by ?? '') ?? '' }))
}

/** Newest first. */
export async function listRevisions(tx: Tx, id: string): Promise<RevisionSummary[]> {
  // Those that were saved before words were counted bring theirs along.
  const uncounted = sql<string | null>`case when words is null then markdown end`.as('markdown')
  const rows = await revisions(tx, id).select(uncounted).orderBy('version', 'desc').execute()
  return (await named(tx, rows)).map(({ markdown, words, ...row }) => ({
    ...row,
    words: words ?? countWords(markdown ?? ''),
  }))
}

/** @throws Problem `gone` */
export async function findRevision(tx: Tx, id: string, version: number): Promise<RevisionView> {
  const [row] = await named(
    tx,
    await revisions(tx, id).select(['markdown', 'summary', 'tags']).where('version', '=', version).execute(),
  )
  if (!row) throw noSuchArticle()
  return { ...row, words: row.words ?? countWords(row.markdown) }
}

/** Takes an article away, from readers too; {@link restoreArticle} undoes it. */
export function deleteArticle(context: Context, actor: Actor, id: string): Promise<ArticleRow> {
  return setDeleted(context, actor, id, context.clock.now())
}

/** Undoes {@link deleteArticle}. @throws Problem `gone` */
export async function restoreArticle(context: Context, actor: Actor, id: string): Promise<ArticleRow> {
  const row = await setDeleted(context, actor, id, null)
  await likeArticle(context, id)
  return row
}

async function setDeleted(context: Context, actor: Actor, id: string, deletedAt: Date | null): Promise<ArticleRow> {
  const { before, after } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const current = await lockArticle(tx, id)
    // What took its place among its translations stays there.
    const key = deletedAt ? {} : { translation_key: await keyIfFree(tx, current) }
    const changed = await tx
      .updateTable('article')
      .set({ deleted_at: deletedAt, ...key })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(tx, actor, deletedAt ? 'article.delete' : 'article.restore', id)
    return { before: current, after: changed }
  })
  tellArticle(context, before, after)
  return after
}

/** Announces a changed article to the panel, and to the readers' cache where readers see it. */
export function tellArticle(context: Context, before: ArticleRow, after: ArticleRow): void {
  context.bus.tell(after.workspace_id, 'articles', [after.id])
  tellReaders(context, before, after)
}

/** Where an article is or will be read. @param home the address of its blog: `homeAddressOf` */
export function permalinkOf(home: string, row: Pick<ArticleRow, 'slug'>): string {
  return `${home}/${encodeURIComponent(row.slug)}`
}
