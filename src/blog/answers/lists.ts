/** Lists of articles that have something in common. */
import { authorNeed, orderNeed, seriesNeed, tagNeed, wordsNeed, writtenByNeed } from '../../core/page-needs.ts'
import { type ArchiveYear, yearsOf } from '../archive.ts'
import { authorAt, faceOf } from '../authors.ts'
import { archivePage, archivePageSize } from '../pages/archive.ts'
import { authorPage, seriesPage, tagPage } from '../pages/collections.ts'
import { tagPageSize } from '../pages/lists.ts'
import {
  countInSeries,
  countTagged,
  countWrittenBy,
  type PublishedRow,
  publishedBetween,
  seriesFrom,
  taggedFrom,
  writtenByFrom,
} from '../published.ts'
import { teasersOf } from '../teasers.ts'
import { type Answer, type Asked, htmlAnswer } from './answer.ts'

const wordsOf = (rows: readonly PublishedRow[]) => rows.map(({ id }) => wordsNeed(id))
const startOf = (page: number) => (page - 1) * tagPageSize

/** The articles with a tag, spelled as in its address. */
export async function tagged({ tx, site, workspaceId }: Asked, tag: string, page: number): Promise<Answer | undefined> {
  const count = await countTagged(tx, workspaceId, tag)
  const pages = Math.ceil(count / tagPageSize)
  if (page > pages) return undefined
  const rows = await taggedFrom(tx, workspaceId, tag, startOf(page), tagPageSize)
  return htmlAnswer(await tagPage(site, tag, { list: await teasersOf(tx, rows), count, page, pages }), [
    tagNeed(tag),
    ...wordsOf(rows),
  ])
}

/** Who an author is, and what they wrote. One without an article has a page too: others link to it. */
export async function authored(
  { tx, site, workspaceId }: Asked,
  slug: string,
  page: number,
): Promise<Answer | undefined> {
  const author = await authorAt(tx, workspaceId, slug)
  if (!author) return undefined
  const count = await countWrittenBy(tx, workspaceId, author.id)
  const pages = Math.max(1, Math.ceil(count / tagPageSize))
  if (page > pages) return undefined
  const rows = await writtenByFrom(tx, workspaceId, author.id, startOf(page), tagPageSize)
  const face = await faceOf(tx, author)
  const needs = [authorNeed(author.id), writtenByNeed(author.id), ...wordsOf(rows)]
  return htmlAnswer(
    await authorPage(site, { ...author, face }, { list: await teasersOf(tx, rows), count, page, pages }),
    needs,
  )
}

/** The parts of a series in their order. */
export async function inSeries(
  { tx, site, workspaceId }: Asked,
  slug: string,
  page: number,
): Promise<Answer | undefined> {
  const count = await countInSeries(tx, workspaceId, slug)
  const pages = Math.ceil(count / tagPageSize)
  if (page > pages) return undefined
  const rows = await seriesFrom(tx, workspaceId, slug, startOf(page), tagPageSize)
  const name = rows[0]?.series?.name ?? slug
  const body = await seriesPage(
    site,
    { name, slug },
    { list: await teasersOf(tx, rows), count, page, pages },
    startOf(page) + 1,
  )
  return htmlAnswer(body, [seriesNeed(slug), ...wordsOf(rows)])
}

/** A year's articles, and which other years have some. @param year missing: the newest that has one */
export async function archive(
  { tx, site, workspaceId }: Asked,
  year: number | undefined,
  page: number,
): Promise<Answer | undefined> {
  const years = await yearsOf(tx, workspaceId, site.timeZone)
  const shown: ArchiveYear | undefined = year === undefined ? years[0] : years.find((one) => one.year === year)
  if (!shown && year !== undefined) return undefined
  const pages = shown ? Math.ceil(shown.n / archivePageSize) : 1
  if (page > pages) return undefined
  const rows = shown
    ? await publishedBetween(tx, workspaceId, shown, (page - 1) * archivePageSize, archivePageSize)
    : []
  const list = await teasersOf(tx, rows)
  const body = await archivePage(site, { years, year: shown?.year, list, page, pages }, year === undefined)
  return htmlAnswer(body, [orderNeed, ...wordsOf(rows)])
}
