import type { Context } from '../context.ts'
import type { Tx } from '../db/client.ts'

/** After a restore: articles whose time is still to come get their wake-up calls anew, in all workspaces. @returns how many */
export async function settleArticles(context: Context, tx: Tx): Promise<number> {
  const articles = await tx
    .selectFrom('article')
    .select(['id', 'workspace_id as workspaceId', 'publish_at as at'])
    .where('publish_at', 'is not', null)
    .where('deleted_at', 'is', null)
    .execute()
  for (const { at, ...data } of articles) if (at) await context.jobs.enqueue(tx, 'publish-article', data, at)
  return articles.length
}
