import type { Hono } from 'hono'
import { me, token } from './shapes.ts'
import type { World } from './world.ts'

/** What the server tells of itself and of whoever asks; nobody else comes further. */
export function accountAt(app: Hono, world: World): void {
  app.get('/api/v2/instance', (c) =>
    c.json({
      domain: 'fedi.example',
      configuration: { statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 } },
    }),
  )
  app.use('/api/v1/*', async (c, next) => {
    if (world.revoked || c.req.header('authorization') !== `Bearer ${token}`)
      return Response.json({ error: 'The access token is invalid' }, { status: 401 })
    return await next()
  })
  app.get('/api/v1/accounts/verify_credentials', (c) => c.json({ ...me, source: { note: '', fields: [] } }))
}
