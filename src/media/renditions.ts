/** Renditions of videos, as rows: requests, progress, and deletion when they are no longer used. */
import { createHash } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Video } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { openMediaStore } from './open-store.ts'

/** A rendition, as it is stored. */
export type RenditionRow = Selectable<Tables['rendition']>

/** A video and how its rendition is made. */
export type Wanted = Pick<Video, 'id' | 'target'>

/** What a delivery needs to know of a rendition before it is sent. */
export type RenditionState = Pick<RenditionRow, 'id' | 'state' | 'progress' | 'problem' | 'bytes'>

/** The same for everybody who wants the same rendition of the same video: that is what makes it one. */
export function renditionId(mediaId: string, target: string): string {
  const hash = createHash('sha256').update(`${mediaId} ${target}`).digest('hex')
  // A UUID of version 8 (RFC 9562, 5.8): our own making.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** Its name in the media store. */
export const renditionFile = (id: string) => `${id}.mp4`

/**
 * Requests renditions in the transaction that saves the posts which need them. One that exists, or is requested, stays
 * as it is.
 */
export async function requestRenditions(
  context: Context,
  tx: Tx,
  workspaceId: string,
  videos: readonly Wanted[],
): Promise<void> {
  const now = context.clock.now()
  const rows = videos.flatMap(({ id, target }) =>
    target
      ? [
          {
            id: renditionId(id, target),
            workspace_id: workspaceId,
            media_id: id,
            target,
            next_try_at: now,
            used_at: now,
          },
        ]
      : [],
  )
  if (!rows.length) return
  await tx
    .insertInto('rendition')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ used_at: now }))
    .execute()
}

/** Renditions by id, for those videos that need one; what was never asked for is missing. */
export async function renditionsFor(tx: Tx, videos: readonly Wanted[]): Promise<Map<string, RenditionState>> {
  const ids = videos.flatMap(({ id, target }) => (target ? [renditionId(id, target)] : []))
  if (!ids.length) return new Map()
  const rows = await tx
    .selectFrom('rendition')
    .select(['id', 'state', 'progress', 'problem', 'bytes'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** A person has decided to try once more: renditions that could not be made are made anew. */
export async function retryRenditions(context: Context, tx: Tx, mediaIds: readonly string[]): Promise<void> {
  if (!mediaIds.length) return
  await tx
    .updateTable('rendition')
    .set({ state: 'waiting', attempts: 0, progress: 0, problem: null, next_try_at: context.clock.now() })
    .where('media_id', 'in', [...mediaIds])
    .where('state', '=', 'failed')
    .execute()
}

/** What is read when a video is sent: a file of the store. */
export interface SentVideo {
  file: string
  bytes: number
  mime: string
}

/** @throws Problem `gone`; `rejected` when its rendition could not be made; `unavailable` while it is not there: it is asked for */
export async function sentVideo(context: Context, workspaceId: string, video: Wanted): Promise<SentVideo> {
  const { media, rendition } = await inWorkspace(context.db, workspaceId, async (tx) => {
    if (video.target) await requestRenditions(context, tx, workspaceId, [video])
    const renditions = [...(await renditionsFor(tx, [video])).values()]
    return { media: await mediaRow(tx, video.id), rendition: renditions[0] }
  })
  if (!media) throw new Problem('gone', noVideo)
  if (!video.target) return { file: media.file, bytes: media.bytes, mime: media.mime }
  if (rendition?.state === 'ready' && rendition.bytes !== null)
    return { ...readyRendition(rendition.id), bytes: rendition.bytes }
  if (rendition?.state === 'failed') throw new Problem('rejected', rendition.problem ?? noVideo)
  throw new Problem('unavailable', notYet)
}

const readyRendition = (id: string) => ({ file: renditionFile(id), mime: 'video/mp4' })

/** The file of a ready rendition, by its id, for a network that fetches it over a public address. */
export async function renditionAt(tx: Tx, id: string): Promise<{ workspaceId: string; file: string } | undefined> {
  const row = await tx
    .selectFrom('rendition')
    .select(['id', 'workspace_id'])
    .where('id', '=', id)
    .where('state', '=', 'ready')
    .executeTakeFirst()
  return row && { workspaceId: row.workspace_id, file: renditionFile(row.id) }
}

function mediaRow(tx: Tx, id: string) {
  return tx.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst()
}

const noVideo = {
  id: 'Video itu tidak ada lagi. Unggah sekali lagi.',
  en: 'That video is no longer there. Upload it again.',
}
const notYet = {
  id: 'Videonya masih disiapkan. Coba lagi sebentar lagi.',
  en: 'The video is still being prepared. Try again in a moment.',
}

/** A rendition that was not used for this many days is deleted. It is made again when it is needed again. */
const keptDays = 14

/** Deletes renditions whose video is gone, or that nothing waits for and nobody has used for long: the file, then the row. */
export async function forgetRenditions(context: Context): Promise<void> {
  const before = new Date(context.clock.now().getTime() - keptDays * 86_400_000)
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{ id: string }>`
      select c.id from rendition c
      where c.lease_token is null and (c.media_id is null or c.used_at < ${before} and not exists (
        select 1 from waiting_media w where w.media_id = c.media_id))
    `.execute(tx),
  )
  const store = openMediaStore(context.config)
  for (const { id } of rows) {
    // The file first: a row that is left is found again, a file that is left is not.
    await store.delete(renditionFile(id))
    await asSystem(context.db, (tx) => tx.deleteFrom('rendition').where('id', '=', id).execute())
  }
}
