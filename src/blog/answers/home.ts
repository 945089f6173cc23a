import { orderNeed, seriesNeed, wordsNeed } from '../../core/page-needs.ts'
import type { HomeView } from '../../themes/index.ts'
import { homePage } from '../pages/home.ts'
import { pageSize } from '../pages/lists.ts'
import { type PublishedRow, pinnedOnes, publishedFrom, publishedMonths, seriesAround } from '../published.ts'
import { withNotes } from '../teasers.ts'
import { type Answer, type Asked, htmlAnswer } from './answer.ts'
import { endpointsOf } from './endpoints.ts'

/** The front page, and those behind it. */
export async function home(asked: Asked, page: number): Promise<Answer | undefined> {
  const found = await homeView(asked, page)
  const endpoints = page === 1 ? await endpointsOf(asked) : undefined
  if (!found) return undefined
  const answer = htmlAnswer(await homePage(asked.site, found.view, undefined, endpoints), found.needs)
  return endpoints ? { ...answer, links: endpoints } : answer
}

/** What a front page shows, and what it is made of. What is pinned stands before all others, on the first one. */
export async function homeView(
  { tx, workspaceId }: Pick<Asked, 'tx' | 'workspaceId'>,
  page: number,
): Promise<{ view: HomeView; needs: string[] } | undefined> {
  const months = await publishedMonths(tx, workspaceId)
  const pages = Math.max(1, Math.ceil(months.count / pageSize))
  if (page > pages) return undefined
  const pinned = page === 1 ? await pinnedOnes(tx, workspaceId) : []
  const rows = await publishedFrom(tx, workspaceId, months, (page - 1) * pageSize, pageSize)
  const first = new Set(pinned.map(({ id }) => id))
  const shown = [...pinned, ...rows.filter(({ id }) => !first.has(id))]
  const series = page === 1 ? await seriesOf(tx, workspaceId, shown) : undefined
  const list = (await withNotes(tx, workspaceId, shown)).map((one) => ({ ...one, pinned: page === 1 && one.pinned }))
  return {
    view: { kind: 'home', list, page, pages, series, tags: page === 1 ? tagsOf(shown) : [] },
    needs: [
      orderNeed,
      ...shown.map(({ id }) => wordsNeed(id)),
      ...(series ? [seriesNeed(series.slug), ...series.parts.map(({ id }) => wordsNeed(id))] : []),
    ],
  }
}

/** The series of the newest article that is in one. */
function seriesOf(tx: Asked['tx'], workspaceId: string, shown: readonly PublishedRow[]) {
  const [newest] = shown.filter(({ series }) => series).sort((a, b) => timeOf(b) - timeOf(a))
  return newest?.series ? seriesAround(tx, workspaceId, newest.series, newest.id) : undefined
}

const timeOf = ({ publishedAt }: PublishedRow) => publishedAt?.getTime() ?? 0

const mostTags = 12

/** Tags of what is shown, the most frequent first: no more is read where a blog has more. */
function tagsOf(shown: readonly PublishedRow[]): string[] {
  const uses = new Map<string, number>()
  for (const tag of shown.flatMap(({ tags }) => tags)) uses.set(tag, (uses.get(tag) ?? 0) + 1)
  return [...uses]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostTags)
    .map(([tag]) => tag)
}
