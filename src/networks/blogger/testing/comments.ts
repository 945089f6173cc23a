import type { Context, Hono } from 'hono'
import { blog, commentOf } from './shapes.ts'
import type { World } from './world.ts'

/** Comments, which are read and moderated only: https://developers.google.com/blogger/docs/3.0/reference/comments */
export function commentsAt(app: Hono, world: World): void {
  const { read, comments, say, page, missing } = world

  app.get(`/v3/blogs/${blog}/comments`, async (c) => {
    await read(c)
    const statuses = c.req.queries('status') ?? ['LIVE']
    const after = Date.parse(c.req.query('startDate') ?? '1970-01-01')
    const found = comments.filter(({ status, at }) => statuses.includes(status) && at.getTime() >= after)
    const items = found.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(commentOf)
    return say(c, { kind: 'blogger#commentList', ...page(c, items) })
  })
  const commentAt = (c: Context) => comments.findIndex(({ id }) => id === c.req.param('comment'))
  for (const [act, status] of [
    ['approve', 'LIVE'],
    ['spam', 'SPAM'],
  ] as const) {
    app.post(`/v3/blogs/${blog}/posts/:post/comments/:comment/${act}`, async (c) => {
      await read(c)
      const found = comments[commentAt(c)]
      if (!found || found.post !== c.req.param('post')) return missing()
      found.status = status
      return say(c, commentOf(found))
    })
  }
  app.delete(`/v3/blogs/${blog}/posts/:post/comments/:comment`, async (c) => {
    await read(c)
    const at = commentAt(c)
    if (at < 0) return missing()
    comments.splice(at, 1)
    return say(c, undefined)
  })
}
