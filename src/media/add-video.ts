/** Videos that lie whole on this machine come to the media. */
import { randomUUID } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { record } from '../team/index.ts'
import type { MediaRow } from './media.ts'
import { openMediaStore } from './open-store.ts'
import { takeStorage } from './quota.ts'
import type { MediaStore } from './store.ts'
import { forgetPlace, lookAtVideo, type SeenVideo } from './video.ts'

/** A video, and what is said of it. */
export interface WholeVideo {
  /** Where it lies. Where and with what it was taken goes from it, and it may be moved from there. */
  path: string
  name: string
  alt: string
}

/**
 * Keeps a video whose room is taken already, by its upload.
 * @throws Problem `wrong-input` for what is no video
 */
export async function addVideo(context: Context, actor: Actor, video: WholeVideo): Promise<MediaRow> {
  const seen = await lookAtVideo(video.path, video.name)
  await forgetPlace(video.path)
  return keep(context, actor, video, seen, false)
}

/**
 * The same, but one that is here already (the same file imported again) is not stored a second time.
 * @throws Problem `wrong-input` for what is no video; as {@link takeStorage} without room
 */
export async function addVideoOnce(context: Context, actor: Actor, video: WholeVideo): Promise<MediaRow> {
  const seen = await lookAtVideo(video.path, video.name)
  await forgetPlace(video.path)
  const { size } = await stat(video.path)
  const alike = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .selectFrom('media')
      .selectAll()
      .where('bytes', '=', size)
      .where('mime', '=', seen.mime)
      .orderBy('created_at')
      .execute(),
  )
  const store = openMediaStore(context.config)
  for (const row of alike) if (await isSame(store, row.file, video.path, size).catch(goneIsOther)) return row
  return keep(context, actor, video, seen, true)
}

function goneIsOther(error: unknown): false {
  if (error instanceof Problem && error.kind === 'gone') return false
  throw error
}

const pieceBytes = 1 << 20

/** Piece by piece: neither is in memory whole. */
async function isSame(store: MediaStore, file: string, path: string, size: number): Promise<boolean> {
  const mine = await open(path, 'r')
  try {
    for (let at = 0; at < size; at += pieceBytes) {
      const end = Math.min(size, at + pieceBytes)
      const { buffer } = await mine.read(Buffer.alloc(end - at), 0, end - at, at)
      if (!buffer.equals(await store.read(file, at, end))) return false
    }
    return true
  } finally {
    await mine.close()
  }
}

async function keep(
  context: Context,
  actor: Actor,
  { path, alt }: WholeVideo,
  { mime, ending, width, height, seconds, tracks }: SeenVideo,
  takesRoom: boolean,
): Promise<MediaRow> {
  const id = randomUUID()
  const file = `${id}.${ending}`
  const { size: bytes } = await stat(path)
  const store = openMediaStore(context.config)
  await store.putFile(file, path, mime)
  const size = { width: Math.round(width), height: Math.round(height) }
  const metadata = { mime, ...size, bytes, seconds, tracks: JSON.stringify(tracks) }
  const row = { id, workspace_id: actor.workspaceId, file, ...metadata, alt, created_at: context.clock.now() }
  try {
    return await inWorkspace(context.db, actor.workspaceId, async (tx) => {
      if (takesRoom) await takeStorage(context, tx, actor, bytes)
      await record(tx, actor, 'media.add', id)
      return tx.insertInto('media').values(row).returningAll().executeTakeFirstOrThrow()
    })
  } catch (error) {
    await store.delete(file).catch((left) => context.log.warn({ error: left, file }, 'a video without a row is left'))
    throw error
  }
}
