import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { shorten } from '../core/text/shorten.ts'
import type { Tx } from '../db/client.ts'
import type { PublishedArticle } from '../db/tables.ts'
import { copiesOf } from '../publishing/index.ts'
import type { ArticleRow } from './article.ts'
import { type PictureFacts, renderMarkdown, summarise } from './markdown/index.ts'
import type { ArticleView, NextArticle } from './pages/article.ts'
import { html } from './pages/html.ts'

/** Words in a Markdown text, roughly as a person counts. */
export function countWords(markdown: string): number {
  const text = markdown.replace(/\]\([^)]*\)/g, '] ').replace(/```[^\n]*/g, ' ')
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0
}

/** What a reader sees: the published words, or those being written for a preview. */
export async function viewArticle(
  context: Context,
  tx: Tx,
  row: ArticleRow,
  words: PublishedArticle,
  body = readableBody,
): Promise<ArticleView> {
  const copies = await copiesOf(tx, row.id)
  return {
    slug: row.slug,
    title: words.title,
    summary: summaryOf(words),
    body: await body(context, tx, words),
    tags: words.tags,
    language: words.language,
    words: countWords(words.markdown),
    publishedAt: row.published_at,
    modifiedAt: new Date(words.at),
    copies: copies.map((copy) => ({
      label: context.networks[copy.network]?.label ?? copy.network,
      url: copy.permalink,
    })),
  }
}

/**
 * The article's text as HTML: under the page's own h1, with the sizes of our own pictures.
 * @throws Problem `wrong-input` for a text that is nested too deep, or takes too long
 */
export async function renderBody(
  context: Pick<Context, 'config' | 'log'>,
  tx: Tx,
  words: Pick<PublishedArticle, 'markdown' | 'language'>,
): Promise<string> {
  const { markdown, language } = words
  return renderMarkdown(markdown, {
    language,
    site: context.config.baseUrl,
    headingShift: 'below-title',
    pictures: await pictureSizes(tx, markdown),
  })
}

/**
 * As {@link renderBody}, for readers: a text that cannot be laid out (publishing refuses it, but its words may have been
 * changed since it was scheduled, or the machine is busy) stands there as it was typed.
 */
export async function readableBody(...given: Parameters<typeof renderBody>): Promise<string> {
  try {
    return await renderBody(...given)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const [{ log }, , { markdown }] = given
    log.warn({ error }, 'an article is shown as it was typed')
    return markdown
      .split(/\n{2,}/)
      .map((paragraph) => html`<p>${paragraph}</p>`.value)
      .join('\n')
  }
}

/** Width and height by address, so that a page doesn't jump while its pictures load. */
async function pictureSizes(tx: Tx, markdown: string): Promise<Map<string, PictureFacts>> {
  const ids = [...markdown.matchAll(/\/media\/([0-9a-f-]{36})\.\w+/g)].map((match) => match[1] as string)
  if (!ids.length) return new Map()
  const rows = await tx
    .selectFrom('media')
    .select(['file', 'width', 'height'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ file, width, height }) => [`/media/${file}`, { width, height }]))
}

const summaryLength = 200

/** What the writer gave, or the article's beginning; as it was typed where it cannot be laid out. */
export function summaryOf(words: Pick<PublishedArticle, 'summary' | 'markdown'>): string {
  if (words.summary) return words.summary
  try {
    return summarise(words.markdown, summaryLength)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return shorten(words.markdown.slice(0, 2 * summaryLength).replace(/\s+/g, ' '), summaryLength)
  }
}

/**
 * The article to go on with: the one that shares most tags, then the nearest older one, then the nearest newer one.
 * @param others published articles, newest first
 */
export function chooseNext(
  row: Pick<ArticleRow, 'id' | 'tags' | 'published_at'>,
  others: readonly ArticleRow[],
): NextArticle | undefined {
  const at = row.published_at?.getTime() ?? Number.POSITIVE_INFINITY
  const candidates = others.filter((other) => other.id !== row.id && other.published)
  const shared = (other: ArticleRow) => other.tags.filter((tag) => row.tags.includes(tag)).length
  const distance = (other: ArticleRow) => {
    const age = at - (other.published_at?.getTime() ?? 0)
    return age >= 0 ? age : Number.MAX_SAFE_INTEGER / 2 - age
  }
  const [best] = [...candidates].sort((a, b) => shared(b) - shared(a) || distance(a) - distance(b))
  return best?.published
    ? { slug: best.slug, title: best.published.title, summary: summaryOf(best.published) }
    : undefined
}
