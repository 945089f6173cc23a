/** What a person brought: one file, several, a folder, or an archive, always as files by their paths. */
import type { Readable } from 'node:stream'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'

/** One file. */
export interface SourceFile {
  /** Its path inside, parted by `/`: never absolute, never climbing. */
  path: string
  /** In bytes, unpacked; what it says of itself. */
  size: number
  /** Its bytes. Fails with a Problem where they are more than it says, or can't be unpacked. */
  open(): Promise<Readable>
}

/** Files, in the order of their paths. */
export interface Source {
  files: readonly SourceFile[]
  /** Names in an archive that lead out of it, are links, or were there before; some of them, shortened. */
  refused: readonly string[]
  close(): Promise<void>
}

/** What a source may hold. An archive that says more is refused before it is unpacked. */
export const most = {
  files: 200_000,
  /** In bytes, of all files together. */
  bytes: 16 * 2 ** 30,
  /** How many times as large as it is packed, beyond the first {@link most.freely} bytes. */
  ratio: 200,
  freely: 64 * 2 ** 20,
  /** A path's length, in UTF-16 units. */
  path: 1000,
  /** Names that are told of, of those that are refused. */
  refused: 50,
}

/** Written by systems beside what people put there. */
const machinery = /(?:^|\/)(?:__MACOSX|\.git|\.svn|\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)(?:\/|$)/i

/**
 * A name in an archive as a path inside it; `undefined` for one that is left out, or that leads out of it.
 * @param name as the archive says it
 */
export function pathInside(name: string): string | undefined {
  if (leadsOut(name)) return undefined
  const path = plainPath(name)
  return path === '' || machinery.test(path) ? undefined : path
}

/** Whether a name is none of a file inside an archive: whoever made it so wants something, or its program is broken. */
export function leadsOut(name: string): boolean {
  const path = plainPath(name)
  if (path.length > most.path || path.includes('\0')) return true
  return path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..')
}

const plainPath = (name: string) => name.replaceAll('\\', '/').replace(/^\.\//, '')

/** In the order of their paths, numbers by their size: `part-2` before `part-10`. */
export const byPath = (a: SourceFile, b: SourceFile): number => collator.compare(a.path, b.path)
const collator = new Intl.Collator('en', { numeric: true })

/** Several sources as one: parts of a split export. */
export function joined(sources: readonly Source[]): Source {
  return {
    files: sources.flatMap(({ files }) => files),
    refused: sources.flatMap(({ refused }) => refused),
    async close() {
      for (const source of sources) await source.close()
    },
  }
}

/** A source that can't be read, told to whoever chose it. */
export function sourceProblem(words: Words, cause?: unknown): Problem {
  return new Problem('wrong-input', words, { field: 'file', ...(cause === undefined ? {} : { cause }) })
}

/** `wrong-input`: it holds more than {@link most}. */
export const tooLarge: Words = {
  id: 'Arsip ini terlalu besar bila dibuka. Bagilah menjadi beberapa arsip, lalu impor satu per satu.',
  en: 'Unpacked, this archive is too large. Split it into several archives, and import them one by one.',
}
/** `wrong-input`: it can't be unpacked. */
export const damaged: Words = {
  id: 'Arsip ini rusak, terpotong, atau dilindungi kata sandi. Unduh sekali lagi dari asalnya, lalu coba lagi.',
  en: 'This archive is damaged, cut off, or protected with a password. Download it again where it came from, and try again.',
}
