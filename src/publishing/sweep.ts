import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import type { JobData } from '../jobs/index.ts'

/** Deliveries that should have been woken and were not: a lost job, a killed worker, a restored database. */
export async function dueDeliveries(context: Context, most = 200): Promise<JobData[]> {
  const now = context.clock.now()
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('delivery')
      .leftJoin('workspace_state', 'workspace_state.workspace_id', 'delivery.workspace_id')
      .select(['delivery.id', 'delivery.workspace_id as workspaceId'])
      .where('delivery.state', 'in', ['scheduled', 'sending', 'pending'])
      .where((where) => where(where.fn.coalesce('delivery.next_try_at', 'delivery.due_at'), '<=', now))
      .where((where) => where.or([where('delivery.lease_until', 'is', null), where('delivery.lease_until', '<', now)]))
      .where((where) =>
        where.or([where('workspace_state.hold_since', 'is', null), where('delivery.state', '<>', 'scheduled')]),
      )
      .orderBy('delivery.due_at')
      .limit(most)
      .execute(),
  )
}

/** Wakes what waits for a channel that works again, or for a page that is there now. */
export async function wakeWaiting(
  context: Context,
  workspaceId: string,
  where: { channelId?: string; articleId?: string },
): Promise<void> {
  const now = context.clock.now()
  await asSystem(context.db, async (tx) => {
    let query = tx
      .updateTable('delivery')
      .set({ next_try_at: now })
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', 'scheduled')
      .where('next_try_at', '>', now)
    if (where.channelId) query = query.where('channel_id', '=', where.channelId)
    if (where.articleId)
      query = query.where('post_id', 'in', tx.selectFrom('post').select('id').where('article_id', '=', where.articleId))
    for (const { id } of await query.returning('id').execute())
      await context.jobs.enqueue(tx, 'deliver', { id, workspaceId })
  })
}
