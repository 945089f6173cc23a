import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Auth } from '../team/index.ts'
import type { App } from './operation.ts'

/** As long as the slower of "there is such a person" and "there is none" takes: the answer's time must not tell which. */
const askedForMilliseconds = 400

/** Sign-in, sign-out and new passwords, as better-auth answers them; "too often" in our words. */
export function authRoutes(app: App, context: Context, auth: Auth): void {
  app.post('/api/auth/request-password-reset', async (c) => {
    const [answer] = await Promise.all([auth.handler(c.req.raw), sleep(askedForMilliseconds)])
    return checked(context, answer)
  })
  app.on(['GET', 'POST'], '/api/auth/*', async (c) => checked(context, await auth.handler(c.req.raw)))
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
