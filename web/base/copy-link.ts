import type { Delivery } from '../../src/http/api.ts'

/**
 * Where the words of a post are written again: what was taken back goes on there, and what was sent, cancelled or failed is copied.
 * Posts of an article are written on its page of posts, where its link goes along. An answer has no such place.
 */
export function copyLink({ postId, article, responseId }: Pick<Delivery, 'postId' | 'article' | 'responseId'>) {
  if (responseId !== null) return undefined
  return article ? `/writing/${article.id}/teasers?post=${postId}` : `/posts/new?post=${postId}`
}
