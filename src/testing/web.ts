import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openApp } from '../http/app.ts'
import { listen, readerOf } from '../http/server.ts'
import { workspaceHeader } from '../http/workspace.ts'
import { openAuth, setUpToken } from '../team/index.ts'
import type { TestContext } from './context.ts'

const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i

/** No id of ours reaches a person: whatever the API says in words, in any test, is looked through. @throws Error that names it */
export function refuseIdsInWords(answer: unknown, from: string): void {
  if (typeof answer !== 'object' || answer === null) return
  const { id, en } = answer as Partial<Record<string, unknown>>
  if (typeof id === 'string' && typeof en === 'string')
    for (const words of [id, en]) if (uuid.test(words)) throw new Error(`${from} tells a person an id: ${words}`)
  for (const inside of Object.values(answer)) refuseIdsInWords(inside, from)
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A person's way to the API: keeps the session cookie, sends and reads JSON. */
export interface Person {
  get<T = never>(path: string): Promise<Answer<T>>
  post<T = never>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  put<T = never>(path: string, body: unknown): Promise<Answer<T>>
  patch<T = never>(path: string, body: unknown): Promise<Answer<T>>
  delete<T = never>(path: string): Promise<Answer<T>>
  upload<T = never>(path: string, file: File, alt: string): Promise<Answer<T>>
  /** A file that is downloaded, byte by byte. */
  bytes(path: string): Promise<Uint8Array>
  /** Bytes, as they are. */
  send(method: string, path: string, bytes: Uint8Array): Promise<Answer<unknown>>
  /** The same browser, with a page that is open in a workspace: every request names it. */
  in(workspaceId: string): Person
}

export interface Answer<T> {
  status: number
  headers: Headers
  body: T
}

export interface TestWeb {
  url: string
  /** Somebody with a browser of their own. */
  person(): Person
  close(): Promise<void>
}

/** Panel, API and blog of a test context, on a real port. The context's BASE_URL must name it: make the port first. */
export async function testWeb(context: TestContext): Promise<TestWeb> {
  const reader = readerOf(context)
  const server = await listen(context, openApp(context, openAuth(context), reader), reader)
  const url = `http://localhost:${server.port}`
  return {
    url,
    person: () => person(url, setUpToken(context.config)),
    close: async () => {
      reader.close()
      await server.close()
    },
  }
}

/** @param token lets them set up, whatever BASE_URL a test has */
function person(url: string, token: string, cookies = new Map<string, string>(), workspaceId?: string): Person {
  async function ask<T>(
    method: string,
    path: string,
    body?: unknown,
    more?: Record<string, string>,
  ): Promise<Answer<T>> {
    const form = body instanceof FormData
    const raw = body instanceof Uint8Array
    const response = await fetch(`${url}/api${path}`, {
      method,
      redirect: 'manual',
      headers: {
        origin: url,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined || form || raw ? {} : { 'content-type': 'application/json' }),
        ...(workspaceId === undefined ? {} : { [workspaceHeader]: workspaceId }),
        ...more,
      },
      ...(body === undefined ? {} : { body: form || raw ? (body as FormData) : JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    const text = await response.text()
    const answer = text.startsWith('{') ? JSON.parse(text) : text
    refuseIdsInWords(answer, `${method} ${path}`)
    return { status: response.status, headers: response.headers, body: answer as T }
  }
  return {
    send: (method, path, bytes) => ask(method, path, bytes, { 'content-type': 'application/octet-stream' }),
    in: (id) => person(url, token, cookies, id),
    bytes: async (path) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      return new Uint8Array(await (await fetch(`${url}/api${path}`, { headers: { cookie } })).arrayBuffer())
    },
    get: (path) => ask('GET', path),
    post: (path, body, headers) =>
      ask('POST', path, path === '/setup' ? { token, ...(body as object) } : (body ?? undefined), headers),
    put: (path, body) => ask('PUT', path, body),
    patch: (path, body) => ask('PATCH', path, body),
    delete: (path) => ask('DELETE', path),
    upload: (path, file, alt) => {
      const form = new FormData()
      form.set('file', file)
      form.set('alt', alt)
      return ask('POST', path, form)
    },
  }
}
