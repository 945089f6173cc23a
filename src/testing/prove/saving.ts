/** A person saves a post over the API, and does not know what became of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import type { Actor, Context } from '../../context.ts'
import type { Variables } from '../../http/operation.ts'
import { answerProblems } from '../../http/problem.ts'
import { requestKeys } from '../../http/request-key.ts'
import { type NewPost, schedulePost } from '../../publishing/index.ts'
import type { Stand } from './stand.ts'

const tries = 5

/**
 * Asks under one Idempotency-Key until the answer is no error any more, as a careful client does.
 * @returns the deliveries' ids, from the answer, or from the rows where the key is only said to be taken
 */
export async function saveUnderKey(context: Context, actor: Actor, post: NewPost, stand: Stand): Promise<string[]> {
  const { lane, plan } = stand
  const app = postOver(context, actor, post, plan.fault === 'saving-fails-late')
  const cut = { 'saving-cut-before': 'before', 'saving-cut-after': 'after' }[plan.fault as string]
  if (cut)
    lane.desk.next = { cut: cut as 'before' | 'after', fits: ({ step }) => step === 'saved', done: () => undefined }
  const headers = { 'idempotency-key': `${stand.run}-${plan.number}`, 'content-type': 'application/json' }
  for (let asked = 0; asked < tries; asked++) {
    const answer = await app.request('/posts', { method: 'POST', headers, body: '{}' })
    if (answer.status === 200) return (await answer.json()) as string[]
    if (answer.status < 500) break
    await sleep(100)
  }
  return savedIds(stand, post)
}

/** The program's own handling of keys, around its own way of saving. @param late an error after that, once */
function postOver(context: Context, actor: Actor, post: NewPost, late: boolean): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>()
  let fails = late
  app.use(async (c, next) => {
    c.set('actor', actor)
    await next()
  })
  app.use(requestKeys(context))
  app.onError(answerProblems(context))
  app.post('/posts', async (c) => {
    const ids = await schedulePost(context, actor, post)
    if (!fails) return c.json(ids)
    fails = false
    throw new Error('an error that comes late')
  })
  return app
}

/** The first that was saved for each channel. */
async function savedIds(stand: Stand, { drafts }: NewPost): Promise<string[]> {
  const text = drafts[0]?.text ?? ''
  const rows = await stand.lane.ask((tx) =>
    tx.selectFrom('delivery').select(['id', 'channel_id']).where('text', '=', text).orderBy('id').execute(),
  )
  return drafts.map(({ channelId }) => rows.find((row) => row.channel_id === channelId)?.id ?? channelId)
}
