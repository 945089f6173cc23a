import type { Actor, Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { findArticle } from './article.ts'
import { articlePage } from './pages/article.ts'
import { readSite } from './site.ts'
import { renderBody, viewArticle } from './view.ts'

/** The article's page with the words as they are being written. */
export function previewArticle(context: Context, actor: Actor, id: string): Promise<string> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await findArticle(tx, id)
    const site = await readSite(context, tx, actor.workspaceId)
    return articlePage(
      site,
      await viewArticle(context, tx, row, { ...row, at: row.updated_at.toISOString() }, renderBody),
      undefined,
      true,
    )
  })
}
