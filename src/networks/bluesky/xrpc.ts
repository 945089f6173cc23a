import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { type Call, HttpProblem, request, type Service } from '../http.ts'
import type { Credentials, Session, Tools } from '../network.ts'

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

const Refusal = z.object({ error: z.string(), message: z.string().optional() })

/** The name of an error, as XRPC answers it: https://atproto.com/specs/xrpc#error-responses */
export function errorName(error: unknown): string | undefined {
  return error instanceof HttpProblem ? Refusal.safeParse(error.body).data?.error : undefined
}

/** How Bluesky's answers are to be read; a bad token answers 400 with a name. */
export function service(secrets: readonly string[]): Service {
  return {
    label,
    secrets,
    message: (body) => Refusal.safeParse(body).data?.message,
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

/**
 * @throws Problem `unauthorized` where the credentials are not ours to read
 */
export function createClient(session: Session): Client {
  let current = whole(session.credentials)
  const send = async <T>(address: URL, make: () => Call, schema: z.ZodType<T>, again = true): Promise<T> => {
    if (again && expiresSoon(current.accessJwt, session.now())) current = await renew(session)
    const call = make()
    const headers = { ...call.headers, authorization: `Bearer ${current.accessJwt}` }
    const secrets = [current.accessJwt, current.refreshJwt]
    try {
      return (await request(service(secrets), session, address, { ...call, headers }, schema)).value
    } catch (error) {
      const name = errorName(error)
      if (!again || (name !== 'ExpiredToken' && name !== 'InvalidToken')) throw error
      // The server refused before doing anything, so the same request with a new token is no second one.
      current = await renew(session)
      return await send(address, make, schema, false)
    }
  }
  return {
    did: current.did,
    pds: current.pds,
    get: (method, params, schema) => {
      const address = new URL(`${current.pds}/xrpc/${method}`)
      for (const [name, value] of Object.entries(params)) {
        for (const one of typeof value === 'string' ? [value] : value) address.searchParams.append(name, one)
      }
      return send(address, () => ({}), schema)
    },
    post: (method, call, schema) => {
      const make = (): Call => ({ ...(typeof call === 'function' ? call() : call), method: 'POST' })
      return send(new URL(`${current.pds}/xrpc/${method}`), make, schema)
    },
  }
}

const Renewed = z.object({ accessJwt: z.string(), refreshJwt: z.string() })

async function renew(session: Session): Promise<Kept> {
  const fresh = await session.renew(async (credentials) => {
    const kept = whole(credentials)
    const call: Call = { method: 'POST', headers: { authorization: `Bearer ${kept.refreshJwt}` }, repeatable: true }
    const method = 'com.atproto.server.refreshSession'
    const secrets = [kept.accessJwt, kept.refreshJwt]
    return { ...kept, ...(await callServer(kept.pds, method, call, Renewed, session, secrets)) }
  })
  return whole(fresh)
}

/** @throws Problem `unauthorized` where the credentials are not ours to read */
function whole(credentials: Credentials): Kept {
  const kept = Kept.safeParse(credentials)
  if (!kept.success) throw signedOut()
  return kept.data
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

function signedOut(): Problem {
  return new Problem('unauthorized', {
    id: 'Izin akun Bluesky ini tidak tersimpan utuh. Hubungkan kembali akunnya.',
    en: 'The permission for this Bluesky account is not stored whole. Please connect the account again.',
  })
}
