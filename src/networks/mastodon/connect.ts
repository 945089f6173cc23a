import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { htmlToText } from '../html.ts'
import { atTypedServer, type Call, HttpProblem, request, typedServer } from '../http.ts'
import type { Account, Connect, Connected, ConnectTerms, Credentials, OAuthStart, Session, Tools } from '../network.ts'
import { unlessUnknown } from '../oauth2.ts'
import { createClient, Kept, label, RemoteAccount, service } from './api.ts'
import { readInstance } from './instance.ts'

/** The least that the product needs: https://docs.joinmastodon.org/api/oauth-scopes/#granular */
const scopes = 'read:accounts read:statuses read:notifications write:statuses write:media'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: [
    {
      name: 'server',
      type: 'url',
      label: { id: 'Alamat server', en: 'Server address' },
      hint: {
        id: 'Server tempat akun Anda terdaftar: Mastodon, GoToSocial, Pleroma, Pixelfed, snac, dan sejenisnya.',
        en: 'The server where your account lives: Mastodon, GoToSocial, Pleroma, Pixelfed, snac and their kin.',
      },
      placeholder: 'mastodon.social',
      required: true,
    },
  ],
  steps: [
    {
      id: 'Tuliskan alamat server tempat akun Anda terdaftar.',
      en: 'Write the address of the server where your account lives.',
    },
    {
      id: 'Anda dibawa ke server itu. Masuklah di sana, lalu izinkan Percakapan.',
      en: 'You are taken to that server. Sign in there, and allow Percakapan.',
    },
    {
      id: 'Anda kembali ke sini dengan sendirinya. Sandi Anda tidak pernah kami lihat.',
      en: 'You are then brought back here. We never see your password.',
    },
  ],
}

const App = z.object({ client_id: z.string(), client_secret: z.string() })
type App = z.infer<typeof App>
const Token = z.object({ access_token: z.string() })
const Started = z.object({
  server: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  state: z.string(),
})

/**
 * Makes the address of the server's authorization page, for an app that is registered there. PKCE goes along everywhere:
 * servers that don't know it ignore it.
 */
export async function beginOAuth(
  form: Readonly<Record<string, string>>,
  terms: ConnectTerms,
  tools: Tools,
): Promise<OAuthStart> {
  const server = serverOf(form.server ?? '')
  const app = await atTypedServer({ field: 'server', server, label, example: 'mastodon.social' }, async () =>
    App.parse(
      await terms.app(server, scopes, {
        register: () => register(server, terms, tools),
        known: (kept) => isKnown(server, App.parse(kept), terms.redirectUri, tools),
      }),
    ),
  )
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(`${server}/oauth/authorize`)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: terms.redirectUri,
    scope: scopes,
    state: terms.state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  const pending = { server, clientId: app.client_id, clientSecret: app.client_secret, verifier }
  return { url: url.href, pending: { ...pending, redirectUri: terms.redirectUri, state: terms.state } }
}

/** https://docs.joinmastodon.org/methods/apps/#create */
async function register(server: string, terms: ConnectTerms, tools: Tools): Promise<App> {
  const json = { client_name: terms.name, redirect_uris: terms.redirectUri, scopes, website: terms.website }
  const call: Call = { method: 'POST', json, repeatable: true }
  return (await request(service([]), tools, `${server}/api/v1/apps`, call, App)).value
}

/**
 * Servers forget apps that nobody signed in with, and their authorization page then leads nowhere. A token for the app
 * itself shows whether it is there: https://docs.joinmastodon.org/methods/oauth/#token
 */
async function isKnown(server: string, app: App, redirectUri: string, tools: Tools): Promise<boolean> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: app.client_id,
    client_secret: app.client_secret,
    redirect_uri: redirectUri,
  })
  try {
    await request(
      service([app.client_secret]),
      tools,
      `${server}/oauth/token`,
      { method: 'POST', body, repeatable: true },
      Token,
    )
    return true
  } catch (error) {
    // Whatever the server means by a refusal, a new registration is right.
    if (error instanceof HttpProblem && error.reason === 'status' && (error.status ?? 500) < 500) return false
    throw error
  }
}

/** People type a server's name, its address, or their whole handle. */
function serverOf(typed: string): string {
  const handle = /^@?[^@/\s]+@([^@/\s]+)$/.exec(typed.trim())
  const server = typedServer(handle?.[1] ?? typed, 'server')
  return new URL(server).origin
}

/** Takes the code that the person brought back, and asks the server who it is for. */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<Connected> {
  const { server, ...started } = Started.parse(start)
  const code = answer.get('code')
  if (answer.get('state') !== started.state) throw refused('the state is not the one that was sent')
  if (answer.has('error') || !code) throw refused('the server sent no code')
  const secrets = [started.clientSecret, started.verifier, code]
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    client_id: started.clientId,
    client_secret: started.clientSecret,
    redirect_uri: started.redirectUri,
    code_verifier: started.verifier,
    scope: scopes,
  })
  const { value } = await request(
    service(secrets),
    tools,
    `${server}/oauth/token`,
    { method: 'POST', body, repeatable: true },
    Token,
  ).catch((error: unknown) => {
    const said = error instanceof HttpProblem && error.reason === 'status' && (error.status ?? 0) < 500
    if (said && error.kind !== 'rate-limited') throw refused(error.message)
    throw error
  })
  const credentials: Credentials = {
    token: value.access_token,
    clientId: started.clientId,
    clientSecret: started.clientSecret,
  }
  return { account: await readAccount({ ...tools, credentials }, server), credentials }
}

function refused(detail: string): Problem {
  return new Problem(
    'unauthorized',
    {
      id: 'Server belum memberi izin. Ulangi dari awal: tuliskan alamat servernya, masuk, lalu pilih Izinkan.',
      en: 'The server did not give its permission. Please start again: write the server’s address, sign in, and choose Authorize.',
    },
    { detail },
  )
}

/** https://docs.joinmastodon.org/methods/oauth/#revoke */
export async function revoke(session: Session): Promise<void> {
  const { token, clientId, clientSecret } = Kept.parse(session.credentials)
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token })
  const call: Call = { method: 'POST', body, repeatable: true }
  const address = `${session.account.server}/oauth/revoke`
  // Some of its kin forbid to revoke what is revoked.
  await unlessUnknown(request(service([token, clientSecret]), session, address, call, z.unknown()), [400, 403, 404])
}

/** Whether the account can still be used, with what its server tells of itself today. */
export async function probe(session: Session): Promise<Account> {
  return await readAccount(session, session.account.server)
}

/** https://docs.joinmastodon.org/methods/accounts/#verify_credentials */
async function readAccount(tools: Tools & Pick<Session, 'credentials'>, server: string): Promise<Account> {
  const session = { ...tools, account: { server } } as Session
  const own = await createClient(session).get('/api/v1/accounts/verify_credentials', RemoteAccount)
  const { domain, facts } = await readInstance(server, tools)
  const bio = htmlToText(own.note ?? '')
  const links = (own.fields ?? []).flatMap(({ value }) => /https?:\/\/[^\s"'<>]+/.exec(value)?.[0] ?? [])
  return {
    remoteId: own.id,
    server,
    handle: own.acct.includes('@') ? own.acct : `${own.acct}@${domain}`,
    name: own.display_name || own.username,
    url: own.url,
    ...(own.avatar ? { avatar: own.avatar } : {}),
    ...(bio ? { bio } : {}),
    links,
    facts,
  }
}
