/** A folder that a site is written into again and again: it takes away what it wrote before, and never what is somebody else's. */
import { createReadStream } from 'node:fs'
import { appendFile, lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { putFile, type Sink, unwritable } from './sink.ts'

/** Names what was written, a path a line: what is in it is ours, and all else is not. */
const list = '.percakapan-files'

/**
 * A new or empty folder, or one that an earlier export was written into. A file of somebody else keeps its place; it is told in `kept`.
 * @throws Problem `wrong-input` for a folder with other things in it; StorageProblem where it can't be written
 */
export async function openSiteFolder(path: string): Promise<Sink> {
  await mkdir(path, { recursive: true }).catch(unwritable)
  const found = await readdir(path).catch(unwritable)
  if (found.length > 0 && !found.includes(list)) throw new Problem('wrong-input', notOurs, { field: 'folder' })
  const before = await writtenBefore(join(path, list))
  const now = new Set<string>()
  const kept: string[] = []
  return {
    kept,
    async file(name, content) {
      if (!before.has(name) && !now.has(name) && (await isThere(join(path, name)))) {
        kept.push(name)
        return
      }
      // Written down first: an export that is killed leaves nothing that the next one takes for a stranger's.
      if (!before.has(name)) await appendFile(join(path, list), `${name}\n`).catch(unwritable)
      now.add(name)
      await putFile(join(path, name), content)
    },
    async close() {
      for (const name of before) if (!now.has(name)) await rm(join(path, name), { force: true }).catch(unwritable)
      await writeFile(join(path, `${list}~`), [...now].map((name) => `${name}\n`).join('')).catch(unwritable)
      await rename(join(path, `${list}~`), join(path, list)).catch(unwritable)
    },
  }
}

const notOurs: Words = {
  id: 'Di folder itu ada berkas yang bukan hasil ekspor situs ini. Pilih folder baru, yang kosong, atau folder ekspor sebelumnya.',
  en: 'There are files in that folder which no export of a site wrote. Choose a new or empty one, or that of an earlier export.',
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Paths below the folder; what climbs out of it was never ours. */
async function writtenBefore(file: string): Promise<Set<string>> {
  const names = new Set<string>()
  if (!(await isThere(file))) return names
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }))
    if (line && !line.startsWith('/') && !line.split(/[/\\]/).includes('..')) names.add(line)
  return names
}
