/** Videos and archives come in pieces, so that a broken line costs one piece and no whole file is ever in memory. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Actor, Context } from '../context.ts'
import { Problem, StorageProblem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { addVideo } from './add-video.ts'
import type { MediaRow } from './media.ts'
import { takeStorage } from './quota.ts'
import { largestVideo } from './video.ts'

/** An upload as far as it has come. */
export interface Upload {
  id: string
  name: string
  bytes: number
  received: number
}

const keptHours = 24

const folderOf = (context: Context) => join(context.config.dataDir, 'uploads')
const pathOf = (context: Context, id: string) => join(folderOf(context), id)

/** What a file is uploaded for. */
export type UploadUse = 'video' | 'import'

/** The largest archive of a blog, in bytes. */
const largestArchive = 8 * 1024 ** 3

/** @throws Problem `wrong-input` for one that is too big; as {@link takeStorage} where there is no room for it */
export async function beginUpload(
  context: Context,
  actor: Actor,
  { name, bytes, use = 'video' }: { name: string; bytes: number; use?: UploadUse },
): Promise<Upload> {
  const [largest, words] = use === 'video' ? [largestVideo, tooBig] : [largestArchive, archiveTooBig]
  if (bytes > largest) throw new Problem('wrong-input', words, { field: 'file', values: { name } })
  const id = randomUUID()
  await mkdir(folderOf(context), { recursive: true, mode: 0o700 })
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await takeStorage(context, tx, actor, bytes)
    await tx
      .insertInto('upload')
      .values({
        id,
        workspace_id: actor.workspaceId,
        user_id: actor.userId,
        name,
        bytes,
        created_at: context.clock.now(),
      })
      .execute()
  })
  return { id, name, bytes, received: 0 }
}

const tooBig = {
  id: '“{name}” lebih besar dari 1 GB. Perkecil videonya, lalu unggah lagi.',
  en: '“{name}” is bigger than 1 GB. Make the video smaller and upload it again.',
}

const archiveTooBig = {
  id: '“{name}” lebih besar dari 8 GB. Bagilah menjadi beberapa berkas, lalu impor satu per satu.',
  en: '“{name}” is bigger than 8 GB. Split it into several files, and import them one by one.',
}

/** How far an upload is: where to go on. @throws Problem `gone` */
export function uploadOf(context: Context, actor: Actor, id: string): Promise<Upload> {
  return inWorkspace(context.db, actor.workspaceId, (tx) => lock(tx, actor, id))
}

async function lock(tx: Tx, actor: Actor, id: string): Promise<Upload> {
  const row = await tx
    .selectFrom('upload')
    .select(['id', 'name', 'bytes', 'received'])
    .where('id', '=', id)
    .where('user_id', '=', actor.userId)
    .forUpdate()
    .executeTakeFirst()
  if (!row)
    throw new Problem('gone', {
      id: 'Unggahan itu tidak ada lagi. Mulai lagi.',
      en: 'That upload is no longer there. Begin again.',
    })
  return row
}

/**
 * Takes the piece that begins at `at`. One that came before is taken again without harm.
 * @throws Problem `gone`; `conflict` with `data.received` for a piece that leaves a hole; `unavailable` where the disk is full
 */
export async function receivePiece(
  context: Context,
  actor: Actor,
  id: string,
  at: number,
  piece: Uint8Array,
): Promise<Upload> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const upload = await lock(tx, actor, id)
    const end = at + piece.byteLength
    if (at > upload.received || end > upload.bytes)
      throw new Problem('conflict', hole, { data: { received: upload.received } })
    await write(context, id, at, piece)
    const received = Math.max(upload.received, end)
    await tx.updateTable('upload').set({ received }).where('id', '=', id).execute()
    return { ...upload, received }
  })
}

const hole = {
  id: 'Potongan ini tidak menyambung dengan yang sudah tiba. Lanjutkan dari tempat yang disebutkan.',
  en: 'This piece does not join what has arrived. Continue from where it says.',
}

async function write(context: Context, id: string, at: number, piece: Uint8Array): Promise<void> {
  const path = pathOf(context, id)
  try {
    const file = await open(path, at === 0 ? 'w' : 'r+', 0o600)
    try {
      await file.write(piece, 0, piece.byteLength, at)
    } finally {
      await file.close()
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new StorageProblem(full, { cause })
    throw cause
  }
}

const full = {
  id: 'Ruang penyimpanan server habis, jadi berkas ini belum tersimpan. Kosongkan ruang, lalu lanjutkan.',
  en: 'The server has no space left, so this file was not saved. Free some space, then continue.',
}

/**
 * Makes a whole upload a video of the workspace: looked into by content, without place and camera.
 * @throws Problem `gone`; `conflict` while something is missing; `wrong-input` for what is no video
 */
export async function finishUpload(context: Context, actor: Actor, id: string, alt: string): Promise<MediaRow> {
  const upload = await uploadOf(context, actor, id)
  if (upload.received < upload.bytes) throw new Problem('conflict', hole, { data: { received: upload.received } })
  const path = pathOf(context, id)
  try {
    return await addVideo(context, actor, { path, name: upload.name, alt })
  } finally {
    await forget(context, actor, id)
  }
}

async function forget(context: Context, actor: Actor, id: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, (tx) => tx.deleteFrom('upload').where('id', '=', id).execute())
  await rm(pathOf(context, id), { force: true })
}

/**
 * Hands over a whole upload, as it is: its file is at `path` afterwards, and no upload any more.
 * @throws Problem `gone`; `conflict` while something is missing
 */
export async function takeUpload(context: Context, actor: Actor, id: string, path: string): Promise<Upload> {
  const upload = await uploadOf(context, actor, id)
  if (upload.received < upload.bytes) throw new Problem('conflict', hole, { data: { received: upload.received } })
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rename(pathOf(context, id), path)
  await forget(context, actor, id)
  return upload
}

/**
 * A whole upload, where it is: whoever only looks into it leaves it as it is.
 * @throws Problem `gone`; `conflict` while something is missing
 */
export async function wholeUpload(context: Context, actor: Actor, id: string): Promise<{ name: string; path: string }> {
  const upload = await uploadOf(context, actor, id)
  if (upload.received < upload.bytes) throw new Problem('conflict', hole, { data: { received: upload.received } })
  return { name: upload.name, path: pathOf(context, id) }
}

/** Deletes an upload that nobody needs any more. */
export function dropUpload(context: Context, actor: Actor, id: string): Promise<void> {
  return forget(context, actor, id)
}

/** Deletes uploads without a new piece for a day. */
export async function forgetUploads(context: Context): Promise<void> {
  const before = new Date(context.clock.now().getTime() - keptHours * 3_600_000)
  const old = await asSystem(context.db, (tx) =>
    tx.deleteFrom('upload').where('created_at', '<', before).returning('id').execute(),
  )
  for (const { id } of old) await rm(pathOf(context, id), { force: true })
}
