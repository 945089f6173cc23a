/** An article as an editor sees it: the properties that its row has, and those that an editor left with it. */
import { type ArticleRow, articleBy, findArticle, htmlOfWhole, permalinkOf, redirectPath } from '../blog/index.ts'
import type { Actor, Context } from '../context.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import { filesOf } from '../media/index.ts'
import { homeAddressOf, hostOf, isHome } from '../team/index.ts'
import { photosBehind } from './photos.ts'
import { invalid } from './refused.ts'
import type { Properties } from './request.ts'

/** What an editor left with an article. */
export interface Kept {
  properties: Properties
  /** Pictures behind the words. */
  photos: { file: string; alt: string }[]
  asHtml: boolean
}

/** An article, with what an editor left with it. */
export interface Entry {
  row: ArticleRow
  kept: Kept
  /** The blog's address, without a slash at its end. */
  home: string
}

const nothing: Kept = { properties: {}, photos: [], asHtml: false }

/**
 * The article at an address of the workspace's own blog, deleted or not; an address that it had before leads to it too.
 * @throws Refused `invalid_request` where there is none
 */
export async function entryAt(context: Context, actor: Actor, url: string): Promise<Entry> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const home = await homeAddressOf(context.config, tx, actor.workspaceId)
    const path = pathIn(context, home, url)
    const row = path === undefined ? undefined : await articleBy(tx, path)
    if (!row)
      throw invalid('Di alamat {url} tidak ada artikel dari blog ini.', 'There is no article of this blog at {url}.', {
        url: url.slice(0, 200),
      })
    const kept = (await keptOf(tx, [row.id])).get(row.id) ?? nothing
    return { row, kept, home }
  })
}

/** The same as it is now. */
export function entryOf(context: Context, actor: Actor, id: string): Promise<Entry> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => ({
    row: await findArticle(tx, id),
    kept: (await keptOf(tx, [id])).get(id) ?? nothing,
    home: await homeAddressOf(context.config, tx, actor.workspaceId),
  }))
}

/** The path of an address of this blog; `undefined` for one elsewhere, and for one with a query that tells nothing apart. */
function pathIn({ config }: Context, home: string, url: string): string | undefined {
  const { host, pathname, search } = new URL(url)
  const own = new URL(home)
  const same = hostOf(host) === hostOf(own.host) || (home === config.baseUrl && isHome(config, hostOf(host)))
  const path = redirectPath(`${pathname}${search}`)
  return same && path !== '' && (!search || path.includes('?')) ? path : undefined
}

/** By the articles' ids. */
export async function keptOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Kept>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('editor_entry')
    .selectAll()
    .where(here('workspace_id'))
    .where('article_id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map(({ article_id, properties, photos, as_html }) => [article_id, { properties, photos, asHtml: as_html }]),
  )
}

/** Keeps what an editor leaves with an article. */
export async function keepEntry(tx: Tx, workspaceId: string, articleId: string, kept: Kept): Promise<void> {
  const { properties, photos, asHtml: as_html } = kept
  const columns = { properties: JSON.stringify(properties), photos: JSON.stringify(photos), as_html }
  await tx
    .insertInto('editor_entry')
    .values({ article_id: articleId, workspace_id: workspaceId, ...columns })
    .onConflict((on) => on.column('article_id').doUpdateSet(columns))
    .execute()
}

/** The words without the pictures that were put behind them; where a person has changed those since, they belong to the words. */
export function bodyOf({ row, kept }: Pick<Entry, 'row' | 'kept'>): { markdown: string; photos: Kept['photos'] } {
  const behind = photosBehind(kept.photos).trimStart()
  const markdown = row.markdown.trimEnd()
  if (behind === '' || !markdown.endsWith(behind)) return { markdown: row.markdown, photos: [] }
  return { markdown: markdown.slice(0, -behind.length).trimEnd(), photos: kept.photos }
}

/** All its properties. @param files of its head pictures, by their ids */
export async function propertiesOf(
  context: Context,
  { row, kept, home }: Entry,
  files: ReadonlyMap<string, string>,
): Promise<Properties> {
  const { markdown, photos } = bodyOf({ row, kept })
  const head = row.picture && files.get(row.picture.media)
  const shown = [...(row.picture && head ? [{ file: head, alt: row.picture.alt }] : []), ...photos]
  const at = row.state === 'scheduled' ? row.publish_at : row.published_at
  const said: Properties = {
    ...kept.properties,
    name: row.title ? [row.title] : [],
    content: markdown ? [await contentOf(context, row, markdown, kept.asHtml)] : [],
    summary: row.summary ? [row.summary] : [],
    category: row.tags,
    photo: shown.map(({ file, alt }) => photoOf(`${home}/media/${file}`, alt)),
    published: at ? [at.toISOString()] : [],
    updated: [row.updated_at.toISOString()],
    'post-status': [row.state === 'draft' ? 'draft' : 'published'],
    'mp-slug': [row.slug],
    url: [permalinkOf(home, row)],
  }
  return Object.fromEntries(Object.entries(said).filter(([, values]) => values.length > 0))
}

const photoOf = (value: string, alt: string) => (alt ? { value, alt } : value)

/** As its editor writes it: https://www.w3.org/TR/micropub/#source-content */
async function contentOf(context: Context, row: ArticleRow, markdown: string, asHtml: boolean): Promise<unknown> {
  if (!asHtml) return markdown
  return { html: await htmlOfWhole(context, row.workspace_id, { markdown, language: row.language }) }
}

/** The files of articles' head pictures, by their media's ids, in one query. */
export async function headFiles(tx: Tx, rows: readonly Pick<ArticleRow, 'picture'>[]): Promise<Map<string, string>> {
  const files = await filesOf(
    tx,
    rows.flatMap(({ picture }) => (picture ? [picture.media] : [])),
  )
  return new Map([...files].map(([id, { file }]) => [id, file]))
}
