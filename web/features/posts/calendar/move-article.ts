import type { Article, Delivery, DeliveryPage } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import type { ArticleMove } from './article-times.ts'
import { type Moves, pieces, sendMoves } from './send-moves.ts'

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

/**
 * Puts a scheduled article and some of its posts to other times, in the order in which no post ever leaves before the article: its
 * posts first where all go later. @returns the posts that stay, with the reason
 */
export async function moveArticle({ id, from, to }: ArticleMove, moves: Moves) {
  const posts = async () => (await sendMoves(pieces(moves).map((some) => ({ moves: some })))).refused
  const later = Date.parse(to) > Date.parse(from)
  const before = later ? await posts() : []
  await ask<Article>(`/api/articles/${id}/publish`, { method: 'POST', body: { at: to } })
  return later ? before : posts()
}
