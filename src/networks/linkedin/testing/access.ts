import { clientSecret, code } from './shapes.ts'
import type { World } from './world.ts'

/** Tokens: https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow */
export function accessAt(world: World) {
  const give = () => {
    world.count++
    world.access = `token-akses-${world.count}-0123456789`
    world.refresh = `token-baru-${world.count}-0123456789`
    const lasting = world.scopes.includes('organization')
      ? { refresh_token: world.refresh, refresh_token_expires_in: 31_536_000 }
      : {}
    return Response.json({ access_token: world.access, expires_in: 5_184_000, scope: world.scopes, ...lasting })
  }

  async function token(request: Request): Promise<Response> {
    const form = new URLSearchParams(await request.text())
    if (form.get('client_id') !== 'aplikasi-1' || form.get('client_secret') !== clientSecret)
      return Response.json({ error: 'invalid_client' }, { status: 401 })
    if (form.get('grant_type') === 'refresh_token') {
      if (form.get('refresh_token') !== world.refresh) return Response.json({ error: 'invalid_grant' }, { status: 400 })
      world.renewals++
      return give()
    }
    const right = form.get('code') === code && form.get('redirect_uri') === 'https://panel.example/callback'
    return right ? give() : Response.json({ error: 'invalid_request' }, { status: 400 })
  }
  return { token }
}
