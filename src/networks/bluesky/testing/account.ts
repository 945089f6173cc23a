import type { Hono } from 'hono'
import { accessJwt, did, password, refreshJwt } from './shapes.ts'
import type { World } from './world.ts'

/** Sessions and profiles: https://docs.bsky.app/docs/api/com-atproto-server-create-session */
export function accountAt(app: Hono, world: World): void {
  const { refuse } = world

  app.post('/xrpc/com.atproto.server.createSession', async (c) => {
    const { password: given } = (await c.req.json()) as { password: string }
    if (given !== password) return refuse('AuthenticationRequired', 'Invalid identifier or password', 401)
    return c.json({ did, handle: 'sari.example', accessJwt, refreshJwt })
  })
  app.post('/xrpc/com.atproto.server.deleteSession', (c) => {
    if (world.signedOut || c.req.header('authorization') !== `Bearer ${refreshJwt}`)
      return refuse('InvalidToken', 'Token could not be verified')
    world.signedOut = true
    return c.body(null)
  })
  app.use('/xrpc/*', async (c, next) => {
    // As it is some minutes later, when the access token has ended too.
    if (world.signedOut) return refuse('ExpiredToken', 'Token has expired')
    if (c.req.header('authorization') !== `Bearer ${accessJwt}`)
      return refuse('InvalidToken', 'Token could not be verified')
    return await next()
  })
  app.get('/xrpc/app.bsky.actor.getProfile', (c) => c.json({ did, handle: 'sari.example', displayName: 'Sari' }))
  app.get('/xrpc/com.atproto.identity.resolveHandle', (c) =>
    c.req.query('handle') === 'budi.bsky.social'
      ? c.json({ did: 'did:plc:z72i7hdynmk6r22z27h6tvur' })
      : refuse('InvalidRequest', 'Unable to resolve handle'),
  )
}
