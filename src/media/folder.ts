import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageProblem } from '../core/problem.ts'
import { lost, type MediaStore } from './store.ts'

/** Pictures as files of one folder, made when the first comes. */
export function folder(path: string): MediaStore {
  return {
    put: async (name, bytes) => {
      try {
        await writeWhole(path, name, bytes)
      } catch (error) {
        throw writeProblem(path, error)
      }
    },
    get: (name) => readFile(join(path, name)).catch(missing),
    putFile: async (name, from) => {
      try {
        await mkdir(path, { recursive: true, mode: 0o700 })
        await takeOver(from, join(path, name))
      } catch (error) {
        throw writeProblem(path, error)
      }
    },
    size: async (name) => (await stat(join(path, name)).catch(missing)).size,
    read: (name, start, end) => readPiece(join(path, name), start, end).catch(missing),
    pathOf: (name) => join(path, name),
    delete: (name) => rm(join(path, name), { force: true }),
  }
}

function missing(cause: NodeJS.ErrnoException): never {
  throw cause.code === 'ENOENT' ? lost(cause) : cause
}

async function readPiece(path: string, start: number, end: number): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, end - start)), 0, end - start, start)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Moved where that can be; another disk gets a copy beside, which is renamed when it is whole. */
async function takeOver(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    const unfinished = `${to}.${randomUUID()}.new`
    await copyFile(from, unfinished)
    await rename(unfinished, to)
  }
}

/** Written beside and renamed: a power cut or a full disk leaves the whole picture or none. */
async function writeWhole(path: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  // Two who write the same picture at once (the card of an article, say) must not take each other's half.
  const unfinished = join(path, `${name}.${randomUUID()}.new`)
  try {
    const file = await open(unfinished, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, join(path, name))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

function writeProblem(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StorageProblem(full, { cause: error })
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new StorageProblem(closed, { cause: error, values: { path, code } })
  return error
}

const full = {
  id: 'Ruang penyimpanan server habis, jadi gambar ini belum tersimpan. Kosongkan ruang lalu unggah lagi; yang sudah tersimpan tetap aman.',
  en: 'The server has no space left, so this picture was not saved. Free some space and upload it again; everything saved before is safe.',
}
const closed = {
  id: 'Server tidak boleh menulis ke {path} ({code}), jadi gambar ini belum tersimpan. Perbaiki izin folder itu, lalu unggah lagi.',
  en: 'The server may not write to {path} ({code}), so this picture was not saved. Fix that folder’s permissions, then upload it again.',
}
