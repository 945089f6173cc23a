import type { Hono } from 'hono'
import { server } from './shapes.ts'
import type { World } from './world.ts'

/** Files and tags: https://developer.wordpress.org/rest-api/reference/media/ */
export function mediaAt(app: Hono, world: World): void {
  const { refuse, media, tags } = world

  app.post('/wp-json/wp/v2/media', async (c) => {
    const form = await c.req.formData()
    const file = form.get('file')
    if (!(file instanceof File)) return refuse('rest_upload_no_data', 'No data supplied.', 400)
    const id = ++world.count
    const kept = { id, alt: String(form.get('alt_text') ?? ''), address: `${server}/wp-content/${id}-${file.name}` }
    media.push(kept)
    return c.json({ id, source_url: kept.address, alt_text: kept.alt }, 201)
  })
  app.get('/wp-json/wp/v2/tags', (c) => c.json(tags.filter(({ name }) => name.includes(c.req.query('search') ?? ''))))
  app.post('/wp-json/wp/v2/tags', async (c) => {
    const tag = { id: ++world.count, name: ((await c.req.json()) as { name: string }).name }
    tags.push(tag)
    return c.json(tag, 201)
  })
}
