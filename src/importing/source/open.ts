import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { Words } from '../../core/words.ts'
import {
  byPath,
  damaged,
  joined,
  most,
  pathInside,
  type Source,
  type SourceFile,
  sourceProblem,
  tooLarge,
} from './source.ts'
import { openZip } from './zip.ts'

/** Where a file is, and what it is called, where its path doesn't say it. */
export type SourcePath = string | { path: string; name: string }

/** Opens files, folders and archives as one source. What each is, its bytes say, never its name. @throws Problem `wrong-input` */
export async function openSource(paths: readonly SourcePath[]): Promise<Source> {
  const sources: Source[] = []
  try {
    for (const path of paths) sources.push(await openOne(path))
    const all = joined(sources)
    if (all.files.length === 0) throw sourceProblem(nothing)
    return all
  } catch (error) {
    await joined(sources).close()
    throw error
  }
}

async function openOne(given: SourcePath): Promise<Source> {
  const path = typeof given === 'string' ? given : given.path
  const found = await stat(path).catch((error: unknown) => {
    throw sourceProblem(missing, error)
  })
  if (found.isDirectory()) return folder(path)
  const begins = await firstBytes(path)
  if (begins[0] === 0x50 && begins[1] === 0x4b) return openZip(path)
  const name = basename(typeof given === 'string' ? given : given.name)
  const packed = begins[0] === 0x1f && begins[1] === 0x8b
  return files([packed ? gzipped(path, name, found.size) : plain(path, name, found.size)])
}

const files = (list: SourceFile[]): Source => ({ files: list, refused: [], close: async () => undefined })

const plain = (path: string, name: string, size: number): SourceFile => ({
  path: name,
  size,
  open: async () => createReadStream(path),
})

function gzipped(path: string, name: string, size: number): SourceFile {
  return {
    path: name.replace(/\.gz$/i, ''),
    size,
    async open() {
      let bytes = 0
      const unpacked = createReadStream(path)
        .on('error', (error) => unpacked.destroy(error))
        .pipe(createGunzip())
      unpacked.on('data', (piece: Buffer) => {
        bytes += piece.length
        if (bytes > most.freely && bytes > most.ratio * size) unpacked.destroy(sourceProblem(tooLarge))
      })
      unpacked.pause()
      return unpacked
    },
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    throw sourceProblem(damaged, error)
  } finally {
    await file.close()
  }
}

/** All files below a folder; links are not followed. */
async function folder(path: string): Promise<Source> {
  const found: SourceFile[] = []
  let bytes = 0
  const waiting = ['']
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    for (const entry of await readdir(join(path, below), { withFileTypes: true })) {
      const inside = pathInside(below ? `${below}/${entry.name}` : entry.name)
      if (inside === undefined) continue
      if (entry.isDirectory()) waiting.push(inside)
      if (!entry.isFile()) continue
      const { size } = await stat(join(path, inside))
      bytes += size
      if (found.length >= most.files || bytes > most.bytes) throw sourceProblem(tooLarge)
      found.push(plain(join(path, inside), inside, size))
    }
  }
  return files(found.sort(byPath))
}

const missing: Words = {
  id: 'Berkas atau folder itu tidak ada. Periksa namanya.',
  en: 'There is no such file or folder. Check its name.',
}
const nothing: Words = {
  id: 'Tidak ada apa pun di dalamnya.',
  en: 'There is nothing in it.',
}
