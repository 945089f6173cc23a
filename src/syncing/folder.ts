/** The folder's files: found, read, and written whole or not at all. */
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { withAddresses } from '../core/text/addresses.ts'
import type { Words } from '../core/words.ts'
import { FaultyFile, type FileFault, readSyncFile, type SyncFile } from './file.ts'

const largest = 32 * 2 ** 20

/** All files of articles in a folder, and those that can't be used. What was set aside in a conflict is none. */
export async function filesIn(folder: string): Promise<{ files: SyncFile[]; faults: FileFault[] }> {
  const files: SyncFile[] = []
  const faults: FileFault[] = []
  for (const path of await namesIn(folder)) {
    try {
      files.push(readSyncFile(path, await readWhole(folder, path)))
    } catch (error) {
      faults.push(error instanceof FaultyFile ? error.fault : { path, reason: unreadable })
    }
  }
  return { files, faults }
}

async function namesIn(folder: string): Promise<string[]> {
  const found = await readdir(join(folder, 'content'), { recursive: true, withFileTypes: true }).catch(() => [])
  return found
    .filter((one) => one.isFile() && one.name.endsWith('.md') && !/\.conflict-[\w-]+\.md$/.test(one.name))
    .map((one) => relative(folder, join(one.parentPath, one.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((piece) => piece.startsWith('.')))
    .toSorted()
}

const unreadable: Words = { id: 'Berkas ini tidak dapat dibaca.', en: 'This file can’t be read.' }

async function readWhole(folder: string, path: string): Promise<string> {
  const at = join(folder, path)
  if ((await lstat(at)).size > largest) throw new Error('too large')
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(at))
}

/** A file's text; `''`: there is none. */
export function textAt(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8').catch(() => '')
}

/** Whether something is there, of whatever kind. */
export async function isThere(folder: string, path: string): Promise<boolean> {
  return lstat(join(folder, path)).then(
    () => true,
    () => false,
  )
}

/** Beside it first, then in its place: whoever reads meanwhile sees the old one or the new one. */
export async function put(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  const at = join(folder, path)
  await mkdir(dirname(at), { recursive: true })
  await writeFile(`${at}.percakapan~`, content)
  await rename(`${at}.percakapan~`, at)
}

/** Deletes a file; a missing one is no error. */
export const take = (folder: string, path: string): Promise<void> => rm(join(folder, path), { force: true })

/** Pictures beside a file, by the address that it has for them. What climbs out of the folder is none. */
export async function picturesBeside(folder: string, file: SyncFile): Promise<Map<string, Uint8Array>> {
  const named = new Set<string>()
  withAddresses(file.words.markdown, ({ kind, url }) => {
    if (kind === 'picture') named.add(url)
    return undefined
  })
  if (file.words.picture) named.add(file.words.picture.file)
  const found = new Map<string, Uint8Array>()
  for (const address of named) {
    if (/^(?:[a-z][a-z\d+.-]*:|\/|#)/i.test(address)) continue
    const at = resolve(folder, dirname(file.path), plain(address))
    if (!at.startsWith(resolve(folder) + sep)) continue
    const bytes = await readFile(at).catch(() => undefined)
    if (bytes) found.set(address, bytes)
  }
  return found
}

function plain(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
