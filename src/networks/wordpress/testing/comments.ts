import type { Hono } from 'hono'
import { fakeNow } from '../../testing/fake.ts'
import type { StoredComment } from './shapes.ts'
import type { World } from './world.ts'

/** Comments: https://developer.wordpress.org/rest-api/reference/comments/ */
export function commentsAt(app: Hono, world: World): void {
  const { refuse, comments, shownComment } = world

  app.get('/wp-json/wp/v2/comments', (c) => {
    const after = Date.parse(c.req.query('after') ?? '1970-01-01')
    const asked = new Set(c.req.query('post')?.split(','))
    const author = c.req.query('author')
    const status = c.req.query('status')
    if (status !== undefined && !world.moderator)
      return refuse('rest_forbidden_param', 'Query parameter not permitted: status', 403)
    const statuses = status === 'all' ? ['approved', 'hold'] : ['approved']
    const found = comments.filter(
      (one) =>
        asked.has(String(one.post)) &&
        one.at.getTime() > after &&
        (!author || author === String(one.author)) &&
        statuses.includes(one.status),
    )
    return c.json(found.map(shownComment))
  })
  app.get('/wp-json/wp/v2/comments/:id', (c) => {
    const found = comments.find(({ id }) => String(id) === c.req.param('id'))
    return found ? c.json(shownComment(found)) : refuse('rest_comment_invalid_id', 'Invalid comment ID.', 404)
  })
  app.post('/wp-json/wp/v2/comments/:id', async (c) => {
    const found = comments.find(({ id }) => String(id) === c.req.param('id'))
    if (!found) return refuse('rest_comment_invalid_id', 'Invalid comment ID.', 404)
    if (!world.moderator) return refuse('rest_cannot_edit', 'Sorry, you are not allowed to edit this comment.', 403)
    const { status } = (await c.req.json()) as Pick<StoredComment, 'status'>
    // As WordPress does, where nothing would change.
    if (status === found.status) return refuse('rest_comment_failed_edit', 'Updating comment status failed.', 500)
    found.status = status
    return c.json(shownComment(found))
  })
  app.post('/wp-json/wp/v2/comments', async (c) => {
    const { post, parent, content } = (await c.req.json()) as { post: number; parent: number; content: string }
    if (comments.some((one) => one.author === 1 && one.post === post && one.text === content)) {
      return refuse(
        'comment_duplicate',
        'Duplicate comment detected; it looks as though you’ve already said that!',
        409,
      )
    }
    const stored: StoredComment = {
      id: ++world.count,
      post,
      parent,
      author: 1,
      text: content,
      at: fakeNow,
      status: 'approved',
    }
    comments.push(stored)
    return c.json(shownComment(stored), 201)
  })
}
