import type { Hono } from 'hono'
import { fakeNow } from '../../testing/fake.ts'
import type { Stored } from './shapes.ts'
import type { World } from './world.ts'

/** Posts: https://developer.wordpress.org/rest-api/reference/posts/ */
export function postsAt(app: Hono, world: World): void {
  const { posts, shown, refuse, shownArticle, media, keep } = world

  app.get('/wp-json/wp/v2/posts', (c) => {
    const slug = c.req.query('slug')
    if (slug !== undefined) return c.json(posts.filter((post) => post.slug === slug).map(shown))
    const [size, page] = [Number(c.req.query('per_page') ?? 10), Number(c.req.query('page') ?? 1)]
    const all = posts.filter(({ status }) => status === 'publish').toSorted((a, b) => b.at.getTime() - a.at.getTime())
    const pages = Math.ceil(all.length / size)
    if (page > Math.max(1, pages)) return refuse('rest_post_invalid_page_number', 'The page number is too large.', 400)
    const headers = { 'x-wp-total': String(all.length), 'x-wp-totalpages': String(pages) }
    return c.json(all.slice((page - 1) * size, page * size).map(shownArticle), 200, headers)
  })
  app.post('/wp-json/wp/v2/posts', async (c) => {
    const {
      slug,
      content,
      title,
      excerpt,
      tags: ids,
      featured_media,
    } = (await c.req.json()) as Partial<Stored> & {
      featured_media?: number
    }
    if (featured_media !== undefined && !media.some(({ id }) => id === featured_media))
      return refuse('rest_invalid_featured_media', 'Invalid featured media ID.', 400)
    if (!content && !title) return refuse('empty_content', 'Content, title, and excerpt are empty.', 400)
    const more = { title: title ?? '', excerpt: excerpt ?? '', tags: ids ?? [], featured: featured_media ?? 0 }
    return c.json(shown(keep(slug ?? '', content ?? '', fakeNow, more)), 201)
  })
  const postAt = (id: string) => posts.find((post) => String(post.id) === id)
  app.get('/wp-json/wp/v2/posts/:id', (c) => {
    const found = postAt(c.req.param('id'))
    if (!found) return refuse('rest_post_invalid_id', 'Invalid post ID.', 404)
    return c.json({ ...shown(found), content: { raw: found.content } })
  })
  app.post('/wp-json/wp/v2/posts/:id', async (c) => {
    const found = postAt(c.req.param('id'))
    if (!found) return refuse('rest_post_invalid_id', 'Invalid post ID.', 404)
    Object.assign(found, await c.req.json())
    return c.json(shown(found))
  })
  app.delete('/wp-json/wp/v2/posts/:id', (c) => {
    const found = postAt(c.req.param('id'))
    if (!found) return refuse('rest_post_invalid_id', 'Invalid post ID.', 404)
    if (found.status === 'trash') return refuse('rest_already_trashed', 'The post has already been deleted.', 410)
    Object.assign(found, { status: 'trash', slug: `${found.slug}__trashed` })
    return c.json(shown(found))
  })
}
