/** Everything of a workspace's blog, article by article, for whoever moves it elsewhere. */
import type { Context } from '../context.ts'
import type { Language } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { ArticleKind } from '../db/tables.ts'
import { filesOf } from '../media/index.ts'
import { readableBeside } from './view.ts'

/** A picture by the name of its file among the media. */
export interface WholePicture {
  file: string
  alt: string
  caption: string
}

/** What a reader said, in the order in which it was said. */
export interface WholeComment {
  id: string
  /** The comment that it answers; `null`: none. */
  parent: string | null
  name: string
  url: string
  markdown: string
  at: Date | null
  standing: 'shown' | 'waiting' | 'spam' | 'trash'
}

/** An article with all that hangs on it. */
export interface WholeArticle {
  id: string
  kind: ArticleKind
  state: 'draft' | 'scheduled' | 'published'
  slug: string
  /** Addresses that lead here: paths from `/`, with a query where it decides. */
  earlier: string[]
  title: string
  /** As readers have it; of a draft, as it is written. */
  markdown: string
  summary: string
  tags: string[]
  language: Language
  picture: WholePicture | null
  /** Their names, the first one first. */
  authors: string[]
  series: string
  part: number | null
  pinned: boolean
  /** What it shares with its translations; empty for none. */
  translationKey: string
  createdAt: Date
  updatedAt: Date
  /** When it was published, or will be. */
  at: Date | null
  comments: WholeComment[]
  /** Newer words, which nobody has published yet. */
  newer: { title: string; markdown: string } | null
}

/** Somebody who writes on the blog. */
export interface WholeAuthor {
  id: string
  name: string
  slug: string
  bio: string
  url: string
}

const together = 50

/** Which words of an article: those that readers have, or those that its writers see. */
export type Which = 'published' | 'written'

/** All that is not deleted, in the order of their numbers: of all columns that one alone is the same here and in the database. */
export async function* eachWhole(
  context: Context,
  workspaceId: string,
  which: Which = 'published',
): AsyncGenerator<WholeArticle> {
  for (let after: string | undefined; ; ) {
    const { articles, last } = await inWorkspace(context.db, workspaceId, (tx) => someWhole(tx, after, which))
    yield* articles
    if (last === undefined) return
    after = last
  }
}

async function someWhole(tx: Tx, after: string | undefined, which: Which) {
  let query = tx.selectFrom('article').selectAll().where('deleted_at', 'is', null)
  if (after !== undefined) query = query.where('id', '>', after)
  const rows = await query.orderBy('id').limit(together).execute()
  return { articles: await completed(tx, rows, which), last: rows.length === together ? rows.at(-1)?.id : undefined }
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
const rowsOf = (tx: Tx) => tx.selectFrom('article').selectAll().execute()

/** One article, as its writers see it. `undefined`: it is not there, or deleted. */
export async function oneWhole(tx: Tx, id: string): Promise<WholeArticle | undefined> {
  const rows = await tx.selectFrom('article').selectAll().where('id', '=', id).where('deleted_at', 'is', null).execute()
  return (await completed(tx, rows, 'written'))[0]
}

async function completed(tx: Tx, rows: readonly Row[], which: Which): Promise<WholeArticle[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const said = rows.map((row) => ({
    row,
    words: which === 'published' && row.state === 'published' && row.published ? row.published : row,
  }))
  const files = await filesOf(
    tx,
    said.flatMap(({ words }) => words.picture?.media ?? []),
  )
  const names = new Map((await allAuthors(tx)).map(({ id, name }) => [id, name]))
  const redirects = await tx
    .selectFrom('redirect')
    .select(['path', 'article_id'])
    .where('article_id', 'in', ids)
    .orderBy('path')
    .execute()
  const comments = await tx
    .selectFrom('comment')
    .selectAll()
    .where('article_id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return said.map(({ row, words }) => {
    const file = files.get(words.picture?.media ?? '')?.file
    const series =
      words === row ? row : { series: row.published?.series?.name ?? '', part: row.published?.series?.part ?? null }
    return {
      ...{ id: row.id, kind: row.kind, state: row.state, slug: row.slug, pinned: row.pinned },
      translationKey: row.translation_key,
      ...{
        title: words.title,
        markdown: words.markdown,
        summary: words.summary,
        tags: [...words.tags],
        language: words.language,
      },
      earlier: [
        ...row.old_slugs.map((slug) => `/${encodeURIComponent(slug)}`),
        ...redirects.flatMap(({ path, article_id }) => (article_id === row.id ? [path] : [])),
      ],
      picture: words.picture && file ? { file, alt: words.picture.alt, caption: words.picture.caption } : null,
      authors: (words.authors ?? []).flatMap((id) => names.get(id) ?? []),
      series: series.series,
      part: series.part,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      at: row.published_at ?? row.publish_at,
      comments: comments.filter(({ article_id }) => article_id === row.id).map(asComment),
      newer:
        words !== row && (row.title !== words.title || row.markdown !== words.markdown)
          ? { title: row.title, markdown: row.markdown }
          : null,
    }
  })
}

function asComment({
  id,
  parent_id,
  name,
  url,
  markdown,
  at,
  standing,
}: Pick<WholeComment, 'id' | 'name' | 'url' | 'markdown' | 'at' | 'standing'> & {
  parent_id: string | null
}): WholeComment {
  return { id, parent: parent_id, name, url, markdown, at, standing }
}

/** Everybody who writes, by name. */
export async function allAuthors(tx: Tx): Promise<WholeAuthor[]> {
  return tx.selectFrom('author').select(['id', 'name', 'slug', 'bio', 'url']).orderBy('name').orderBy('id').execute()
}

/** Addresses that lead to no article: lists and feeds of an older blog. */
export async function leftRedirects(tx: Tx): Promise<{ path: string; target: string }[]> {
  const rows = await tx
    .selectFrom('redirect')
    .select(['path', 'target'])
    .where('target', 'is not', null)
    .orderBy('path')
    .execute()
  return rows.flatMap(({ path, target }) => (target === null ? [] : [{ path, target }]))
}

/** A text as HTML, laid out as articles are. */
export async function htmlOfWhole(
  context: Context,
  workspaceId: string,
  { markdown, language }: Pick<WholeArticle, 'markdown' | 'language'>,
): Promise<string> {
  const inside = <T>(read: (tx: Tx) => Promise<T>) => inWorkspace(context.db, workspaceId, read)
  return (await readableBeside(context, inside, { markdown, language, workspace_id: workspaceId })).html
}
