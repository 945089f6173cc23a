import { type Readable, Transform } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import {
  byPath,
  damaged,
  leadsOut,
  most,
  pathInside,
  type Source,
  type SourceFile,
  sourceProblem,
  tooLarge,
} from './source.ts'

/** An archive's files. Nothing is unpacked before somebody asks for it. @throws Problem `wrong-input` */
export async function openZip(path: string): Promise<Source> {
  const zip = await opened(path)
  try {
    const { files, refused } = await entriesOf(zip)
    return { files: files.sort(byPath), refused, close: async () => zip.close() }
  } catch (error) {
    zip.close()
    throw asProblem(error)
  }
}

async function opened(path: string): Promise<ZipFile> {
  try {
    // Names are looked at here: one bad name must not end the list.
    return await openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: true,
    })
  } catch (error) {
    throw sourceProblem(damaged, error)
  }
}

async function entriesOf(zip: ZipFile): Promise<Pick<Source, 'refused'> & { files: SourceFile[] }> {
  const files = new Map<string, SourceFile>()
  const refused: string[] = []
  let bytes = 0
  let seen = 0
  for await (const entry of zip.eachEntry()) {
    seen += 1
    bytes += entry.uncompressedSize
    if (seen > most.files || bytes > most.bytes) throw sourceProblem(tooLarge)
    const name = nameOf(entry)
    const path = pathInside(name)
    if (leadsOut(name) || (path !== undefined && (isLink(entry) || files.has(path)))) refused.push(name.slice(0, 200))
    else if (path !== undefined && !path.endsWith('/'))
      files.set(path, { path, size: entry.uncompressedSize, open: () => unpacked(zip, entry) })
  }
  return { files: [...files.values()], refused: refused.slice(0, most.refused) }
}

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.4.4: bit 11 says UTF-8; older archives say nothing. */
function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('windows-1252').decode(raw)
  }
}

/** Unix's file type stands in the upper half of the external attributes. */
const isLink = (entry: Entry) => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000

async function unpacked(zip: ZipFile, entry: Entry): Promise<Readable> {
  if (entry.uncompressedSize > most.freely && entry.uncompressedSize > most.ratio * entry.compressedSize)
    throw sourceProblem(tooLarge)
  try {
    const packed = await zip.openReadStreamPromise(entry)
    const safe = new Transform({ transform: (piece, _encoding, done) => done(null, piece) })
    packed.on('error', (error) => safe.destroy(sourceProblem(damaged, error)))
    return packed.pipe(safe)
  } catch (error) {
    throw asProblem(error)
  }
}

const asProblem = (error: unknown) =>
  error instanceof Error && 'words' in error ? error : sourceProblem(damaged, error)
