import type { Hono } from 'hono'
import { refused, type StoredComment, server } from './shapes.ts'
import type { World } from './world.ts'

/** Comments, as the admin sees them. */
export function commentsAt(app: Hono, world: World): void {
  const { comments, page, missing } = world

  app.get('/comments/', (c) => {
    if (!world.commentList) return refused(404, 'NotFoundError', 'Resource not found')
    const [, since] = /^created_at:>='(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)'$/.exec(c.req.query('filter') ?? '') ?? []
    const from = since === undefined ? 0 : Date.parse(`${since.replace(' ', 'T')}Z`)
    const found = comments.filter(({ at, status }) => at.getTime() >= from && status !== 'deleted')
    const items = found
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      .map(({ id: number, post, text, at, status }) => ({
        id: number,
        parent_id: null,
        in_reply_to_id: null,
        status,
        html: `<p>${text}</p>`,
        created_at: at.toISOString(),
        member: { id: 'm2', uuid: 'u', name: 'Budi', email: 'budi@example.com', avatar_image: null },
        post: { id: post, uuid: post, title: '', url: `${server}/${post}/` },
      }))
    const { items: comments_, meta } = page(items, Number(c.req.query('limit')), Number(c.req.query('page') ?? 1))
    return c.json({ comments: comments_, meta })
  })
  app.put('/comments/:id/', async (c) => {
    const found = comments.find((comment) => comment.id === c.req.param('id'))
    if (!found) return missing('comment')
    const { comments: sent } = (await c.req.json()) as { comments: [Pick<StoredComment, 'status'>] }
    found.status = sent[0].status
    return c.json({ comments: [{ id: found.id, status: found.status }] })
  })
}
