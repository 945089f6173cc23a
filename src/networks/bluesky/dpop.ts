import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign, type webcrypto } from 'node:crypto'
import type { Tools } from '../network.ts'

/** A key that tokens are bound to: whoever steals a token alone can do nothing with it. https://www.rfc-editor.org/rfc/rfc9449 */
export type ProofKey = webcrypto.JsonWebKey

/** A fresh key, private half included. P-256, as https://atproto.com/specs/oauth#demonstrating-proof-of-possession-dpop asks. */
export function newProofKey(): ProofKey {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
}

interface Proven {
  method: string
  url: string
  at: Date
  nonce?: string | undefined
  /** The access token that goes along, for which `ath` stands. */
  token?: string | undefined
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Proves one request: a JWT that holds for this method and address only, and once. RFC 9449, 4.2 */
export function proofOf(key: ProofKey, { method, url, at, nonce, token }: Proven): string {
  const { kty, crv, x, y } = key
  const { origin, pathname } = new URL(url)
  const payload = {
    jti: randomUUID(),
    htm: method,
    htu: origin + pathname,
    iat: Math.floor(at.getTime() / 1000),
    ...(nonce === undefined ? {} : { nonce }),
    ...(token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
  }
  const signed = `${encoded({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })}.${encoded(payload)}`
  const privateKey = createPrivateKey({ key, format: 'jwk' })
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

/** The newest nonce of each server, and when it came: what a server has forgotten it says again. */
const nonces = new Map<string, { nonce: string; at: number }>()
const mostServers = 1000

function keepNonce(origin: string, nonce: string | null): void {
  if (!nonce) return
  if (nonces.size >= mostServers && !nonces.has(origin)) nonces.clear()
  nonces.set(origin, { nonce, at: performance.now() })
}

/** Whether a server's nonce is so young that it surely still holds: they hold for minutes. */
export function hasFreshNonce(address: string): boolean {
  const known = nonces.get(new URL(address).origin)
  return known !== undefined && performance.now() - known.at < 60_000
}

/** Tools whose every request is proven. @param token also authorizes it, where there is one */
export function proving(tools: Tools, key: ProofKey, token?: string): Tools {
  return {
    ...tools,
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      const { origin } = new URL(url)
      const method = init?.method ?? 'GET'
      const headers = new Headers(init?.headers)
      headers.set('dpop', proofOf(key, { method, url, at: tools.now(), nonce: nonces.get(origin)?.nonce, token }))
      if (token !== undefined) headers.set('authorization', `DPoP ${token}`)
      const answer = await tools.fetch(input, { ...init, headers })
      keepNonce(origin, answer.headers.get('dpop-nonce'))
      return named(answer)
    },
  }
}

/**
 * A refusal whose name stands in a header only, with the name where it is looked for.
 * https://www.rfc-editor.org/rfc/rfc9449#section-9, https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
async function named(answer: Response): Promise<Response> {
  const [, error] = /^DPoP\b.*\berror="([a-z_]+)"/i.exec(answer.headers.get('www-authenticate') ?? '') ?? []
  if (answer.status !== 401 || error === undefined) return answer
  await answer.body?.cancel()
  const { status, headers } = answer
  const retryAfter = headers.get('retry-after')
  return Response.json({ error }, { status, headers: retryAfter === null ? {} : { 'retry-after': retryAfter } })
}
