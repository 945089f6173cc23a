/** A person saves a post over the API, and does not know what became of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import type { Actor, Context } from '../../context.ts'
import { StorageProblem } from '../../core/problem.ts'
import { answerProblems } from '../../http/problem.ts'
import { requestKeys } from '../../http/request-key.ts'
import type { Variables } from '../../http/variables.ts'
import { type NewPost, schedulePost } from '../../publishing/index.ts'
import type { RunningTrial } from './running-trial.ts'

const tries = 5

/**
 * Saves until it is saved: under an Idempotency-Key, asking again after every error, or without one, believing what an error says.
 * @returns the deliveries' ids, from the answer, or from the rows where it only says that they may be there
 */
export async function saveInDoubt(
  context: Context,
  actor: Actor,
  post: NewPost,
  running: RunningTrial,
): Promise<string[]> {
  const { testBed, plan } = running
  const cut = ({ 'saving-cut-before': 'before', 'saving-cut-after': 'after' } as const)[plan.fault as string]
  if (cut) testBed.peopleDatabase.next = { cut, fits: ({ step }) => step === 'saved', done: () => undefined }
  const late = plan.fault === 'saving-fails-late'
  const told =
    late || plan.number % 2
      ? await underKey(context, actor, post, running, late)
      : await believing(context, actor, post)
  const ids = await savedIds(running, post)
  if (ids.length !== post.drafts.length)
    running.wrong.push(`${ids.length} deliveries were saved for ${post.drafts.length}`)
  return told ?? ids
}

async function underKey(
  context: Context,
  actor: Actor,
  post: NewPost,
  { run, plan }: RunningTrial,
  late: boolean,
): Promise<string[] | undefined> {
  const app = postOver(context, actor, post, late)
  const headers = { 'idempotency-key': `${run}-${plan.number}`, 'content-type': 'application/json' }
  for (let asked = 0; asked < tries; asked++) {
    const answer = await app.request('/posts', { method: 'POST', headers, body: '{}' })
    if (answer.status === 200) return (await answer.json()) as string[]
    if (answer.status < 500) return undefined
    await sleep(100)
  }
  return undefined
}

async function believing(context: Context, actor: Actor, post: NewPost): Promise<string[] | undefined> {
  for (let asked = 0; asked < tries; asked++) {
    try {
      return await schedulePost(context, actor, post)
    } catch (error) {
      if (!(error instanceof StorageProblem)) throw error
      if (error.inDoubt) return undefined
      await sleep(100)
    }
  }
  return undefined
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

/** All that were saved with these words, in the drafts' order. */
async function savedIds(running: RunningTrial, { drafts }: NewPost): Promise<string[]> {
  const text = drafts[0]?.text ?? ''
  const rows = await running.testBed.ask((tx) =>
    tx.selectFrom('delivery').select(['id', 'channel_id']).where('text', '=', text).orderBy('id').execute(),
  )
  const place = (channel: string) => drafts.findIndex(({ channelId }) => channelId === channel)
  return rows.sort((a, b) => place(a.channel_id) - place(b.channel_id)).map(({ id }) => id)
}
