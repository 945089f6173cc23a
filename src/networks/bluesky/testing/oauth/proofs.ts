import { createPublicKey, verify } from 'node:crypto'
import { fakeNow } from '../../../testing/fake.ts'
import { hashOf, type Jwk, part, thumbprint } from './shapes.ts'
import type { World } from './world.ts'

/** Whether a request proves that it comes from whom it says: https://www.rfc-editor.org/rfc/rfc9449 */
export function proofsAt(world: World) {
  const { seen } = world

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
    return said.nonce === world.nonce ? { key: thumbprint(jwk) } : { wrong: 'use_dpop_nonce' }
  }
  return { proven }
}
