/** A replacement from its trial to its end: rows, so that it survives whoever looks at it and whoever works on it. */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql, type Updateable } from 'kysely'
import type { Actor, Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { asSystem, inWorkspace, type Tx } from '../../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../../db/page.ts'
import type { Tables } from '../../db/tables.ts'
import { record } from '../../team/index.ts'
import type { Search } from './places.ts'

/** A replacement, as it is stored. */
export type ReplacementRow = Selectable<Tables['replacement']>
/** What became of an article in it. */
export type ReplacementItemRow = Selectable<Tables['replacement_item']>

/** What is looked for, and in which articles. */
export interface ReplacementSearch extends Search {
  parts: ('title' | 'summary' | 'text')[]
  kind?: 'article' | 'page' | 'note' | undefined
  state?: 'draft' | 'scheduled' | 'published' | undefined
  /** What readers have of published articles is changed too; else only their next words. */
  readers: boolean
}

/** States in which the program works on it. */
export const working = ['trying', 'running', 'undoing'] as const
/** So many days one can take it back. */
export const undoDays = 30
const dayMs = 86_400_000
/** The most trials that a workspace has under way. */
const mostAtOnce = 5

/**
 * Begins a trial: the articles are read in the background, and none is changed until {@link startReplacement}.
 * @throws Problem `wrong-input` where it would change nothing; `rejected` where too many are under way
 */
export async function beginReplacement(
  context: Context,
  actor: Actor,
  search: ReplacementSearch,
): Promise<ReplacementRow> {
  if (search.find === search.replace) throw new Problem('wrong-input', sameWords, { field: 'replace' })
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const busy = await tx
      .selectFrom('replacement')
      .select('id')
      .where('state', 'in', [...working])
      .execute()
    if (busy.length >= mostAtOnce) throw new Problem('rejected', tooMany)
    return tx
      .insertInto('replacement')
      .values({
        ...{ id: randomUUID(), workspace_id: actor.workspaceId, created_by: actor.userId },
        ...{ search: JSON.stringify(search), state: 'trying', behind: null, reason: null },
        ...{ created_at: context.clock.now(), ended_at: null, lease_token: null, lease_until: null },
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  tell(context, row)
  return row
}

/** Wakes the worker, and tells the panels that a replacement went on. */
export function tell(
  context: Pick<Context, 'bus'>,
  { id, workspace_id }: Pick<ReplacementRow, 'id' | 'workspace_id'>,
): void {
  context.bus.tell(workspace_id, 'replacements', [id])
}

/** @throws Problem `gone` */
export async function findReplacement(tx: Tx, id: string): Promise<ReplacementRow> {
  const row = await tx.selectFrom('replacement').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('gone', noSuch)
  return row
}

const newest: readonly Key[] = [
  { column: 'replacement.created_at', type: 'timestamptz', direction: 'desc' },
  { column: 'replacement.id', type: 'uuid', direction: 'desc' },
]

/** The workspace's replacements, the newest first. */
export function pageOfReplacements(tx: Tx, page: PageOf): Promise<Page<ReplacementRow>> {
  return readPage(tx.selectFrom('replacement').selectAll().where(here('replacement.workspace_id')), newest, page)
}

/** An article of a replacement, with its name. */
export type ReplacementItem = Pick<ReplacementItemRow, 'places' | 'samples' | 'outcome' | 'reason'> & {
  articleId: string
  title: string
}

const byArticle: readonly Key[] = [{ column: 'replacement_item.article_id', type: 'uuid', direction: 'asc' }]

/** Its articles; of one outcome where one is named. @throws Problem `gone` */
export async function pageOfReplacementItems(
  tx: Tx,
  id: string,
  { outcome, ...page }: PageOf & { outcome?: ReplacementItemRow['outcome'] | undefined },
): Promise<Page<ReplacementItem>> {
  await findReplacement(tx, id)
  let query = tx
    .selectFrom('replacement_item')
    .innerJoin('article', 'article.id', 'replacement_item.article_id')
    .select(['article.id as articleId', 'article.name as title', 'places', 'samples', 'outcome', 'reason'])
    .where('run_id', '=', id)
  if (outcome) query = query.where('outcome', '=', outcome)
  return readPage(query, byArticle, page)
}

/** How many of its articles came to what. */
export async function outcomesOf(tx: Tx, id: string): Promise<Record<string, number>> {
  const rows = await tx
    .selectFrom('replacement_item')
    .select(['outcome', ({ fn }) => fn.countAll<number>().as('n')])
    .where('run_id', '=', id)
    .groupBy('outcome')
    .execute()
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, Number(n)]))
}

/** After the trial: the words are replaced. Started already, it goes on as it is. @throws Problem `gone`, `conflict` */
export function startReplacement(context: Context, actor: Actor, id: string): Promise<ReplacementRow> {
  return change(context, actor, id, 'replacement.start', ({ state }) => {
    if (state === 'running' || state === 'done') return undefined
    if (state !== 'ready') throw new Problem('conflict', notReady)
    return { state: 'running', finished: 0 }
  })
}

/** Each article that nobody has edited since gets its words back; one that is running ends. @throws Problem `gone`, `conflict` */
export function undoReplacement(context: Context, actor: Actor, id: string): Promise<ReplacementRow> {
  return change(context, actor, id, 'replacement.undo', ({ state, created_at }) => {
    if (state === 'undoing' || state === 'undone') return undefined
    const late = context.clock.now().getTime() - created_at.getTime() > undoDays * dayMs
    if (late || !['running', 'done', 'failed'].includes(state)) throw new Problem('conflict', notToUndo)
    return { state: 'undoing', finished: 0, reason: null }
  })
}

/** Throws a trial away. @throws Problem `gone`; `conflict` for one that has changed articles */
export async function discardReplacement(context: Context, actor: Actor, id: string): Promise<void> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const found = await lock(tx, id)
    if (!['trying', 'ready', 'failed'].includes(found.state)) throw new Problem('conflict', notATrial)
    const made = await tx
      .selectFrom('replacement_item')
      .select('article_id')
      .where('run_id', '=', id)
      .where('outcome', '=', 'changed')
      .limit(1)
      .executeTakeFirst()
    if (made) throw new Problem('conflict', notATrial)
    await tx.deleteFrom('replacement').where('id', '=', id).execute()
    return found
  })
  tell(context, row)
}

async function lock(tx: Tx, id: string): Promise<ReplacementRow> {
  const row = await tx.selectFrom('replacement').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Problem('gone', noSuch)
  return row
}

async function change(
  context: Context,
  actor: Actor,
  id: string,
  act: 'replacement.start' | 'replacement.undo',
  decide: (row: ReplacementRow) => Updateable<Tables['replacement']> | undefined,
): Promise<ReplacementRow> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const found = await lock(tx, id)
    const set = decide(found)
    if (!set) return found
    const { find, replace } = found.search
    await record(tx, actor, act, id, { find: find.slice(0, 100), replace: replace.slice(0, 100) })
    // Whoever has it in hand has lost it.
    const free = { lease_token: null, lease_until: null, attempts: 0, ended_at: null }
    return tx
      .updateTable('replacement')
      .set({ ...set, ...free })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  tell(context, row)
  return row
}

/** What is worked on, the oldest first, as far as nobody has it in hand. */
export async function dueReplacements(context: Context): Promise<{ id: string; workspaceId: string }[]> {
  const now = context.clock.now()
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('replacement')
      .select(['id', 'workspace_id as workspaceId'])
      .where('state', 'in', [...working])
      .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now)]))
      .orderBy('created_at')
      .limit(20)
      .execute(),
  )
}

/** Forgets those that are too old to be taken back, with the words that they took the place of. */
export async function forgetReplacements(context: Context): Promise<void> {
  const old = new Date(context.clock.now().getTime() - undoDays * dayMs)
  await asSystem(context.db, (tx) =>
    tx
      .deleteFrom('replacement')
      .where('created_at', '<', old)
      .where(sql<boolean>`state not in ('trying', 'running', 'undoing')`)
      .execute(),
  )
}

const noSuch: Words = { id: 'Penggantian itu tidak ada.', en: 'That replacement does not exist.' }
const sameWords: Words = {
  id: 'Penggantinya sama dengan yang dicari, jadi tidak ada yang berubah. Isi kata lain.',
  en: 'The replacement is the same as what is looked for, so nothing would change. Type other words.',
}
const tooMany: Words = {
  id: 'Masih ada beberapa penggantian yang berjalan. Tunggu sampai selesai, atau batalkan salah satunya.',
  en: 'Several replacements are still running. Wait until they are done, or cancel one of them.',
}
const notReady: Words = {
  id: 'Uji cobanya belum selesai, atau penggantian ini sudah berakhir. Muat ulang halamannya.',
  en: 'Its trial run is not finished, or this replacement has ended. Reload the page.',
}
const notToUndo: Words = {
  id: 'Penggantian ini belum mengubah apa pun, atau sudah lewat 30 hari, jadi tidak dapat ditarik kembali.',
  en: 'This replacement has changed nothing yet, or is older than 30 days, so it can’t be taken back.',
}
const notATrial: Words = {
  id: 'Penggantian ini sudah mengubah artikel. Tarik kembali semuanya bila tidak dikehendaki.',
  en: 'This replacement has already changed articles. Take all of it back if you don’t want it.',
}
