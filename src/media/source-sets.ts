/** Source sets of pictures: at several widths in newer formats, made once for readers. As rows: requests, and what was made. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/client.ts'
import type { SourceSet } from '../db/tables.ts'
import type { MediaRow } from './media.ts'
import type { MediaStore } from './store.ts'

/** Counts up when source sets are made in another way: those that are there are then made anew, when they are asked for. */
export const maker = 1

/** The formats, the best first: a browser takes the first that it knows. */
export const formats = { avif: 'image/avif', webp: 'image/webp' } as const
/** One of {@link formats}. */
export type SourceFormat = keyof typeof formats

/** The name of one file of a source set in the media store. */
export const sourceFile = (id: string, width: number, format: string) => `${id}-${width}.${format}`

/** All files of a source set. */
export function sourceFiles(id: string, made: SourceSet | null): string[] {
  return (made?.formats ?? []).flatMap((format) => made?.widths.map((width) => sourceFile(id, width, format)) ?? [])
}

/** Requests source sets in the transaction that saves what shows the pictures. One that is there, or is waited for, stays as it is. */
export async function requestSourceSets(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  ids: readonly string[],
): Promise<void> {
  if (!ids.length) return
  const now = clock.now()
  await tx
    .insertInto('source_set')
    .columns(['id', 'workspace_id', 'next_try_at'])
    .expression(
      tx
        .selectFrom('media')
        .select(['id', 'workspace_id', sql<Date>`${now}::timestamptz`.as('next_try_at')])
        .where('id', 'in', [...new Set(ids)])
        .where('seconds', 'is', null)
        .where('deleted_at', 'is', null),
    )
    .onConflict((on) =>
      on
        .column('id')
        .doUpdateSet({ state: 'waiting', attempts: 0, next_try_at: now })
        .where('source_set.maker', '<', maker)
        .where('source_set.state', '<>', 'waiting'),
    )
    .execute()
}

/** A picture or video as a page of the blog shows it. Addresses begin with `/media/`. */
export interface ShownPicture {
  /** In the media store. */
  file: string
  src: string
  /** In pixels. */
  width: number
  height: number
  /** What is the middle of it, from 0 to 1 of its width and height; missing where that is its own middle. */
  focus?: { x: number; y: number }
  /** The same picture in other formats and widths, the best first; none before they are made. */
  sources: { type: string; srcSet: string }[]
  /** A few pixels of it as a `data:` address, to be seen until it is there; missing where something shines through. */
  placeholder?: string
}

/** Pictures and videos as readers are shown them, by id. What is no longer there is missing. */
export async function shownPictures(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ShownPicture>> {
  if (!ids.length) return new Map()
  const rows = await tx
    .selectFrom('media')
    .leftJoin('source_set', 'source_set.id', 'media.id')
    .select(['media.id', 'media.file', 'media.width', 'media.height', 'media.focus_x', 'media.focus_y'])
    .select('source_set.made')
    .where('media.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ made, ...row }) => [row.id, shown(row, made)]))
}

type Shape = Pick<MediaRow, 'id' | 'file' | 'width' | 'height' | 'focus_x' | 'focus_y'>

function shown({ id, file, width, height, focus_x: x, focus_y: y }: Shape, made: SourceSet | null): ShownPicture {
  const setOf = (format: string) =>
    (made?.widths ?? []).map((at) => `/media/${sourceFile(id, at, format)} ${at}w`).join(', ')
  return {
    file,
    src: `/media/${file}`,
    width,
    height,
    ...(x === 0.5 && y === 0.5 ? {} : { focus: { x, y } }),
    sources: (made?.formats ?? []).map((format) => ({ type: formats[format], srcSet: setOf(format) })),
    ...(made?.placeholder ? { placeholder: made.placeholder } : {}),
  }
}

/** Deletes the files of a picture's source set. Its row goes with the picture's. */
export async function forgetSourceSet(tx: Tx, store: MediaStore, id: string): Promise<void> {
  const row = await tx.selectFrom('source_set').select('made').where('id', '=', id).executeTakeFirst()
  for (const file of sourceFiles(id, row?.made ?? null)) await store.delete(file)
}
