/**
 * OAuth 2 with an app of the person's own, as the closed networks want it: the way over the network's page with PKCE and
 * state, and tokens that are renewed before they end.
 * https://www.rfc-editor.org/rfc/rfc6749, https://www.rfc-editor.org/rfc/rfc7636, https://www.rfc-editor.org/rfc/rfc9700
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../core/problem.ts'
import { fill } from '../core/words.ts'
import { type Call, HttpProblem, request, type Service } from './http.ts'
import { readKept } from './kept.ts'
import type { ConnectField, ConnectTerms, Credentials, OAuthStart, OwnApp, Session, Tools } from './network.ts'

/** A network's authorization server. */
export interface OAuthServer {
  /** As people know it. */
  label: string
  /** The page that asks the person. */
  authorize: string
  /** Where codes and refresh tokens become access tokens. */
  token: string
  /** Where a permission is given back: https://www.rfc-editor.org/rfc/rfc7009 */
  revoke?: string
  /** The least that the product needs. */
  scopes: readonly string[]
  scopeSeparator?: ' ' | ','
  /** How the app proves itself at `token`. */
  clientAuth: 'body' | 'basic'
  /** Servers that know PKCE get it; those that refuse what they don't know get none. */
  pkce: boolean
  /** What else `authorize` wants: `access_type=offline`, say. */
  extra?: Readonly<Record<string, string>>
  /** Sent along to `token`. */
  headers?: Readonly<Record<string, string>>
}

/** What is kept of an account that was connected this way. */
export const OAuthCredentials = z.looseObject({
  clientId: z.string(),
  clientSecret: z.string(),
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** Milliseconds since 1970; missing: the network did not say. */
  expiresAt: z.number().optional(),
})
export type OAuthCredentials = z.infer<typeof OAuthCredentials>

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().nullish(),
})

const Started = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  state: z.string(),
})

/** The two fields that every app has. */
export function appFields(labels: { id: string; secret: string }): ConnectField[] {
  return [
    { name: 'clientId', type: 'text', label: { id: labels.id, en: labels.id }, required: true, app: true },
    {
      name: 'clientSecret',
      type: 'password',
      label: { id: labels.secret, en: labels.secret },
      required: true,
      app: true,
    },
  ]
}

/** Makes the address of the page that asks the person. @param form holds `clientId` and `clientSecret` */
export function beginAt(
  server: OAuthServer,
  form: Readonly<Record<string, string>>,
  terms: Pick<ConnectTerms, 'redirectUri' | 'state'>,
): OAuthStart {
  const clientId = (form.clientId ?? '').trim()
  const clientSecret = (form.clientSecret ?? '').trim()
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(server.authorize)
  const query = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: terms.redirectUri,
    scope: server.scopes.join(server.scopeSeparator ?? ' '),
    state: terms.state,
    ...(server.pkce
      ? { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }
      : {}),
    ...server.extra,
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const { redirectUri, state } = terms
  return { url: url.href, pending: { clientId, clientSecret, verifier, redirectUri, state } }
}

/**
 * Takes the code that the person brought back.
 * @throws Problem `unauthorized` where the network gives nothing for it, or the person said no
 */
export async function finishAt(
  server: OAuthServer,
  answer: URLSearchParams,
  pending: OAuthStart['pending'],
  tools: Tools,
): Promise<OAuthCredentials> {
  const started = Started.parse(pending)
  const code = answer.get('code')
  if (!same(answer.get('state') ?? '', started.state))
    throw notAllowed(server, 'the state is not the one that was sent')
  if (answer.has('error') || !code) throw notAllowed(server, 'no code came back')
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: started.redirectUri,
    ...(server.pkce ? { code_verifier: started.verifier } : {}),
  }
  const { clientId, clientSecret } = started
  const secrets = [clientSecret, started.verifier, code]
  const tokens = await askForTokens(server, { clientId, clientSecret }, form, secrets, tools)
  return merge({ clientId, clientSecret }, tokens, tools)
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

type Tokens = z.infer<typeof Tokens>
type App = Pick<OAuthCredentials, 'clientId' | 'clientSecret'>

/** One request of the app itself, which proves that it is the app. */
async function askAsApp<T>(
  server: OAuthServer,
  address: string,
  { clientId, clientSecret }: App,
  form: Record<string, string>,
  secrets: readonly string[],
  tools: Tools,
  schema: z.ZodType<T>,
): Promise<T> {
  const basic = server.clientAuth === 'basic'
  const proof = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`
  const call: Call = {
    method: 'POST',
    headers: {
      ...server.headers,
      ...(basic ? { authorization: `Basic ${Buffer.from(proof).toString('base64')}` } : {}),
    },
    body: new URLSearchParams(basic ? form : { ...form, client_id: clientId, client_secret: clientSecret }),
    repeatable: true,
  }
  const service: Service = { label: server.label, secrets: [...secrets, Buffer.from(proof).toString('base64')] }
  return (await request(service, tools, address, call, schema)).value
}

async function askForTokens(
  server: OAuthServer,
  app: App,
  form: Record<string, string>,
  secrets: readonly string[],
  tools: Tools,
): Promise<Tokens> {
  try {
    return await askAsApp(server, server.token, app, form, secrets, tools, Tokens)
  } catch (error) {
    const refused =
      error instanceof HttpProblem &&
      error.kind !== 'rate-limited' &&
      (error.reason === 'shape' || (error.reason === 'status' && (error.status ?? 500) < 500))
    throw refused ? notAllowed(server, error.message) : error
  }
}

/** A refresh answer without a new refresh token keeps the old one. */
function merge<T extends App & { refreshToken?: string | undefined }>(kept: T, tokens: Tokens, tools: Tools) {
  const { expiresAt: _old, ...rest } = kept as T & { expiresAt?: number }
  const refreshToken = tokens.refresh_token ?? kept.refreshToken
  return {
    ...rest,
    accessToken: tokens.access_token,
    ...(refreshToken ? { refreshToken } : {}),
    ...(tokens.expires_in ? { expiresAt: tools.now().getTime() + tokens.expires_in * 1000 } : {}),
  }
}

/** A token that ends within this time is renewed before it is used. */
const marginSeconds = 120

/** What one session has renewed: a session holds the credentials that it began with. */
const newest = new WeakMap<Session, OAuthCredentials>()

/** The credentials as they stand after this session's own renewals. */
export function credentialsOf(session: Session): OAuthCredentials {
  const kept = newest.get(session)
  if (kept) return kept
  return readKept(OAuthCredentials, session.credentials)
}

const KeptApp = z.object({ clientId: z.string().min(1), clientSecret: z.string() })

/** The person's own app that serves an account. */
export function ownAppOf(credentials: Credentials): OwnApp | undefined {
  const app = KeptApp.safeParse(credentials).data
  return app && { id: app.clientId, fields: app }
}

/** Every secret of an account: none may be in any error. */
export function secretsOf(credentials: OAuthCredentials): string[] {
  const { clientSecret, accessToken, refreshToken } = credentials
  return [clientSecret, accessToken, ...(refreshToken ? [refreshToken] : [])]
}

/**
 * Does `work` with a token that is good: renewed first where it is about to end, and once more where the network refuses
 * it with 401 although it should be good.
 * @throws Problem `unauthorized` where it can't be renewed; else as `work` throws it
 */
export async function withToken<T>(
  server: OAuthServer,
  session: Session,
  work: (token: string) => Promise<T>,
): Promise<T> {
  const now = credentialsOf(session)
  const ends = now.expiresAt !== undefined && now.expiresAt - marginSeconds * 1000 <= session.now().getTime()
  const { accessToken } = ends && now.refreshToken ? await renew(server, session) : now
  try {
    return await work(accessToken)
  } catch (error) {
    if (!(error instanceof HttpProblem) || error.status !== 401 || !credentialsOf(session).refreshToken) throw error
    return await work((await renew(server, session)).accessToken)
  }
}

/** Once for all workers: {@link Session.renew}. */
async function renew(server: OAuthServer, session: Session): Promise<OAuthCredentials> {
  const renewed = await session.renew(async (kept): Promise<Credentials> => {
    const old = OAuthCredentials.parse(kept)
    if (!old.refreshToken) throw notAllowed(server, 'there is no refresh token')
    const form = { grant_type: 'refresh_token', refresh_token: old.refreshToken }
    return merge(old, await askForTokens(server, old, form, secretsOf(old), session), session)
  })
  const credentials = OAuthCredentials.parse(renewed)
  newest.set(session, credentials)
  return credentials
}

/**
 * Gives the permission back, the refresh token first: what hangs on it ends with it. A token that the network knows no more is
 * given back already. https://www.rfc-editor.org/rfc/rfc7009#section-2
 * @throws Problem as `request` throws it
 */
export async function revokeAt(server: OAuthServer, session: Session): Promise<void> {
  const kept = credentialsOf(session)
  if (!server.revoke) return
  for (const [kind, token] of [
    ['refresh_token', kept.refreshToken],
    ['access_token', kept.accessToken],
  ] as const) {
    if (!token) continue
    const form = { token, token_type_hint: kind }
    await unlessUnknown(askAsApp(server, server.revoke, kept, form, secretsOf(kept), session, z.unknown()))
  }
}

/** Waits for a revocation; a token that the server knows no more is fine. @param statuses how it says that */
export async function unlessUnknown(
  revoked: Promise<unknown>,
  statuses: readonly number[] = [400, 404],
): Promise<void> {
  try {
    await revoked
  } catch (error) {
    if (!(error instanceof HttpProblem) || !statuses.includes(error.status ?? 0)) throw error
  }
}

function notAllowed({ label }: OAuthServer, detail: string): Problem {
  return new Problem('unauthorized', fill(words, { label }), { detail })
}

const words = {
  id: '{label} tidak memberi izin. Hubungkan lagi akunnya; bila tetap ditolak, periksa kembali data aplikasi Anda di {label}.',
  en: '{label} did not give its permission. Connect the account again; if it is still refused, check your app’s data at {label}.',
}
