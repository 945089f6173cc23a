/** Pictures and videos that nothing uses: listed, thrown away by a person, and deleted for good a day later. */
import { type RawBuilder, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { record } from '../team/index.ts'
import type { MediaRow } from './media.ts'
import { openMediaStore } from './open-store.ts'
import { storageOf } from './quota.ts'
import { smallName } from './small.ts'
import { forgetSourceSet } from './source-sets.ts'

/** A file that was uploaded in the last hours may belong to a post that is still being written. */
const freshHours = 24
/** So long one can take it back. */
const undoHours = 24
const most = 200
const scanSeconds = 20
const hourMs = 3_600_000

/** Tables whose references do not count as use: media and renditions themselves, logs, and stored answers. */
const noUse = new Set([
  'media',
  'rendition',
  'source_set',
  'upload',
  'audit',
  'request_key',
  'quota_use',
  'face',
  'webhook_event',
  'import_item',
  'import_picture',
])
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** What a person can throw away, the biggest first, and how much storage there is. */
export interface Unused {
  media: MediaRow[]
  /** Of all that nothing uses, more than are listed here perhaps. */
  count: number
  bytes: number
  storage: { used: number; most: number }
}

/** @throws Problem `unavailable` where there is too much to look through */
export async function unusedMedia(context: Context, actor: Actor): Promise<Unused> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const all = await unusedIn(context, tx)
    const bytes = all.reduce((sum, row) => sum + row.bytes, 0)
    return { media: all.slice(0, most), count: all.length, bytes, storage: await storageOf(context, tx) }
  })
}

/**
 * Whatever row of the workspace names a picture uses it, in whatever column: a table that comes later counts by itself. What is named in
 * an article's address (`/media/ID.jpg`), in an older revision, a draft or a cancelled post is used.
 */
async function unusedIn(context: Context, tx: Tx, fresh = freshHours): Promise<MediaRow[]> {
  const before = new Date(context.clock.now().getTime() - fresh * hourMs)
  const uses = await usesIn(tx)
  await sql.raw(`set local statement_timeout = '${scanSeconds}s'`).execute(tx)
  const { rows } = await sql<MediaRow>`
    with named as (${uses})
    select * from media where deleted_at is null and created_at < ${before}
      and not exists (select 1 from named where named.id = media.id::text)
    order by bytes desc, id`
    .execute(tx)
    .catch(tooMuch)
  await sql`set local statement_timeout = default`.execute(tx)
  return rows
}

/** A query of all ids that the workspace's rows name. */
async function usesIn(tx: Tx): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' order by 1`.execute(tx)
  const tables = rows.map(({ name }) => name).filter((name) => !noUse.has(name))
  const each = tables.map(
    (name) =>
      sql`select distinct found[1] as id from ${sql.table(name)} t, regexp_matches(lower(to_jsonb(t)::text), ${uuid}, 'g') found`,
  )
  return sql.join(each, sql` union all `)
}

function tooMuch(error: unknown): never {
  // https://www.postgresql.org/docs/current/errcodes-appendix.html: query_canceled
  if ((error as { code?: unknown }).code === '57014') throw new Problem('unavailable', tooMuchToLook, { cause: error })
  throw error
}

const tooMuchToLook = {
  id: 'Kiriman dan artikel di sini terlalu banyak untuk dicari sekarang. Coba lagi saat server sedang sepi.',
  en: 'There are too many posts and articles here to look through now. Try again when the server has less to do.',
}

/**
 * Throws away what nothing uses. What is used after all, or is fresh, stays.
 * @returns the ids that were thrown away; {@link restoreMedia} takes them back for a day
 */
export async function throwAway(context: Context, actor: Actor, ids: readonly string[]): Promise<string[]> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const wanted = new Set(ids)
    const gone = (await unusedIn(context, tx)).filter(({ id }) => wanted.has(id)).map(({ id }) => id)
    if (gone.length === 0) return []
    await tx.updateTable('media').set({ deleted_at: context.clock.now() }).where('id', 'in', gone).execute()
    await record(tx, actor, 'media.delete', gone[0] ?? '', { count: gone.length })
    return gone
  })
}

/**
 * Throws away what was brought by something that is taken back: whatever nothing uses any more, however fresh. It goes for good a day
 * later, unless it is used by then.
 */
export async function throwAwayBrought(context: Context, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const brought = new Set(ids)
    const gone = (await unusedIn(context, tx, 0)).filter(({ id }) => brought.has(id)).map(({ id }) => id)
    if (gone.length === 0) return
    await tx.updateTable('media').set({ deleted_at: context.clock.now() }).where('id', 'in', gone).execute()
    await record(tx, actor, 'media.delete', gone[0] ?? '', { count: gone.length })
  })
}

/** Takes back what was thrown away. What is gone for good stays gone. */
export async function restoreMedia(context: Context, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const back = await putBack(tx, ids)
    if (back.length > 0) await record(tx, actor, 'media.restore', back[0] ?? '', { count: back.length })
  })
}

/** @returns those that had been thrown away */
async function putBack(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const back = await tx
    .updateTable('media')
    .set({ deleted_at: null })
    .where('id', 'in', [...ids])
    .where('deleted_at', 'is not', null)
    .returning('id')
    .execute()
  return back.map(({ id }) => id)
}

/** Deletes files for good that were deleted a day ago, unless they were used since. */
export async function forgetMedia(context: Context): Promise<void> {
  const before = new Date(context.clock.now().getTime() - undoHours * hourMs)
  const due = await asSystem(context.db, (tx) =>
    tx.selectFrom('media').select(['id', 'file', 'workspace_id']).where('deleted_at', '<', before).limit(500).execute(),
  )
  const workspaces = new Set(due.map((row) => row.workspace_id))
  for (const workspaceId of workspaces) {
    const named = await inWorkspace(context.db, workspaceId, async (tx) => {
      const { rows } = await sql<{ id: string }>`${await usesIn(tx)}`.execute(tx)
      return new Set(rows.map(({ id }) => id))
    })
    const own = due.filter((row) => row.workspace_id === workspaceId)
    const used = own.filter(({ id }) => named.has(id)).map(({ id }) => id)
    await inWorkspace(context.db, workspaceId, (tx) => putBack(tx, used))
    for (const { id, file } of own.filter(({ id }) => !named.has(id))) {
      // The file first: a row that is left is found again, a file that is left is not.
      await openMediaStore(context.config).delete(smallName(file))
      await inWorkspace(context.db, workspaceId, (tx) => forgetSourceSet(tx, openMediaStore(context.config), id))
      await openMediaStore(context.config).delete(file)
      await inWorkspace(context.db, workspaceId, (tx) => tx.deleteFrom('media').where('id', '=', id).execute())
    }
  }
}
