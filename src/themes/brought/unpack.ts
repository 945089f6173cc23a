/** A theme's archive as files by their paths. It is smaller than what an import reads, and stricter: a name that is odd refuses it. */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { type Finding, finding } from './findings.ts'

/** A file, and how many bytes it has. */
export interface UnpackedFile {
  path: string
  bytes: Uint8Array
}

/** What a theme may have, once unpacked; files, bytes, and the characters of a path. */
export const most = { files: 200, bytes: 5 * 2 ** 20, path: 150 }

/** Written by systems beside what people put there, and what a theme says of itself to people. */
const beside =
  /(?:^|\/)(?:__MACOSX|\.git|\.svn|\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)(?:\/|$)|(?:^|\/)(?:readme|licen[cs]e|changelog|notice)(?:\.(?:md|txt))?$/i
const plainName = /^(?:[\w@-][\w .@-]*\/)*[\w@-][\w .@-]*$/

/**
 * @param bytes the archive
 * @returns its files, without the folder that all of them are in; or what is wrong with it
 */
export async function unpack(bytes: Uint8Array): Promise<{ files: UnpackedFile[]; findings: Finding[] }> {
  const found: Unpacking = { files: new Map(), findings: [], bytes: 0 }
  try {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options)
    for await (const entry of zip.eachEntry()) if (!(await take(found, zip, entry))) break
  } catch (error) {
    found.findings.push(wrong('zip', '', String(error)))
  }
  return { files: withoutFolder([...found.files.values()]), findings: found.findings }
}

interface Unpacking {
  /** By their paths in small letters. */
  files: Map<string, UnpackedFile>
  findings: Finding[]
  bytes: number
}

const wrong = (key: Parameters<typeof finding>[0], file: string, detail = file) =>
  finding(key, { file, line: null, detail })

/** @returns whether to go on with the next one */
async function take(found: Unpacking, zip: ZipFile, entry: Entry): Promise<boolean> {
  const path = (entry.fileName as unknown as Buffer).toString('utf8').replaceAll('\\', '/')
  if (path.endsWith('/') || beside.test(path)) return true
  const problem = problemOf(found, path, entry)
  if (problem) found.findings.push(problem)
  if (problem) return found.files.size < most.files && found.findings.length < 20
  const content = await contentOf(zip, entry, most.bytes - found.bytes)
  if (!content) {
    found.findings.push(wrong('tooBig', ''))
    return false
  }
  found.bytes += content.length
  found.files.set(path.toLowerCase(), { path, bytes: content })
  return true
}

function problemOf({ files }: Unpacking, path: string, entry: Entry): Finding | undefined {
  if (files.size >= most.files) return wrong('tooMany', '')
  if (path.length > most.path || !plainName.test(path) || /(?:^|\/)\.\.?(?:\/|$)/.test(path))
    return wrong('name', '', path)
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return wrong('link', path)
  return files.has(path.toLowerCase()) ? wrong('sameName', path) : undefined
}

/** @returns nothing where it has more than is left */
async function contentOf(zip: ZipFile, entry: Entry, left: number): Promise<Uint8Array | undefined> {
  if (entry.uncompressedSize > left) return undefined
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of await zip.openReadStreamPromise(entry)) {
    size += (piece as Buffer).length
    if (size > left) return undefined
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}

/** Whoever zips a folder has it in every path. */
function withoutFolder(files: UnpackedFile[]): UnpackedFile[] {
  const [folder] = /^[^/]+\//.exec(files[0]?.path ?? '') ?? []
  if (!folder || files.some(({ path }) => !path.startsWith(folder)) || files.some(({ path }) => path === 'theme.json'))
    return files
  if (!files.some(({ path }) => path === `${folder}theme.json`)) return files
  return files.map(({ path, bytes }) => ({ path: path.slice(folder.length), bytes }))
}
