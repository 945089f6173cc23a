import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from '@hono/zod-openapi'
import type { Context as Request } from 'hono'
import { getCookie } from 'hono/cookie'
import { serialize } from 'hono/utils/cookie'
import type { Context } from '../context.ts'
import { longestInput } from '../core/input-limits.ts'
import { Problem } from '../core/problem.ts'
import { type Auth, deviceMark, noteSecurity, takeTry, userWithEmail } from '../team/index.ts'
import { assertion } from './api/passkeys.ts'
import { cleanInput, saysJson } from './input.ts'
import type { App } from './operation.ts'
import type { Variables } from './variables.ts'
import { visitorOfRequest } from './visitor.ts'

/** The least time of an answer about an address: as long for an unknown one as for a known one, so that it does not reveal accounts. */
const askedForMilliseconds = 400

const email = z.string().trim().max(longestInput.email)
const password = z.string().max(128)

/** All of better-auth that answers from outside, with the fields that each takes; the rest of its sixty ways is no door of ours. */
export const doors = {
  '/sign-in/email': z.object({ email, password }),
  '/sign-out': z.object({}),
  '/request-password-reset': z.object({ email }),
  '/reset-password': z.object({ token: z.string().max(200), newPassword: password }),
  '/passkey/verify-authentication': z.object({ response: assertion }),
  '/two-factor/verify-totp': z.object({ code: z.string().max(20), trustDevice: z.boolean().optional() }),
  '/two-factor/verify-backup-code': z.object({ code: z.string().max(40), trustDevice: z.boolean().optional() }),
} as const

type Door = keyof typeof doors

/** Sign-in, sign-out and new passwords, as better-auth answers them; "too often" in our words. */
export function authRoutes(app: App, context: Context, auth: Auth): void {
  app.use('/api/auth/*', cleanInput)
  const enter = async (c: Request<{ Variables: Variables }>, door: Door) => {
    const asked = await onlyKnownFields(c, door)
    return checked(context, await auth.handler(asked))
  }
  app.post('/api/auth/request-password-reset', async (c) => {
    const [answer] = await Promise.all([enter(c, '/request-password-reset'), sleep(askedForMilliseconds)])
    return answer
  })
  app.post('/api/auth/sign-in/email', (c) => signIn(context, auth, c))
  app.post('/api/auth/passkey/options', async (c) => checked(context, await passkeyChallenge(auth, c)))
  app.post('/api/auth/passkey/verify-authentication', async (c) => {
    const answer = await entered(context, c, await enter(c, '/passkey/verify-authentication'), 'passkey-used')
    // Drops what else better-auth answers: the session token belongs into the cookie only.
    return answer.ok ? new Response('{}', { headers: answer.headers }) : answer
  })
  for (const way of ['verify-totp', 'verify-backup-code'] as const)
    app.post(`/api/auth/two-factor/${way}`, async (c) => {
      const answer = await enter(c, `/two-factor/${way}`)
      if (answer.status >= 500) throw new Problem('unavailable', codesUnreadable)
      return way === 'verify-totp' ? entered(context, c, answer) : entered(context, c, answer, 'recovery-code-used')
    })
  app.on(['GET', 'POST'], '/api/auth/*', (c) => {
    const door = c.req.path.slice('/api/auth'.length)
    if (c.req.method !== 'POST' || !Object.hasOwn(doors, door)) throw noDoor()
    return enter(c, door as Door)
  })
}

/** The challenge for a passkey. It names no account: the device knows it, and asks its person. */
async function passkeyChallenge(auth: Auth, c: Request): Promise<Response> {
  const headers = new Headers(c.req.raw.headers)
  for (const name of ['content-length', 'content-type', 'transfer-encoding', 'cookie']) headers.delete(name)
  const address = new URL('/api/auth/passkey/generate-authenticate-options', c.req.url)
  const answer = await auth.handler(new globalThis.Request(address, { headers }))
  if (!answer.ok) return answer
  const options = { ...((await answer.json()) as object), userVerification: 'required' }
  return new Response(JSON.stringify(options), { headers: answer.headers })
}

/** Counted before the password is looked at; written down for whose account it is. */
async function signIn(context: Context, auth: Auth, c: Request<{ Variables: Variables }>): Promise<Response> {
  const asked = await onlyKnownFields(c, '/sign-in/email')
  const { email: account } = (await asked.clone().json()) as { email: string }
  const { address, agent } = visitorOfRequest(c.req.raw.headers)
  const settle = await takeTry(context, account, { address, device: getCookie(c, deviceCookie) })
  const answer = checked(context, await auth.handler(asked))
  await settle(answer.ok)
  if (answer.ok) return entered(context, c, answer)
  const userId = answer.status === 401 ? await userWithEmail(context.db, account) : undefined
  if (userId) await noteSecurity(context, userId, 'sign-in-failed', { address, agent })
  return answer
}

const deviceCookie = 'percakapan.device'
const yearSeconds = 365 * 24 * 3600

/** Whoever came in with all that is needed: written down, and their device is known from now on. */
async function entered(
  context: Context,
  c: Request,
  answer: Response,
  besides?: 'recovery-code-used' | 'passkey-used',
): Promise<Response> {
  if (!answer.ok) return answer
  const { user } = (await answer.clone().json()) as { user?: { id: string } }
  // The password was right, and the second factor is still to come.
  if (!user) return answer
  const visitor = visitorOfRequest(c.req.raw.headers)
  if (besides) await noteSecurity(context, user.id, besides, visitor)
  await noteSecurity(context, user.id, 'signed-in', visitor)
  const mark = serialize(deviceCookie, deviceMark(context, user.id, randomUUID()), {
    path: '/api/auth',
    httpOnly: true,
    sameSite: 'Lax',
    secure: context.config.baseUrl.startsWith('https:'),
    maxAge: yearSeconds,
  })
  const headers = new Headers(answer.headers)
  headers.append('set-cookie', mark)
  return new Response(answer.body, { status: answer.status, headers })
}

/** The same request, with the fields that its door takes and no others. @throws Problem `wrong-input` */
async function onlyKnownFields(c: Request<{ Variables: Variables }>, door: Door): Promise<globalThis.Request> {
  const text = saysJson(c.req.header('content-type')) ? await c.req.text() : ''
  const said: unknown = text === '' ? {} : JSON.parse(text)
  // Whose address it would be without the characters that were left out is not guessed.
  if (c.get('cleaned').has('email')) throw notRight('email')
  const read = doors[door].safeParse(said ?? {})
  if (!read.success) throw notRight(String(read.error.issues[0]?.path[0] ?? ''))
  const headers = new Headers(c.req.raw.headers)
  for (const name of ['content-length', 'transfer-encoding']) headers.delete(name)
  headers.set('content-type', 'application/json')
  return new globalThis.Request(c.req.url, { method: 'POST', headers, body: JSON.stringify(read.data) })
}

function notRight(field: string): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Isian “{field}” kosong, terlalu panjang, atau bukan teks. Perbaiki, lalu coba lagi.',
      en: 'The field “{field}” is empty, too long, or not text. Fix it, then try again.',
    },
    { field, values: { field } },
  )
}

/** What the app's codes are made of is sealed with the server's key: a backup that came back without it can't be opened. */
const codesUnreadable = {
  id: 'Server tidak dapat memeriksa kode akun ini. Bila server dipulihkan dari cadangan tanpa secret.key-nya, kode lama tidak dapat dibaca lagi: yang menjalankan server dapat mematikannya dengan `bin/percakapan.mjs password SUREL`. Selain itu, coba lagi sebentar lagi.',
  en: 'The server can’t check this account’s codes. If it was restored from a backup without its secret.key, the old codes can’t be read any more: whoever runs it can turn them off with `bin/percakapan.mjs password EMAIL`. Otherwise try again in a moment.',
}

function noDoor(): Problem {
  return new Problem('gone', { id: 'Alamat API itu tidak ada.', en: 'There is no such address in the API.' })
}

function checked(context: Context, answer: Response): Response {
  if (answer.status !== 429) return answer
  const seconds = Number(answer.headers.get('x-retry-after')) || 60
  throw new Problem(
    'rate-limited',
    {
      id: 'Terlalu banyak percobaan dari tempat Anda. Tunggu {seconds} detik, lalu coba lagi.',
      en: 'Too many tries from where you are. Wait {seconds} {seconds|second|seconds}, then try again.',
    },
    { values: { seconds }, retryAt: new Date(context.clock.now().getTime() + seconds * 1000) },
  )
}
