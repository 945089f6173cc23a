import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** The article and its post as the server has them. */
let article = { id: 'a', state: 'scheduled', publishAt: '2030-01-01T02:00:00.000Z' }
let post = { id: 'p', dueAt: '2030-01-01T02:05:00.000Z' }
let refuses = false

function server(path: string, { method = 'GET', body }: RequestInit): Response {
  const asked = body ? JSON.parse(String(body)) : {}
  if (path.endsWith('/publish')) {
    if (refuses)
      return Response.json({ problem: { kind: 'conflict', words: { id: 'Tidak', en: 'No' } } }, { status: 409 })
    article = { ...article, state: 'scheduled', publishAt: asked.at }
  } else if (method === 'POST') {
    const before = { state: 'scheduled', dueAt: post.dueAt }
    post = { ...post, dueAt: asked.moves[0].at }
    return Response.json({ deliveries: [{ ...post, before }], refused: [] })
  }
  return Response.json(article)
}

beforeEach(() => {
  article = { id: 'a', state: 'scheduled', publishAt: '2030-01-01T02:00:00.000Z' }
  post = { id: 'p', dueAt: '2030-01-01T02:05:00.000Z' }
  refuses = false
  vi.stubGlobal('navigator', { onLine: true, languages: ['en'] })
  vi.stubGlobal('window', Object.assign(new EventTarget(), { setTimeout, clearTimeout }))
  vi.stubGlobal('location', { pathname: '/panel/', href: 'http://localhost/panel/' })
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => server(path, init))
})
afterEach(() => vi.unstubAllGlobals())

/** Read when the page's globals are there. */
const moveArticle = async (...asked: Parameters<typeof import('./move-article.ts').moveArticle>) =>
  (await import('./move-article.ts')).moveArticle(...asked)

const later = { id: 'a', title: 'Kopi', from: '2030-01-01T02:00:00.000Z', to: '2030-01-02T02:00:00.000Z' }
const along = [{ id: 'p', at: '2030-01-02T02:05:00.000Z' }]

test('an article and its posts go to another time', async () => {
  expect(await moveArticle(later, along)).toEqual([])
  expect([article.publishAt, post.dueAt]).toEqual([later.to, along[0]?.at])
})

test.each([
  { state: 'draft', publishAt: null },
  { state: 'published', publishAt: null },
  { state: 'scheduled', publishAt: '2030-01-05T02:00:00.000Z' },
])('what somebody has decided about it meanwhile is not undone: $state, $publishAt', async (now) => {
  article = { ...article, ...now } as typeof article
  await expect(moveArticle(later, along)).rejects.toMatchObject({ kind: 'conflict' })
  expect(article).toMatchObject(now)
  expect(post.dueAt).toBe('2030-01-01T02:05:00.000Z')
})

test('where the article is refused, its posts are where they were', async () => {
  refuses = true
  await expect(moveArticle(later, along)).rejects.toMatchObject({ kind: 'conflict' })
  expect(post.dueAt).toBe('2030-01-01T02:05:00.000Z')
})
