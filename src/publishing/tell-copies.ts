import type { Context } from '../context.ts'
import { copiesNeed } from '../core/page-needs.ts'
import { inWorkspace } from '../db/client.ts'

/** A copy of an article has come or gone: its page says where it is talked about. Never fails: then all pages are made anew. */
export async function tellCopies(context: Context, workspaceId: string, postId: string): Promise<void> {
  try {
    const post = await inWorkspace(context.db, workspaceId, (tx) =>
      tx.selectFrom('post').select('article_id').where('id', '=', postId).executeTakeFirst(),
    )
    if (post?.article_id) context.bus.tell(workspaceId, 'pages', [copiesNeed(post.article_id)])
  } catch (error) {
    context.log.warn({ error }, 'which page changed is not known')
    context.bus.tell(workspaceId, 'pages')
  }
}
