import { randomUUID } from 'node:crypto'
import { did, hashOf, json } from './shapes.ts'
import type { World } from './world.ts'

/** Pushed requests, codes and tokens: https://atproto.com/specs/oauth */
export function grantsAt(world: World) {
  const { tokens, refreshes, lie, requests, codes } = world

  const issue = (key: string, clientId: string) => {
    const access = `access-${randomUUID()}`
    const refresh = `refresh-${randomUUID()}`
    tokens.set(access, { key })
    refreshes.set(refresh, { key, clientId })
    return {
      access_token: access,
      refresh_token: refresh,
      token_type: 'DPoP',
      expires_in: 1800,
      sub: did,
      scope: 'atproto transition:generic',
      ...lie,
    }
  }

  const push = (form: Record<string, string>): Response => {
    if (form.code_challenge_method !== 'S256' || !form.state || !form.scope?.includes('atproto'))
      return json({ error: 'invalid_request', error_description: 'PKCE, state and scope are required' }, 400)
    world.last = form
    const uri = `urn:ietf:params:oauth:request_uri:${randomUUID()}`
    requests.set(uri, form)
    return json({ request_uri: uri, expires_in: 299 }, 201)
  }

  const exchange = (form: Record<string, string>, key: string): Response => {
    const invalid = json({ error: 'invalid_grant', error_description: 'This grant is not good' }, 400)
    if (form.grant_type === 'authorization_code') {
      const found = codes.get(form.code ?? '')
      codes.delete(form.code ?? '')
      const { code_challenge, client_id = '', redirect_uri } = found?.form ?? {}
      const good = hashOf(form.code_verifier ?? '') === code_challenge && found?.key === key
      return good && client_id === form.client_id && redirect_uri === form.redirect_uri
        ? json(issue(key, client_id))
        : invalid
    }
    const found = refreshes.get(form.refresh_token ?? '')
    refreshes.delete(form.refresh_token ?? '')
    return found?.key === key && found.clientId === form.client_id ? json(issue(key, found.clientId)) : invalid
  }

  /** All that hangs on a refresh token ends with it; a token that is not known is no error. */
  const revoke = (form: Record<string, string>): Response => {
    const found = refreshes.get(form.token ?? '')
    if (found?.clientId === form.client_id) {
      refreshes.delete(form.token ?? '')
      tokens.clear()
    }
    return json({})
  }
  return { push, exchange, revoke }
}
