/** What readers see of an article, laid out when it is published and kept; made anew by a newer program, in the background. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { wordsNeed } from '../core/page-needs.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { PublishedArticle } from '../db/tables.ts'
import { requestSourceSets } from '../media/index.ts'
import { allBlogs, homeAddressOf } from '../team/index.ts'
import { briefOf, briefVersion } from './brief.ts'
import { likeSome } from './likeness.ts'
import { keepLinks } from './links.ts'
import type { LaidOut } from './markdown/index.ts'
import { bodyFactsOf, readinessOf } from './readiness.ts'
import { mediaIn, readableBeside } from './view.ts'

/** Counts up when articles are laid out in another way: those that are kept are then laid out anew. */
const rendererVersion = 4

/** What lays a blog's articles out now. Links are told apart by the blog's own address, so that it is part of it. */
export function rendererOf(address: string): string {
  return `${rendererVersion} ${address}`
}

/** A blog has another address: its pages are laid out anew, in the background. */
export async function renewPagesOf(tx: Tx, workspaceId: string): Promise<void> {
  await tx.updateTable('article_page').set({ renderer: 'moved' }).where('workspace_id', '=', workspaceId).execute()
}

/** Keeps what published words were laid out as. The database has copied the rest (0031). */
export async function keepPage(
  context: Pick<Context, 'config' | 'clock'>,
  tx: Tx,
  articleId: string,
  words: PublishedArticle,
  { html, links, within, frames }: LaidOut,
): Promise<void> {
  const { excerpt, words: count } = briefOf(words)
  const { workspace_id } = await tx
    .selectFrom('article_page')
    .select('workspace_id')
    .where('article_id', '=', articleId)
    .executeTakeFirstOrThrow()
  const renderer = rendererOf(await homeAddressOf(context.config, tx, workspace_id))
  const media = [...new Set([...mediaIn(words.markdown), ...(words.picture ? [words.picture.media] : [])])]
  await requestSourceSets(context, tx, media)
  await tx
    .updateTable('article_page')
    .set({ html, links, frames, media, excerpt, words: count, renderer })
    .where('article_id', '=', articleId)
    .execute()
  await keepLinks(tx, workspace_id, articleId, within)
}

/** A picture can be had in more sizes now: the articles that show it are laid out anew, in the background. */
export async function renewPagesWith(context: Context, workspaceId: string, mediaId: string): Promise<void> {
  await inWorkspace(context.db, workspaceId, (tx) =>
    tx
      .updateTable('article_page')
      .set({ renderer: 'pictures' })
      .where(sql<boolean>`media @> ${[mediaId]}::uuid[]`)
      .execute(),
  )
  // No page is another one yet: this only wakes whoever lays out.
  context.bus.tell(workspaceId, 'pages', [])
}

/** So many are looked for at a time. */
const together = 10

/**
 * Lays out anew what another version of the program, or none, has laid out, and counts words that nobody has counted. Readers
 * get the older pages meanwhile.
 * @param signal ends it between two articles
 * @param waits whether something else needs the machine now; the rest is done when this is called again
 */
export async function renewPages(
  context: Context,
  signal?: AbortSignal,
  waits: () => Promise<boolean> = async () => false,
): Promise<void> {
  for (const some of [renewSome, briefSome, (all: Context) => likeSome(all, together)])
    for (let done = together; done === together; done = await some(context))
      if (signal?.aborted || (await waits())) return
}

async function renewSome(context: Context): Promise<number> {
  const old = await oldPages(context)
  for (const { id, workspace_id, published } of old) {
    if (!published) continue
    const laidOut = await readableBeside(context, (read) => asSystem(context.db, read), { ...published, workspace_id })
    // Published anew meanwhile, it has been laid out anew with its other words.
    await asSystem(context.db, async (tx) => {
      const now = await tx.selectFrom('article').select('published').where('id', '=', id).forUpdate().executeTakeFirst()
      if (now?.published?.at === published.at) await keepPage(context, tx, id, published, laidOut)
    })
    context.bus.tell(workspace_id, 'pages', [wordsNeed(id)])
  }
  return old.length
}

function oldPages(context: Context) {
  return asSystem(context.db, async (tx) => {
    const known = await inItsOrder(
      tx,
      (await allBlogs(context.config, tx)).map(({ address }) => rendererOf(address)),
    )
    return tx
      .selectFrom('article_page')
      .innerJoin('article', 'article.id', 'article_page.article_id')
      .select(['article.id', 'article.workspace_id', 'article.published'])
      .where('article.published', 'is not', null)
      .where((where) =>
        where.or(
          between(known).map(([after, before]) =>
            where.and([
              ...(after === undefined ? [] : [where('article_page.renderer', '>', after)]),
              ...(before === undefined ? [] : [where('article_page.renderer', '<', before)]),
            ]),
          ),
        ),
      )
      .limit(together)
      .execute()
  })
}

/** Sorted as the database sorts, whose index is asked. */
async function inItsOrder(tx: Tx, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    name: string
  }>`select distinct name from unnest(${names}::text[]) name order by name`.execute(tx)
  return rows.map(({ name }) => name)
}

/** The gaps beside and between sorted names: all that is none of them. */
function between(sorted: readonly string[]): [after: string | undefined, before: string | undefined][] {
  return [undefined, ...sorted].map((after, index) => [after, sorted[index]])
}

async function briefSome(context: Context): Promise<number> {
  const rows = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('article')
      .select(['id', 'workspace_id', 'version', 'kind', 'title', 'language', 'summary', 'markdown', 'picture'])
      .where((where) => where.or([where('brief_by', '<', briefVersion), where('brief_by', '>', briefVersion)]))
      .limit(together)
      .execute(),
  )
  for (const { id, workspace_id, version, ...words } of rows) {
    const body = await bodyFactsOf(words.markdown)
    // Written anew meanwhile, it has been briefed anew with its other words.
    await inWorkspace(context.db, workspace_id, async (tx) => {
      const ready = await readinessOf(context, tx, workspace_id, words, body)
      await tx
        .updateTable('article')
        .set({ ...briefOf(words), ...ready })
        .where('id', '=', id)
        .where('version', '=', version)
        .execute()
    })
  }
  return rows.length
}
