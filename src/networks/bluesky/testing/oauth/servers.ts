import type { grantsAt } from './grants.ts'
import type { proofsAt } from './proofs.ts'
import { did, issuer, json, pdsAddress } from './shapes.ts'
import type { World } from './world.ts'

/** The authorization server, the PDS behind it, and the directories before both. */
export function serversAt(
  world: World,
  { proven }: ReturnType<typeof proofsAt>,
  { exchange, revoke, push }: ReturnType<typeof grantsAt>,
) {
  const { pds, tokens, asked, document } = world

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
    told.headers.set('dpop-nonce', world.nonce)
    return told
  }
  return { pushedBy, answer }
}
