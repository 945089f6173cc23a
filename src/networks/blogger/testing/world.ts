import type { Context } from 'hono'
import { googleAccount, refused } from '../../testing/google.ts'
import { described, type Stored, type StoredComment } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    count: 100,
  }

  const account = googleAccount()
  const posts: Stored[] = []
  const comments: StoredComment[] = []
  const keep = (title: string, content: string, at: Date, more: Partial<Stored> = {}): Stored => {
    const stored: Stored = {
      id: String(++world.count),
      title,
      content,
      labels: [],
      status: 'LIVE',
      published: at,
      updated: at,
      ...more,
    }
    posts.push(stored)
    return stored
  }
  const read = async (c: Context) => {
    const text = await c.req.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    described.request(c.req.method, new URL(c.req.url), body)
    return body
  }
  const say = (c: Context, body: unknown) => {
    described.answer(c.req.method, new URL(c.req.url), body)
    return body === undefined ? c.body(null, 204) : Response.json(body)
  }
  const missing = () => refused(404, 'notFound', 'Not Found')
  const page = <T>(c: Context, all: readonly T[]) => {
    const size = Number(c.req.query('maxResults') ?? 10)
    const start = Number(c.req.query('pageToken') ?? 0)
    const items = all.slice(start, start + size)
    const more = start + size < all.length ? { nextPageToken: String(start + size) } : {}
    // Blogger leaves an empty list out.
    return { ...(items.length > 0 ? { items } : {}), ...more }
  }
  const postAt = (c: Context) => posts.find(({ id }) => id === c.req.param('post'))
  return Object.assign(world, { account, posts, comments, keep, read, say, missing, page, postAt })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
