/**
 * Articles that come from another blog, with their dates and addresses as they were; and taking them back. Nobody is told of them:
 * they are no news, so that nothing is prepared or sent for them. Readers' pages are told once for many (`tellBrought`).
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import type { Language } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { PublishedArticle } from '../db/tables.ts'
import { plainWords, type WholeWords } from './article-words.ts'
import { refuseTooLong } from './markdown/index.ts'
import { publishedWords } from './publish.ts'
import { freeSlug, slugify } from './slug.ts'
import { keyIfFree } from './translation-keys.ts'

/** An article of another blog. */
export interface Brought extends WholeWords {
  state: 'published' | 'scheduled' | 'draft'
  /** When it was published there, or will be. */
  at: Date | null
  createdAt: Date | null
  modifiedAt: Date | null
  /** The number that it had here once; another one where that is taken. */
  id?: string
}

/** Earlier than the web has blogs, and later than anybody plans: a date beyond is a mistake of its source. */
const earliest = new Date('1990-01-01T00:00:00Z')
const latestYears = 10

/** A date of another program within bounds; beyond them it counts as none. */
function plausible(date: Date | null, now: Date): Date | null {
  if (!date || Number.isNaN(date.getTime()) || date < earliest) return null
  return date > latestPlan(now) ? null : date
}

/** The last instant that an article of another blog can be planned for here. */
export function latestPlan(now: Date): Date {
  return new Date(now.getTime() + latestYears * 366 * 86_400_000)
}

/** Where and when it stands here: what is dated in the future is published then; a time that has passed makes no plan. */
function placed({ state, at, createdAt, modifiedAt }: Brought, now: Date) {
  const created = plausible(createdAt, now)
  const modified = plausible(modifiedAt, now)
  const when = plausible(at, now)
  const future = when !== null && when > now
  const standing = state === 'published' && future ? 'scheduled' : state === 'scheduled' && !future ? 'draft' : state
  const since = when ?? modified ?? created ?? now
  const published = standing === 'published' ? (since > now ? now : since) : null
  const updated = modified ?? published ?? created ?? now
  return {
    state: standing,
    publish_at: standing === 'scheduled' ? when : null,
    published_at: published,
    created_at: created ?? published ?? now,
    updated_at: updated > now ? now : updated,
  } as const
}

/** As the row's columns. */
function columnsOf({
  title,
  markdown,
  summary,
  tags,
  language,
  picture,
  authors,
  series,
  part,
  kind,
  pinned,
  translationKey,
}: WholeWords) {
  const plain = {
    title,
    markdown,
    summary,
    tags: [...tags],
    language,
    authors: [...authors],
    series,
    part,
    kind,
    pinned,
    translation_key: translationKey,
  }
  return { ...plain, picture: picture && JSON.stringify(picture) }
}

/** Whose number and address an article has here. */
interface Here {
  id: string
  slug: string
  version: number
}

/** As a new row. */
function rowOf(actor: Actor, now: Date, id: string, brought: Brought) {
  const place = placed(brought, now)
  const out = place.state === 'published'
  return {
    id,
    workspace_id: actor.workspaceId,
    created_by: actor.userId,
    slug: brought.slug,
    ...columnsOf(brought),
    published: out ? JSON.stringify(publishedWords(brought, place.updated_at)) : null,
    published_version: out ? 1 : null,
    deleted_at: null,
    ...place,
  }
}

/**
 * Brings an article in, under the address that was planned for it ({@link planSlugs}), or the next free one.
 * @returns whose number and address it has here
 * @throws Problem `wrong-input` for one that is too long
 */
export async function bringArticle(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  actor: Actor,
  brought: Brought,
): Promise<Here> {
  refuseTooLong(brought.markdown)
  const now = context.clock.now()
  const { language } = brought
  for (let [id, slug] = [brought.id ?? randomUUID(), brought.slug]; ; id = randomUUID()) {
    // Another one may have come with its key and language: then it stands alone.
    const translation_key = await keyIfFree(tx, { id, ...brought, translation_key: brought.translationKey })
    const row = await tx
      .insertInto('article')
      .values({ ...rowOf(actor, now, id, { ...brought, slug }), translation_key })
      // Its address may have been taken since it was planned; its number may be another workspace's.
      .onConflict((conflict) => conflict.doNothing())
      .returning(['id', 'slug', 'version', 'updated_at as at'])
      .executeTakeFirst()
    if (row) {
      await keepFirst(tx, actor, [{ ...brought, ...row }])
      return row
    }
    ;[slug] = (await planSlugs(tx, actor.workspaceId, [{ slug: brought.slug, language }])) as [string]
  }
}

/**
 * As {@link bringArticle}, for many at once.
 * @returns in their order
 * @throws Problem `wrong-input` where one is too long; then none has come
 */
export async function bringArticles(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  actor: Actor,
  all: readonly Brought[],
): Promise<Here[]> {
  for (const { markdown } of all) refuseTooLong(markdown)
  const now = context.clock.now()
  const wanted = all.map((brought) => ({ brought, id: brought.id ?? randomUUID() }))
  // Of translations one may take another's place: each of them comes by itself.
  const plain = wanted.filter(({ brought }) => brought.translationKey === '')
  const rows = plain.length
    ? await tx
        .insertInto('article')
        .values(plain.map(({ brought, id }) => rowOf(actor, now, id, brought)))
        .onConflict((conflict) => conflict.doNothing())
        .returning(['id', 'slug', 'version', 'updated_at as at'])
        .execute()
    : []
  // A number that two want is the first one's.
  const free = new Map(rows.map((row) => [row.id, row]))
  const came = new Map(
    plain.flatMap(({ brought, id }) => {
      const row = free.get(id)
      return row && free.delete(id) ? [[brought, row] as const] : []
    }),
  )
  const kept = Array.from(came, ([brought, row]) => ({ ...brought, ...row }))
  await keepFirst(tx, actor, kept)
  const here: Here[] = []
  for (const brought of all) here.push(came.get(brought) ?? (await bringArticle(context, tx, actor, brought)))
  return here
}

/** What a revision says. */
type Kept = Pick<WholeWords, 'title' | 'markdown' | 'summary' | 'tags'> & { id: string; version: number; at: Date }

/** Keeps a revision of words that came from elsewhere than the editor. */
export async function keepFirst(tx: Tx, actor: Actor, kept: readonly Kept[]): Promise<void> {
  if (kept.length === 0) return
  const rows = kept.map(({ id, version, title, markdown, summary, tags, at }) => ({
    article_id: id,
    version,
    workspace_id: actor.workspaceId,
    title,
    markdown,
    words: null,
    summary,
    tags,
    saved_by: actor.userId,
    saved_at: at,
  }))
  await tx.insertInto('article_revision').values(rows).execute()
}

/** An address that articles of a source would like, and in which language one without a name is named. */
export interface WantedSlug {
  slug: string
  language: Language
}

/** The first free address for each, none of them twice, none that an article here has or had. */
export async function planSlugs(tx: Tx, workspaceId: string, wanted: readonly WantedSlug[]): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from article where workspace_id = ${workspaceId}
    union select unnest(old_slugs) from article where workspace_id = ${workspaceId} and old_slugs <> '{}'`.execute(tx)
  const taken = new Set(rows.map(({ slug }) => slug))
  // Many of one name would each ask for all numbers before theirs.
  const next = new Map<string, number>()
  return wanted.map(({ slug, language }) => {
    const base = freeSlug(slugify(slug), language, () => false)
    let n = next.get(base) ?? 1
    let free = base
    while (taken.has(free)) free = `${base}-${++n}`
    next.set(base, n)
    taken.add(free)
    return free
  })
}

/** What came of words that another blog has anew. */
export type Renewed = { state: 'updated'; version: number; previous: object } | { state: 'edited' | 'deleted' }

/**
 * Words that were changed at the source take the place of those that an earlier import brought; never of words that a person
 * has changed here since.
 * @param made the version that the import wrote
 */
export async function renewArticle(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  actor: Actor,
  id: string,
  made: number,
  brought: Brought,
): Promise<Renewed> {
  refuseTooLong(brought.markdown)
  const row = await tx.selectFrom('article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row || row.deleted_at) return { state: 'deleted' }
  if (row.version !== made) return { state: 'edited' }
  const now = context.clock.now()
  const version = made + 1
  const live = row.state === 'published' && {
    published: JSON.stringify(publishedWords(brought, now)),
    published_version: version,
  }
  await tx
    .updateTable('article')
    .set({
      ...columnsOf(brought),
      translation_key: await keyOf(tx, row, brought),
      version,
      brief_by: 0,
      updated_at: now,
      ...live,
    })
    .where('id', '=', id)
    .execute()
  await keepFirst(tx, actor, [{ ...brought, id, version, at: now }])
  const { published, published_version } = row
  return { state: 'updated', version, previous: { ...plainWords(row), published, published_version } }
}

/** What its source says of its translations, or else what was said of them here; nothing where that place is taken. */
function keyOf(
  tx: Tx,
  row: { id: string; translation_key: string },
  { language, translationKey }: Pick<Brought, 'language' | 'translationKey'>,
): Promise<string> {
  return keyIfFree(tx, { id: row.id, language, translation_key: translationKey || row.translation_key })
}

async function keyNow(tx: Tx, id: string): Promise<string> {
  const row = await tx.selectFrom('article').select('translation_key').where('id', '=', id).executeTakeFirst()
  return row?.translation_key ?? ''
}

/** Words as {@link renewArticle} gave them back. */
type Previous = WholeWords & { published: PublishedArticle | null; published_version: number | null }

/**
 * Puts back what an update took the place of, unless a person has changed it since.
 * @returns whether it did
 */
export async function putBackWords(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  actor: Actor,
  id: string,
  made: number,
  previous: object,
): Promise<boolean> {
  const { published, published_version, ...words } = previous as Previous
  const version = made + 1
  const now = context.clock.now()
  const row = await tx
    .updateTable('article')
    .set({
      ...columnsOf(words),
      translation_key: await keyOf(tx, { id, translation_key: await keyNow(tx, id) }, words),
      ...{ version, published_version, brief_by: 0, updated_at: now },
      published: published && JSON.stringify(published),
    })
    .where('id', '=', id)
    .where('version', '=', made)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (row) await keepFirst(tx, actor, [{ ...words, id, version, at: now }])
  return row !== undefined
}

/**
 * Takes back an article that an import brought. One that a person has changed since, or that is spoken of elsewhere, stays as it is.
 * @param used it is spoken of elsewhere: in posts
 */
export async function takeBackArticle(tx: Tx, id: string, made: number, used: boolean): Promise<'gone' | 'kept'> {
  const row = await tx.selectFrom('article').select('version').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return 'gone'
  if (row.version !== made || used) return 'kept'
  await tx.deleteFrom('article').where('id', '=', id).execute()
  return 'gone'
}

/** As {@link tellBrought}, while more are coming: what is laid out for readers, and likened to others, waits for the last one. */
export function tellComing(context: Pick<Context, 'bus'>, workspaceId: string): void {
  context.bus.tell(workspaceId, 'articles')
}

/** Panels and readers' pages learn that many articles have come, or gone. */
export function tellBrought(context: Pick<Context, 'bus'>, workspaceId: string): void {
  context.bus.tell(workspaceId, 'articles')
  context.bus.tell(workspaceId, 'pages')
}

/** Takes back an author whom an import made, unless an article names them, or somebody here has made more of them. */
export async function takeBackAuthor(tx: Tx, id: string): Promise<void> {
  const named = tx.selectFrom('written_author').select('author_id').where('author_id', '=', id)
  await tx
    .deleteFrom('author')
    .where('id', '=', id)
    .where('user_id', 'is', null)
    .where('picture', 'is', null)
    .where(({ not, exists }) => not(exists(named)))
    .execute()
}
