import { z } from 'zod'
import { Problem, type ProblemKind } from '../../core/problem.ts'
import { type Call, HttpProblem, request, type Service } from '../http.ts'
import { eachSound } from '../misfits.ts'
import type { Session, Tools } from '../network.ts'
import { credentialsOf, type OAuthCredentials, type OAuthServer, secretsOf, withToken } from '../oauth2.ts'

/** How people know the network; it stands in errors. */
export const label = 'X (Twitter)'
const api = 'https://api.x.com'

/** https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code ; scopes by the API's description. */
export const oauth: OAuthServer = {
  label,
  authorize: 'https://x.com/i/oauth2/authorize',
  token: `${api}/2/oauth2/token`,
  revoke: `${api}/2/oauth2/revoke`,
  scopes: ['tweet.read', 'tweet.write', 'tweet.moderate.write', 'users.read', 'media.write', 'offline.access'],
  clientAuth: 'basic',
  pkce: true,
}

/** https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
const Refusal = z.looseObject({
  type: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ message: z.string().optional() })).optional(),
})

function detailOf(body: unknown): string | undefined {
  const refusal = Refusal.safeParse(body).data
  return refusal?.detail ?? refusal?.errors?.find(({ message }) => message)?.message ?? refusal?.title
}

/** A 403 without a reason is a missing permission; with one it is about the content or the person that is answered. */
function kindOf(status: number, body: unknown): ProblemKind | undefined {
  if (status !== 403) return undefined
  const { type = '', detail = '' } = Refusal.safeParse(body).data ?? {}
  const permission = /client-forbidden|oauth|unsupported-authentication/.test(type) || /^(forbidden)?\.?$/i.test(detail)
  return permission || /suspended|locked/i.test(detail) ? 'unauthorized' : 'rejected'
}

/** The day's limit has headers of its own, and then says nothing of the quarter of an hour. */
function retryAt(headers: Headers): Date | undefined {
  for (const whose of ['user', 'app']) {
    const reset = Number(headers.get(`x-${whose}-limit-24hour-reset`))
    if (headers.get(`x-${whose}-limit-24hour-remaining`) === '0' && reset > 0) return new Date(reset * 1000)
  }
  return undefined
}

function service(secrets: readonly string[]): Service {
  return { label, secrets, message: detailOf, kindOf, retryAt }
}

const noCredit = {
  id: 'Saldo kredit API X Anda habis, jadi X menolak permintaan ini. Isi saldonya di console.x.com, lalu coba lagi.',
  en: 'Your credit for X’s API is used up, so X refused this. Add credit at console.x.com, then try again.',
}

/**
 * One call with a token.
 * @throws Problem `rejected` where the person's credit at X is used up; else as `request` throws it
 */
export async function callWith<T>(
  credentials: OAuthCredentials,
  tools: Tools,
  path: string,
  sent: Call,
  schema: z.ZodType<T>,
): Promise<T> {
  const headers = { ...sent.headers, authorization: `Bearer ${credentials.accessToken}` }
  try {
    const call = { ...sent, headers }
    return (await request(service(secretsOf(credentials)), tools, `${api}${path}`, call, schema)).value
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 402)
      throw new Problem('rejected', noCredit, { detail: error.message, cause: error })
    throw error
  }
}

/** One call for the account, with a token that is good. Throws as {@link callWith} does. */
export function call<T>(session: Session, path: string, sent: Call, schema: z.ZodType<T>): Promise<T> {
  return withToken(oauth, session, (accessToken) =>
    callWith({ ...credentialsOf(session), accessToken }, session, path, sent, schema),
  )
}

/** Whether X refused a text because the same one stands there already. */
export function isDuplicate(error: unknown): error is HttpProblem {
  return error instanceof HttpProblem && error.status === 403 && /duplicate/i.test(detailOf(error.body) ?? '')
}

/** The parts of a user that we read. `subscription_type` is told to its owner alone. */
export const User = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  description: z.string().nullish(),
  profile_image_url: z.string().nullish(),
  url: z.string().nullish(),
  entities: z
    .object({
      url: z.object({ urls: z.array(z.object({ expanded_url: z.string().nullish() })).nullish() }).nullish(),
    })
    .nullish(),
  subscription_type: z.string().nullish(),
  verified_type: z.string().nullish(),
})
export type User = z.infer<typeof User>

const Urls = z.object({
  urls: z
    .array(z.object({ url: z.string().nullish(), expanded_url: z.string().nullish(), media_key: z.string().nullish() }))
    .nullish(),
})

/** The parts of a post that we read. */
export const RemotePost = z.object({
  id: z.string().regex(/^\d{1,20}$/),
  text: z.string(),
  created_at: z.string().nullish(),
  author_id: z.string().nullish(),
  conversation_id: z.string().nullish(),
  in_reply_to_user_id: z.string().nullish(),
  referenced_posts: z.array(z.object({ type: z.string(), id: z.string() })).nullish(),
  attachments: z.object({ media_keys: z.array(z.string()).nullish() }).nullish(),
  entities: Urls.nullish(),
  note_post: z.object({ text: z.string(), entities: Urls.nullish() }).nullish(),
  public_metrics: z
    .object({
      like_count: z.number(),
      repost_count: z.number(),
      reply_count: z.number(),
      impression_count: z.number().nullish(),
    })
    .nullish(),
})
export type RemotePost = z.infer<typeof RemotePost>

/** One page of a timeline. */
export const Page = z.object({
  data: eachSound(RemotePost).optional(),
  includes: z.object({ users: eachSound(User).optional(), posts: z.array(z.unknown()).optional() }).optional(),
  meta: z.object({ next_token: z.string().optional() }).optional(),
})
export type Page = z.infer<typeof Page>

/** The whole text of a post, its links with the addresses that they lead to, X's own link to its pictures taken off. */
export function textOf(post: RemotePost): string {
  const { text, entities } = post.note_post ?? post
  let shown = text
  for (const { url, expanded_url, media_key } of entities?.urls ?? []) {
    if (url) shown = shown.replaceAll(url, media_key ? '' : (expanded_url ?? url))
  }
  // X escapes these three, and no others.
  return shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim()
}

/** X sets the names of those who are answered before an answer's text, and does not show them there. */
export function withoutNames(text: string): string {
  return text.replace(/^(@\w+\s+)+/, '')
}

/** Where a post stands for people. */
export function permalinkOf(username: string, id: string): string {
  return `https://x.com/${username}/status/${id}`
}
