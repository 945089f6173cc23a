import { z } from 'zod'
import { type Answer, type Call, request, type Service } from '../http.ts'
import { readKept } from '../kept.ts'
import type { Session, Tools } from '../network.ts'

/** How people know the network; it stands in errors. */
export const label = 'WordPress'

/** What is kept for an account: the application password is all there is. */
export const Kept = z.object({
  /** The root of the REST API, ending in `/`; or with `?rest_route=/` where addresses are plain. */
  root: z.string(),
  username: z.string(),
  password: z.string(),
})
export type Kept = z.infer<typeof Kept>

const Refusal = z.object({ code: z.string(), message: z.string().optional() })

/** The code of an error: https://developer.wordpress.org/rest-api/using-the-rest-api/global-parameters/ */
export function codeOf(body: unknown): string | undefined {
  return Refusal.safeParse(body).data?.code
}

/** How WordPress answers. A 403 about one post or comment is no broken login. */
export function service(secrets: readonly string[]): Service {
  return {
    label,
    secrets,
    message: (body) => Refusal.safeParse(body).data?.message,
    kindOf: (status, body) => {
      const code = codeOf(body)
      if (status === 403 && /^rest_(comment|cannot_assign|cannot_edit)/.test(code ?? '')) return 'rejected'
      return undefined
    },
  }
}

/** Requests on behalf of an account. */
export interface Client {
  call<T>(path: string, query: Readonly<Record<string, string>>, call: Call, schema: z.ZodType<T>): Promise<Answer<T>>
  get<T>(path: string, query: Readonly<Record<string, string>>, schema: z.ZodType<T>): Promise<T>
  post<T>(path: string, call: Omit<Call, 'method'>, schema: z.ZodType<T>): Promise<T>
}

/** @throws Problem `unauthorized` where the credentials are not ours to read */
export function createClient(session: Pick<Session, 'credentials'> & Tools): Client {
  const { root, username, password } = readKept(Kept, session.credentials)
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  const secrets = [password, password.replaceAll(' ', ''), basic]
  const call: Client['call'] = (path, query, sent, schema) => {
    const headers = { ...sent.headers, authorization: `Basic ${basic}` }
    return request(service(secrets), session, addressOf(root, path, query), { ...sent, headers }, schema)
  }
  return {
    call,
    get: async (path, query, schema) => (await call(path, query, {}, schema)).value,
    post: async (path, sent, schema) => (await call(path, {}, { ...sent, method: 'POST' }, schema)).value,
  }
}

/** The address of a route, with pretty addresses and without: https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/ */
export function addressOf(root: string, path: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(root)
  const route = url.searchParams.get('rest_route')
  if (route === null) url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`
  else url.searchParams.set('rest_route', `${route.replace(/\/$/, '')}/${path}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url
}
