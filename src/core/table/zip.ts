import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { Words } from '../words.ts'
import { tableProblem } from './table.ts'

/** What a spreadsheet's parts may be: many small ones, none of them large. In bytes, unpacked. */
const most = { parts: 5000, part: 24_000_000, all: 32_000_000 }

/** A file of packed parts, by their names. */
export interface Parts {
  has(name: string): boolean
  /** The part as text; `undefined` where there is none. @throws Problem `wrong-input` when it is longer than it says, or than it may be */
  text(name: string): Promise<string | undefined>
}

/**
 * Opens a file of packed parts. A part that unpacks to more than it says is refused while it is unpacked.
 * @throws Problem `wrong-input` for what is no such file
 */
export async function openParts(bytes: Uint8Array): Promise<Parts> {
  const entries = new Map<string, Entry>()
  const zip = await opened(bytes)
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= most.parts) throw tableProblem(tooLarge)
      entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw asProblem(error)
  }
  let left = most.all
  return {
    has: (name) => entries.has(name),
    async text(name) {
      const entry = entries.get(name)
      if (!entry) return undefined
      left -= entry.uncompressedSize
      if (entry.uncompressedSize > most.part || left < 0) throw tableProblem(tooLarge)
      return unpacked(zip, entry)
    },
  }
}

async function opened(bytes: Uint8Array): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true })
  } catch (error) {
    throw tableProblem(broken, error)
  }
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      length += (piece as Buffer).length
      if (length > most.part) throw tableProblem(tooLarge)
      pieces.push(piece as Buffer)
    }
  } catch (error) {
    throw asProblem(error)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const asProblem = (error: unknown) => (error instanceof Error && 'words' in error ? error : tableProblem(broken, error))

const tooLarge: Words = {
  id: 'Berkas ini menjadi terlalu besar bila dibuka. Salin baris kirimannya saja ke berkas baru.',
  en: 'Unpacked, this file is too large. Copy only the rows with posts into a new file.',
}
const broken: Words = {
  id: 'Berkas ini rusak atau dilindungi kata sandi. Buka di aplikasi asalnya, simpan ulang tanpa kata sandi, lalu coba lagi.',
  en: 'This file is damaged or protected with a password. Open it where it was made, save it again without a password, and try again.',
}
