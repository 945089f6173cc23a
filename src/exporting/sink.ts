/** Where an export goes: a folder, or an archive that is read while it is written. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { Problem, StorageProblem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'

/** A file's content, whole or piece by piece. */
export type Content = string | Uint8Array | AsyncIterable<Uint8Array>

/** Takes files one after the other. */
export interface Sink {
  /** @param path parted by `/`, never absolute, never climbing */
  file(path: string, content: Content): Promise<void>
  /** Paths that were not written, because something of somebody else is there; it grows. */
  kept?: readonly string[]
  /** All files have come. */
  close(): Promise<void>
}

/**
 * A new folder, or an empty one.
 * @throws Problem `wrong-input` for a folder that holds something; StorageProblem where it can't be written
 */
export async function openFolder(path: string): Promise<Sink> {
  await mkdir(path, { recursive: true }).catch(unwritable)
  if ((await readdir(path).catch(unwritable)).length > 0)
    throw new Problem('wrong-input', notEmpty, { field: 'folder' })
  return {
    async file(name, content) {
      await putFile(join(path, name), content)
    },
    close: async () => undefined,
  }
}

/** Writes a file with the folders above it. @throws StorageProblem */
export async function putFile(at: string, content: Content): Promise<void> {
  await mkdir(dirname(at), { recursive: true }).catch(unwritable)
  await pipeline(inPieces(content), createWriteStream(at)).catch(unwritable)
}

function inPieces(content: Content): Readable {
  if (typeof content === 'string') return Readable.from([Buffer.from(content)])
  return Readable.from(content instanceof Uint8Array ? [content] : content)
}

/** Nothing is written there any more. @throws StorageProblem always */
export function unwritable(cause: unknown): never {
  throw new StorageProblem(cannotWrite, { cause })
}

const notEmpty: Words = {
  id: 'Folder itu sudah berisi sesuatu. Pilih folder baru atau yang kosong, supaya tidak ada yang tertimpa.',
  en: 'There is something in that folder already. Choose a new or empty one, so that nothing is overwritten.',
}
const cannotWrite: Words = {
  id: 'Folder itu tidak dapat ditulis, atau ruangnya habis. Pilih tempat lain, lalu ekspor lagi.',
  en: 'That folder can’t be written, or is full. Choose another place and export again.',
}

/** What is put in is read from {@link ZipSink.stream} at the same time; nothing piles up. */
export interface ZipSink extends Sink {
  stream: Readable
}

/** An archive. Whoever reads it slowly slows down whoever writes it. @param now written with each file */
export function openZip(now: Date): ZipSink {
  const zip = new ZipFile()
  const stream = zip.outputStream as Readable
  return {
    stream,
    file: async (name, content) => {
      const options = { mtime: now, compress: !/\.(?:jpe?g|png|webp|avif|gif|mp4|mov|webm|woff2)$/i.test(name) }
      if (typeof content === 'string' || content instanceof Uint8Array)
        zip.addBuffer(Buffer.from(content as string), name, options)
      else await streamed(zip, Readable.from(content), name, options)
      while (stream.readableLength > 4 * 2 ** 20 && !stream.destroyed) await new Promise((go) => setTimeout(go, 20))
      if (stream.destroyed) throw new Problem('unavailable', gaveUp)
    },
    close: async () => zip.end(),
  }
}

/** Until it is in, or whoever reads has gone. */
async function streamed(zip: ZipFile, pieces: Readable, name: string, options: { mtime: Date; compress: boolean }) {
  zip.addReadStream(pieces, name, options)
  await Promise.race([finished(pieces), finished(zip.outputStream as Readable).catch(() => undefined)])
}

const gaveUp: Words = { id: 'Unduhannya dihentikan.', en: 'The download was stopped.' }
