import { createHash, type webcrypto } from 'node:crypto'

export const pdsAddress = 'https://pds.example'

export const issuer = 'https://entry.example'

export const did = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'

export type Jwk = webcrypto.JsonWebKey

export const part = (text = '') =>
  JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Record<string, unknown>

export const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

/** RFC 7638 */
export const thumbprint = ({ crv, kty, x, y }: Jwk) => hashOf(JSON.stringify({ crv, kty, x, y }))

export const json = (body: object, status = 200) => Response.json(body, { status })
