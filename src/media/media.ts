import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Actor, Context } from '../context.ts'
import type { Picture, Video } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { record } from '../team/index.ts'
import { openMediaStore } from './open-store.ts'
import { type CleanPicture, cleanPicture } from './picture.ts'
import { takeStorage } from './quota.ts'

/** A picture or a video, as it is stored. `seconds` is `null` for a picture. */
export type MediaRow = Selectable<Tables['media']>

/** Takes a picture from a person. @throws Problem `wrong-input` when it is too big or no picture; as {@link takeStorage} without room */
export async function addPicture(
  context: Context,
  actor: Actor,
  upload: { bytes: Uint8Array; name: string; alt: string },
): Promise<MediaRow> {
  return storePicture(context, actor, await cleanPicture(upload.bytes, upload.name), upload)
}

/** The same, but a picture that is here already (the same file published again) is not stored a second time. */
export async function addPictureOnce(
  context: Context,
  actor: Actor,
  upload: { bytes: Uint8Array; name: string; alt: string },
): Promise<MediaRow> {
  const picture = await cleanPicture(upload.bytes, upload.name)
  const alike = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .selectFrom('media')
      .selectAll()
      .where('bytes', '=', picture.bytes.byteLength)
      .where('mime', '=', picture.mime)
      .where('width', '=', picture.width)
      .where('height', '=', picture.height)
      .orderBy('created_at')
      .execute(),
  )
  const files = openMediaStore(context.config)
  for (const row of alike) {
    const kept = await files.get(row.file).catch((error: unknown) => {
      if (error instanceof Problem && error.kind === 'gone') return undefined
      throw error
    })
    if (kept?.equals(picture.bytes)) return row
  }
  return storePicture(context, actor, picture, upload)
}

/** Keeps a picture that was made safe. @throws as {@link takeStorage} without room */
export async function storePicture(
  context: Context,
  actor: Actor,
  picture: CleanPicture,
  { alt, focus = { x: 0.5, y: 0.5 } }: { alt: string; focus?: { x: number; y: number } },
): Promise<MediaRow> {
  const id = randomUUID()
  const file = `${id}.${picture.ending}`
  const files = openMediaStore(context.config)
  await files.put(file, picture.bytes, picture.mime)
  const size = { mime: picture.mime, width: picture.width, height: picture.height }
  const row = { id, file, alt, ...size, focus_x: focus.x, focus_y: focus.y }
  try {
    return await inWorkspace(context.db, actor.workspaceId, async (tx) => {
      await takeStorage(context, tx, actor, picture.bytes.byteLength)
      await record(tx, actor, 'media.add', id)
      return tx
        .insertInto('media')
        .values({ ...row, workspace_id: actor.workspaceId, bytes: picture.bytes.byteLength })
        .returningAll()
        .executeTakeFirstOrThrow()
    })
  } catch (error) {
    // Bytes that no row knows would lie there for ever.
    await files.delete(file).catch((left) => context.log.warn({ error: left, file }, 'a picture without a row is left'))
    throw error
  }
}

/** Says what a picture shows. */
export async function describePicture(context: Context, actor: Actor, id: string, alt: string): Promise<MediaRow> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx.updateTable('media').set({ alt }).where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw noSuchPicture()
    await record(tx, actor, 'media.describe', id)
    return row
  })
}

/** Pictures in the order asked for. @throws Problem `gone` when one is missing */
export async function picturesOf(tx: Tx, ids: readonly string[]): Promise<Picture[]> {
  return (await rowsOf(tx, ids)).map(asPicture)
}

async function rowsOf(tx: Tx, ids: readonly string[]): Promise<MediaRow[]> {
  if (!ids.length) return []
  const rows = await tx
    .selectFrom('media')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return ids.map((id) => {
    const row = rows.find((candidate) => candidate.id === id)
    if (!row) throw noSuchPicture()
    return row
  })
}

/** The pictures and the video of a post, by their ids. @throws Problem `gone` when one is missing; `wrong-input` for two videos */
export async function mediaOf(tx: Tx, ids: readonly string[]): Promise<{ pictures: Picture[]; video?: Video }> {
  const rows = await rowsOf(tx, ids)
  const [video, second] = rows.filter((row) => row.seconds !== null)
  if (second) throw new Problem('wrong-input', oneVideo, { field: 'mediaIds' })
  return {
    pictures: rows.filter((row) => row.seconds === null).map(asPicture),
    ...(video ? { video: asVideo(video) } : {}),
  }
}

/** The names of files in the media store, with their sizes, by id. */
export async function filesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<MediaRow, 'file' | 'width' | 'height'>>> {
  if (!ids.length) return new Map()
  const rows = await tx
    .selectFrom('media')
    .select(['id', 'file', 'width', 'height'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** A file's name in the media store. */
export async function fileOf(tx: Tx, id: string): Promise<string | undefined> {
  return (await filesOf(tx, [id])).get(id)?.file
}

/** A picture or a video. */
export function findMedia(tx: Tx, id: string): Promise<MediaRow | undefined> {
  return tx.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Keeps a picture that the program has drawn, under an id of its own: the same one again changes its alt text only. */
export async function keepDrawn(
  context: Context,
  actor: Actor,
  id: string,
  png: Buffer,
  of: { width: number; height: number; alt: string },
): Promise<MediaRow> {
  const file = `${id}.png`
  await openMediaStore(context.config).put(file, png, 'image/png')
  return inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .insertInto('media')
      .values({ id, workspace_id: actor.workspaceId, file, mime: 'image/png', bytes: png.length, drawn: true, ...of })
      .onConflict((on) => on.column('id').doUpdateSet({ alt: of.alt }))
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

/** The row of the video among these, with what it holds. */
export function videoRowOf(tx: Tx, id: string): Promise<MediaRow | undefined> {
  return tx.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst()
}

const oneVideo = {
  id: 'Satu kiriman memuat paling banyak satu video. Hapus salah satunya.',
  en: 'A post takes one video at most. Remove one of them.',
}

/** A stored video as posts carry it. */
export function asVideo(row: MediaRow): Video {
  return { ...asPicture(row), seconds: row.seconds ?? 0 }
}

/** A stored picture as posts carry it. */
export function asPicture(row: MediaRow): Picture {
  const { id, mime, width, height, bytes, alt, focus_x: x, focus_y: y } = row
  const focus = x === 0.5 && y === 0.5 ? {} : { focus: { x, y } }
  return { id, mime, width, height, bytes, alt, ...focus }
}

function noSuchPicture(): Problem {
  return new Problem(
    'gone',
    { id: 'Gambar itu tidak ada lagi. Unggah sekali lagi.', en: 'That picture is no longer there. Upload it again.' },
    { field: 'mediaIds' },
  )
}
