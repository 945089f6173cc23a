/** What readers see of an article, laid out when it is published and kept; made anew by a newer program, in the background. */
import type { Context } from '../context.ts'
import { wordsNeed } from '../core/page-needs.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { PublishedArticle } from '../db/tables.ts'
import { briefOf, briefVersion } from './brief.ts'
import type { LaidOut } from './markdown/index.ts'
import { readableLayout } from './view.ts'

/** Counts up when articles are laid out in another way: those that are kept are then laid out anew. */
const rendererVersion = 1

/** What lays articles out now. Links are told apart by the blog's own address, so that it is part of it. */
export function rendererOf({ config }: Pick<Context, 'config'>): string {
  return `${rendererVersion} ${config.baseUrl}`
}

/** Keeps what published words were laid out as. The database has copied the rest (0031). */
export async function keepPage(
  context: Pick<Context, 'config'>,
  tx: Tx,
  articleId: string,
  words: PublishedArticle,
  { html, links }: LaidOut,
): Promise<void> {
  const { excerpt, words: count } = briefOf(words)
  await tx
    .updateTable('article_page')
    .set({ html, links, excerpt, words: count, renderer: rendererOf(context) })
    .where('article_id', '=', articleId)
    .execute()
}

/** So many are laid out anew in one transaction. */
const together = 10

/**
 * Lays out anew what another version of the program, or none, has laid out, and counts words that nobody has counted. Readers
 * get the older pages meanwhile.
 * @param signal ends it between two articles
 */
export async function renewPages(context: Context, signal?: AbortSignal): Promise<void> {
  for (let done = together; done === together && !signal?.aborted; ) done = await renewSome(context)
  for (let done = together; done === together && !signal?.aborted; ) done = await briefSome(context)
}

async function renewSome(context: Context): Promise<number> {
  const renderer = rendererOf(context)
  const renewed = await asSystem(context.db, async (tx) => {
    const rows = await tx
      .selectFrom('article_page')
      .innerJoin('article', 'article.id', 'article_page.article_id')
      .select(['article.id', 'article.workspace_id', 'article.published'])
      .where((where) =>
        where.or([where('article_page.renderer', '<', renderer), where('article_page.renderer', '>', renderer)]),
      )
      .limit(together)
      .forUpdate('article_page')
      .skipLocked()
      .execute()
    for (const { id, published } of rows)
      if (published) await keepPage(context, tx, id, published, await readableLayout(context, tx, published))
    return rows
  })
  for (const [workspaceId, rows] of Map.groupBy(renewed, (row) => row.workspace_id))
    context.bus.tell(
      workspaceId,
      'pages',
      rows.map(({ id }) => wordsNeed(id)),
    )
  return renewed.length
}

async function briefSome(context: Context): Promise<number> {
  const rows = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('article')
      .select(['id', 'workspace_id'])
      .where((where) => where.or([where('brief_by', '<', briefVersion), where('brief_by', '>', briefVersion)]))
      .limit(together)
      .execute(),
  )
  for (const { id, workspace_id } of rows)
    await inWorkspace(context.db, workspace_id, async (tx) => {
      const words = await tx
        .selectFrom('article')
        .select(['summary', 'markdown'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      if (words) await tx.updateTable('article').set(briefOf(words)).where('id', '=', id).execute()
    })
  return rows.length
}
