import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ZodError } from 'zod'
import type { Context } from '../context.ts'
import { Problem, type ProblemKind } from '../core/problem.ts'
import { asProblem } from '../db/client.ts'
import { TooMuch } from './limits.ts'

const statuses: Record<ProblemKind, ContentfulStatusCode> = {
  unauthorized: 422, // the network's permission, not the person's: 401 would sign the person out
  rejected: 422,
  'rate-limited': 429,
  unavailable: 503,
  unknown: 502,
  gone: 404,
  'wrong-input': 422,
  conflict: 409,
  forbidden: 403,
}

/** Nobody is signed in. */
export class SignInNeeded extends Problem {
  constructor() {
    super('forbidden', { id: 'Masuk dahulu, lalu coba lagi.', en: 'Sign in first, then try again.' })
  }
}

/** What was asked for is not at this host: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20 */
export class Misdirected extends Problem {
  /** @param home where it is */
  constructor(home: string) {
    const words = {
      id: 'Panel dan API ada di {home}, bukan di alamat blog ini.',
      en: 'The panel and its API are at {home}, not at this blog’s address.',
    }
    super('gone', words, { values: { home } })
  }
}

/** What HTTP says of a problem. */
export function statusOf(error: Problem): ContentfulStatusCode {
  if (error instanceof Misdirected) return 421
  if (error instanceof SignInNeeded) return 401
  return error instanceof TooMuch ? 413 : statuses[error.kind]
}

const unforeseen = {
  id: 'Ada galat di server yang tidak terduga. Coba lagi; bila tetap begini, lihat log server.',
  en: 'Something went wrong unexpectedly on the server. Try again; if it stays so, look at the server’s log.',
}

const unreadable = {
  id: 'Permintaan ini tidak dapat dibaca. Periksa isinya, lalu coba lagi.',
  en: 'This request could not be read. Check what it holds, and try again.',
}
const notKept = {
  id: 'Ada isian yang tidak dapat disimpan: angka atau tanggalnya terlalu besar, atau karakternya tidak dikenal. Periksa, lalu coba lagi.',
  en: 'There is a value that can’t be kept: a number or date that is too big, or characters that don’t exist. Check it, and try again.',
}

const takenElsewhere = {
  id: 'Ini tidak dapat disimpan: yang sama sudah ada, atau nomor yang dikirim sudah dipakai di tempat lain. Muat ulang, lalu coba lagi.',
  en: 'This can’t be saved: the same is there already, or the id that was sent is used elsewhere. Reload, then try again.',
}
const notThere = {
  id: 'Yang dirujuk permintaan ini tidak ada, atau baru saja dihapus. Muat ulang, lalu coba lagi.',
  en: 'What this request refers to is not there, or was just deleted. Reload, then try again.',
}

/** Errors of libraries that say the fault is the request's, as problems; others as they are. */
export function inputProblem(error: unknown): unknown {
  if (error instanceof ZodError) {
    const field = error.issues[0]?.path.join('.')
    return new Problem('wrong-input', unreadable, { ...(field ? { field } : {}), cause: error })
  }
  if (error instanceof HTTPException && error.status < 500)
    return new Problem('wrong-input', unreadable, { detail: error.message })
  // Values that the database can't keep: https://www.postgresql.org/docs/current/errcodes-appendix.html, class 22
  const { code } = (error ?? {}) as { code?: unknown }
  // unique_violation, foreign_key_violation.
  if (code === '23505') return new Problem('conflict', takenElsewhere, { cause: error })
  if (code === '23503') return new Problem('gone', notThere, { cause: error })
  if (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code))
    return new Problem('wrong-input', notKept, { cause: error })
  return error
}

/** Every error leaves as `{ problem }` with words for people; the whole of it goes to the log. */
export function answerProblems(context: Context): ErrorHandler {
  return (thrown, c) => {
    const error = inputProblem(asProblem(thrown))
    if (!(error instanceof Problem)) {
      context.log.error({ error, path: c.req.path, method: c.req.method }, 'unforeseen error')
      return c.json({ problem: { kind: 'unknown', words: unforeseen } }, 500)
    }
    if (error !== thrown) context.log.warn({ error, path: c.req.path }, 'the database did not take it')
    context.log.debug({ error, path: c.req.path }, 'problem')
    const { kind, words, field, data } = error
    const status = statusOf(error)
    if (error.retryAt)
      c.header(
        'retry-after',
        String(Math.max(1, Math.ceil((error.retryAt.getTime() - context.clock.now().getTime()) / 1000))),
      )
    return c.json({ problem: { kind, words, ...(field ? { field } : {}), ...data } }, status)
  }
}
