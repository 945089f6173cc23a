/** Items that are ready come into the blog together, in one transaction: articles, their keys, their old addresses, their outcomes. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { addRedirects, type Brought, bringArticles, redirectPath, renewArticle } from '../../blog/index.ts'
import { Problem, StorageProblem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { LeaseLost } from '../../work/index.ts'
import type { Loss } from '../markup/losses.ts'
import type { House, Waiting } from './item-words.ts'
import { stillOurs } from './lease.ts'
import { shortKey, storable } from './pieces.ts'
import { ofPaths, type RunRow } from './run.ts'

/** An item with what it says here, or why it can't come. */
export type Ready = { item: Waiting; losses: Loss[] } & ({ words: Brought } | { refused: Words })

/** What an item became. */
interface Outcome {
  n: number
  state: 'imported' | 'updated' | 'same' | 'edited' | 'skipped'
  losses: Loss[]
  reason?: Words
  articleId?: string
  previous?: object
}

/** An outcome before it has its place and losses. */
type Became = Omit<Outcome, 'n' | 'losses'>

/**
 * Brings them in. Where all of them together can't, each comes by itself, so that one that is refused never stops the rest.
 * @throws LeaseLost where the run is no longer ours; whatever the database throws at a single one
 */
export async function placeItems(house: House, ready: readonly Ready[]): Promise<void> {
  try {
    await inRun(house, (tx) => placeAll(house, tx, ready))
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    for (const one of ready) await placeAlone(house, one)
  }
}

async function placeAlone(house: House, ready: Ready): Promise<void> {
  try {
    await inRun(house, (tx) => placeAll(house, tx, [ready]))
  } catch (error) {
    const refused = refusalIn(error)
    if (!refused) throw error
    await inRun(house, (tx) => placeAll(house, tx, [{ item: ready.item, losses: ready.losses, refused }]))
  }
}

/**
 * Why a single item can't come. What the database can't keep of it (classes 22 and 54 of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html) is its own fault, and would stop the import at this place for ever.
 */
function refusalIn(error: unknown): Words | undefined {
  if (error instanceof Problem) return error instanceof StorageProblem ? undefined : error.words
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^(?:22|54)[0-9A-Z]{3}$/.test(code) ? notKept : undefined
}

const notKept: Words = {
  id: 'Ada di dalamnya yang tidak dapat disimpan basis data.',
  en: 'There is something in it that the database can’t keep.',
}

function inRun({ context, held }: House, work: (tx: Tx) => Promise<void>): Promise<void> {
  return inWorkspace(context.db, held.run.workspace_id, async (tx) => {
    await stillOurs(tx, held)
    await oneAtATime(tx, held.run.workspace_id)
    await work(tx)
  })
}

/** Of two imports of one blog, each sees all that the other has brought: the same article would be new to both. */
async function oneAtATime(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${workspaceId}`}, 0))`.execute(tx)
}

async function placeAll(house: House, tx: Tx, ready: readonly Ready[]): Promise<void> {
  const coming = ready.flatMap((one) => ('words' in one ? [arriving(house.held.run, one)] : []))
  const known = await knownAmong(tx, coming)
  // Whatever has the same key as one before it finds that one here.
  const first = new Map(coming.toReversed().map((one) => [one.sourceKey, one]))
  const fresh = coming.filter((one) => first.get(one.sourceKey) === one && !known.has(one.sourceKey))
  const became = await bringFresh(house, tx, fresh)
  for (const one of coming) {
    if (became.has(one.item.n)) continue
    const isFirst = first.get(one.sourceKey) === one
    const row = (isFirst ? known : await knownAmong(tx, [one])).get(one.sourceKey)
    if (row) became.set(one.item.n, await renew(house, tx, row, one))
  }
  const skipped = (one: Ready): Became => ({ state: 'skipped', ...('refused' in one ? { reason: one.refused } : {}) })
  await writeOutcomes(
    tx,
    house.held.run.id,
    ready.map((one) => ({
      n: one.item.n,
      losses: [...one.item.losses, ...one.losses],
      ...(became.get(one.item.n) ?? skipped(one)),
    })),
  )
}

/** An item that comes, and what tells it and its state at the source apart. */
interface Arriving {
  item: Waiting
  words: Brought
  sourceKey: string
  digest: string
}

function arriving(run: RunRow, { item, words }: Ready & { words: Brought }): Arriving {
  return { item, words, sourceKey: `${prefixOf(run)}${shortKey(item.data.key)}`, digest: digestOf(item) }
}

/** What stands before an item's key, so that it is told apart from those of all other blogs. */
export function prefixOf({ format, site, name }: Pick<RunRow, 'format' | 'site' | 'name'>): string {
  return ofPaths.has(format ?? '') ? `${format} ${shortKey(site?.url || name, 800)} ` : `${format} `
}

/** Of what the source says: another one means that the source has changed, whatever pictures and links became here. */
function digestOf({ data, markdown }: Waiting): string {
  const { uses: _uses, losses: _losses, body: _body, ...said } = data
  return createHash('sha256')
    .update(JSON.stringify([said, markdown]))
    .digest('base64url')
}

interface Known {
  source_key: string
  article_id: string
  made: number
  digest: string
  run_id: string | null
}

async function knownAmong(tx: Tx, coming: readonly Arriving[]): Promise<Map<string, Known>> {
  if (coming.length === 0) return new Map()
  const rows = await tx
    .selectFrom('imported_article')
    .select(['source_key', 'article_id', 'made', 'digest', 'run_id'])
    .where('source_key', '=', sql<string>`any(${coming.map(({ sourceKey }) => sourceKey)}::text[])`)
    .orderBy('source_key')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.source_key, row]))
}

/** @returns what became of each, by its place in the source */
async function bringFresh(
  { context, held: { run }, actor }: House,
  tx: Tx,
  fresh: readonly Arriving[],
): Promise<Map<number, Became>> {
  if (fresh.length === 0) return new Map()
  const articles = await bringArticles(
    context,
    tx,
    actor,
    fresh.map(({ words }) => words),
  )
  const placed = fresh.flatMap((one, at) => {
    const article = articles[at]
    return article ? [{ ...one, article }] : []
  })
  await tx
    .insertInto('imported_article')
    .values(
      placed.map(({ sourceKey, digest, article }) => ({
        workspace_id: run.workspace_id,
        source_key: sourceKey,
        article_id: article.id,
        run_id: run.id,
        made: article.version,
        digest,
      })),
    )
    .execute()
  await addRedirects(
    tx,
    run.workspace_id,
    placed.flatMap(({ item: { data }, article: { id, slug } }) => {
      const paths = new Set([data.address, ...data.earlier].map(redirectPath))
      paths.delete(`/${slug}`)
      return [...paths].map((path) => ({ path, to: { articleId: id }, runId: run.id }))
    }),
  )
  return new Map(placed.map(({ item, article }) => [item.n, { state: 'imported', articleId: article.id }]))
}

async function renew(
  { context, held, actor }: House,
  tx: Tx,
  { source_key, article_id: articleId, made, digest: before, run_id: runId }: Known,
  { words, digest }: Arriving,
): Promise<Became> {
  if (before === digest) return { state: 'same', articleId, reason: unchanged }
  const renewed = await renewArticle(context, tx, actor, articleId, made, words)
  if (!('version' in renewed))
    return renewed.state === 'edited'
      ? { state: 'edited', articleId, reason: editedHere }
      : { state: 'skipped', reason: deletedHere }
  const { version, previous } = renewed
  await tx
    .updateTable('imported_article')
    .set({ made: version, digest, run_id: held.run.id })
    .where('source_key', '=', source_key)
    .execute()
  return { state: 'updated', articleId, previous: { ...previous, digest: before, runId } }
}

const unchanged: Words = {
  id: 'Sudah diimpor sebelumnya, dan tidak berubah di sumbernya.',
  en: 'It was imported before, and has not changed at its source.',
}
const editedHere: Words = {
  id: 'Sudah diubah di sini setelah diimpor, jadi dibiarkan.',
  en: 'It was edited here after it was imported, so it is left alone.',
}
const deletedHere: Words = {
  id: 'Sudah dihapus di sini setelah diimpor, jadi tidak dimasukkan lagi.',
  en: 'It was deleted here after it was imported, so it does not come again.',
}

/** One statement for all of them. */
async function writeOutcomes(tx: Tx, runId: string, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.map(({ articleId, losses, reason = null, previous = null, ...rest }) => ({
    ...rest,
    article_id: articleId ?? null,
    losses,
    loss_count: losses.length,
    reason,
    previous,
  }))
  await sql`
    update import_item i set state = o.state, reason = o.reason, article_id = o.article_id, previous = o.previous,
      losses = o.losses, loss_count = o.loss_count
    from json_to_recordset(${storable(rows)}::json)
      as o (n int, state text, reason jsonb, article_id uuid, previous jsonb, losses jsonb, loss_count int)
    where i.run_id = ${runId} and i.n = any(${rows.map(({ n }) => n)}::int[]) and i.n = o.n`.execute(tx)
}
