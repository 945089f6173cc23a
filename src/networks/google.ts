/** What Google's networks share: its OAuth server, the steps to an app of one's own there, and how its APIs refuse. */
import { z } from 'zod'
import { byDays, instantOf, localDate } from '../core/local-time.ts'
import { Problem, type ProblemKind } from '../core/problem.ts'
import { fill, type Words } from '../core/words.ts'
import { type Answer, type Call, HttpProblem, request, type Service } from './http.ts'
import type { Absent, ConnectField, Session, Tools } from './network.ts'
import { appFields, credentialsOf, type OAuthCredentials, type OAuthServer, secretsOf, withToken } from './oauth2.ts'

/** Google's daily quotas begin at midnight there: https://developers.google.com/youtube/v3/determine_quota_cost */
export const quotaZone = 'America/Los_Angeles'

/**
 * Google's authorization server. A refresh token comes only with `access_type=offline`, and a second time only with
 * `prompt=consent`: https://developers.google.com/identity/protocols/oauth2/web-server#creatingclient
 */
export function googleServer(label: string, scopes: readonly string[]): OAuthServer {
  return {
    label,
    authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
    token: 'https://oauth2.googleapis.com/token',
    scopes,
    clientAuth: 'body',
    pkce: true,
    extra: { access_type: 'offline', prompt: 'consent' },
  }
}

/** The app's two fields, named as Google names them. */
export const googleFields: readonly ConnectField[] = appFields({ id: 'Client ID', secret: 'Client secret' })

/** The steps to an app of one's own, for the API that people know by the name `api`. */
export function googleSteps(api: string): Words[] {
  return steps.map((step) => fill(step, { api }))
}

const steps: readonly Words[] = [
  {
    id: 'Buka console.cloud.google.com dengan akun Google Anda, lalu buat proyek baru; beri nama Percakapan. Ini tidak berbayar.',
    en: 'Open console.cloud.google.com with your Google account, and make a new project; call it Percakapan. It costs nothing.',
  },
  {
    id: 'Buka APIs & Services → Library, cari “{api}”, lalu pilih Enable.',
    en: 'Open APIs & Services → Library, look for “{api}”, and choose Enable.',
  },
  {
    id: 'Buka Google Auth Platform → Get started. Isi nama aplikasi dan email Anda, dan pilih External sebagai Audience.',
    en: 'Open Google Auth Platform → Get started. Fill in a name for the app and your email address, and choose External as the audience.',
  },
  {
    id: 'Di Audience pilih Publish app, sampai statusnya “In production”. Selama masih “Testing”, Google mencabut izinnya setiap tujuh hari.',
    en: 'Under Audience choose Publish app, so that its status is “In production”. While it is “Testing”, Google takes the permission back every seven days.',
  },
  {
    id: 'Di Clients pilih Create client → Web application. Di Authorized redirect URIs tambahkan {callback}, lalu pilih Create.',
    en: 'Under Clients choose Create client → Web application. Under Authorized redirect URIs add {callback}, and choose Create.',
  },
  {
    id: 'Salin Client ID dan Client secret ke sini, lalu lanjutkan.',
    en: 'Copy the client ID and the client secret here, and continue.',
  },
  {
    id: 'Google memperingatkan bahwa aplikasi ini belum diverifikasi, karena aplikasi itu milik Anda sendiri: pilih Advanced → Go to Percakapan. Centang semua izin yang diminta, lalu Continue.',
    en: 'Google warns that the app is not verified, since it is your own: choose Advanced → Go to Percakapan. Tick every permission that is asked for, then Continue.',
  },
]

/** https://developers.google.com/youtube/v3/docs/errors#core_api_errors; Blogger's errors have the same shape. */
const Refusal = z.object({
  error: z.object({
    message: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
})

/** Why Google refused, in its own word: `quotaExceeded`, say. */
export function reasonOf(body: unknown): string | undefined {
  return Refusal.safeParse(body).data?.error.errors?.[0]?.reason
}

/** The whole day's quota is used up: it helps to come back when the next day begins. */
const dayIsUsedUp = ['quotaExceeded', 'dailyLimitExceeded']
/** Too much at once, or more uploads than the account may make in a day. */
const tooMuch = [...dayIsUsedUp, 'rateLimitExceeded', 'userRateLimitExceeded', 'uploadLimitExceeded']
/** The permission lacks something, or the account or the project is not what it has to be. */
const notPermitted = [
  'authError',
  'required',
  'insufficientPermissions',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  'accessNotConfigured',
  'youtubeSignupRequired',
  'authenticatedUserAccountClosed',
  'authenticatedUserAccountSuspended',
  'authenticatedUserNotChannel',
]

/** A 403 with another reason is about one video, post or comment, and no broken permission. */
function kindOf(status: number, body: unknown): ProblemKind | undefined {
  const reason = reasonOf(body)
  if (reason === undefined || status === 401 || status >= 500) return undefined
  if (tooMuch.includes(reason)) return 'rate-limited'
  if (notPermitted.includes(reason)) return 'unauthorized'
  return status === 403 ? 'rejected' : undefined
}

/** How a Google API answers. */
export function googleService(label: string, secrets: readonly string[]): Service {
  return { label, secrets, message: (body) => Refusal.safeParse(body).data?.error.message, kindOf }
}

/** One of Google's APIs, for an account. */
export interface GoogleApi {
  server: OAuthServer
  /** Where its console lets people enable it: named when it is not. */
  api: string
}

/**
 * One request with a good token. Errors are told apart by Google's own reasons.
 * @param more secrets beside the account's own: an upload's address, say
 */
export async function askGoogle<T>(
  google: GoogleApi,
  session: Session,
  address: string | URL,
  call: Call,
  schema: z.ZodType<T>,
  more: readonly string[] = [],
): Promise<Answer<T>> {
  try {
    return await withToken(google.server, session, (token) =>
      askWith(google, session, { ...credentialsOf(session), accessToken: token }, address, call, schema, more),
    )
  } catch (error) {
    throw plainer(google, session, error)
  }
}

/** The same where there is no session yet: a person has just come back with a code. */
export async function askAtFirst<T>(
  google: GoogleApi,
  tools: Tools,
  credentials: OAuthCredentials,
  address: string | URL,
  schema: z.ZodType<T>,
): Promise<T> {
  try {
    return (await askWith(google, tools, credentials, address, {}, schema, [])).value
  } catch (error) {
    throw plainer(google, tools, error)
  }
}

function askWith<T>(
  { server }: GoogleApi,
  tools: Tools,
  credentials: OAuthCredentials,
  address: string | URL,
  call: Call,
  schema: z.ZodType<T>,
  more: readonly string[],
): Promise<Answer<T>> {
  const headers = { ...call.headers, authorization: `Bearer ${credentials.accessToken}` }
  const service = googleService(server.label, [...secretsOf(credentials), ...more])
  return request(service, tools, address, { ...call, headers }, schema)
}

/** What Google means, where its status alone does not say it: when to come back, what to switch on. */
function plainer({ server, api }: GoogleApi, tools: Tools, error: unknown): unknown {
  if (!(error instanceof HttpProblem) || error.reason !== 'status') return error
  const reason = reasonOf(error.body) ?? ''
  const { status, body, words, message: detail } = error
  const same = { reason: error.reason, body, detail, ...(status === undefined ? {} : { status }) }
  const values = { label: server.label, api }
  if (reason === 'accessNotConfigured') return new HttpProblem('unauthorized', notEnabled, { ...same, values })
  if (dayIsUsedUp.includes(reason)) {
    return new HttpProblem('rate-limited', usedUp, { ...same, values, retryAt: nextDay(tools.now()) })
  }
  if (reason === 'uploadLimitExceeded') {
    const retryAt = new Date(tools.now().getTime() + 24 * 3600_000)
    return new HttpProblem('rate-limited', words, { ...same, retryAt })
  }
  return error
}

/** Midnight where Google's quotas begin. */
export function nextDay(now: Date): Date {
  return instantOf(`${localDate(byDays(now, quotaZone, 1), quotaZone)}T00:00`, quotaZone)
}

/** Whether something is gone at Google. */
export function isGone(error: unknown): boolean {
  return error instanceof Problem && error.kind === 'gone'
}

const notEnabled = {
  id: '“{api}” belum diaktifkan di proyek Google Anda. Buka console.cloud.google.com → APIs & Services → Library, cari “{api}”, pilih Enable, lalu coba lagi beberapa menit kemudian.',
  en: '“{api}” is not enabled in your Google project. Open console.cloud.google.com → APIs & Services → Library, look for “{api}”, choose Enable, and try again some minutes later.',
}
const usedUp = {
  id: 'Jatah harian {label} untuk aplikasi Google Anda sudah habis. Google memberi jatah baru pada tengah malam waktu California; saat itu dicoba lagi otomatis.',
  en: 'The daily quota of {label} for your Google app is used up. Google gives a new one at midnight in California; it is tried again then, automatically.',
}

/** Why a permission is not given back: Google gives one to all that an app serves for a person. */
export const permissionOfAll: Absent = {
  absent: {
    id: 'Google memberi satu izin untuk semua yang dilayani aplikasi Anda, jadi mencabutnya dari sini akan memutus saluran lain juga. Cabutlah di myaccount.google.com/permissions.',
    en: 'Google gives one permission for all that your app serves, so revoking it from here would cut off other channels too. Revoke it at myaccount.google.com/permissions.',
  },
}
