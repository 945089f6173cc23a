/** An article, a page or a note at its address, in each form. */
import {
  authorNeed,
  copiesNeed,
  orderNeed,
  relatedNeed,
  seriesNeed,
  translationsNeed,
  wordsNeed,
} from '../../core/page-needs.ts'
import { shownPictures } from '../../media/index.ts'
import type { ArticleView, SeriesView } from '../../themes/index.ts'
import { authorsOf } from '../authors.ts'
import { permalinkElsewhere } from '../elsewhere.ts'
import { relatedIds } from '../likeness.ts'
import type { LaidOut } from '../markdown/index.ts'
import { articlePage } from '../pages/article.ts'
import {
  byIds,
  findPublished,
  findWords,
  movedFrom,
  nearestTo,
  type PublishedRow,
  seriesAround,
  type WholeRow,
} from '../published.ts'
import { teasersOf } from '../teasers.ts'
import { readableLayout, viewCopies } from '../view.ts'
import { type Answer, type Asked, htmlAnswer, leadTo } from './answer.ts'

/** How many related articles a page shows beside the next one. */
const relatedShown = 3

/** What is read at an address, or where it is now. */
export async function article(asked: Asked, slug: string): Promise<Answer | undefined> {
  const { site, tx, workspaceId } = asked
  const row = await findPublished(tx, workspaceId, slug)
  if (!row) return (await elsewhere(asked, slug)) ?? moved(asked, slug)
  const { html, frames } = await bodyOf(asked, row)
  const further = row.kind === 'page' ? undefined : await furtherFrom(asked, row)
  const view = await viewOf(asked, row, html, further)
  const shown = further ? [further.next, ...further.related, ...(further.series?.parts ?? [])] : []
  const needs = [
    ...[row, ...shown].flatMap((one) => (one ? [wordsNeed(one.id)] : [])),
    ...row.authors.map(authorNeed),
    ...(row.series ? [seriesNeed(row.series.slug)] : []),
    ...(further ? [relatedNeed(row.id), ...(further.byTime ? [orderNeed] : [])] : []),
    translationsNeed(row.translationKey || row.id),
    copiesNeed(row.id),
  ]
  return { ...htmlAnswer(await articlePage(site, view), [...new Set(needs)]), frames }
}

/** What its page shows of an article. */
async function viewOf(asked: Asked, row: WholeRow, body: string, further: Further | undefined): Promise<ArticleView> {
  const { context, tx, workspaceId } = asked
  const authors = await authorsOf(tx, workspaceId, row.authors)
  const pictures = row.picture || authors.some(({ picture }) => picture)
  const ids = [row.picture?.media, ...authors.map(({ picture }) => picture)].filter((id) => typeof id === 'string')
  const files = pictures ? await shownPictures(tx, ids) : new Map()
  const head = row.picture && files.get(row.picture.media)
  return {
    ...row,
    summary: row.excerpt,
    body,
    further: further ? await shownFurther(tx, further) : {},
    draft: false,
    copies: await viewCopies(context, tx, row.id),
    picture: row.picture && head ? { ...row.picture, ...head } : undefined,
    writers: authors.map((author) => ({ ...author, face: files.get(author.picture ?? '')?.file })),
  }
}

/** Where one goes on from an article. */
interface Further {
  next: PublishedRow | undefined
  related: PublishedRow[]
  series: (SeriesView & { parts: PublishedRow[] }) | undefined
  /** Chosen among all, because nothing is like it. */
  byTime: boolean
}

/** The same as its page shows it. */
async function shownFurther(tx: Asked['tx'], { next, related, series }: Further): Promise<ArticleView['further']> {
  const teasers = await teasersOf(tx, [...(next ? [next] : []), ...related])
  return next ? { next: teasers[0], related: teasers.slice(1), series } : { related: teasers, series }
}

/** The next part of its series, what is like it, and else the nearest in time. */
async function furtherFrom({ tx, workspaceId }: Asked, row: PublishedRow): Promise<Further> {
  const series = row.series ? await seriesAround(tx, workspaceId, row.series, row.id) : undefined
  const ids = await relatedIds(tx, row.id, row.language, relatedShown + 1)
  const alike = await byIds(tx, workspaceId, ids)
  const later = series?.parts.slice(series.parts.findIndex(({ id }) => id === row.id) + 1)
  const following = later?.find((part) => !part.translationKey || part.translationKey !== row.translationKey)
  const like = following ?? alike[0]
  const next = like ?? (await nearestTo(tx, workspaceId, row))
  const inSeries = new Set(series?.parts.map(({ id }) => id))
  const related = alike.filter(({ id }) => id !== next?.id && !inSeries.has(id)).slice(0, relatedShown)
  return { next, related, series, byTime: like === undefined }
}

/** An article as its writer wrote it, for programs that read. */
export async function asMarkdown({ tx, workspaceId }: Asked, slug: string): Promise<Answer | undefined> {
  const found = await findWords(tx, workspaceId, slug)
  if (!found) return undefined
  const { title, markdown } = found.words
  const heading = found.kind === 'note' || !title ? '' : `# ${title}\n\n`
  return {
    status: 200,
    type: 'text/markdown; charset=utf-8',
    body: `${heading}${markdown}\n`,
    needs: [wordsNeed(found.id)],
  }
}

/** As it was laid out when it was published; now, where that was never done (kept-page.ts does so in the background). */
export async function bodyOf(
  { context, tx, workspaceId }: Asked,
  { html, frames, source }: WholeRow,
): Promise<Pick<LaidOut, 'html' | 'frames'>> {
  if (html !== null || !source) return { html: html ?? '', frames }
  return readableLayout(context, tx, { ...source, workspace_id: workspaceId })
}

/** An article that lives on another blog: its address here leads there. */
async function elsewhere({ tx, workspaceId }: Asked, slug: string): Promise<Answer | undefined> {
  const row = await tx
    .selectFrom('article')
    .select(['id', 'home_channel_id'])
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .where('state', '=', 'published')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const location = row && (await permalinkElsewhere(tx, row))
  return location ? leadTo(302, location) : undefined
}

/** An address that an article once had. */
async function moved({ tx, site, workspaceId }: Asked, slug: string): Promise<Answer | undefined> {
  const now = await movedFrom(tx, workspaceId, slug)
  return now ? leadTo(301, `${site.home}/${encodeURIComponent(now)}`) : undefined
}
