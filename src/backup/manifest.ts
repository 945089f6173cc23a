import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { plainFileName } from '../media/index.ts'

/** Of the layout below. A change that older programs can't read counts it up. */
export const format = 1
/** The manifest’s name in a backup’s folder. It is written last. */
export const manifestFile = 'manifest.json'

/** Names in a backup become paths and identifiers: nothing but plain ones. */
const plainName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/)
const sum = z.string().regex(/^[0-9a-f]{64}$/)
const size = z.number().int().nonnegative()

const manifest = z.object({
  format: z.literal(format),
  /** The program's version. */
  version: z.string(),
  /** The database's shape: migrations in order. */
  migrations: z.array(z.string()).min(1),
  createdAt: z.iso.datetime(),
  tables: z.array(
    z.object({ name: plainName, columns: z.array(plainName).min(1), rows: size, bytes: size, sha256: sum }),
  ),
  media: z.array(z.object({ file: z.string().regex(plainFileName), mime: z.string(), bytes: size, sha256: sum })),
})

/**
 * What a backup holds:
 * - `manifest.json`: this
 * - `tables/NAME.copy`: the rows, as PostgreSQL's `COPY … TO` writes them (text format, UTF-8)
 *   https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 * - `media/FILE`: the pictures
 */
export type Manifest = z.infer<typeof manifest>

/** Where a table's rows lie, from the backup's folder. */
export const tablePath = (name: string): string => join('tables', `${name}.copy`)
/** Where a picture lies, from the backup's folder. */
export const mediaPath = (file: string): string => join('media', file)

/**
 * Reads what a folder says about itself; its other files are not looked at.
 * @param known this program's migrations, in order
 * @throws Problem `wrong-input`: no backup, damaged, or of a newer program
 */
export async function readManifest(folder: string, known: readonly string[]): Promise<Manifest> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch((cause: unknown) => {
    throw new Problem('wrong-input', noBackup, { cause, values: { folder } })
  })
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch (cause) {
    throw damaged(manifestFile, cause)
  }
  const { format: found } = z.object({ format: z.number().int() }).catch({ format: 0 }).parse(told)
  if (found > format) throw new Problem('wrong-input', newer)
  const read = manifest.safeParse(told)
  if (!read.success) throw damaged(manifestFile, read.error)
  if (read.data.migrations.some((name, index) => known[index] !== name)) throw new Problem('wrong-input', newer)
  return read.data
}

const noBackup: Words = {
  id: 'Di {folder} tidak ada cadangan Percakapan (manifest.json tidak ditemukan). Sebutkan folder yang dibuat oleh percakapan backup.',
  en: 'There is no Percakapan backup in {folder} (no manifest.json). Name the folder that percakapan backup made.',
}
const newer: Words = {
  id: 'Cadangan ini dibuat oleh versi Percakapan yang lebih baru. Perbarui program ini (git pull), lalu pulihkan lagi. Belum ada yang diubah.',
  en: 'This backup was made by a newer version of Percakapan. Update this program (git pull) and restore again. Nothing was changed.',
}

/** A file of the backup is not what was written. */
export function damaged(file: string, cause?: unknown): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Cadangan ini rusak: {file} hilang atau isinya berubah. Pakailah salinan cadangan yang lain. Belum ada yang diubah.',
      en: 'This backup is damaged: {file} is missing or has changed. Take another copy of the backup. Nothing was changed.',
    },
    { cause, values: { file } },
  )
}

/**
 * Compares every file with its sum. What is no file of this very folder, but a link to one elsewhere, is not read.
 * @throws Problem `wrong-input` naming the first that differs
 */
export async function verifyFiles(folder: string, { tables, media }: Manifest): Promise<void> {
  const files = [
    ...tables.map((table) => ({ path: tablePath(table.name), ...table })),
    ...media.map((picture) => ({ path: mediaPath(picture.file), ...picture })),
  ]
  for (const name of ['tables', 'media'])
    if (!(await lstat(join(folder, name)).catch(() => undefined))?.isDirectory()) throw damaged(name)
  for (const { path, sha256 } of files) {
    if (!(await lstat(join(folder, path)).catch(() => undefined))?.isFile()) throw damaged(path)
    const hash = createHash('sha256')
    try {
      for await (const chunk of createReadStream(join(folder, path))) hash.update(chunk as Uint8Array)
    } catch (cause) {
      throw damaged(path, cause)
    }
    if (hash.digest('hex') !== sha256) throw damaged(path)
  }
}
