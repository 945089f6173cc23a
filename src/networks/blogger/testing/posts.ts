import type { Hono } from 'hono'
import { fakeNow } from '../../testing/fake.ts'
import { blog, postOf, type Stored } from './shapes.ts'
import type { World } from './world.ts'

/** Posts, and what becomes of them: https://developers.google.com/blogger/docs/3.0/reference/posts */
export function postsAt(app: Hono, world: World): void {
  const { read, posts, say, page, keep, postAt, missing } = world

  app.get(`/v3/blogs/${blog}/posts`, async (c) => {
    await read(c)
    const statuses = c.req.queries('status') ?? ['LIVE']
    const by = c.req.query('orderBy') === 'UPDATED' ? 'updated' : 'published'
    // Only authors see more than readers do.
    const seen = posts.filter(
      ({ status }) => statuses.includes(status) && (status === 'LIVE' || c.req.query('view') === 'AUTHOR'),
    )
    const sorted = seen.toSorted((a, b) => b[by].getTime() - a[by].getTime())
    const items = sorted.map((post) => postOf(post, c.req.query('fetchBodies') === 'true'))
    return say(c, { kind: 'blogger#postList', ...page(c, items) })
  })
  app.post(`/v3/blogs/${blog}/posts`, async (c) => {
    const { title = '', content = '', labels = [] } = (await read(c)) as Partial<Stored>
    const status = c.req.query('isDraft') === 'true' ? 'DRAFT' : 'LIVE'
    return say(c, postOf(keep(title, content, fakeNow, { labels, status }), true))
  })
  app.get(`/v3/blogs/${blog}/posts/:post`, async (c) => {
    await read(c)
    const found = postAt(c)
    const seen = found && (found.status === 'LIVE' || c.req.query('view') === 'AUTHOR')
    return seen ? say(c, postOf(found, c.req.query('fetchBody') !== 'false')) : missing()
  })
  app.patch(`/v3/blogs/${blog}/posts/:post`, async (c) => {
    const body = (await read(c)) as Partial<Stored>
    const found = postAt(c)
    if (!found) return missing()
    Object.assign(found, body, { updated: fakeNow })
    return say(c, postOf(found, true))
  })
  for (const [act, status] of [
    ['publish', 'LIVE'],
    ['revert', 'DRAFT'],
  ] as const) {
    app.post(`/v3/blogs/${blog}/posts/:post/${act}`, async (c) => {
      await read(c)
      const found = postAt(c)
      if (!found) return missing()
      found.status = status
      return say(c, postOf(found, true))
    })
  }
}
