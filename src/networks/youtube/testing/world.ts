import type { Context } from 'hono'
import { googleAccount } from '../../testing/google.ts'
import { described, type StoredComment, type StoredVideo, type UploadSession } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    count: 100,
    cutAfter: undefined as number | undefined,
  }

  const account = googleAccount()
  const videos: StoredVideo[] = []
  const comments: StoredComment[] = []
  const sessions = new Map<string, UploadSession>()
  const ranges: string[] = []
  const say = (c: Context, body: unknown) => {
    described.answer(c.req.method, new URL(c.req.url), body)
    return body === undefined ? c.body(null, 204) : Response.json(body)
  }
  const read = async (c: Context) => {
    const text = await c.req.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    described.request(c.req.method, new URL(c.req.url), body)
    return body
  }
  const page = <T>(c: Context, all: readonly T[]) => {
    const size = Number(c.req.query('maxResults') ?? 20)
    const start = Number(c.req.query('pageToken') ?? 0)
    const more = start + size < all.length ? { nextPageToken: String(start + size) } : {}
    return { etag: 'e', items: all.slice(start, start + size), ...more }
  }
  const newestFirst = <T extends { at: Date }>(all: readonly T[]) =>
    all.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return Object.assign(world, { account, videos, comments, sessions, ranges, say, read, page, newestFirst })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
