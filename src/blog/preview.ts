import type { Actor, Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { findArticle } from './article.ts'
import { briefOf } from './brief.ts'
import { articlePage } from './pages/article.ts'
import { readSite } from './site.ts'
import { renderBody, viewCopies } from './view.ts'

/** The article's page with the words as they are being written. */
export function previewArticle(context: Context, actor: Actor, id: string): Promise<string> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await findArticle(tx, id)
    const site = await readSite(context, tx, actor.workspaceId)
    const { html } = await renderBody(context, tx, row)
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
      copies: await viewCopies(context, tx, id),
    }
    return articlePage(site, view, undefined, true)
  })
}
