import type { FileHandle } from 'node:fs/promises'

/** More parts than any film of a gigabyte has: whoever makes more wants to keep us busy. */
export const mostParts = 5_000_000

/** The longest head of a box or an element. */
const longestHead = 16
const windowSize = 64 * 1024

/** Reads what stands at a place: at most 16 bytes, fewer at the file's end. */
export type HeadAt = (at: number) => Promise<Buffer>

/** Heads that stand close to each other cost one read together. What was written meanwhile isn't seen. */
export function headsOf(file: FileHandle): HeadAt {
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

/** Writes zeros from one place up to another. */
export async function wipe(file: FileHandle, start: number, end: number): Promise<void> {
  for (let from = start; from < end; from += zeros.length)
    await file.write(zeros, 0, Math.min(zeros.length, end - from), from)
}
