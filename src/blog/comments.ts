/** What readers said under articles, kept from blogs that moved in; shown once comments have a room. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'

/** A comment of another blog. */
export interface BroughtComment {
  /** What it is at its source; tells it apart for ever. */
  sourceKey: string
  /** The {@link BroughtComment.sourceKey} of what it answers; `''`: the article. */
  parentKey: string
  articleId: string
  name: string
  url: string
  email: string | null
  markdown: string
  at: Date | null
  standing: 'shown' | 'waiting' | 'spam' | 'trash'
}

/** The same comment has the same number, in whichever order an import comes to it. */
function numberOf(workspaceId: string, sourceKey: string): string {
  const hex = createHash('sha256').update(`${workspaceId} ${sourceKey}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Keeps comments; those that are here already stay as they are. @returns how many were new */
export async function keepComments(tx: Tx, workspaceId: string, comments: readonly BroughtComment[]): Promise<number> {
  if (comments.length === 0) return 0
  const rows = comments.map(({ sourceKey, parentKey: _parent, articleId, ...comment }) => ({
    ...comment,
    id: numberOf(workspaceId, sourceKey),
    workspace_id: workspaceId,
    article_id: articleId,
    parent_id: null,
    source_key: sourceKey,
  }))
  const added = await tx
    .insertInto('comment')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return added.length
}

/** Joins threads, once all of their comments are here. A comment whose parent is missing stands under its article. */
export async function joinThreads(
  tx: Tx,
  workspaceId: string,
  pairs: readonly { sourceKey: string; parentKey: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  const ids = pairs.map(({ sourceKey }) => numberOf(workspaceId, sourceKey))
  const parents = pairs.map(({ parentKey }) => numberOf(workspaceId, parentKey))
  await sql`
    update comment set parent_id = parent.id
    from unnest(${ids}::uuid[], ${parents}::uuid[]) as pair (child, above)
      join comment parent on parent.id = pair.above
    where comment.id = pair.child and comment.parent_id is null and parent.article_id = comment.article_id
      and parent.id <> comment.id`.execute(tx)
}
