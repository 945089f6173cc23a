import { createHmac } from 'node:crypto'
import { fakeNow } from '../../testing/fake.ts'

export interface Stored {
  id: string
  slug: string
  title: string
  html: string
  custom_excerpt: string | null
  feature_image: string | null
  feature_image_alt: string | null
  tags: { name: string }[]
  status: 'published' | 'draft'
  at: Date
  /** Grows with every change. */
  version: number
}

export interface StoredComment {
  id: string
  post: string
  text: string
  at: Date
  status: 'published' | 'hidden' | 'deleted'
}

export const server = 'https://blog.example'

export const id = '6543210fedcba98765432100'

export const secret = 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90'

/** Ghost's own refusals, as its server writes them: https://docs.ghost.org/admin-api#errors */
export function refusal(type: string, message: string, more: { context?: string; code?: string } = {}): string {
  const { context = null, code = null } = more
  return JSON.stringify({
    errors: [{ message, context, type, details: null, code, id: 'e', help: null, ghostErrorCode: null }],
  })
}

export function refused(status: number, ...words: Parameters<typeof refusal>): Response {
  return new Response(refusal(...words), { status, headers: { 'content-type': 'application/json' } })
}

/** As Ghost looks at a token: https://docs.ghost.org/admin-api#token-authentication */
export function isSigned(authorization: string | undefined): boolean {
  const [, header = '', payload = '', signature = ''] =
    /^Ghost ([^.]+)\.([^.]+)\.([^.]+)$/.exec(authorization ?? '') ?? []
  const right = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${header}.${payload}`).digest('base64url')
  if (signature !== right) return false
  const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string; alg: string }
  const { iat, exp, aud } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    iat: number
    exp: number
    aud: string
  }
  const now = fakeNow.getTime() / 1000
  return kid === id && alg === 'HS256' && aud === '/admin/' && iat <= now && exp > now && exp - iat <= 300
}
