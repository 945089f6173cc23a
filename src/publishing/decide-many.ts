import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import { cancelDelivery, letGoDelivery, retryDelivery } from './decide.ts'

/** What a person can decide about many at once. */
export type ManyAction = 'cancel' | 'let-go' | 'retry'

/** So far apart do those of one channel leave that were overdue together: on release of a hold there is no burst. */
const apartSeconds = 120

/** What could not be done. */
export interface Refused {
  id: string
  words: Words
}

/**
 * Applies one decision to many deliveries. Each is decided by itself, so that one whose state has changed
 * does not stop the others.
 */
export async function decideMany(
  context: Context,
  actor: Actor,
  ids: readonly string[],
  action: ManyAction,
): Promise<Refused[]> {
  const refused: Refused[] = []
  const attempt = async (id: string, work: () => Promise<void>) => {
    await work().catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
      refused.push({ id, words: error.words })
    })
  }
  if (action === 'retry') {
    for (const { id, seconds } of await turns(context, actor, ids)) {
      const at = new Date(context.clock.now().getTime() + seconds * 1000)
      await attempt(id, () => retryDelivery(context, actor, id, at))
    }
    return refused
  }
  const act = action === 'cancel' ? cancelDelivery : letGoDelivery
  for (const id of ids) await attempt(id, () => act(context, actor, id))
  return refused
}

/** The first of a channel leaves now, each further one a little later, in the order in which they were due. */
async function turns(
  context: Context,
  actor: Actor,
  ids: readonly string[],
): Promise<{ id: string; seconds: number }[]> {
  const rows = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .selectFrom('delivery')
      .select(['id', 'channel_id'])
      .where('id', 'in', [...ids])
      .orderBy('due_at')
      .execute(),
  )
  const before = new Map<string, number>()
  return rows.map(({ id, channel_id }) => {
    const nth = before.get(channel_id) ?? 0
    before.set(channel_id, nth + 1)
    return { id, seconds: nth * apartSeconds }
  })
}
