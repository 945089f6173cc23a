import { z } from 'zod'
import type { ProblemKind } from '../../core/problem.ts'
import { type Call, request, type Service } from '../http.ts'
import { ifSound } from '../misfits.ts'
import type { Account, Session, Tools } from '../network.ts'
import { credentialsOf, type OAuthCredentials, type OAuthServer, revokeAt, secretsOf, withToken } from '../oauth2.ts'
import { refusalOf } from './refusals.ts'

/** How people know the network; it stands in errors. */
export const label = 'Reddit'
const api = 'https://oauth.reddit.com'

/**
 * What an app has to call itself, or it is shut out: `<platform>:<app ID>:<version> (by /u/<name>)`.
 * https://support.reddithelp.com/hc/en-us/articles/16160319875092-Reddit-Data-API-Wiki
 */
function userAgent(clientId: string, owner: string): string {
  return `web:${clientId}:v1 (by /u/${owner})`
}

/** https://github.com/reddit-archive/reddit/wiki/OAuth2 ; scopes: https://www.reddit.com/api/v1/scopes */
export function oauthOf(clientId: string, owner: string): OAuthServer {
  return {
    label,
    authorize: 'https://www.reddit.com/api/v1/authorize',
    token: 'https://www.reddit.com/api/v1/access_token',
    revoke: 'https://www.reddit.com/api/v1/revoke_token',
    scopes: ['identity', 'read', 'submit', 'edit', 'history', 'privatemessages', 'flair', 'modposts'],
    clientAuth: 'basic',
    // Its documentation does not know PKCE; the app's secret goes along in any case.
    pkce: false,
    extra: { duration: 'permanent' },
    headers: { 'user-agent': userAgent(clientId, owner) },
  }
}

const Refusal = z.looseObject({
  message: z.string().optional(),
  reason: z.string().optional(),
  explanation: z.string().optional(),
})

function messageOf(body: unknown): string | undefined {
  const refusal = Refusal.safeParse(body).data
  return refusal?.explanation ?? refusal?.reason ?? refusal?.message
}

/** A 403 with a reason is about a community (private, banned, quarantined); one that is a page shuts our address out. */
function kindOf(status: number, body: unknown): ProblemKind | undefined {
  if (status !== 403) return undefined
  if (typeof body === 'string') return body.includes('<') ? 'unavailable' : undefined
  return Refusal.safeParse(body).data?.reason ? 'rejected' : undefined
}

/** What is kept of an account: the tokens, and whose app it is. */
export type Kept = OAuthCredentials & { owner?: unknown }

function ownerOf(credentials: Kept): string {
  return typeof credentials.owner === 'string' ? credentials.owner : 'unknown'
}

/** One call with a token. Everything is asked for as it is, without Reddit's escapes. */
export async function callWith<T>(
  credentials: Kept,
  tools: Tools,
  path: string,
  sent: Call,
  schema: z.ZodType<T>,
): Promise<T> {
  const url = new URL(`${api}${path}`)
  url.searchParams.set('raw_json', '1')
  const headers = {
    authorization: `Bearer ${credentials.accessToken}`,
    'user-agent': userAgent(credentials.clientId, ownerOf(credentials)),
  }
  const service: Service = { label, secrets: secretsOf(credentials), message: messageOf, kindOf }
  return (await request(service, tools, url, { ...sent, headers }, schema)).value
}

function call<T>(session: Session, path: string, sent: Call, schema: z.ZodType<T>): Promise<T> {
  const kept: Kept = credentialsOf(session)
  return withToken(oauthOf(kept.clientId, ownerOf(kept)), session, (accessToken) =>
    callWith({ ...credentialsOf(session), accessToken }, session, path, sent, schema),
  )
}

/** https://github.com/reddit-archive/reddit/wiki/OAuth2#manually-revoking-a-token */
export function revoke(session: Session): Promise<void> {
  const kept: Kept = credentialsOf(session)
  return revokeAt(oauthOf(kept.clientId, ownerOf(kept)), session)
}

/** A GET on behalf of an account. @throws HttpProblem; Problem `unavailable` where the answer has another shape */
export function get<T>(session: Session, path: string, schema: z.ZodType<T>): Promise<T> {
  return call(session, path, {}, schema)
}

/** Does something that may be done twice, and answers with nothing that matters. */
export async function act(session: Session, path: string, form: Record<string, string>): Promise<void> {
  const body = new URLSearchParams({ api_type: 'json', ...form })
  const answer = await call(session, path, { method: 'POST', body, repeatable: true }, Errors)
  const [first] = answer?.json?.errors ?? []
  if (first) throw refusalOf(first, answer?.json?.ratelimit, session)
}

const Problems = z.array(z.array(z.unknown()))
const Errors = z
  .looseObject({ json: z.looseObject({ errors: Problems.optional(), ratelimit: z.number().optional() }).optional() })
  .optional()

/**
 * Writes something. Reddit answers its refusals with 200, in a list.
 * @throws Problem as `refusalOf` reads it; `unknown` where the answer is neither
 */
export async function write<T>(
  session: Session,
  path: string,
  form: Record<string, string>,
  data: z.ZodType<T>,
): Promise<T> {
  const Answer = z.object({
    json: z
      .object({ errors: Problems.default([]), ratelimit: z.number().optional(), data: data.optional() })
      .refine((json) => json.errors.length > 0 || json.data !== undefined),
  })
  const body = new URLSearchParams({ api_type: 'json', ...form })
  const { json } = await call(session, path, { method: 'POST', body }, Answer)
  const [first] = json.errors
  if (first || json.data === undefined) throw refusalOf(first ?? [], json.ratelimit, session)
  return json.data
}

/** The community's name as the API wants it: a profile is a community called `u_name`. */
export function subredditOf(account: Pick<Account, 'handle'>): string {
  return account.handle.replace(/^r\//, '').replace(/^u\//, 'u_')
}

/** The parts of a post or a comment that we read. */
export const Thing = z.object({
  kind: z.string(),
  data: z.looseObject({
    name: z.string(),
    author: z.string().nullish(),
    author_fullname: z.string().nullish(),
    subreddit: z.string().nullish(),
    created_utc: z.number(),
    permalink: z.string().nullish(),
    /** A post's. */
    title: z.string().nullish(),
    selftext: z.string().nullish(),
    url: z.string().nullish(),
    is_self: z.boolean().nullish(),
    num_comments: z.number().nullish(),
    score: z.number().nullish(),
    /** A comment's; `context` only in the inbox. */
    body: z.string().nullish(),
    parent_id: z.string().nullish(),
    link_id: z.string().nullish(),
    context: z.string().nullish(),
    replies: z.unknown().optional(),
  }),
})
export type Thing = z.infer<typeof Thing>

/** What is a post or a comment: https://www.reddit.com/dev/api#fullnames */
const ThingKind = z.looseObject({ kind: z.enum(['t1', 't3']) })

/** Things that are no post and no comment ("more", messages) are passed over. */
export const Listing = z.object({
  data: z.object({ children: z.array(z.unknown()), after: z.string().nullish() }),
})
export type Listing = z.infer<typeof Listing>

/** Posts and comments of a listing; what else Reddit puts into one is left out. */
export function thingsOf({ data }: Listing): Thing[] {
  return data.children
    .filter((child) => ThingKind.safeParse(child).success)
    .map((child) => ifSound(Thing).parse(child))
    .filter((thing) => thing !== undefined)
}

/** What the API knows of these posts and comments, at most 100. https://www.reddit.com/dev/api#GET_api_info */
export async function info(session: Session, names: readonly string[]): Promise<Thing[]> {
  return thingsOf(await get(session, `/api/info?id=${encodeURIComponent(names.join(','))}`, Listing))
}

/** Where people read what stands at a path. */
export function addressOf(path: string): string {
  return new URL(path, 'https://www.reddit.com').href
}
