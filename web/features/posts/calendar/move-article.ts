import type { Article, Delivery, DeliveryPage } from '../../../../src/http/api.ts'
import { ApiProblem, ask } from '../../../base/api.ts'
import { plainWords } from '../../../base/plain-words.ts'
import type { ArticleMove } from './article-times.ts'
import { type Moves, pieces, sendMoves, wayBack } from './send-moves.ts'

/** A list of posts is asked for so often at most: as many as one article never has. */
const mostPages = 20

/** The posts of an article that wait, wherever they stand. */
export async function waitingPosts(articleId: string): Promise<Delivery[]> {
  const all: Delivery[] = []
  let cursor = ''
  for (let page = 0; page < mostPages; page++) {
    const search = new URLSearchParams({ articleId, state: 'scheduled', ...(cursor && { cursor }) })
    const { deliveries, next } = await ask<DeliveryPage>(`/api/deliveries?${search}`)
    all.push(...deliveries)
    if (!next) break
    cursor = next
  }
  return all
}

/** What somebody has decided about it since it was shown here is not decided anew: a move publishes what was taken back. */
async function refuseMoved({ id, from }: ArticleMove): Promise<void> {
  const { state, publishAt } = await ask<Article>(`/api/articles/${id}`)
  if (state === 'scheduled' && publishAt && Date.parse(publishAt) === Date.parse(from)) return
  throw new ApiProblem('conflict', plainWords.articleElsewhere)
}

/**
 * Puts a scheduled article and some of its posts to other times, in the order in which no post ever leaves before the article: its
 * posts first where all go later. Where the article can't be moved, they are put back.
 * @returns the posts that stay, with the reason. @throws ApiProblem `conflict` where the article goes out at another time by now, or not at all
 */
export async function moveArticle(move: ArticleMove, moves: Moves) {
  const { id, from, to } = move
  await refuseMoved(move)
  const posts = (some: Moves) => sendMoves(pieces(some).map((each) => ({ moves: each })))
  const publish = () => ask<Article>(`/api/articles/${id}/publish`, { method: 'POST', body: { at: to } })
  if (Date.parse(to) <= Date.parse(from)) {
    await publish()
    return (await posts(moves)).refused
  }
  const moved = await posts(moves)
  await publish().catch(async (error) => {
    await posts(wayBack(moved))
    throw error
  })
  return moved.refused
}
