import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { clientId, clientSecret, described, me } from './shapes.ts'
import type { World } from './world.ts'

/** Tokens, and who asks: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code */
export function accountAt(app: Hono, world: World): void {
  const { calls, tokens, refuse, say } = world

  app.use('*', async (c, next) => {
    const url = new URL(c.req.url)
    calls.push(`${c.req.method} ${url.pathname}${url.search}`)
    if (url.pathname.startsWith('/2/oauth2/')) return await next()
    if (c.req.header('authorization') !== `Bearer ${tokens.access}`) return refuse(401, 'Unauthorized')
    return await next()
  })

  app.post('/2/oauth2/token', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    const wrong = (error: string) =>
      Response.json({ error, error_description: 'Value passed was invalid.' }, { status: 400 })
    if (c.req.header('authorization') !== basic || form.client_secret !== undefined) return wrong('unauthorized_client')
    if (form.grant_type === 'refresh_token' && form.refresh_token !== tokens.refresh) return wrong('invalid_request')
    if (form.grant_type === 'authorization_code') {
      const proved =
        createHash('sha256')
          .update(form.code_verifier ?? '')
          .digest('base64url') === world.challenge
      if (form.code !== 'kode-sekali' || !proved || !form.redirect_uri) return wrong('invalid_request')
    }
    const number = String(++tokens.generation).padStart(4, '0')
    Object.assign(tokens, { access: `akses-geheim-${number}`, refresh: `segar-geheim-${number}` })
    return Response.json({
      token_type: 'bearer',
      expires_in: 7200,
      access_token: tokens.access,
      refresh_token: tokens.refresh,
      scope: 'tweet.read tweet.write users.read',
    })
  })

  // https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token
  app.post('/2/oauth2/revoke', async (c) => {
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (c.req.header('authorization') !== basic) return refuse(401, 'Unauthorized')
    const { token } = Object.fromEntries(new URLSearchParams(await c.req.text()))
    if (token !== tokens.access && token !== tokens.refresh)
      return Response.json({ error: 'invalid_request' }, { status: 400 })
    Object.assign(tokens, token === tokens.access ? { access: '' } : { refresh: '' })
    return Response.json({ revoked: true })
  })

  app.get('/2/users/me', (c) => {
    described.request('/2/users/me', 'get', undefined, { query: new URL(c.req.url).searchParams })
    const data = { ...me, description: 'Halo', subscription_type: world.subscription, verified_type: 'none' }
    return say('/2/users/me', 'get', { data })
  })
}
