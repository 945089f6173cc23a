import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { describedBy } from './description.ts'
import { secret, token } from './shapes.ts'
import type { World } from './world.ts'

/** Registers apps, and gives tokens to them: https://docs.joinmastodon.org/methods/oauth/ */
export function appsAt(app: Hono, world: World): void {
  const { apps, say } = world

  app.post('/api/v1/apps', async (c) => {
    const body = (await c.req.json()) as Record<string, unknown>
    // The server also takes the older form, one address as a string, which all of its kin understand.
    describedBy.request('/api/v1/apps', 'post', { ...body, redirect_uris: [body.redirect_uris] })
    const id = `app-${++world.registrations}`
    apps.add(id)
    return c.json({
      id: '1',
      name: body.client_name,
      client_id: id,
      client_secret: secret,
      redirect_uris: [body.redirect_uris],
    })
  })
  app.post('/oauth/token', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    // The description asks every grant for a code, which the documentation wants of one kind only.
    describedBy.request('/oauth/token', 'post', { code: '', ...form })
    if (!apps.has(form.client_id ?? '')) return Response.json({ error: 'invalid_client' }, { status: 401 })
    if (form.grant_type === 'client_credentials') {
      return say('/oauth/token', 'post', { access_token: 'app', token_type: 'Bearer', scope: 'read', created_at: 1 })
    }
    const proved =
      createHash('sha256')
        .update(form.code_verifier ?? '')
        .digest('base64url') === world.verifier
    if (form.code !== 'kode-sekali' || form.client_secret !== secret || !proved) {
      return Response.json(
        { error: 'invalid_grant', error_description: 'The provided grant is invalid' },
        { status: 400 },
      )
    }
    return say('/oauth/token', 'post', { access_token: token, token_type: 'Bearer', scope: 'read', created_at: 1 })
  })
  app.post('/oauth/revoke', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    describedBy.request('/oauth/revoke', 'post', form)
    if (!apps.has(form.client_id ?? '') || form.client_secret !== secret)
      return Response.json(
        { error: 'unauthorized_client', error_description: 'You are not authorized to revoke this token' },
        { status: 403 },
      )
    if (form.token === token) world.revoked = true
    return say('/oauth/revoke', 'post', {})
  })
}
