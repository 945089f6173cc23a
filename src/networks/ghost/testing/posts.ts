import type { Hono } from 'hono'
import { refused, type Stored, server } from './shapes.ts'
import type { World } from './world.ts'

/** Posts and their pictures: https://ghost.org/docs/admin-api/#posts */
export function postsAt(app: Hono, world: World): void {
  const { posts, shown, page, missing, invalid, wrongIn, keep, updatedAt } = world

  app.get('/posts/', (c) => {
    const out = posts.filter(({ status }) => c.req.query('filter') !== 'status:published' || status === 'published')
    const sorted = out.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(shown)
    const { items, meta } = page(sorted, Number(c.req.query('limit') ?? 15), Number(c.req.query('page') ?? 1))
    return c.json({ posts: items, meta })
  })
  app.get('/posts/slug/:slug/', (c) => {
    const found = posts.find(({ slug }) => slug === c.req.param('slug'))
    return found ? c.json({ posts: [shown(found)] }) : missing('post')
  })
  app.get('/posts/:id/', (c) => {
    const found = posts.find((post) => post.id === c.req.param('id'))
    return found ? c.json({ posts: [shown(found)] }) : missing('post')
  })
  app.post('/posts/', async (c) => {
    const { posts: sent } = (await c.req.json()) as { posts: [Partial<Stored>] }
    if (c.req.query('source') !== 'html') return invalid('Without source=html the body would be lost.')
    return wrongIn({ title: '', ...sent[0] }) ?? c.json({ posts: [shown(keep(sent[0]))] }, 201)
  })
  app.put('/posts/:id/', async (c) => {
    const found = posts.find((post) => post.id === c.req.param('id'))
    if (!found) return missing('post')
    const { posts: sent } = (await c.req.json()) as { posts: [Partial<Stored> & { updated_at?: string }] }
    const { updated_at, ...changes } = sent[0]
    if (world.edits > 0) {
      world.edits--
      found.version++
    }
    if (updated_at !== updatedAt(found)) {
      const context = 'Saving failed! Someone else is editing this post.'
      return refused(409, 'UpdateCollisionError', context, { code: 'UPDATE_COLLISION' })
    }
    const wrong = wrongIn(changes)
    if (wrong) return wrong
    Object.assign(found, changes, { version: found.version + 1 })
    return c.json({ posts: [shown(found)] })
  })
  app.post('/images/upload/', async (c) => {
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || !/^image\//.test(file.type))
      return refused(415, 'UnsupportedMediaTypeError', 'Please select a valid image.')
    return c.json({ images: [{ url: `${server}/content/images/${file.name}`, ref: null }] }, 201)
  })
}
