import type { Hono } from 'hono'
import { budi, described, me, type Stored } from './shapes.ts'
import type { World } from './world.ts'

/** Lists of them: https://docs.x.com/x-api/users/get-posts */
export function timelinesAt(app: Hono, world: World): void {
  const { say, shown, posts } = world

  const timeline = (path: string, request: Request, chosen: readonly Stored[], includes?: object) => {
    const query = new URL(request.url).searchParams
    described.request(path, 'get', undefined, { query })
    const since = BigInt(query.get('since_id') ?? 0)
    const start = Date.parse(query.get('start_time') ?? '2010-11-06T00:00:00Z')
    const fitting = chosen
      .filter(({ id, at }) => BigInt(id) > since && Date.parse(at) >= start)
      .toSorted((a, b) => (BigInt(a.id) > BigInt(b.id) ? -1 : 1))
    const from = Number(query.get('pagination_token') ?? 0)
    const size = Number(query.get('max_results') ?? 10)
    const page = fitting.slice(from, from + size)
    const more = from + size < fitting.length ? { next_token: String(from + size) } : {}
    return say(path, 'get', {
      ...(page.length > 0 ? { data: page.map(shown), ...(includes ? { includes } : {}) } : {}),
      meta: { result_count: page.length, ...more },
    })
  }
  app.get('/2/users/1001/tweets', (c) =>
    timeline(
      '/2/users/{id}/tweets',
      c.req.raw,
      posts.filter(({ author }) => author === me.id),
    ),
  )
  app.get('/2/users/1001/mentions', (c) => {
    const includes = { users: [{ ...budi, profile_image_url: 'https://pbs.twimg.com/b.png' }] }
    return timeline(
      '/2/users/{id}/mentions',
      c.req.raw,
      posts.filter(({ author }) => author !== me.id),
      includes,
    )
  })
}
