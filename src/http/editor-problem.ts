import type { ErrorHandler } from 'hono'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asProblem } from '../db/client.ts'
import { Refused, refusals } from '../editing/index.ts'
import { inputProblem, statusOf } from './problem.ts'
import type { Variables } from './variables.ts'

/**
 * Errors as editors know them: `{ error, error_description }`, in the language of whoever the editor writes for.
 * https://www.w3.org/TR/micropub/#error-response
 */
export function answerRefusals(context: Context): ErrorHandler<{ Variables: Variables }> {
  return (thrown, c) => {
    const error = inputProblem(asProblem(thrown))
    const language =
      c.get('editor')?.member.language ?? (/^id\b/i.test(c.req.header('accept-language') ?? '') ? 'id' : 'en')
    if (!(error instanceof Problem)) {
      context.log.error({ error, path: c.req.path, method: c.req.method }, 'unforeseen error')
      return c.json({ error: 'server_error', error_description: unforeseen[language] }, 500)
    }
    context.log.debug({ error, path: c.req.path }, 'an editor is refused')
    const code = error instanceof Refused ? error.code : codeOf(error)
    const status = statusFor(error)
    if (status === 401) c.header('www-authenticate', `Bearer realm="${new URL(context.config.baseUrl).host}"`)
    if (error.retryAt) {
      const seconds = Math.ceil((error.retryAt.getTime() - context.clock.now().getTime()) / 1000)
      c.header('retry-after', String(Math.max(1, seconds)))
    }
    const scope = error instanceof Refused && error.scope !== undefined ? { scope: error.scope } : {}
    return c.json({ error: code, error_description: error.words[language], ...scope }, status as 400)
  }
}

/** What a problem of the house is called there; each keeps its own status. */
function codeOf(error: Problem): string {
  if (error.kind === 'forbidden') return 'forbidden'
  const later = ['rate-limited', 'unavailable', 'unknown'].includes(error.kind)
  return later ? 'temporarily_unavailable' : 'invalid_request'
}

/** What editors were never told of is a request that can't be, to them: 400. */
function statusFor(error: Problem): number {
  if (error instanceof Refused) return refusals[error.code].status
  const status = statusOf(error)
  return status === 422 || status === 404 ? 400 : status
}

const unforeseen = {
  id: 'Ada galat di server yang tidak terduga. Coba lagi; bila tetap begini, lihat log server.',
  en: 'Something went wrong unexpectedly on the server. Try again; if it stays so, look at the server’s log.',
}
