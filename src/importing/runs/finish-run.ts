/** The end of an import: what hangs on its articles comes too, and what is needed no more goes. */
import { sql } from 'kysely'
import {
  addRedirects,
  joinThreads,
  keepComments,
  type Redirect,
  redirectPath,
  slugify,
  tellBrought,
} from '../../blog/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { importingAside } from '../aside.ts'
import type * as Conversion from '../convert.ts'
import type { FoundComment } from '../formats/format.ts'
import { plainWords } from '../markup/tree.ts'
import { type Held, settleRun, stillOurs } from './lease.ts'
import { storableText } from './pieces.ts'
import { prefixOf } from './place-items.ts'
import { forgetFiles, undoDays } from './run.ts'

const convertComments = importingAside<typeof Conversion.convertComments>(
  new URL('../convert.ts', import.meta.url),
  'convertComments',
)

const together = 200
const dayMs = 86_400_000

/** After all items have come: comments, addresses of lists, and the end. */
export async function finishRun(context: Context, held: Held): Promise<void> {
  const { run } = held
  const inRun = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, run.workspace_id, work)
  await bringComments(context, held)
  await inRun(async (tx) => {
    await stillOurs(tx, held)
    await addRedirects(tx, run.workspace_id, await listAddresses(tx, run.id))
    await forgetPieces(tx, run.id)
  })
  const now = context.clock.now()
  await settleRun(context, held, {
    state: 'done',
    finished: run.items,
    ended_at: now,
    undo_until: new Date(now.getTime() + undoDays * dayMs),
  })
  await forgetFiles(context, run)
  tellBrought(context, run.workspace_id)
}

/** A comment beside the article that it stands under here. */
interface Waiting {
  n: number
  article_id: string
  data: Omit<FoundComment, 'piece'>
}

/** Where one of them takes too long, each is done by itself, and that one keeps its plain words. */
async function commentTexts(all: readonly string[]): Promise<string[]> {
  try {
    return await convertComments(all)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return all.length > 1
      ? (await Promise.all(all.map((one) => commentTexts([one])))).flat()
      : all.map((html) => plainWords(html))
  }
}

/** In the order of the source; those whose article did not come are left out. */
async function bringComments(context: Context, held: Held): Promise<void> {
  const { run } = held
  const prefix = prefixOf(run)
  for (let after = -1; ; ) {
    held.signal.throwIfAborted()
    const waiting = await inWorkspace(context.db, run.workspace_id, (tx) => commentsAfter(tx, run.id, after))
    const last = waiting.at(-1)
    if (!last) return
    after = last.n
    const texts = await commentTexts(waiting.map(({ data }) => data.html))
    await inWorkspace(context.db, run.workspace_id, async (tx) => {
      await stillOurs(tx, held)
      const comments = waiting.map((one, at) => asComment(prefix, one, one.data.markdown ?? texts[at] ?? ''))
      await keepComments(tx, run.workspace_id, comments)
      await joinThreads(
        tx,
        run.workspace_id,
        comments.filter(({ parentKey }) => parentKey !== ''),
      )
    })
  }
}

async function commentsAfter(tx: Tx, runId: string, after: number): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom('import_item as comment')
    .innerJoin('import_item as item', (join) =>
      join
        .onRef('item.run_id', '=', 'comment.run_id')
        .on('item.piece', '=', 'item')
        .on('item.key', '=', sql<string>`comment.data->>'item'`),
    )
    .innerJoin('article_name', 'article_name.id', 'item.article_id')
    .select(['comment.n', 'comment.data', 'article_name.id as article_id'])
    .where('comment.run_id', '=', runId)
    .where('comment.piece', '=', 'comment')
    .where('comment.n', '>', after)
    .orderBy('comment.n')
    .limit(together)
    .execute()
  return rows as unknown as Waiting[]
}

/** A name and an address are no longer, in UTF-16 units. */
const most = { name: 200, address: 500, text: 50_000 }

function asComment(prefix: string, { data, article_id }: Waiting, text: string) {
  const at = data.at === null ? null : new Date(data.at)
  return {
    sourceKey: `${prefix}comment ${data.key}`,
    parentKey: data.parent && `${prefix}comment ${data.parent}`,
    articleId: article_id,
    name: data.name.slice(0, most.name),
    url: /^https?:\/\//i.test(data.url) ? data.url.slice(0, most.address) : '',
    email: data.email?.slice(0, most.name) ?? null,
    markdown: storableText(text.slice(0, most.text)),
    at: at && !Number.isNaN(at.getTime()) ? at : null,
    standing: data.standing,
  }
}

/** Where blogs of other programs have their lists and feeds: of tags, categories, dates; and where those are here. */
async function listAddresses(tx: Tx, runId: string): Promise<Redirect[]> {
  const tags = await sql<{ tag: string }>`
    select distinct tag from import_item, jsonb_array_elements_text(data->'tags') tag
    where run_id = ${runId} and piece = 'item' and article_id is not null order by 1 limit 10000`.execute(tx)
  const lists = tags.rows.flatMap(({ tag }) => {
    const here = `/tag/${encodeURIComponent(tag)}`
    const old = [
      `/category/${slugify(tag)}`,
      `/search/label/${tag}`,
      ...(slugify(tag) === tag ? [] : [`/tag/${slugify(tag)}`]),
    ]
    return old.map((path) => ({ path: redirectPath(encodePath(path)), to: { path: here }, runId }))
  })
  const feeds = feedAddresses.map((path) => ({ path, to: { path: '/feed.xml' }, runId }))
  return [...lists, ...feeds]
}

const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/')

/** Of WordPress, Blogger, Ghost, Jekyll, Hugo, Medium and Substack. */
const feedAddresses = [
  '/feed',
  '/feed/atom',
  '/comments/feed',
  '/feeds/posts/default',
  '/rss',
  '/index.xml',
  '/rss.xml',
]

/** What was found is needed no more: what became of each item stays as long as the import can be taken back. */
async function forgetPieces(tx: Tx, runId: string): Promise<void> {
  await tx
    .deleteFrom('import_item')
    .where('run_id', '=', runId)
    .where('piece', 'in', ['file', 'block', 'comment'])
    .execute()
  await tx
    .updateTable('import_item')
    .set({ data: null, before: null, markdown: null, addresses: null })
    .where('run_id', '=', runId)
    .execute()
}
