/** An editor takes something away, or brings it back: the panel's own delete and undo. */
import { deleteArticle, restoreArticle } from '../blog/index.ts'
import type { Context } from '../context.ts'
import { entryAt } from './entry.ts'
import { needPermission, needScope } from './permitted.ts'
import type { MoveRequest } from './request.ts'
import type { Access } from './tokens.ts'

/**
 * Asked twice, it is done once.
 * @throws Refused; Problem `forbidden` for the article of somebody else, where the role is about one's own
 */
export async function moveEntry(context: Context, access: Access, { action, url }: MoveRequest): Promise<void> {
  needScope(access, action)
  const { row } = await entryAt(context, access.actor, url)
  needPermission(access, 'publish', row)
  const isGone = row.deleted_at !== null
  if (isGone === (action === 'delete')) return
  if (action === 'delete') await deleteArticle(context, access.actor, row.id)
  else await restoreArticle(context, access.actor, row.id)
}
