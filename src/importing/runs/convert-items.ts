/** The second state of an import: each text becomes Markdown, beside what it loses. It goes on where it was. */
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { importingAside } from '../aside.ts'
import type * as Conversion from '../convert.ts'
import type { FormatId, FoundBlock, FoundFile, FoundItem } from '../formats/format.ts'
import { inBatches } from './in-batches.ts'
import { type Held, Progress, settleRun, stillOurs } from './lease.ts'
import { storable, storableText } from './pieces.ts'
import type { RunRow } from './run.ts'
import { countTrial } from './trial.ts'

const convert = importingAside<typeof Conversion.convert>(new URL('../convert.ts', import.meta.url), 'convert')

/** So many are read at a time and written in one transaction at most, and so many wait for a thread side by side. */
const together = 48
const sideBySide = 6
/** Of a text as it was, in UTF-16 units: for samples. */
const longestBefore = 20_000
/** Blocks that articles share, in UTF-16 units of all of them together. */
const mostBlocks = 2_000_000

interface Waiting {
  n: number
  data: Omit<FoundItem, 'piece'>
}

/** What is written of one item. */
interface Outcome {
  n: number
  state: 'converted' | 'skipped'
  before: string | null
  markdown: string | null
  addresses: string | null
  losses: string
  count: number
  reason: string | null
}

/** Ends with a trial: counts, losses, and what is left out, ready to be looked at. */
export async function convertItems(context: Context, held: Held): Promise<void> {
  const { run } = held
  const inRun = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, run.workspace_id, work)
  const blocks = await inRun((tx) => blocksOf(tx, run.id))
  const done = await inRun((tx) => convertedSoFar(tx, run.id))
  const progress = new Progress(context, held, done)
  const converted = ({ item, files }: Foundling) => {
    held.signal.throwIfAborted()
    return convertOne(run.format as FormatId, item, files, blocks)
  }
  await inBatches(foundItems(context, run), { sideBySide, together }, converted, async (outcomes) => {
    await inRun(async (tx) => {
      await stillOurs(tx, held)
      await writeOutcomes(tx, run.id, outcomes)
    })
    await progress.add(outcomes.length)
  })
  const trial = await inRun(async (tx) => {
    await stillOurs(tx, held)
    await skipDoubles(tx, run.id)
    return countTrial(tx, run.id, context.clock.now())
  })
  await settleRun(context, held, { state: 'ready', trial: JSON.stringify(trial), finished: run.items })
}

async function blocksOf(tx: Tx, runId: string): Promise<(readonly [string, string])[]> {
  const rows = await tx
    .selectFrom('import_item')
    .select(['key', 'data'])
    .where('run_id', '=', runId)
    .where('piece', '=', 'block')
    .orderBy('n')
    .execute()
  let letters = 0
  return rows.flatMap(({ key, data }) => {
    const { body } = data as FoundBlock
    letters += body.length
    return letters <= mostBlocks ? [[key, body] as const] : []
  })
}

async function convertedSoFar(tx: Tx, runId: string): Promise<number> {
  const row = await tx
    .selectFrom('import_item')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('state', '<>', 'found')
    .executeTakeFirstOrThrow()
  return row.n
}

/** An item, and the files that it and those read with it name. */
interface Foundling {
  item: Waiting
  files: ReadonlyMap<string, FoundFile>
}

async function* foundItems(context: Context, run: RunRow): AsyncGenerator<Foundling, void> {
  for (let after = -1; ; ) {
    const { items, files } = await inWorkspace(context.db, run.workspace_id, (tx) => itemsAfter(tx, run.id, after))
    for (const item of items) yield { item, files }
    const last = items.at(-1)
    if (!last) return
    after = last.n
  }
}

async function itemsAfter(
  tx: Tx,
  runId: string,
  after: number,
): Promise<{ items: Waiting[]; files: Map<string, FoundFile> }> {
  const rows = await tx
    .selectFrom('import_item')
    .select(['n', 'data'])
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('state', '=', 'found')
    .where('n', '>', after)
    .orderBy('n')
    .limit(together)
    .execute()
  const items = rows.map(({ n, data }) => ({ n, data: data as Waiting['data'] }))
  const keys = items.flatMap(({ data }) => data.uses)
  return { items, files: await filesOf(tx, runId, keys) }
}

/** Files that items name, by their keys. */
export async function filesOf(tx: Tx, runId: string, keys: readonly string[]): Promise<Map<string, FoundFile>> {
  const wanted = [...new Set(keys)]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('import_item')
    .select(['key', 'data'])
    .where('run_id', '=', runId)
    .where('piece', '=', 'file')
    .where('key', '=', sql<string>`any(${wanted}::text[])`)
    .execute()
  return new Map(rows.map(({ key, data }) => [key, { ...(data as Omit<FoundFile, 'piece'>), piece: 'file' as const }]))
}

async function convertOne(
  format: FormatId,
  { n, data }: Waiting,
  files: ReadonlyMap<string, FoundFile>,
  blocks: readonly (readonly [string, string])[],
): Promise<Outcome> {
  const own = data.uses.flatMap((key) => files.get(key) ?? [])
  try {
    const text = await convert({ format, body: data.body, address: data.address, files: own, blocks })
    const losses = [...data.losses, ...text.losses]
    return {
      n,
      state: 'converted',
      before: storableText(text.before.slice(0, longestBefore)),
      markdown: storableText(text.markdown),
      addresses: storable(text.addresses),
      losses: storable(losses),
      count: losses.length,
      reason: null,
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const none = { before: null, markdown: null, addresses: null, losses: '[]', count: 0 }
    return { n, state: 'skipped', ...none, reason: storable(error.words) }
  }
}

/** One statement for all of them. */
async function writeOutcomes(tx: Tx, runId: string, outcomes: readonly Outcome[]): Promise<void> {
  await sql`
    update import_item i set state = o.state, before = o.before, markdown = o.markdown, addresses = o.addresses, losses = o.losses,
      loss_count = o.count, reason = o.reason
    from json_to_recordset(${JSON.stringify(outcomes.map(asRecord))}::json)
      as o (n int, state text, before text, markdown text, addresses jsonb, losses jsonb, count int, reason jsonb)
    where i.run_id = ${runId} and i.n = any(${outcomes.map(({ n }) => n)}::int[]) and i.n = o.n`.execute(tx)
}

const asRecord = ({ addresses, losses, reason, ...rest }: Outcome) => ({
  ...rest,
  addresses: addresses && (JSON.parse(addresses) as unknown),
  losses: JSON.parse(losses) as unknown,
  reason: reason && (JSON.parse(reason) as unknown),
})

/** The same thing twice in a source (files of a split export that overlap) comes once: the first that can be read. */
async function skipDoubles(tx: Tx, runId: string): Promise<void> {
  await sql`
    update import_item i set state = 'skipped', reason = ${JSON.stringify(twice)}::jsonb
    from (select n, row_number() over (partition by key order by n) as nth from import_item
      where run_id = ${runId} and piece = 'item' and state = 'converted') same
    where i.run_id = ${runId} and i.n = same.n and same.nth > 1`.execute(tx)
}

const twice: Words = {
  id: 'Ada dua kali di dalam berkasnya; yang pertama yang dipakai.',
  en: 'It is in the file twice; the first one is taken.',
}
