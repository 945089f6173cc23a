/** The third state of an import: articles come into the blog, those together that are ready. It goes on where it was. */
import { sql } from 'kysely'
import { planSlugs, tellBrought, tellComing } from '../../blog/index.ts'
import { readBrandKit } from '../../brand/index.ts'
import type { Actor, Context } from '../../context.ts'
import { Problem, StorageProblem } from '../../core/problem.ts'
import type { Language } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { RunPictures } from '../pictures/run-pictures.ts'
import { openSource } from '../source/open.ts'
import { inBatches } from './in-batches.ts'
import { firstWords, type House, type Waiting, wordsHere } from './item-words.ts'
import { type Held, Progress } from './lease.ts'
import { LinkMap } from './link-map.ts'
import { placeItems, prefixOf, type Ready } from './place-items.ts'
import { ofPaths, type RunRow } from './run.ts'
import { RunAuthors } from './run-authors.ts'

/** So many items are read at a time and come in together, and so many get ready side by side. */
const together = 48
const sideBySide = 6
/** Readers’ pages show what has come no more often, in milliseconds: all of them are made anew for it. */
const tellEvery = 5_000

/** Brings in all items that have not come yet. */
export async function bringItems(context: Context, held: Held): Promise<void> {
  const { run } = held
  const actor: Actor = { userId: run.created_by, workspaceId: run.workspace_id }
  const inRun = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, run.workspace_id, work)
  const language = await inRun(async (tx) => (await readBrandKit(tx, run.workspace_id))?.language ?? 'id')
  await inRun((tx) => chooseSlugs(tx, run, run.site?.language ?? language))
  const site = run.site?.url ?? ''
  const source = await openSource(run.files.map(({ path }) => path))
  try {
    const links = new LinkMap(site, await inRun((tx) => linkedItems(tx, run.id)), ofPaths.has(run.format ?? ''))
    const pictures = new RunPictures(context, actor, run.id, source)
    const authors = await RunAuthors.open(context, held)
    const spoken = run.site?.language ?? language
    const house: House = { context, held, actor, language: spoken, site, pictures, links, authors }
    const progress = new Progress(context, held, await inRun((tx) => endedSoFar(tx, run.id)))
    const told = { at: context.clock.now().getTime() }
    const take = async (ready: Ready[]) => {
      await placeItems(house, ready)
      await progress.add(ready.length)
      const now = context.clock.now().getTime()
      if (now - told.at < tellEvery) return
      told.at = now
      tellComing(context, run.workspace_id)
    }
    await inBatches(waitingItems(house), { sideBySide, together }, (item) => readied(house, item), take)
  } finally {
    await source.close()
    // Where it ends before its end, what has come is there.
    tellBrought(context, run.workspace_id)
  }
}

async function readied(house: House, item: Waiting): Promise<Ready> {
  house.held.signal.throwIfAborted()
  try {
    return { item, ...(await wordsHere(house, item)) }
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof StorageProblem) throw error
    return { item, losses: [], refused: error.words }
  }
}

/** Every item's address is known before the first one comes: links may point forward. */
async function chooseSlugs(tx: Tx, run: RunRow, language: Language): Promise<void> {
  const rows = await tx
    .selectFrom('import_item')
    .leftJoin('imported_article', (join) =>
      join.on('imported_article.source_key', '=', sql<string>`${prefixOf(run)} || import_item.key`),
    )
    .leftJoin('article_name', 'article_name.id', 'imported_article.article_id')
    .select(['n', 'import_item.title', 'article_name.slug as known'])
    .select(sql<string>`data->>'slug'`.as('wanted'))
    .select(sql<string>`left(import_item.markdown, 200)`.as('begins'))
    .where('import_item.run_id', '=', run.id)
    .where('piece', '=', 'item')
    .where('import_item.state', '=', 'converted')
    .where('import_item.slug', '=', '')
    .orderBy('n')
    .execute()
  if (rows.length === 0) return
  const wanted = rows.map(({ wanted: slug, title, begins }) => ({
    slug: slug || title || firstWords(begins),
    language,
  }))
  const fresh = rows.flatMap(({ known }, at) => (known === null ? [wanted[at] as (typeof wanted)[number]] : []))
  const planned = await planSlugs(tx, run.workspace_id, fresh)
  const chosen = rows.map(({ n, known }) => ({ n, slug: known ?? (planned.shift() as string) }))
  await sql`
    update import_item i set slug = o.slug from json_to_recordset(${JSON.stringify(chosen)}::json) as o (n int, slug text)
    where i.run_id = ${run.id} and i.n = o.n`.execute(tx)
}

async function linkedItems(tx: Tx, runId: string) {
  const rows = await tx
    .selectFrom('import_item')
    .select(['key', 'slug'])
    .select(sql<string>`data->>'address'`.as('address'))
    .select(sql<string[]>`data->'earlier'`.as('earlier'))
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('slug', '<>', '')
    .execute()
  return rows
}

async function endedSoFar(tx: Tx, runId: string): Promise<number> {
  const row = await tx
    .selectFrom('import_item')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('state', 'not in', ['found', 'converted'])
    .executeTakeFirstOrThrow()
  return row.n
}

async function* waitingItems({ context, held: { run } }: House): AsyncGenerator<Waiting, void> {
  for (let after = -1; ; ) {
    const items = await inWorkspace(context.db, run.workspace_id, (tx) => itemsAfter(tx, run.id, after))
    yield* items
    const last = items.at(-1)
    if (!last) return
    after = last.n
  }
}

async function itemsAfter(tx: Tx, runId: string, after: number): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom('import_item')
    .select(['n', 'slug', 'markdown', 'addresses', 'losses', 'data'])
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('state', '=', 'converted')
    .where('n', '>', after)
    .orderBy('n')
    .limit(together)
    .execute()
  return rows.map(
    (row) => ({ ...row, addresses: row.addresses ?? [], markdown: row.markdown ?? '' }) as unknown as Waiting,
  )
}
