import type { Article, ArticleCreate, ArticleSummary, Held, Me, MeChange } from '../../src/http/api.ts'
import { ask, willPass } from './api.ts'
import { freshId } from './ids.ts'
import { writeKept } from './kept.ts'
import { brandQuery, meQuery, queryClient, refreshTopic } from './queries.ts'
import { enterWorkspace, leaveWorkspace } from './workspace.ts'

/** An article that the server has not seen: its version is 0 until its first words are saved. */
function beginHere(id: string, start: ArticleCreate): Article {
  const me = queryClient.getQueryData(meQuery.queryKey)
  const brand = queryClient.getQueryData(brandQuery.queryKey)
  const language = start.language ?? brand?.language ?? me?.user?.language ?? 'id'
  const nothing = { title: '', slug: '', summary: '', tags: [], markdown: '' }
  const plain = { kind: 'article' as const, pinned: false, picture: null, authors: [], series: '', part: null }
  const dates = { publishAt: null, publishedAt: null, deletedAt: null, updatedAt: new Date().toISOString() }
  const permalink = `${me?.workspace?.blog ?? me?.home ?? ''}/…`
  const by = me?.user?.id ?? ''
  return {
    ...nothing,
    ...plain,
    ...dates,
    state: 'draft',
    words: 0,
    permalink,
    version: 0,
    changed: false,
    homeChannelId: null,
    slugFollows: true,
    by,
    translations: [],
    ...start,
    id,
    language,
  }
}

/** One of one's own that was opened and never written in: it is gone on with, instead of one more beside it. */
async function blankOne(): Promise<Article | undefined> {
  const me = queryClient.getQueryData(meQuery.queryKey)?.user?.id
  const { articles } = await ask<{ articles: ArticleSummary[] }>('/api/articles?state=draft')
  const like = articles.find(
    ({ kind, title, words, summary, tags }) => kind === 'article' && !title && !words && !summary && !tags.length,
  )
  const article = like && (await ask<Article>(`/api/articles/${like.id}`))
  return article && article.by === me && !article.markdown && !article.summary ? article : undefined
}

async function begin(start: ArticleCreate): Promise<Article> {
  const blank = Object.keys(start).length === 0 && (await blankOne().catch(() => undefined))
  if (blank) return blank
  const id = freshId()
  try {
    return await ask<Article>('/api/articles', { method: 'POST', body: { ...start, id } })
  } catch (error) {
    if (!willPass(error)) throw error
    const article = beginHere(id, start)
    if (!writeKept(`begun:${id}`, article)) throw error
    return article
  }
}

/** Begins an article and answers it; the caller opens it. Without a line it begins on this device. */
export async function createArticle(start: ArticleCreate = {}): Promise<Article> {
  const article = await begin(start)
  queryClient.setQueryData(['articles', article.id], article)
  void refreshTopic('articles')
  return article
}

/** Changes what the person prefers. */
export async function changeMe(change: MeChange): Promise<void> {
  await ask('/api/me', { method: 'PATCH', body: change })
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
}

/** Holds everything that would leave, or lets it go. Answers what was on its way and can't be called back. */
export async function setHold(on: boolean, reason = ''): Promise<Held['inTheAir']> {
  const { inTheAir } = await ask<Held>('/api/hold', { method: 'PUT', body: on ? { on, reason } : { on } })
  await refreshTopic('hold')
  return inTheAir
}

/** Goes on in another workspace: in this window, and where windows to come begin. */
export async function switchTo(id: string): Promise<void> {
  await ask('/api/workspace', { method: 'PUT', body: { id } })
  const me = queryClient.getQueryData<Me>(meQuery.queryKey)
  if (me?.user) enterWorkspace(id, me.user.id)
}

/** Ends the session, and forgets what was read. Words typed and not saved stay on the device. */
export async function signOut(): Promise<void> {
  await ask('/api/auth/sign-out', { method: 'POST' })
  // What the service worker kept to be read without a line (web/worker/worker.ts). `caches` is missing without https.
  if ('caches' in window) await caches.delete('percakapan-answers')
  leaveWorkspace()
  const me = queryClient.getQueryData<Me>(meQuery.queryKey)
  if (me) queryClient.setQueryData(meQuery.queryKey, { ...me, user: null })
  // Not `me` itself: the page that is shown follows it.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
}
