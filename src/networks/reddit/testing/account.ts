import type { Hono } from 'hono'
import { agent, clientId, clientSecret } from './shapes.ts'
import type { World } from './world.ts'

/** Tokens, and who asks: https://github.com/reddit-archive/reddit/wiki/OAuth2 */
export function accountAt(app: Hono, world: World): void {
  const { calls, tokens } = world

  app.use('*', async (c, next) => {
    const url = new URL(c.req.url)
    calls.push(`${c.req.method} ${url.pathname}${url.search}`)
    if (c.req.header('user-agent') !== agent) return new Response('<body>whoa there, pardner!</body>', { status: 429 })
    if (url.hostname === 'www.reddit.com') return await next()
    if (c.req.header('authorization') !== `Bearer ${tokens.access}`)
      return Response.json({ message: 'Unauthorized', error: 401 }, { status: 401 })
    if (url.searchParams.get('raw_json') !== '1') throw new Error('texts would come escaped')
    return await next()
  })
  app.post('/api/v1/access_token', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (c.req.header('authorization') !== basic)
      return Response.json({ message: 'Unauthorized', error: 401 }, { status: 401 })
    const good =
      form.grant_type === 'refresh_token'
        ? form.refresh_token === tokens.refresh
        : form.code === 'kode-sekali' && form.redirect_uri !== undefined
    if (!good) return Response.json({ error: 'invalid_grant' }, { status: 400 })
    tokens.access = `akses-reddit-${String(++tokens.generation).padStart(4, '0')}`
    // Renewing gives no new refresh token: the first one stays.
    const refresh = form.grant_type === 'refresh_token' ? {} : { refresh_token: tokens.refresh }
    return Response.json({
      access_token: tokens.access,
      token_type: 'bearer',
      expires_in: 86_400,
      scope: 'identity',
      ...refresh,
    })
  })
  app.post('/api/v1/revoke_token', async (c) => {
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (c.req.header('authorization') !== basic)
      return Response.json({ message: 'Unauthorized', error: 401 }, { status: 401 })
    const { token } = Object.fromEntries(new URLSearchParams(await c.req.text()))
    // Access tokens end with the refresh token; one that is not known is no error.
    if (token === tokens.refresh) Object.assign(tokens, { access: '', refresh: '' })
    return c.body(null, 204)
  })
  app.get('/api/v1/me', (c) =>
    c.json({ id: 'sari1', name: 'sari', icon_img: 'https://styles.redditmedia.com/a.png?s=1' }),
  )
}
