import { setTimeout as sleep } from 'node:timers/promises'
import { z } from '@hono/zod-openapi'
import type { Context as Request } from 'hono'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Auth } from '../team/index.ts'
import type { App } from './operation.ts'

/** As long as the slower of "there is such a person" and "there is none" takes: the answer's time must not tell which. */
const askedForMilliseconds = 400

const email = z.string().trim().max(254)
const password = z.string().max(128)

/** All of better-auth that answers from outside, with the fields that each takes; the rest of its sixty ways is no door of ours. */
export const doors = {
  '/sign-in/email': z.object({ email, password }),
  '/sign-out': z.object({}),
  '/request-password-reset': z.object({ email }),
  '/reset-password': z.object({ token: z.string().max(200), newPassword: password }),
} as const

type Door = keyof typeof doors

/** Sign-in, sign-out and new passwords, as better-auth answers them; "too often" in our words. */
export function authRoutes(app: App, context: Context, auth: Auth): void {
  const enter = async (c: Request, door: Door) => {
    const asked = await onlyKnownFields(c, door)
    return checked(context, await auth.handler(asked))
  }
  app.post('/api/auth/request-password-reset', async (c) => {
    const [answer] = await Promise.all([enter(c, '/request-password-reset'), sleep(askedForMilliseconds)])
    return answer
  })
  app.on(['GET', 'POST'], '/api/auth/*', (c) => {
    const door = c.req.path.slice('/api/auth'.length)
    if (c.req.method !== 'POST' || !Object.hasOwn(doors, door)) throw noDoor()
    return enter(c, door as Door)
  })
}

/** The same request, with the fields that its door takes and no others. @throws Problem `wrong-input` */
async function onlyKnownFields(c: Request, door: Door): Promise<globalThis.Request> {
  const said = await c.req.json().catch(() => ({}))
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
      en: 'The field “{field}” is empty, too long, or no text. Mend it, then try again.',
    },
    { field, values: { field } },
  )
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
      en: 'Too many tries from where you are. Wait {seconds} seconds, then try again.',
    },
    { values: { seconds }, retryAt: new Date(context.clock.now().getTime() + seconds * 1000) },
  )
}
