import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { fill, type Words } from '../core/words.ts'
import { asProblem } from '../db/client.ts'
import { type MediaStore, openMediaStore } from '../media/index.ts'
import { version } from '../version.ts'
import { format, type Manifest, manifestFile, mediaPath, tablePath } from './manifest.ts'
import { columnList, quoted, type TableShape, tablesToKeep } from './tables.ts'

/** Says how far it is, for people. */
export type Progress = (words: Words) => void

/** What a backup holds, for whoever made it. */
export interface Written {
  manifest: Manifest
  /** Pictures that the database knows and the store has lost: everything else is in the backup. */
  missing: string[]
}

/**
 * Writes everything but sessions into `folder`: one moment of the database, and its pictures. It is written beside under
 * another name and renamed when it is whole, so that a folder of this name is always a whole backup.
 * @throws Problem `wrong-input` for a folder that exists and is not empty, or that can't be written
 */
export async function writeBackup(context: Context, folder: string, tell: Progress): Promise<Written> {
  const target = resolve(folder)
  await refuseFull(target)
  try {
    await mkdir(dirname(target), { recursive: true })
    const unfinished = await mkdtemp(join(dirname(target), `.${basename(target)}.unfinished-`))
    try {
      const written = await writeInto(context, unfinished, tell)
      // Windows refuses to rename onto an empty folder, which others allow.
      await rmdir(target).catch(ignoreMissing)
      await rename(unfinished, target)
      return written
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true })
      throw error
    }
  } catch (error) {
    throw fileProblem(asProblem(error), folder)
  }
}

async function refuseFull(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    return [error.code]
  })
  if (entries.length === 0) return
  throw new Problem(
    'wrong-input',
    {
      id: '{folder} sudah ada dan tidak kosong. Pilih nama baru, misalnya cadangan-2026-12-01; cadangan tidak pernah ditimpa.',
      en: '{folder} exists already and is not empty. Choose a new name, like backup-2026-12-01; a backup is never overwritten.',
    },
    { values: { folder } },
  )
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

function fileProblem(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS' && code !== 'ENOTDIR') return error
  return new Problem(
    'wrong-input',
    {
      id: 'Tidak dapat menulis ke {folder} ({code}). Pilih folder lain.',
      en: 'Can’t write to {folder} ({code}). Choose another folder.',
    },
    { values: { folder, code }, cause: error },
  )
}

async function writeInto(context: Context, folder: string, tell: Progress): Promise<Written> {
  await mkdir(join(folder, 'tables'), { mode: 0o700 })
  await mkdir(join(folder, 'media'), { mode: 0o700 })
  const client = await context.database.pool.connect()
  try {
    // One moment for all tables, whatever is written meanwhile.
    await client.query('begin isolation level repeatable read read only')
    await client.query("select set_config('percakapan.workspace', '*', true)")
    const migrations = await client.query<{ name: string }>('select name from kysely_migration order by name')
    const tables: Manifest['tables'] = []
    for (const table of await tablesToKeep(client)) tables.push(await copyTable(client, folder, table, tell))
    const pictures = await client.query<{ file: string; mime: string }>('select file, mime from media order by file')
    await client.query('commit')
    const { media, missing } = await copyMedia(context, folder, pictures.rows, tell)
    const manifest: Manifest = {
      format,
      version,
      migrations: migrations.rows.map((row) => row.name),
      createdAt: context.clock.now().toISOString(),
      tables,
      media,
    }
    await writeWhole(join(folder, manifestFile), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
    client.release()
    return { manifest, missing }
  } catch (error) {
    // In the middle of a COPY the connection can't be used again.
    client.release(true)
    throw error
  }
}

async function copyTable(
  client: pg.PoolClient,
  folder: string,
  { name, columns }: TableShape,
  tell: Progress,
): Promise<Manifest['tables'][number]> {
  const source = client.query(copyTo(`copy ${quoted(name)} (${columnList(columns)}) to stdout with (encoding 'utf8')`))
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const file = createWriteStream(join(folder, tablePath(name)), { flags: 'wx', mode: 0o600, flush: true })
  await pipeline(source, counted, file)
  const rows = source.rowCount
  tell(fill({ id: '  {name}: {rows} baris', en: '  {name}: {rows} {rows|row|rows}' }, { name, rows: rows ?? 0 }))
  return { name, columns, rows, bytes, sha256: hash.digest('hex') }
}

async function copyMedia(
  context: Context,
  folder: string,
  pictures: readonly { file: string; mime: string }[],
  tell: Progress,
): Promise<{ media: Manifest['media']; missing: string[] }> {
  const store = openMediaStore(context.config)
  const media: Manifest['media'] = []
  const missing: string[] = []
  for (const { file, mime } of pictures) {
    const copied = await copyOne(store, file, join(folder, mediaPath(file))).catch((error: unknown) => {
      if (error instanceof Problem && error.kind === 'gone') return undefined
      throw error
    })
    if (copied) media.push({ file, mime, ...copied })
    else missing.push(file)
  }
  tell(fill({ id: '  gambar: {n}', en: '  pictures: {n}' }, { n: media.length }))
  return { media, missing }
}

const pieceBytes = 8 * 1024 * 1024

/** In pieces: a video is too big for memory. */
async function copyOne(store: MediaStore, name: string, path: string): Promise<{ bytes: number; sha256: string }> {
  const bytes = await store.size(name)
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  try {
    for (let at = 0; at < bytes; at += pieceBytes) {
      const piece = await store.read(name, at, Math.min(bytes, at + pieceBytes))
      hash.update(piece)
      await file.writeFile(piece)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}
