import type { FileHandle } from 'node:fs/promises'
import { Problem } from '../core/problem.ts'

/** A walk over the parts of a file that is open for writing. */
export interface Walk {
  file: FileHandle
  headAt: HeadAt
  /** So much may still be looked at and wiped. */
  left: number
}

/** More parts than a video of a gigabyte has. A file with more is made to waste time, and is refused. */
const mostParts = 5_000_000
/** Writing costs as much as looking at so many. */
const wipeCost = 250

/** Begins a walk over a file. It counts what it looks at, and gives up on a file that is all heads. */
export function walkOver(file: FileHandle): Walk {
  return { file, headAt: headsOf(file), left: mostParts }
}

/** One more part is looked at. @throws Problem `wrong-input` for a file that has too many */
export function step(on: Walk, cost = 1): void {
  on.left -= cost
  if (on.left < 0) throw new Problem('wrong-input', tooMany, { field: 'file' })
}

const tooMany = {
  id: 'Video ini tersusun dari terlalu banyak bagian, sehingga tidak dapat diperiksa. Simpan ulang dengan aplikasi video, lalu unggah lagi.',
  en: 'This video is made of too many parts to be looked through. Save it again with a video app, then upload it again.',
}

/** The longest head of a box or an element. */
const longestHead = 16
const windowSize = 64 * 1024

/** Reads what stands at a place: at most 16 bytes, fewer at the file's end. */
export type HeadAt = (at: number) => Promise<Buffer>

/** Heads that stand close to each other cost one read together. What was written meanwhile isn't seen. */
function headsOf(file: FileHandle): HeadAt {
  let [from, window] = [0, Buffer.alloc(0)]
  return async (at) => {
    const inside = at >= from && at + longestHead <= from + window.length
    if (!inside) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(windowSize), 0, windowSize, at)
      from = at
      window = buffer.subarray(0, bytesRead)
    }
    return window.subarray(at - from, at - from + longestHead)
  }
}

const zeros = Buffer.alloc(windowSize)

/** Writes zeros from one place up to another. @throws Problem as {@link step} */
export async function wipe(on: Walk, start: number, end: number): Promise<void> {
  step(on, wipeCost)
  for (let from = start; from < end; from += zeros.length)
    await on.file.write(zeros, 0, Math.min(zeros.length, end - from), from)
}
