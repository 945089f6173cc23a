/** What the worker does with a replacement: looks where its words stand, replaces them, or puts the older ones back. */
import { randomUUID } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import type { Actor, Context } from '../../context.ts'
import { Problem, StorageProblem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { asSystem, inWorkspace, type Tx } from '../../db/client.ts'
import { keepingLease, type Leased, LeaseLost, renewLease, settleLease, takeLease } from '../../work/index.ts'
import { tellBrought } from '../bring.ts'
import { renewDestinations } from '../destinations.ts'
import { type ItemChange, replaceInArticle, restoreArticleWords, type Tried, tryArticle } from './article-words.ts'
import { type ReplacementRow, tell, working } from './run.ts'

const leasing = { table: 'replacement', seconds: 60 } as const
/** Taken up so many times without coming further, it is given up, and says so. */
const mostAttempts = 5
/** So many articles are read at a time. */
const together = 50

interface Held {
  run: ReplacementRow
  lease: Leased
  signal: AbortSignal
}

const steps = { trying: tryAll, running: replaceAll, undoing: undoAll }

/** Works on a replacement until it waits for a person, or is over. Another worker goes on where this one ends. */
export async function workOnReplacement(context: Context, id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const token = randomUUID()
    const run = await asSystem(context.db, (tx) =>
      takeLease<ReplacementRow>(tx, leasing, {
        token,
        now: context.clock.now(),
        set: { attempts: sql`attempts + 1` },
        where: sql`id = ${id} and state in (${sql.join([...working])})`,
      }),
    )
    if (!run) return
    await workOnState(context, { run, lease: { id: run.id, token }, signal })
  }
}

async function workOnState(context: Context, held: Held): Promise<void> {
  const { run, signal } = held
  try {
    if (run.attempts > mostAttempts) throw new Problem('wrong-input', stuck)
    const step = steps[run.state as keyof typeof steps]
    const renew = async () => {
      if (!(await asSystem(context.db, (tx) => renewLease(tx, leasing, held.lease, context.clock.now()))))
        throw new LeaseLost('a replacement went on elsewhere')
    }
    await keepingLease(context.log, { seconds: leasing.seconds, signal, renew }, (until) =>
      step(context, { ...held, signal: until }),
    )
  } catch (error) {
    // A full disk or a database that is away is no fault of the replacement: it goes on later.
    if (!(error instanceof Problem) || error instanceof StorageProblem) throw error
    await settle(context, held, { state: 'failed', reason: JSON.stringify(error.words) })
  }
}

async function settle(context: Context, { run, lease }: Held, set: Partial<Record<keyof ReplacementRow, unknown>>) {
  const ended = { attempts: 0, ended_at: context.clock.now(), ...set }
  await asSystem(context.db, (tx) => settleLease(tx, leasing, lease, ended))
  tell(context, run)
}

/** Locks the run until the transaction ends, and writes how far it is. @throws LeaseLost where it is no longer ours */
async function stillOurs(context: Context, tx: Tx, { lease }: Held, set: Record<string, unknown> = {}): Promise<void> {
  const ours = await renewLease(tx, leasing, lease, context.clock.now(), { attempts: 0, ...set })
  if (!ours) throw new LeaseLost('a replacement went on elsewhere')
}

/** Batch by batch, in the order of the articles' numbers; begun again, it goes on behind the last batch. */
async function tryAll(context: Context, held: Held): Promise<void> {
  const { run, signal } = held
  let behind = run.behind
  for (;;) {
    signal.throwIfAborted()
    const after = behind
    const rows = await inWorkspace(context.db, run.workspace_id, (tx) => candidates(tx, run, after))
    const tried = await Promise.all(rows.map(async (row) => ({ id: row.id, ...(await tryArticle(run.search, row)) })))
    behind = rows.at(-1)?.id ?? behind
    await inWorkspace(context.db, run.workspace_id, (tx) => keepTried(context, tx, held, tried, behind))
    tell(context, run)
    if (rows.length < together) break
  }
  await settle(context, held, { state: 'ready', ended_at: null })
}

async function keepTried(
  context: Context,
  tx: Tx,
  held: Held,
  tried: readonly (Tried & { id: string })[],
  behind: string | null,
): Promise<void> {
  const found = tried.filter(({ places, reason }) => places > 0 || reason)
  const places = found.reduce((sum, one) => sum + one.places, 0)
  await stillOurs(context, tx, held, {
    behind,
    articles: sql`articles + ${found.length}::int`,
    places: sql`places + ${places}::int`,
  })
  if (found.length === 0) return
  await tx
    .insertInto('replacement_item')
    .values(
      found.map((one) => ({
        ...{ run_id: held.run.id, article_id: one.id, workspace_id: held.run.workspace_id, places: one.places },
        ...{ samples: JSON.stringify(one.samples), outcome: one.reason ? ('failed' as const) : ('found' as const) },
        ...{ reason: one.reason ? JSON.stringify(one.reason) : null, made: null, previous: null, live: null },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Articles in which the letters stand somewhere, whatever around them. */
function candidates(tx: Tx, { search }: ReplacementRow, behind: string | null) {
  const columns = { title: 'title', summary: 'summary', text: 'markdown' } as const
  const says = (column: string) =>
    search.case
      ? sql<SqlBool>`strpos(${sql.ref(column)}, ${search.find}) > 0`
      : sql<SqlBool>`strpos(lower(${sql.ref(column)}), lower(${search.find})) > 0`
  const published = { title: 'title', summary: 'summary', text: 'markdown' } as const
  let query = tx.selectFrom('article').selectAll().where('deleted_at', 'is', null)
  if (behind !== null) query = query.where('id', '>', behind)
  if (search.kind) query = query.where('kind', '=', search.kind)
  if (search.state) query = query.where('state', '=', search.state)
  const live = (name: string) => sql<SqlBool>`strpos(lower(published ->> ${name}), lower(${search.find})) > 0`
  return query
    .where((where) =>
      where.or([
        ...search.parts.map((part) => says(columns[part])),
        ...(search.readers ? search.parts.map((part) => live(published[part])) : []),
      ]),
    )
    .orderBy('id')
    .limit(together)
    .execute()
}

/** Article by article, each in its own transaction: one that can't be changed stays as it is, and says why. */
async function replaceAll(context: Context, held: Held): Promise<void> {
  await eachItem(context, held, ['found'], (actor, item) =>
    replaceInArticle(context, actor, held.run.search, item.article_id, (tx, set) =>
      keepItem(context, tx, held, item, set),
    ),
  )
  await sendChanged(context, held)
  await settle(context, held, { state: 'done' })
}

/** Those that nobody has edited since. */
async function undoAll(context: Context, held: Held): Promise<void> {
  await eachItem(context, held, ['changed'], (actor, item) =>
    restoreArticleWords(context, actor, item, (tx, set) => keepItem(context, tx, held, item, set)),
  )
  await sendChanged(context, held)
  await settle(context, held, { state: 'undone' })
}

/**
 * Changes what of these articles is on other blogs, one article after the other. What can't be changed there is told with the article, whose
 * words here stay replaced. Begun again, it goes on with those that are left.
 */
async function sendChanged(context: Context, held: Held): Promise<void> {
  const { run, signal } = held
  const actor = { userId: run.created_by, workspaceId: run.workspace_id }
  for (;;) {
    signal.throwIfAborted()
    const items = await inWorkspace(context.db, run.workspace_id, (tx) => itemsToSend(tx, run.id))
    for (const { article_id } of items) {
      signal.throwIfAborted()
      const outcomes = await renewDestinations(context, actor, article_id)
      const problem = outcomes.find((one) => one.problem)?.problem
      await inWorkspace(context.db, run.workspace_id, async (tx) => {
        await stillOurs(context, tx, held)
        await tx
          .updateTable('replacement_item')
          .set({ homes_due: false, ...(problem ? { reason: JSON.stringify(problem) } : {}) })
          .where('run_id', '=', run.id)
          .where('article_id', '=', article_id)
          .execute()
      })
    }
    if (items.length < together) return
  }
}

function itemsToSend(tx: Tx, runId: string) {
  return tx
    .selectFrom('replacement_item')
    .select('article_id')
    .where('run_id', '=', runId)
    .where('homes_due', '=', true)
    .orderBy('article_id')
    .limit(together)
    .execute()
}

type ItemRow = Awaited<ReturnType<typeof itemsOf>>[number]

function itemsOf(tx: Tx, runId: string, outcomes: readonly ItemOutcome[]) {
  return tx
    .selectFrom('replacement_item')
    .selectAll()
    .where('run_id', '=', runId)
    .where('outcome', 'in', [...outcomes])
    .orderBy('article_id')
    .limit(together)
    .execute()
}

type ItemOutcome = 'found' | 'changed' | 'same' | 'failed' | 'restored' | 'left'

async function eachItem(
  context: Context,
  held: Held,
  outcomes: readonly ItemOutcome[],
  act: (actor: Actor, item: ItemRow) => Promise<void>,
): Promise<void> {
  const { run, signal } = held
  const actor = { userId: run.created_by, workspaceId: run.workspace_id }
  for (;;) {
    signal.throwIfAborted()
    const items = await inWorkspace(context.db, run.workspace_id, (tx) => itemsOf(tx, run.id, outcomes))
    if (items.length === 0) return
    for (const item of items) {
      signal.throwIfAborted()
      await act(actor, item)
    }
    tellBrought(context, run.workspace_id)
    tell(context, run)
  }
}

/** What became of one article, in the transaction that changed it. */
async function keepItem(
  context: Context,
  tx: Tx,
  held: Held,
  { run_id, article_id }: Pick<ItemRow, 'run_id' | 'article_id'>,
  set: ItemChange,
): Promise<void> {
  await stillOurs(context, tx, held, { finished: sql`finished + 1` })
  await tx
    .updateTable('replacement_item')
    .set(set)
    .where('run_id', '=', run_id)
    .where('article_id', '=', article_id)
    .execute()
}

const stuck: Words = {
  id: 'Penggantian ini berhenti beberapa kali di tempat yang sama. Yang sudah diganti tetap begitu; tarik kembali semuanya, atau coba lagi dari awal.',
  en: 'This replacement stopped several times at the same place. What has been replaced stays so; take all of it back, or try again from the start.',
}
