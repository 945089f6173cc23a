import { z } from 'zod'
import { askGoogle, type GoogleApi, googleServer } from '../google.ts'
import type { Call } from '../http.ts'
import { eachSound } from '../misfits.ts'
import type { Session } from '../network.ts'

/** How people know the network; it stands in errors. */
export const label = 'Blogger'
/** https://developers.google.com/blogger/docs/3.0/reference */
export const base = 'https://blogger.googleapis.com/v3'

/** The one scope that writes: https://developers.google.com/blogger/docs/3.0/using#AboutAuthorization */
export const google: GoogleApi = {
  server: googleServer(label, ['https://www.googleapis.com/auth/blogger']),
  api: 'Blogger API v3',
}

/** Parameters of a request; a list is sent as one parameter several times. */
export type Query = Readonly<Record<string, string | readonly string[]>>

/** The address of a call; `undefined` in the query is left out. */
export function addressOf(path: string, query: Query = {}): URL {
  const url = new URL(`${base}/${path}`)
  for (const [name, values] of Object.entries(query))
    for (const value of [values].flat()) url.searchParams.append(name, value)
  return url
}

/** The address of the blog that is connected, or of something in it. */
export function inBlog(session: Session, ...path: readonly string[]): string {
  return ['blogs', session.account.remoteId, ...path].map(encodeURIComponent).join('/')
}

/** A GET on behalf of an account. @throws HttpProblem; Problem `unavailable` where the answer has another shape */
export async function read<T>(session: Session, path: string, query: Query, schema: z.ZodType<T>): Promise<T> {
  return (await askGoogle(google, session, addressOf(path, query), {}, schema)).value
}

/** A call that changes something: like {@link read}, but one that breaks on its way may have arrived. */
export async function write<T>(
  session: Session,
  path: string,
  query: Query,
  call: Call,
  schema: z.ZodType<T>,
): Promise<T> {
  return (await askGoogle(google, session, addressOf(path, query), call, schema)).value
}

/** A list of something, page by page; Blogger leaves `items` out where there are none. */
export function listOf<T>(item: z.ZodType<T>) {
  return z.object({ items: eachSound(item).default([]), nextPageToken: z.string().optional() })
}

/** The parts of https://developers.google.com/blogger/docs/3.0/reference/posts#resource that we read. */
export const Post = z.object({
  id: z.string(),
  status: z.string().default('LIVE'),
  url: z.string().optional(),
  title: z.string().default(''),
  content: z.string().optional(),
  labels: z.array(z.string()).default([]),
  published: z.string().optional(),
  updated: z.string().optional(),
})
export type Post = z.infer<typeof Post>
