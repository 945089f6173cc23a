import { graphRefusal } from '../../testing/graph.ts'
import { clientSecret, code, type Params, shortToken } from './shapes.ts'
import type { World } from './world.ts'

/** Tokens: https://developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions */
export function accessAt(world: World) {
  function token(path: string, method: string, params: Params): Response {
    const give = (access_token: string) => Response.json({ access_token, token_type: 'bearer', expires_in: 5_183_944 })
    if (path === '/oauth/access_token' && method === 'POST') {
      const right =
        params.client_id === 'aplikasi-1' &&
        params.client_secret === clientSecret &&
        params.grant_type === 'authorization_code' &&
        params.redirect_uri === 'https://panel.example/callback' &&
        params.code === code
      return right
        ? Response.json({ access_token: shortToken, user_id: 9001 })
        : Response.json({ error_type: 'OAuthException', code: 400, error_message: 'Invalid' }, { status: 400 })
    }
    const exchange =
      path === '/access_token' &&
      params.grant_type === 'th_exchange_token' &&
      params.client_secret === clientSecret &&
      params.access_token === shortToken
    const refresh =
      path === '/refresh_access_token' &&
      params.grant_type === 'th_refresh_token' &&
      world.tokens.has(String(params.access_token))
    if (!exchange && !refresh) return graphRefusal(400, 190, 'Error validating access token')
    if (refresh) world.renewals++
    const made = `token-panjang-${world.renewals}-0123456789`
    world.tokens = new Set([...(refresh ? world.tokens : []), made])
    return give(made)
  }
  return { token }
}
