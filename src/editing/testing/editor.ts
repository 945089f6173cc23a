/** An editor in tests: the requests that real ones send, byte for byte where it matters. */

import type { EditorMade } from '../../http/api.ts'
import type { Person, TestWeb } from '../../testing/web.ts'
import type { Scope } from '../scopes.ts'

/** What came back. */
export interface Told {
  status: number
  location: string | null
  // biome-ignore lint/suspicious/noExplicitAny: whatever the specification answers
  body: any
  headers: Headers
}

/** All that an editor may be allowed. */
export const everything: readonly Scope[] = ['create', 'draft', 'update', 'delete', 'undelete', 'media', 'profile']

/** A token that was made by hand, for a member. */
export async function tokenOf(person: Person, scopes: readonly Scope[] = everything): Promise<string> {
  return (await person.post<EditorMade>('/editors', { name: 'Quill', scopes })).body.token
}

/** Asks as programs do: without cookies. */
export async function ask(web: Pick<TestWeb, 'url'>, path: string, init: RequestInit = {}): Promise<Told> {
  const answer = await fetch(`${web.url}${path}`, { redirect: 'manual', ...init })
  const text = await answer.text()
  const json = answer.headers.get('content-type')?.includes('json')
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    body: json ? JSON.parse(text) : text,
    headers: answer.headers,
  }
}

/** An editor with a token in its header. */
export function editorWith(web: Pick<TestWeb, 'url'>, token: string) {
  const authorization = `Bearer ${token}`
  return {
    form: (body: string, headers: Record<string, string> = {}) =>
      ask(web, '/micropub', {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          ...headers,
        },
        body,
      }),
    json: (body: unknown) =>
      ask(web, '/micropub', {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    multipart: (form: FormData, path = '/micropub') =>
      ask(web, path, { method: 'POST', headers: { authorization }, body: form }),
    query: (query: string) =>
      ask(web, `/micropub?${query}`, { headers: { authorization, accept: 'application/json' } }),
    /** The properties that it has now. */
    source: async (url: string): Promise<Record<string, unknown[]>> =>
      (await ask(web, `/micropub?q=source&url=${encodeURIComponent(url)}`, { headers: { authorization } })).body
        .properties,
  }
}

/** An editor, in tests. */
export type TestEditor = ReturnType<typeof editorWith>
