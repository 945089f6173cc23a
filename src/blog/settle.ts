import type { Context } from '../context.ts'
import type { Tx } from '../db/client.ts'

/**
 * After a restore: feeds and old articles that were going on by themselves are paused, and articles whose time is still to come get
 * their wake-up calls anew. In all workspaces.
 */
export async function settleArticles(context: Context, tx: Tx): Promise<{ scheduled: number; paused: number }> {
  const feeds = await tx
    .updateTable('feed')
    .set({ state: 'paused' })
    .where('state', '=', 'active')
    .returning('id')
    .execute()
  const rounds = await tx
    .updateTable('evergreen')
    .set({ state: 'paused' })
    .where('state', '=', 'active')
    .returning('id')
    .execute()
  const articles = await tx
    .selectFrom('article')
    .select(['id', 'workspace_id as workspaceId', 'publish_at as at'])
    .where('publish_at', 'is not', null)
    .where('deleted_at', 'is', null)
    .execute()
  for (const { at, ...data } of articles) if (at) await context.jobs.enqueue(tx, 'publish-article', data, at)
  return { scheduled: articles.length, paused: feeds.length + rounds.length }
}
