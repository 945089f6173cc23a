import type { Finding } from '../checks/check.ts'
import { runChecks } from '../checks/index.ts'
import type { Actor, Context } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { brandFacts } from '../publishing/index.ts'
import { findArticle } from './article.ts'
import { linksIn, picturesIn } from './markdown/index.ts'

/** The checks that speak of an article's words; the others are about posts. */
const ofArticles = ['link-elsewhere', 'missing-alt-text']

/** Runs the checks on an article as it is written now. @throws Problem `gone`; `wrong-input` for one that can't be laid out */
export async function articleFindings(context: Context, actor: Actor, id: string): Promise<Finding[]> {
  const { article, brand } = await inWorkspace(context.db, actor.workspaceId, async (tx) => ({
    article: await findArticle(tx, id),
    brand: await brandFacts(context, tx, actor.workspaceId),
  }))
  const { markdown: text, title, language, picture } = article
  // As a reader counts them: what stands at the head is the first.
  const pictures = [...(picture ? [{ alt: picture.alt }] : []), ...(await picturesIn(text))]
  return runChecks({ text, title, language, leads: await linksIn(text), pictures }, brand ? { brand } : {}, ofArticles)
}
