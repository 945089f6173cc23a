import { z } from 'zod'
import type { Answer, Call, Service } from '../http.ts'
import { request } from '../http.ts'
import type { Session, Tools } from '../network.ts'
import { credentialsOf, type OAuthServer, secretsOf, withToken } from '../oauth2.ts'
import { version } from './limits.ts'

/** How people know the network; it stands in errors. */
export const label = 'LinkedIn'

/** Where people read. */
export const home = 'https://www.linkedin.com'
/** Its version goes in a header ({@link versioned}). */
export const api = 'https://api.linkedin.com'

/** https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow; it knows PKCE for phones only. */
export function serverFor(scopes: readonly string[]): OAuthServer {
  return {
    label,
    authorize: `${home}/oauth/v2/authorization`,
    token: `${home}/oauth/v2/accessToken`,
    scopes,
    clientAuth: 'body',
    pkce: false,
  }
}

const Refusal = z.object({ message: z.string().optional(), code: z.string().optional() })

/**
 * How LinkedIn refuses: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling. Quotas of a day
 * begin anew at midnight UTC, and no header says so: …/concepts/rate-limits
 */
export function service(secrets: readonly string[]): Service {
  return {
    label,
    secrets,
    message: (body) => Refusal.safeParse(body).data?.message,
    retryAt: (headers, body, now) => {
      if (headers.has('retry-after') || !/\bDAY\b/.test(Refusal.safeParse(body).data?.message ?? '')) return undefined
      return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1))
    },
  }
}

/** What every versioned call carries. */
export const versioned = { 'linkedin-version': version, 'x-restli-protocol-version': '2.0.0' }

/** One call with a token. */
export async function callWith<T>(
  tools: Tools,
  secrets: readonly string[],
  token: string,
  path: string,
  call: Call,
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  const headers = { ...versioned, ...call.headers, authorization: `Bearer ${token}` }
  return await request(service(secrets), tools, `${api}${path}`, { ...call, headers }, schema)
}

/** Calls in an account's name; a token that has ended is made new where the app was given a refresh token. */
export interface Client {
  call<T>(path: string, call: Call, schema: z.ZodType<T>): Promise<Answer<T>>
  get<T>(path: string, schema: z.ZodType<T>, headers?: Call['headers']): Promise<T>
  /** Sends bytes to an address that LinkedIn gave for them. */
  put(address: string, bytes: Uint8Array<ArrayBuffer>): Promise<Headers>
}

/** @throws Problem `unauthorized` where what is kept can't be read */
export function createClient(session: Session): Client {
  credentialsOf(session)
  const server = serverFor([])
  const call: Client['call'] = (path, sent, schema) =>
    withToken(server, session, (token) =>
      callWith(session, secretsOf(credentialsOf(session)), token, path, sent, schema),
    )
  return {
    call,
    get: async (path, schema, headers) => (await call(path, headers ? { headers } : {}, schema)).value,
    put: async (address, body) =>
      await withToken(server, session, async (token) => {
        const { hostname } = new URL(address)
        // The token goes to LinkedIn, wherever an answer points to.
        const own = hostname === 'linkedin.com' || hostname.endsWith('.linkedin.com')
        const headers = {
          'content-type': 'application/octet-stream',
          ...(own ? { authorization: `Bearer ${token}` } : {}),
        }
        const sent: Call = { method: 'PUT', headers, body, repeatable: true }
        return (await request(service(secretsOf(credentialsOf(session))), session, address, sent, z.unknown())).headers
      }),
  }
}

/** A company's page, which may be read too; what a member says only the member can read. */
export function isPage(session: Pick<Session, 'account'>): boolean {
  return session.account.remoteId.startsWith('urn:li:organization:')
}

/** An URN in a path: its brackets and commas too. https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/protocol-version */
export function inPath(urn: string): string {
  return encodeURIComponent(urn).replaceAll('(', '%28').replaceAll(')', '%29')
}

/** The address of a post, or of a comment below it, for people. */
export function addressOf(post: string, comment?: string): string {
  return `${home}/feed/update/${post}/${comment ? `?commentUrn=${encodeURIComponent(comment)}` : ''}`
}

/** What a comment's URN says: `urn:li:comment:(urn:li:activity:1,2)` */
export function commentOf(urn: string): { on: string; id: string } | undefined {
  const [, on, id] = /^urn:li:comment:\((.+),(\d+)\)$/.exec(urn) ?? []
  return on && id ? { on, id } : undefined
}
