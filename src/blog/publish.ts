import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { PublishedArticle, PublishedSeries } from '../db/tables.ts'
import { readHold } from '../publishing/index.ts'
import { record } from '../team/index.ts'
import { type ArticleRow, findArticle, lockArticle, tellArticle } from './article.ts'
import type { WholeWords } from './article-words.ts'
import { keepPage } from './kept-page.ts'
import { likeArticle } from './likeness.ts'
import type { LaidOut } from './markdown/index.ts'
import { slugify, unnamedSeries } from './slug.ts'
import { readableBeside, readableLayout, renderBeside, renderBody } from './view.ts'
import { refuseWithoutBlog } from './whose.ts'

/**
 * Publishes what is written, now or at a time. Publishing again brings changed words to the readers.
 * @throws Problem `wrong-input` for an article without title or text, one that cannot be laid out, or a time that has passed
 */
export async function publishArticle(context: Context, actor: Actor, id: string, at?: Date): Promise<ArticleRow> {
  const now = context.clock.now()
  if (at && at.getTime() < now.getTime() - 60_000) throw pastTime()
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, actor.workspaceId, work)
  const written = await inside(async (tx) => {
    const article = await findArticle(tx, id)
    if (article.home_channel_id === null) await refuseWithoutBlog(context, tx, actor.workspaceId)
    return article
  })
  refuseUnfinished(written)
  // The article is laid out while its author is there to mend it: readers must not get a text that cannot be laid out.
  const ready = await renderBeside(context, inside, written)
  const { before, after } = await inside(async (tx) => {
    const article = await lockArticle(tx, id)
    refuseUnfinished(article)
    const laidOut = article.version === written.version ? ready : await renderBody(context, tx, article)
    await record(tx, actor, at ? 'article.schedule' : 'article.publish', id, at ? { at: at.toISOString() } : {})
    const live = !at || at <= now
    return {
      before: article,
      after: await (live ? goLive(context, tx, article, laidOut, now) : schedule(tx, article, at)),
    }
  })
  tellArticle(context, before, after)
  if (after.state === 'published' && after.publish_at === null) await likeArticle(context, id)
  return after
}

/** @throws Problem `wrong-input` */
function refuseUnfinished(article: ArticleRow): void {
  if (article.kind !== 'note' && !article.title.trim())
    throw needs('title', 'Beri judul dahulu, lalu terbitkan.', 'Give it a title first, then publish.')
  if (!article.markdown.trim())
    throw needs(
      'markdown',
      'Artikel ini masih kosong. Tulis dahulu, lalu terbitkan.',
      'This article is still empty. Write first, then publish.',
    )
}

function needs(field: string, id: string, en: string): Problem {
  return new Problem('wrong-input', { id, en }, { field })
}

/** `wrong-input`: the chosen time is over. */
export function pastTime(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Waktu itu sudah lewat. Pilih waktu yang akan datang.',
      en: 'That time has passed. Choose one that is still to come.',
    },
    { field: 'at' },
  )
}

async function schedule(tx: Tx, article: ArticleRow, at: Date): Promise<ArticleRow> {
  const state = article.state === 'published' ? 'published' : 'scheduled'
  return tx
    .updateTable('article')
    .set({ state, publish_at: at })
    .where('id', '=', article.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function goLive(context: Context, tx: Tx, article: ArticleRow, laidOut: LaidOut, now: Date): Promise<ArticleRow> {
  const published = publishedWords(article, now)
  const row = await tx
    .updateTable('article')
    .set({
      state: 'published',
      published: JSON.stringify(published),
      published_version: article.version,
      publish_at: null,
      published_at: article.published_at ?? now,
    })
    .where('id', '=', article.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await keepPage(context, tx, article.id, published, laidOut)
  return row
}

/** What readers get of words that are published at an instant. */
export function publishedWords(
  words: Omit<WholeWords, 'slug' | 'kind' | 'pinned' | 'translationKey'>,
  at: Date,
): PublishedArticle {
  const { title, markdown, summary, tags, language, picture, authors } = words
  return { title, markdown, summary, tags, language, picture, authors, series: seriesOf(words), at: at.toISOString() }
}

/** Where readers find its series; a name without a letter has an address of its language. */
function seriesOf({
  series,
  part,
  language,
}: Pick<WholeWords, 'series' | 'part' | 'language'>): PublishedSeries | null {
  return series ? { name: series, slug: slugify(series) || unnamedSeries[language], part } : null
}

/** Takes an article from the readers; its words stay. */
export async function unpublishArticle(context: Context, actor: Actor, id: string): Promise<ArticleRow> {
  const { before, after } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const article = await lockArticle(tx, id)
    await record(tx, actor, 'article.unpublish', id)
    const row = await tx
      .updateTable('article')
      .set({ state: 'draft', publish_at: null })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { before: article, after: row }
  })
  tellArticle(context, before, after)
  return after
}

/** The time has come: publishes, unless it was changed, taken back, done already, or everything is held. */
export async function publishDue(context: Context, id: string): Promise<void> {
  const now = context.clock.now()
  const inside = <T>(work: (tx: Tx) => Promise<T>) => asSystem(context.db, work)
  const isDue = ({ deleted_at, publish_at }: ArticleRow) => !deleted_at && publish_at !== null && publish_at <= now
  const written = await inside((tx) => tx.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst())
  if (!written || !isDue(written)) return
  const ready = await readableBeside(context, inside, written)
  const done = await inside(async (tx) => {
    const article = await tx.selectFrom('article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!article || !isDue(article)) return undefined
    if (await readHold(tx, article.workspace_id)) return undefined
    const laidOut = article.version === written.version ? ready : await readableLayout(context, tx, article)
    return { before: article, after: await goLive(context, tx, article, laidOut, now) }
  })
  if (!done) return
  tellArticle(context, done.before, done.after)
  await likeArticle(context, id)
}

/** Articles whose time has come, and that no hold keeps back. */
export async function dueArticles(context: Context): Promise<{ id: string; workspaceId: string }[]> {
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('article')
      .select(['article.id', 'article.workspace_id as workspaceId'])
      .where('article.publish_at', '<=', context.clock.now())
      .where('article.deleted_at', 'is', null)
      .where('article.workspace_id', 'not in', tx.selectFrom('held_workspace').select('workspace_id'))
      .orderBy('article.publish_at')
      .limit(100)
      .execute(),
  )
}

/** When the next article's time comes. */
export async function nextArticle(context: Context): Promise<Date | undefined> {
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('article')
      .select(({ fn }) => fn.min('publish_at').as('at'))
      .where('publish_at', '>', context.clock.now())
      .where('deleted_at', 'is', null)
      .executeTakeFirst(),
  )
  return row?.at ?? undefined
}
