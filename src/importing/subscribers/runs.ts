/** Lists of subscribers that were brought in: each can be taken back, as an import of articles can. */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Actor, Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { asSystem, inWorkspace, type Tx } from '../../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../../db/page.ts'
import type { Tables } from '../../db/tables.ts'
import { record } from '../../team/index.ts'

/** An import of subscribers, as it is stored. */
export type SubscriberImport = Selectable<Tables['subscriber_import']>

/** So many days one can take it back. */
export const undoDays = 30
const dayMs = 86_400_000

/** Somebody whom a list names: whether they were here, and how. */
export interface Listed {
  id: string
  /** `null`: they were not here before. */
  previous: { state: string; name: string; left_at: string | null } | null
}

/** Begins to write down whom an import brings. @returns its id */
export async function beginSubscribers(
  context: Pick<Context, 'clock'>,
  tx: Tx,
  { workspaceId, userId }: Actor,
  labels: readonly string[],
): Promise<string> {
  const id = randomUUID()
  const made = { created_by: userId, created_at: context.clock.now(), undone_at: null }
  await tx
    .insertInto('subscriber_import')
    .values({ id, workspace_id: workspaceId, labels: [...labels], ...made })
    .execute()
  return id
}

/** Writes down people whom it brought or found here. */
export async function keepListed(
  tx: Tx,
  { workspaceId }: Actor,
  runId: string,
  some: readonly Listed[],
): Promise<void> {
  await tx
    .insertInto('subscriber_imported')
    .values(
      some.map(({ id, previous }) => ({
        ...{ run_id: runId, workspace_id: workspaceId, subscriber_id: id },
        previous: previous && JSON.stringify(previous),
      })),
    )
    .execute()
  const added = some.filter(({ previous }) => previous === null).length
  await tx
    .updateTable('subscriber_import')
    .set({ added: sql`added + ${added}::int`, listed: sql`listed + ${some.length}::int` })
    .where('id', '=', runId)
    .execute()
}

const newest: readonly Key[] = [
  { column: 'subscriber_import.created_at', type: 'timestamptz', direction: 'desc' },
  { column: 'subscriber_import.id', type: 'uuid', direction: 'desc' },
]

/** The workspace's imports of subscribers, the newest first; those of the last month. */
export function pageOfSubscriberImports(tx: Tx, page: PageOf): Promise<Page<SubscriberImport>> {
  return readPage(
    tx.selectFrom('subscriber_import').selectAll().where(here('subscriber_import.workspace_id')),
    newest,
    page,
  )
}

/** Until when an import can be taken back; `null`: it was. */
export function undoUntil({ created_at, undone_at }: SubscriberImport): Date | null {
  return undone_at ? null : new Date(created_at.getTime() + undoDays * dayMs)
}

/**
 * Takes an import back: whom it brought goes, whom it changed is as before. Whoever has left stays left, and whom a later list names
 * stays as that list said. Taken back already, nothing happens.
 * @throws Problem `gone`; `conflict` when it is too long ago
 */
export async function undoSubscribers(context: Context, actor: Actor, id: string): Promise<SubscriberImport> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const run = await tx.selectFrom('subscriber_import').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!run) throw new Problem('gone', noSuch)
    if (run.undone_at) return run
    const now = context.clock.now()
    if (now > (undoUntil(run) as Date)) throw new Problem('conflict', tooLate)
    const handed = sql`select one.subscriber_id from subscriber_imported one join subscriber_import later on later.id = one.run_id
      where later.undone_at is null and later.created_at > ${run.created_at}`
    await handOn(tx, run)
    // Who has left must be known as such: another list would bring them back.
    await sql`delete from subscriber one using subscriber_imported mine
      where mine.run_id = ${id} and mine.previous is null and one.id = mine.subscriber_id
        and one.state not in ('left', 'bounced') and one.id not in (${handed})`.execute(tx)
    await sql`update subscriber one set state = mine.previous ->> 'state', name = mine.previous ->> 'name',
        left_at = (mine.previous ->> 'left_at')::timestamptz
      from subscriber_imported mine
      where mine.run_id = ${id} and mine.previous is not null and one.id = mine.subscriber_id
        and one.state not in ('left', 'bounced') and one.id not in (${handed})`.execute(tx)
    await record(tx, actor, 'subscribers.undo', id, { count: run.listed })
    return tx
      .updateTable('subscriber_import')
      .set({ undone_at: now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** How people were before belongs to the next list that names them: taken back too, that one puts it back. */
async function handOn(tx: Tx, { id, created_at }: SubscriberImport): Promise<void> {
  await sql`update subscriber_imported heir set previous = mine.previous
    from subscriber_imported mine, (
      select distinct on (one.subscriber_id) one.subscriber_id, one.run_id
      from subscriber_imported one join subscriber_import later on later.id = one.run_id
      where later.undone_at is null and later.created_at > ${created_at}
      order by one.subscriber_id, later.created_at) next
    where mine.run_id = ${id} and next.subscriber_id = mine.subscriber_id
      and heir.run_id = next.run_id and heir.subscriber_id = next.subscriber_id`.execute(tx)
}

/** Takes back the newest import that was not, for whoever has no list to choose from. @throws Problem `gone` where there is none */
export async function undoLastSubscribers(context: Context, actor: Actor): Promise<SubscriberImport> {
  const last = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .selectFrom('subscriber_import')
      .select('id')
      .where('undone_at', 'is', null)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
  if (!last) throw new Problem('gone', noSuch)
  return undoSubscribers(context, actor, last.id)
}

/** Forgets those that can be taken back no more, with how people were before. */
export async function forgetSubscriberImports(context: Context): Promise<void> {
  const old = new Date(context.clock.now().getTime() - undoDays * dayMs)
  await asSystem(context.db, (tx) => tx.deleteFrom('subscriber_import').where('created_at', '<', old).execute())
}

/** Imports of one person are another's. */
export async function reassignSubscriberImports(tx: Tx, from: string, to: string): Promise<void> {
  await tx.updateTable('subscriber_import').set({ created_by: to }).where('created_by', '=', from).execute()
}

const noSuch: Words = {
  id: 'Tidak ada impor pelanggan yang dapat ditarik kembali.',
  en: 'There is no import of subscribers to take back.',
}
const tooLate: Words = {
  id: 'Impor ini sudah lewat 30 hari, jadi tidak dapat ditarik kembali.',
  en: 'This import is older than 30 days, so it can’t be taken back.',
}
