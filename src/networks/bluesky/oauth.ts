import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { type Call, HttpProblem, request, typedServer } from '../http.ts'
import type { Connect, ConnectField, ConnectTerms, Credentials, OAuthClient, OAuthStart, Tools } from '../network.ts'
import { unlessUnknown } from '../oauth2.ts'
import { newProofKey, type ProofKey, proving } from './dpop.ts'
import { Issuer, identify, issuerOf } from './identity.ts'
import { errorName, service } from './xrpc.ts'

/** Whose account it is: every way to connect begins with it. */
export const handleField: ConnectField = {
  name: 'handle',
  type: 'handle',
  label: { id: 'Nama akun', en: 'Handle' },
  hint: { id: 'Seperti di profil Anda, tanpa @.', en: 'As on your profile, without the @.' },
  placeholder: { id: 'namaanda.bsky.social', en: 'yourname.bsky.social' },
  required: true,
}

/**
 * OAuth as the AT Protocol has it: no app of the person's own, since we are known by the address of a document; requests
 * are pushed, tokens are bound to a key. https://atproto.com/specs/oauth
 */
export const connect: Connect = {
  kind: 'oauth',
  fields: [handleField],
  steps: [
    {
      id: 'Tulis nama akun Anda, lalu lanjutkan: halaman server akun Anda terbuka.',
      en: 'Write your handle and continue: the page of your account’s server opens.',
    },
    {
      id: 'Masuk di sana bila diminta, baca apa yang diizinkan, lalu izinkan. Sandi Anda hanya diketik di sana.',
      en: 'Sign in there if it asks, read what is allowed, and allow it. You type your password only there.',
    },
    {
      id: 'Anda kembali ke sini. Izinnya dapat dicabut kapan saja di Bluesky: Pengaturan → Privasi dan keamanan → Aplikasi terhubung.',
      en: 'You come back here. You can revoke the permission at any time in Bluesky: Settings → Privacy and security → Connected apps.',
    },
  ],
}

/** The least that posting, reading answers and moderating need today. */
const scope = 'atproto transition:generic'

/** The server that resolves handles for everybody. */
const resolver = 'https://public.api.bsky.app'

/** https://atproto.com/specs/oauth#client-id-metadata-document */
export function clientDocument({ address, redirectUri, website, name }: OAuthClient): object {
  return {
    client_id: address,
    client_name: name,
    client_uri: website,
    redirect_uris: [redirectUri],
    scope,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    dpop_bound_access_tokens: true,
  }
}

/**
 * How we are called: by our document's address, or as a program on the person's own machine, whose document is made of
 * its address. https://atproto.com/specs/oauth#localhost-client-development
 * @throws Problem `wrong-input` where servers could not read our document
 */
function clientOf({ address, redirectUri }: Pick<OAuthClient, 'address' | 'redirectUri'>): {
  clientId: string
  redirectUri: string
} {
  const { protocol, hostname } = new URL(redirectUri)
  if (protocol === 'https:') return { clientId: address, redirectUri }
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) throw notPublic()
  const back = redirectUri.replace('//localhost', '//127.0.0.1')
  const clientId = new URL('http://localhost')
  clientId.searchParams.set('redirect_uri', back)
  clientId.searchParams.set('scope', scope)
  return { clientId: clientId.href.replace('localhost/', 'localhost'), redirectUri: back }
}

const Started = z.object({
  did: z.string(),
  pds: z.string(),
  handle: z.string(),
  issuer: Issuer,
  clientId: z.string(),
  redirectUri: z.string(),
  verifier: z.string(),
  state: z.string(),
  key: z.looseObject({ kty: z.string() }),
})

/** Finds the account's server, and asks it for its page. @throws Problem as {@link identify}, {@link issuerOf} */
export async function begin(
  form: Readonly<Record<string, string>>,
  terms: Pick<ConnectTerms, 'redirectUri' | 'state' | 'client'>,
  tools: Tools,
): Promise<OAuthStart> {
  const { clientId, redirectUri } = clientOf({ address: terms.client, redirectUri: terms.redirectUri })
  const server = form.server?.trim() ? typedServer(form.server.trim(), 'server') : resolver
  const { did, pds, handle } = await identify(form.handle ?? '', server, tools)
  const issuer = await issuerOf(pds, tools)
  const key = newProofKey()
  const verifier = randomBytes(32).toString('base64url')
  const asked = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    state: terms.state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: did,
  }
  const Pushed = z.object({ request_uri: z.string() })
  const { request_uri } = await ask(issuer.pushed_authorization_request_endpoint, asked, key, Pushed, tools)
  const url = new URL(issuer.authorization_endpoint)
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('request_uri', request_uri)
  const { state } = terms
  return { url: url.href, pending: { did, pds, handle, issuer, clientId, redirectUri, verifier, state, key } }
}

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  token_type: z.string().regex(/^dpop$/i),
  expires_in: z.number().optional(),
  sub: z.string(),
  scope: z.string(),
})

/** What is kept of an account that was connected this way. */
export const OAuthKept = z.object({
  did: z.string(),
  pds: z.string(),
  clientId: z.string(),
  issuer: z.string(),
  tokenEndpoint: z.string(),
  key: z.looseObject({ kty: z.string() }),
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** Milliseconds since 1970. */
  expiresAt: z.number().optional(),
})
export type OAuthKept = z.infer<typeof OAuthKept>

/**
 * Takes the code that the person brought back. The server that answers must be the one that was asked, and the account the
 * one that was meant.
 * @throws Problem `unauthorized`
 */
export async function finish(
  answer: URLSearchParams,
  pending: OAuthStart['pending'],
  tools: Tools,
): Promise<{ kept: OAuthKept; handle: string }> {
  const started = Started.parse(pending)
  const { issuer, clientId, did, pds, handle } = started
  const code = answer.get('code')
  if (answer.get('state') !== started.state) throw notAllowed('the state is not the one that was sent')
  if (answer.get('iss') !== issuer.issuer) throw notAllowed('another server answered')
  if (answer.has('error') || !code) throw notAllowed('no code came back')
  const asked = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: started.redirectUri,
    code_verifier: started.verifier,
    client_id: clientId,
  }
  const key = started.key as ProofKey
  const tokens = await ask(issuer.token_endpoint, asked, key, Tokens, tools).catch(refused)
  if (tokens.sub !== did) throw notAllowed('the permission is for another account')
  const first = { did, pds, clientId, issuer: issuer.issuer, tokenEndpoint: issuer.token_endpoint, key: started.key }
  return { kept: merge(first, tokens, tools), handle }
}

/** New tokens for old ones; a refresh token is good once. @throws Problem `unauthorized` */
export async function refresh(credentials: Credentials, tools: Tools): Promise<OAuthKept> {
  const kept = OAuthKept.parse(credentials)
  if (!kept.refreshToken) throw notAllowed('there is no refresh token')
  const asked = { grant_type: 'refresh_token', refresh_token: kept.refreshToken, client_id: kept.clientId }
  const tokens = await ask(kept.tokenEndpoint, asked, kept.key as ProofKey, Tokens, tools).catch(refused)
  if (tokens.sub !== kept.did) throw notAllowed('the permission is for another account')
  return merge(kept, tokens, tools)
}

/** Gives the permission back, where the server takes it. https://www.rfc-editor.org/rfc/rfc7009 */
export async function revokeTokens(kept: OAuthKept, tools: Tools): Promise<void> {
  const { issuer, revocation_endpoint: address } = await issuerOf(kept.pds, tools)
  if (!address || issuer !== kept.issuer) return
  const asked = { token: kept.refreshToken ?? kept.accessToken, client_id: kept.clientId }
  await unlessUnknown(ask(address, asked, kept.key as ProofKey, z.unknown(), tools))
}

type Known = Omit<OAuthKept, 'accessToken' | 'expiresAt'>

function merge(known: Known, tokens: z.infer<typeof Tokens>, tools: Tools): OAuthKept {
  const given = tokens.scope.split(' ')
  if (!scope.split(' ').every((one) => given.includes(one))) throw notAllowed('the permission lacks its scope')
  const { did, pds, clientId, issuer, tokenEndpoint, key } = known
  const refreshToken = tokens.refresh_token ?? known.refreshToken
  return {
    ...{ did, pds, clientId, issuer, tokenEndpoint, key },
    accessToken: tokens.access_token,
    ...(refreshToken ? { refreshToken } : {}),
    ...(tokens.expires_in ? { expiresAt: tools.now().getTime() + tokens.expires_in * 1000 } : {}),
  }
}

/** One request to the authorization server, proven; with a new nonce once more, since the first one was only refused. */
async function ask<T>(
  address: string,
  form: Readonly<Record<string, string>>,
  key: ProofKey,
  schema: z.ZodType<T>,
  tools: Tools,
): Promise<T> {
  const secrets = [form.code, form.code_verifier, form.refresh_token, form.token].filter(
    (secret) => secret !== undefined,
  )
  const call = (): Call => ({ method: 'POST', body: new URLSearchParams(form), repeatable: true })
  const once = async () => (await request(service(secrets), proving(tools, key), address, call(), schema)).value
  try {
    return await once()
  } catch (error) {
    if (errorName(error) !== 'use_dpop_nonce') throw error
    return await once()
  }
}

/** What the server refuses for good; where it was away, or asks to wait, nothing is decided. */
function refused(error: unknown): never {
  const final =
    error instanceof HttpProblem && error.reason === 'status' && ['rejected', 'unauthorized'].includes(error.kind)
  throw final ? notAllowed(error.message) : error
}

function notAllowed(detail: string): Problem {
  return new Problem(
    'unauthorized',
    {
      id: 'Bluesky tidak memberi izin untuk akun ini. Hubungkan lagi akunnya, dan izinkan di halaman yang terbuka.',
      en: 'Bluesky did not give permission for this account. Connect the account again, and allow it on the page that opens.',
    },
    { detail },
  )
}

function notPublic(): Problem {
  return new Problem('wrong-input', {
    id: 'Cara ini memerlukan Percakapan di alamat https yang dapat dibuka Bluesky. Pakai sandi aplikasi, atau atur BASE_URL dengan alamat https.',
    en: 'This way needs Percakapan at an https address that Bluesky can open. Use an app password, or set BASE_URL to an https address.',
  })
}
