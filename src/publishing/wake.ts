import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { channelKey } from './rate.ts'

/** Makes the deliveries due that wait for a reconnected channel, or for a permalink that answers now. */
export async function wakeWaiting(
  context: Context,
  workspaceId: string,
  where: { channelId?: string; articleId?: string; unblock?: boolean },
): Promise<void> {
  const now = context.clock.now()
  const woken = await asSystem(context.db, async (tx) => {
    // What the channel was made to wait for is over: a budget was raised.
    if (where.channelId && where.unblock)
      await tx
        .updateTable('rate_bucket')
        .set({ blocked_until: null })
        .where('key', '=', channelKey(where.channelId))
        .execute()
    let query = tx
      .updateTable('delivery')
      .set({ next_try_at: now })
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', 'scheduled')
      .where('next_try_at', '>', now)
      // A turn that was given to keep a rate stays.
      .where('reserved', '=', false)
    if (where.channelId) query = query.where('channel_id', '=', where.channelId)
    if (where.articleId)
      query = query.where('post_id', 'in', tx.selectFrom('post').select('id').where('article_id', '=', where.articleId))
    return query.returning('id').execute()
  })
  if (woken.length)
    context.bus.tell(
      workspaceId,
      'deliveries',
      woken.map(({ id }) => id),
    )
}
