import { createHash, createPublicKey, randomUUID, verify, type webcrypto } from 'node:crypto'
import { fakeNow, fetchOf } from '../../testing/fake.ts'
import { type BlueskyFake, createFake } from './fake.ts'

/**
 * For tests: an authorization server of the AT Protocol before the fake PDS, with a PLC directory and a resolver of
 * handles. It believes no proof that it has not checked. https://atproto.com/specs/oauth, https://www.rfc-editor.org/rfc/rfc9449
 */
export interface OAuthFake {
  fetch: typeof fetch
  pds: BlueskyFake
  /** The person reads the page and allows it; answers what their browser brings back. */
  allow(url: string): URLSearchParams
  /** From now on the server wants another nonce. */
  turnNonce(): void
  /** What the next token answer says besides the truth. */
  lie: { sub?: string; token_type?: string }
  /** Access tokens end. */
  expire(): void
  /** How often each path was asked, refusals included. */
  asked: Map<string, number>
  /** What was pushed last. */
  pushed(): Record<string, string>
  document: { id: string; alsoKnownAs: string[]; service: { id: string; type: string; serviceEndpoint: string }[] }
}

const pdsAddress = 'https://pds.example'
export const issuer = 'https://entry.example'
const did = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'

type Jwk = webcrypto.JsonWebKey
const part = (text = '') => JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Record<string, unknown>
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
/** RFC 7638 */
const thumbprint = ({ crv, kty, x, y }: Jwk) => hashOf(JSON.stringify({ crv, kty, x, y }))
const json = (body: object, status = 200) => Response.json(body, { status })

export function createOAuthFake(): OAuthFake {
  const pds = createFake(pdsAddress)
  const asked = new Map<string, number>()
  const requests = new Map<string, Record<string, string>>()
  const codes = new Map<string, { form: Record<string, string>; key: string }>()
  const tokens = new Map<string, { key: string }>()
  const refreshes = new Map<string, { key: string; clientId: string }>()
  const seen = new Set<string>()
  const document: OAuthFake['document'] = {
    id: did,
    alsoKnownAs: ['at://sari.example'],
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: pdsAddress }],
  }
  const lie: OAuthFake['lie'] = {}
  let nonce = 'nonce-1'
  let last: Record<string, string> = {}

  /** The key's thumbprint, or what is wrong with the proof. */
  const proven = (request: Request, token?: string): { key: string } | { wrong: string } => {
    const [head = '', body = '', signature = ''] = (request.headers.get('dpop') ?? '').split('.')
    if (!signature) return { wrong: 'invalid_dpop_proof' }
    const { typ, alg, jwk } = part(head) as { typ: string; alg: string; jwk: Jwk }
    const said = part(body)
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const good = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
    const { origin, pathname } = new URL(request.url)
    const wrong =
      !good ||
      typ !== 'dpop+jwt' ||
      alg !== 'ES256' ||
      'd' in jwk ||
      said.htm !== request.method ||
      said.htu !== origin + pathname ||
      Math.abs(Number(said.iat) - fakeNow.getTime() / 1000) > 60 ||
      seen.has(String(said.jti)) ||
      said.ath !== (token === undefined ? undefined : hashOf(token))
    if (wrong) return { wrong: 'invalid_dpop_proof' }
    seen.add(String(said.jti))
    return said.nonce === nonce ? { key: thumbprint(jwk) } : { wrong: 'use_dpop_nonce' }
  }

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
    last = form
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

  /** The key that a request was pushed with: only that one may take the code. */
  const pushedBy = new Map<string, string>()

  const atIssuer = async (request: Request, path: string): Promise<Response> => {
    if (path === '/.well-known/oauth-authorization-server')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/oauth/authorize`,
        token_endpoint: `${issuer}/oauth/token`,
        pushed_authorization_request_endpoint: `${issuer}/oauth/par`,
        revocation_endpoint: `${issuer}/oauth/revoke`,
        dpop_signing_alg_values_supported: ['ES256', 'ES384'],
      })
    const proof = proven(request)
    if ('wrong' in proof) return json({ error: proof.wrong, error_description: 'A proof is wanted' }, 400)
    const form = Object.fromEntries(new URLSearchParams(await request.text()))
    if (path === '/oauth/token') return exchange(form, proof.key)
    if (path === '/oauth/revoke') return revoke(form)
    pushedBy.set(form.state ?? '', proof.key)
    return push(form)
  }

  const atPds = async (request: Request, path: string): Promise<Response> => {
    if (path === '/.well-known/oauth-protected-resource')
      return json({ resource: pdsAddress, authorization_servers: [issuer] })
    const [, token] = /^DPoP (.+)$/.exec(request.headers.get('authorization') ?? '') ?? []
    if (token === undefined) return pds.fetch(request)
    const proof = proven(request, token)
    if ('wrong' in proof) return json({ error: proof.wrong, message: 'A proof is wanted' }, 401)
    if (tokens.get(token)?.key !== proof.key) return json({ error: 'invalid_token', message: 'It has ended' }, 401)
    const headers = new Headers(request.headers)
    headers.set('authorization', `Bearer ${pds.secrets(undefined as never)[0]}`)
    headers.delete('dpop')
    return pds.fetch(request.url, {
      method: request.method,
      headers,
      ...(request.method === 'GET' ? {} : { body: await request.arrayBuffer() }),
    })
  }

  const answer = async (request: Request): Promise<Response> => {
    const { hostname, pathname, searchParams, origin } = new URL(request.url)
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1)
    if (hostname === 'plc.directory')
      return pathname === `/${did}` ? json(document) : json({ message: 'not registered' }, 404)
    if (hostname === 'public.api.bsky.app')
      return searchParams.get('handle') === 'sari.example'
        ? json({ did })
        : json({ error: 'InvalidRequest', message: 'Unable to resolve handle' }, 400)
    const made = origin === issuer ? await atIssuer(request, pathname) : await atPds(request, pathname)
    const told = new Response(made.body, made)
    told.headers.set('dpop-nonce', nonce)
    return told
  }

  return {
    pds,
    asked,
    lie,
    document,
    fetch: fetchOf(answer),
    pushed: () => last,
    turnNonce: () => {
      nonce = `nonce-${randomUUID()}`
    },
    expire: () => tokens.clear(),
    allow: (address) => {
      const { searchParams } = new URL(address)
      const form = requests.get(searchParams.get('request_uri') ?? '')
      if (!form || form.client_id !== searchParams.get('client_id')) throw new Error('no such request')
      const code = `code-${randomUUID()}`
      codes.set(code, { form, key: pushedBy.get(form.state ?? '') ?? '' })
      return new URLSearchParams({ code, state: form.state ?? '', iss: issuer })
    },
  }
}
