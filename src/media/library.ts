import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import { said } from '../db/search.ts'
import { openDecoder } from './decoder.ts'
import { findMedia, type MediaRow, storePicture } from './media.ts'
import { openMediaStore } from './open-store.ts'
import { cleanPicture } from './picture.ts'

const newest: readonly Key[] = [
  { column: 'media.created_at', type: 'timestamptz', direction: 'desc' },
  { column: 'media.id', type: 'uuid', direction: 'desc' },
]

/** Pictures that people uploaded, newest first; the program's own drawings are not among them. @param q words of what a picture shows */
export function pageOfPictures(tx: Tx, { q, ...page }: PageOf & { q?: string | undefined }): Promise<Page<MediaRow>> {
  const all = tx
    .selectFrom('media')
    .selectAll('media')
    .where(here('media.workspace_id'))
    .where(sql<boolean>`media.seconds is null and media.deleted_at is null and not media.drawn`)
  return readPage(q ? all.where(said('media.alt', q)) : all, newest, page)
}

/** A part of a picture, and what is its middle; all from 0 to 1, of the whole picture's width and height. */
export interface Crop {
  left: number
  top: number
  width: number
  height: number
  focus: { x: number; y: number }
}

const noSuchPicture = () =>
  new Problem('gone', { id: 'Gambar itu tidak ada lagi.', en: 'That picture is no longer there.' })

/** In whole pixels, inside of the picture, and never nothing. */
function pixels(from: number, length: number, whole: number): { at: number; size: number } {
  const at = Math.min(Math.round(from * whole), whole - 1)
  return { at, size: Math.min(Math.max(1, Math.round(length * whole)), whole - at) }
}

/** Where the middle lies in the part, from 0 to 1. */
const within = (at: number, from: number, length: number): number => Math.min(1, Math.max(0, (at - from) / length))

/**
 * Cuts a picture to a part of it: a new picture with the same words; the whole one stays as it is.
 * @throws Problem `gone`; `wrong-input` for what moves
 */
export async function cropPicture(context: Context, actor: Actor, id: string, crop: Crop): Promise<MediaRow> {
  const row = await inWorkspace(context.db, actor.workspaceId, (tx) => findMedia(tx, id))
  if (!row || row.seconds !== null || row.deleted_at) throw noSuchPicture()
  const sharp = await openDecoder()
  const across = pixels(crop.left, crop.width, row.width)
  const down = pixels(crop.top, crop.height, row.height)
  const bytes = await openMediaStore(context.config).get(row.file)
  if (((await sharp(bytes).metadata()).pages ?? 1) > 1) throw moving()
  const region = { left: across.at, top: down.at, width: across.size, height: down.size }
  const focus = { x: within(crop.focus.x, crop.left, crop.width), y: within(crop.focus.y, crop.top, crop.height) }
  return storePicture(context, actor, await cleanPicture(bytes, row.file, region), { alt: row.alt, focus })
}

function moving(): Problem {
  return new Problem('wrong-input', {
    id: 'Gambar yang bergerak tidak dapat dipotong di sini. Potong dulu di perangkat Anda, lalu unggah.',
    en: 'A moving picture can’t be cropped here. Crop it on your device first, then upload it.',
  })
}
