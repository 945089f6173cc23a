import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { type Answer, type Call, request, type Service } from '../http.ts'
import { readKept } from '../kept.ts'
import type { Session, Tools } from '../network.ts'

/** How people know the network; it stands in errors. */
export const label = 'Ghost'

/** What is kept for an account. */
export const Kept = z.object({
  /** The root of the Admin API, ending in `/ghost/api/admin`. */
  root: z.string(),
  /** `id:secret`, as Ghost shows it. */
  key: z.string(),
})
export type Kept = z.infer<typeof Kept>

const Refusal = z.object({
  errors: z.array(z.object({ message: z.string(), context: z.string().nullish(), code: z.string().nullish() })).min(1),
})

/** The code of an error: `UPDATE_COLLISION`, say. https://docs.ghost.org/admin-api#errors */
export function codeOf(body: unknown): string | undefined {
  return Refusal.safeParse(body).data?.errors[0]?.code ?? undefined
}

/** How Ghost answers. The context says what is wrong, the message only that something is. */
export function service(secrets: readonly string[]): Service {
  return {
    label,
    secrets,
    message: (body) => {
      const error = Refusal.safeParse(body).data?.errors[0]
      return error?.context || error?.message
    },
  }
}

/**
 * A bearer of five minutes, which is as long as Ghost takes one. https://docs.ghost.org/admin-api#token-authentication
 * @param key `id:secret`, the secret in hexadecimal
 */
export function tokenOf(key: string, now: Date): string {
  const [kid = '', secret = ''] = key.split(':')
  const iat = Math.floor(now.getTime() / 1000)
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const words = `${encode({ alg: 'HS256', typ: 'JWT', kid })}.${encode({ iat, exp: iat + 300, aud: '/admin/' })}`
  return `${words}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(words).digest('base64url')}`
}

/** Parameters of an address, as text. */
export type Query = Readonly<Record<string, string>>

/** Requests on behalf of an account. */
export interface Client {
  call<T>(path: string, query: Query, call: Call, schema: z.ZodType<T>): Promise<Answer<T>>
  get<T>(path: string, query: Query, schema: z.ZodType<T>): Promise<T>
}

/** @throws Problem `unauthorized` where the credentials are not ours to read */
export function createClient(session: Pick<Session, 'credentials'> & Tools): Client {
  const { root, key } = readKept(Kept, session.credentials)
  const call: Client['call'] = (path, query, sent, schema) => {
    const token = tokenOf(key, session.now())
    const url = new URL(`${root}/${path}/`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    // The oldest version that has all of this; newer servers understand it too.
    const headers = { ...sent.headers, authorization: `Ghost ${token}`, 'accept-version': 'v5.0' }
    const secrets = [key, key.split(':')[1] ?? key, token]
    return request(service(secrets), session, url, { ...sent, headers }, schema)
  }
  return { call, get: async (path, query, schema) => (await call(path, query, {}, schema)).value }
}

/** How a list tells whether there is more: https://docs.ghost.org/content-api/pagination */
export const Meta = z.object({ pagination: z.object({ next: z.number().nullable() }) })
