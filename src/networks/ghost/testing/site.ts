import type { Hono } from 'hono'
import { isSigned, refused, server } from './shapes.ts'

/** The blog itself, and who may ask: https://ghost.org/docs/admin-api/#token-authentication */
export function siteAt(app: Hono): void {
  app.get('/site/', (c) =>
    c.json({
      site: {
        title: 'Blog',
        description: 'Kopi dan roti',
        logo: null,
        icon: `${server}/icon.png`,
        locale: 'id',
        url: `${server}/`,
        version: '6.65',
        site_uuid: '0f0f0f0f-0000-4000-8000-000000000000',
      },
    }),
  )
  app.use('*', async (c, next) => {
    if (isSigned(c.req.header('authorization'))) return await next()
    return refused(401, 'UnauthorizedError', 'Invalid token: invalid signature', { code: 'INVALID_JWT' })
  })
}
