import { orderNeed, wordsNeed } from '../../core/page-needs.ts'
import { homePage } from '../pages/home.ts'
import { pageSize } from '../pages/lists.ts'
import { pinnedOnes, publishedFrom, publishedMonths } from '../published.ts'
import { type Answer, type Asked, htmlAnswer } from './answer.ts'

/** The front page, and those behind it. What is pinned stands before all others, on the first one. */
export async function home({ tx, site, workspaceId }: Asked, page: number): Promise<Answer | undefined> {
  const months = await publishedMonths(tx, workspaceId)
  const pages = Math.max(1, Math.ceil(months.count / pageSize))
  if (page > pages) return undefined
  const pinned = page === 1 ? await pinnedOnes(tx, workspaceId) : []
  const rows = await publishedFrom(tx, workspaceId, months, (page - 1) * pageSize, pageSize)
  const first = new Set(pinned.map(({ id }) => id))
  const shown = [...pinned, ...rows.filter(({ id }) => !first.has(id))]
  return htmlAnswer(homePage(site, shown, page, pages), [orderNeed, ...shown.map(({ id }) => wordsNeed(id))])
}
