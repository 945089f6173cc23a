import { z } from 'zod'
import { type Call, HttpProblem, request, type Service } from '../http.ts'
import { readKept } from '../kept.ts'
import type { Credentials, Session, Tools } from '../network.ts'
import { unlessUnknown } from '../oauth2.ts'

/** How people know the network; it stands in errors. */
export const label = 'Bluesky'

/** What is kept for an account: tokens, never the app password. */
export const Kept = z.object({
  /** Where the account's data lives; all requests go there, and it passes reads on to the AppView. */
  pds: z.string(),
  did: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
})
export type Kept = z.infer<typeof Kept>

/** XRPC's own shape, and OAuth's (RFC 6749, 5.2). */
const Refusal = z.object({
  error: z.string(),
  message: z.string().optional(),
  error_description: z.string().optional(),
})

/** The name of an error, as XRPC answers it: https://atproto.com/specs/xrpc#error-responses */
export function errorName(error: unknown): string | undefined {
  return error instanceof HttpProblem ? Refusal.safeParse(error.body).data?.error : undefined
}

/** How Bluesky's answers are to be read; a bad token answers 400 with a name. */
export function service(secrets: readonly string[]): Service {
  return {
    label,
    secrets,
    message: (body) => {
      const refusal = Refusal.safeParse(body).data
      return refusal?.message ?? refusal?.error_description
    },
    kindOf: (status, body) => {
      const name = Refusal.safeParse(body).data?.error
      if (name === 'ExpiredToken' || name === 'InvalidToken' || name === 'AccountTakedown') return 'unauthorized'
      if (name === 'RecordNotFound' || name === 'NotFound') return 'gone'
      if (status === 413) return 'rejected'
      return undefined
    },
  }
}

/** One request to a server, before there is a session. */
export async function callServer<T>(
  server: string,
  method: string,
  call: Call,
  schema: z.ZodType<T>,
  tools: Tools,
  secrets: readonly string[],
): Promise<T> {
  return (await request(service(secrets), tools, `${server}/xrpc/${method}`, call, schema)).value
}

type Post = Omit<Call, 'method'>

/** Requests on behalf of an account, with renewal. One for each operation. */
export interface Client {
  readonly did: string
  /** The account's own server. */
  readonly pds: string
  get<T>(method: string, params: Readonly<Record<string, string | readonly string[]>>, schema: z.ZodType<T>): Promise<T>
  /** A body that can be read once only comes from a function: with a renewed token, the call is made anew. */
  post<T>(method: string, call: Post | (() => Post), schema: z.ZodType<T>): Promise<T>
}

/** One request with the account's permission. What it may be tried again with is asked for by {@link createClient}. */
export interface Access {
  readonly did: string
  readonly pds: string
  readonly secrets: readonly string[]
  /** Tools whose requests carry the permission. */
  readonly tools: Tools
  endsSoon(): boolean
  renewed(): Promise<Access>
  /** Refused before anything was done: with what changes by itself, the same request is good. */
  again?(error: unknown): boolean
  /** Before a large body leaves: makes sure that it is not refused for a formality. */
  beforeLarge?(): Promise<void>
}

/** Requests with an account's permission, whichever kind it is. @param accessOf reads the credentials */
export function clientWith(session: Session, accessOf: (session: Session) => Access): Client {
  let access = accessOf(session)
  const send = async <T>(address: URL, make: () => Call, schema: z.ZodType<T>, tries = 3): Promise<T> => {
    if (access.endsSoon()) access = await access.renewed()
    try {
      return (await request(service(access.secrets), access.tools, address, make(), schema)).value
    } catch (error) {
      const name = errorName(error)
      const ended = name === 'ExpiredToken' || name === 'InvalidToken' || name === 'invalid_token'
      if (tries <= 1 || !(ended || access.again?.(error))) throw error
      // The server refused before doing anything, so the same request with a new token is no second one.
      if (ended) access = await access.renewed()
      return await send(address, make, schema, ended ? 1 : tries - 1)
    }
  }
  return {
    did: access.did,
    pds: access.pds,
    get: (method, params, schema) => {
      const address = new URL(`${access.pds}/xrpc/${method}`)
      for (const [name, value] of Object.entries(params)) {
        for (const one of typeof value === 'string' ? [value] : value) address.searchParams.append(name, one)
      }
      return send(address, () => ({}), schema)
    },
    post: async (method, call, schema) => {
      const make = (): Call => ({ ...(typeof call === 'function' ? call() : call), method: 'POST' })
      if (typeof call === 'function') await access.beforeLarge?.()
      return await send(new URL(`${access.pds}/xrpc/${method}`), make, schema)
    },
  }
}

const Renewed = z.object({ accessJwt: z.string(), refreshJwt: z.string() })

/**
 * The permission of an app password.
 * @throws Problem `unauthorized` where the credentials are not ours to read
 */
export function passwordAccess(session: Session): Omit<Access, 'renewed'> {
  const kept = readKept(Kept, session.credentials)
  return {
    did: kept.did,
    pds: kept.pds,
    secrets: [kept.accessJwt, kept.refreshJwt],
    tools: authorized(session, `Bearer ${kept.accessJwt}`),
    endsSoon: () => expiresSoon(kept.accessJwt, session.now()),
  }
}

function authorized(tools: Tools, authorization: string): Tools {
  return {
    ...tools,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('authorization', authorization)
      return tools.fetch(input, { ...init, headers })
    },
  }
}

/** New tokens for old ones, or what somebody else's renewal brought. */
export function renewPassword(session: Session): Promise<Credentials> {
  return session.renew(async (credentials) => {
    const kept = readKept(Kept, credentials)
    const call: Call = { method: 'POST', headers: { authorization: `Bearer ${kept.refreshJwt}` }, repeatable: true }
    const method = 'com.atproto.server.refreshSession'
    const secrets = [kept.accessJwt, kept.refreshJwt]
    return { ...kept, ...(await callServer(kept.pds, method, call, Renewed, session, secrets)) }
  })
}

/**
 * Ends the session; its access token lives on for some minutes, and then nothing renews it.
 * https://docs.bsky.app/docs/api/com-atproto-server-delete-session
 */
export async function endSession(session: Session): Promise<void> {
  const { pds, accessJwt, refreshJwt } = readKept(Kept, session.credentials)
  const call: Call = { method: 'POST', headers: { authorization: `Bearer ${refreshJwt}` }, repeatable: true }
  const method = 'com.atproto.server.deleteSession'
  await unlessUnknown(callServer(pds, method, call, z.unknown(), session, [accessJwt, refreshJwt]))
}

/** Whether a token ends within a minute. One that can't be read is left to the server to judge. */
function expiresSoon(token: string, now: Date): boolean {
  const [, payload = ''] = token.split('.')
  try {
    const { exp } = z.object({ exp: z.number() }).parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    return exp * 1000 - now.getTime() < 60_000
  } catch {
    // Tokens are opaque to clients; reading the time is only a saving.
    return false
  }
}
