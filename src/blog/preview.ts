import type { Actor, Context } from '../context.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { findArticle } from './article.ts'
import { briefOf } from './brief.ts'
import { articlePage } from './pages/article.ts'
import { readSite } from './site.ts'
import { renderBeside, viewCopies } from './view.ts'

/** The article's page with the words as they are being written. */
export async function previewArticle(context: Context, actor: Actor, id: string): Promise<string> {
  const { row, site, copies } = await inWorkspace(context.db, actor.workspaceId, async (tx) => ({
    row: await findArticle(tx, id),
    site: await readSite(context, tx, actor.workspaceId),
    copies: await viewCopies(context, tx, id),
  }))
  const inside = <T>(read: (tx: Tx) => Promise<T>) => inWorkspace(context.db, actor.workspaceId, read)
  const { html } = await renderBeside(context, inside, row)
  const { excerpt, words } = briefOf(row)
  const view = {
    slug: row.slug,
    title: row.title,
    summary: excerpt,
    body: html,
    tags: row.tags,
    language: row.language,
    words,
    publishedAt: row.published_at,
    modifiedAt: row.updated_at,
    copies,
  }
  return articlePage(site, view, undefined, true)
}
