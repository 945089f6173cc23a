import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import type { MiddlewareHandler, Context as Request } from 'hono'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { savingAlongside } from '../db/fate.ts'
import {
  freeRequestKey,
  type KeptRequest,
  keepRequestAnswer,
  markRequestSaved,
  takeRequestKey,
} from '../db/request-keys.ts'
import { answerProblems } from './problem.ts'
import type { Variables } from './variables.ts'

/** A key is good for so long; then it may be used for something else. */
const hours = 24
const longestKey = 200

/**
 * `Idempotency-Key` on a POST: the same request under the same key is done once, and answered alike every time, errors
 * included. For whoever does not know whether a request arrived: a lost line, an impatient second press.
 * The behaviour is Stripe's: https://docs.stripe.com/api/idempotent_requests
 * - the first one is still being answered: 409
 * - it was done, and its answer was lost or became an error afterwards: the answer that was kept with what was saved
 *   ({@link keepAnswer}); 409 where none was
 * - it was answered with a secret, which nobody keeps: 409
 * - another request under the key: 422
 * - after a day: a new request
 */
export function requestKeys(context: Context): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const key = c.req.header('idempotency-key')
    const actor = c.get('actor')
    if (!key || !actor || c.req.method !== 'POST') return next()
    if (key.length > longestKey) throw tooLong()
    const request = await fingerprint(c)
    const earlier = await begin(context, actor, key, request)
    if (earlier) return replay(c, earlier, request)
    try {
      const told: Told = {}
      await answers.run(told, () =>
        savingAlongside(
          // From then on it is done, whatever becomes of the answer.
          (tx) => markRequestSaved(tx, { ...actor, key }, told.answer),
          next,
        ),
      )
    } catch (error) {
      // Hono's own handling of errors comes after us; an error that is part of the answer is kept with it.
      c.res = await answerProblems(context)(error as Error, c)
    }
    await end(context, actor, key, c.res, c.get('toldOnce') === true)
  }
}

/** The answer of a request under way, as far as it is known. */
interface Told {
  answer?: { status: number; text: string }
}
const answers = new AsyncLocalStorage<Told>()

/**
 * Says what the request is going to be answered, in the transaction that saves what it asked for: both are saved, or neither.
 * Without a key it does nothing.
 */
export function keepAnswer(status: number, value: unknown): void {
  const told = answers.getStore()
  if (told) told.answer = { status, text: JSON.stringify(value) }
}

async function fingerprint(c: Request): Promise<string> {
  const body = Buffer.from(await c.req.raw.clone().arrayBuffer())
  return createHash('sha256')
    .update(`${new URL(c.req.url).pathname}\n`)
    .update(body)
    .digest('base64url')
}

/** Takes the key. @returns what stands under it already */
function begin(context: Context, actor: Actor, key: string, request: string): Promise<KeptRequest | undefined> {
  const now = context.clock.now()
  const old = new Date(now.getTime() - hours * 3_600_000)
  return inWorkspace(context.db, actor.workspaceId, (tx) =>
    takeRequestKey(tx, { ...actor, key }, { request, now, old }),
  )
}

/**
 * Keeps the answer. What failed on the server's side before anything was saved may be tried again under the same key; after that,
 * the key stays taken.
 */
async function end(context: Context, actor: Actor, key: string, answer: Response, once: boolean): Promise<void> {
  const { status } = answer
  const text = once && answer.ok ? null : status < 500 ? await answer.clone().text() : ''
  const mine = { ...actor, key }
  await inWorkspace(context.db, actor.workspaceId, (tx) =>
    status >= 500 ? freeRequestKey(tx, mine) : keepRequestAnswer(tx, mine, { status, text }),
  )
}

function replay(c: Request, kept: KeptRequest, request: string): Response {
  if (kept.request !== request) throw anotherRequest()
  if (kept.status === null) throw underWay()
  if (kept.answer === null) throw toldOnce()
  return c.body(kept.answer, kept.status as 200, {
    'content-type': 'application/json',
    'idempotent-replayed': 'true',
  })
}

function tooLong(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Idempotency-Key paling panjang {most} karakter.',
      en: 'An Idempotency-Key has {most} {most|character|characters} at most.',
    },
    { values: { most: longestKey } },
  )
}

function anotherRequest(): Problem {
  return new Problem('wrong-input', {
    id: 'Idempotency-Key itu sudah dipakai untuk permintaan lain. Pakai kunci baru untuk permintaan baru.',
    en: 'That Idempotency-Key was used for another request. Take a new key for a new request.',
  })
}

function toldOnce(): Problem {
  return new Problem('conflict', {
    id: 'Permintaan dengan kunci ini sudah dilaksanakan. Jawabannya rahasia yang hanya diberikan sekali, jadi tidak dapat diulang. Minta yang baru, dengan kunci baru.',
    en: 'The request with this key was done. Its answer was a secret that is told once, so it can’t be repeated. Ask for a new one, with a new key.',
  })
}

function underWay(): Problem {
  return new Problem('conflict', {
    id: 'Permintaan dengan kunci ini belum selesai, atau terputus di tengah. Lihat dahulu apakah hasilnya sudah ada sebelum mencoba dengan kunci baru.',
    en: 'The request with this key is not finished, or was cut off in the middle. Look whether its result is there before you try with a new key.',
  })
}
