import type { Article, ArticleCreate, Me, MeChange } from '../../src/http/api.ts'
import { ask } from './api.ts'
import { meQuery, queryClient, refreshRoom } from './queries.ts'

/** Begins an article and answers it; the caller opens it. */
export async function createArticle(start: ArticleCreate = {}): Promise<Article> {
  const article = await ask<Article>('/api/articles', { method: 'POST', body: start })
  queryClient.setQueryData(['articles', article.id], article)
  void refreshRoom('articles')
  return article
}

/** Changes what the person prefers. */
export async function changeMe(change: MeChange): Promise<void> {
  await ask('/api/me', { method: 'PATCH', body: change })
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
}

/** Holds everything that would leave, or lets it go. */
export async function setHold(on: boolean, reason = ''): Promise<void> {
  await ask('/api/hold', { method: 'PUT', body: on ? { on, reason } : { on } })
  await refreshRoom('hold')
}

/** Ends the session, and forgets what was read. Words typed and not saved stay on the device. */
export async function signOut(): Promise<void> {
  await ask('/api/auth/sign-out', { method: 'POST' })
  const me = queryClient.getQueryData<Me>(meQuery.queryKey)
  if (me) queryClient.setQueryData(meQuery.queryKey, { ...me, user: null })
  // Not `me` itself: the page that is shown follows it.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
}
