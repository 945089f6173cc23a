import { z } from 'zod'
import type { ProblemKind } from '../../core/problem.ts'
import { type Call, request, type Service } from '../http.ts'
import { readKept } from '../kept.ts'
import { instantText } from '../misfits.ts'
import type { Session, Tools } from '../network.ts'

/** How people know the network; it stands in errors. */
export const label = 'Misskey'

/** What is kept for an account. */
export const Kept = z.object({ token: z.string().min(1) })

const Refusal = z.object({ error: z.object({ code: z.string(), message: z.string().optional() }) })

/** What a refusal's code means, where its status says less: https://misskey-hub.net/en/docs/for-developers/api/ */
const kinds: Readonly<Record<string, ProblemKind>> = {
  CREDENTIAL_REQUIRED: 'unauthorized',
  AUTHENTICATION_FAILED: 'unauthorized',
  PERMISSION_DENIED: 'unauthorized',
  YOUR_ACCOUNT_SUSPENDED: 'unauthorized',
  NO_SUCH_NOTE: 'gone',
  NO_SUCH_REPLY_TARGET: 'gone',
  ROLE_PERMISSION_DENIED: 'rejected',
  RATE_LIMIT_EXCEEDED: 'rate-limited',
}

/** How Misskey and its kin answer. */
export function service(secrets: readonly string[]): Service {
  return {
    label,
    secrets,
    message: (body) => Refusal.safeParse(body).data?.error.message,
    kindOf: (status, body) => {
      const code = Refusal.safeParse(body).data?.error.code
      return status < 500 && code !== undefined && Object.hasOwn(kinds, code) ? kinds[code] : undefined
    },
  }
}

/** Every call is a POST, whether it reads or writes: https://misskey-hub.net/en/docs/for-developers/api/ */
export interface Client {
  /** What may be asked twice without harm. */
  read<T>(path: string, json: object, schema: z.ZodType<T>): Promise<T>
  write<T>(path: string, json: object, schema: z.ZodType<T>): Promise<T>
  /** With a body of its own, which holds the token as `i`. */
  upload<T>(path: string, call: (token: string) => Pick<Call, 'body' | 'headers'>, schema: z.ZodType<T>): Promise<T>
}

/** @throws Problem `unauthorized` where the credentials are not ours to read */
export function createClient(session: Tools & Pick<Session, 'credentials'>, server: string): Client {
  const { token } = readKept(Kept, session.credentials)
  const send = async <T>(path: string, call: Call, schema: z.ZodType<T>) =>
    (await request(service([token]), session, `${server}/api/${path}`, { ...call, method: 'POST' }, schema)).value
  return {
    read: (path, json, schema) => send(path, { json: { i: token, ...json }, repeatable: true }, schema),
    write: (path, json, schema) => send(path, { json: { i: token, ...json } }, schema),
    upload: (path, call, schema) => send(path, { ...call(token), repeatable: true }, schema),
  }
}

/** The parts of a person that we read. */
export const User = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().nullish(),
  /** Missing: an account of this very server. */
  host: z.string().nullish(),
  avatarUrl: z.string().nullish(),
})
export type User = z.infer<typeof User>

/** The parts of a note that we read. */
export const Note = z.object({
  id: z.string(),
  createdAt: instantText,
  text: z.string().nullish(),
  cw: z.string().nullish(),
  user: User,
  replyId: z.string().nullish(),
  reply: z.object({ user: z.object({ id: z.string() }) }).nullish(),
  fileIds: z.array(z.string()).nullish(),
  visibility: z.string(),
  /** Of a note that came from another server. */
  url: z.string().nullish(),
  uri: z.string().nullish(),
  reactionCount: z.number().nullish(),
  renoteCount: z.number().nullish(),
  repliesCount: z.number().nullish(),
})
export type Note = z.infer<typeof Note>

/** A profile's address for people. */
export function profileUrl({ username, host }: Pick<User, 'username' | 'host'>, server: string): string {
  return `${host ? `https://${host}` : server}/@${encodeURIComponent(username)}`
}

/** A note's address for people. */
export function noteUrl({ id, url, uri }: Pick<Note, 'id' | 'url' | 'uri'>, server: string): string {
  return url ?? uri ?? `${server}/notes/${encodeURIComponent(id)}`
}
