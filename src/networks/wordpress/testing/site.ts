import type { Hono } from 'hono'
import { basic, server } from './shapes.ts'
import type { World } from './world.ts'

/** The blog itself, and who asks: https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/ */
export function siteAt(app: Hono, world: World): void {
  const { refuse } = world

  app.get('/', (c) => c.html('<html></html>', 200, { link: `<${server}/wp-json/>; rel="https://api.w.org/"` }))
  app.get('/wp-json/', (c) => c.json({ name: 'Blog', home: server, namespaces: ['wp/v2'] }))
  app.use('/wp-json/wp/*', async (c, next) => {
    if (c.req.header('authorization') === `Basic ${basic}`) return await next()
    return refuse('rest_not_logged_in', 'You are not currently logged in.', 401)
  })
  app.get('/wp-json/wp/v2/users/me', (c) =>
    c.json({ id: 1, name: 'Sari', slug: 'sari', link: `${server}/author/sari/` }),
  )
}
