/** Where an export goes: a folder, or an archive that is read while it is written. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { Problem, StorageProblem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'

/** Takes files one after the other. */
export interface Sink {
  /** @param path parted by `/`, never absolute, never climbing */
  file(path: string, content: string | Uint8Array): Promise<void>
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
      const at = join(path, name)
      await mkdir(dirname(at), { recursive: true }).catch(unwritable)
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      await pipeline(Readable.from([bytes]), createWriteStream(at)).catch(unwritable)
    },
    close: async () => undefined,
  }
}

function unwritable(cause: unknown): never {
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
      zip.addBuffer(Buffer.from(content as string), name, {
        mtime: now,
        compress: !/\.(?:jpe?g|png|webp|avif|gif|mp4)$/i.test(name),
      })
      while (stream.readableLength > 4 * 2 ** 20 && !stream.destroyed) await new Promise((go) => setTimeout(go, 20))
      if (stream.destroyed) throw new Problem('unavailable', gaveUp)
    },
    close: async () => zip.end(),
  }
}

const gaveUp: Words = { id: 'Unduhannya dihentikan.', en: 'The download was stopped.' }
