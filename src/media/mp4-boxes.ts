import type { FileHandle } from 'node:fs/promises'
import { type HeadAt, step, type Walk, walkOver, wipe } from './file-heads.ts'

/** Boxes that say where and with what a video was taken, or that an earlier program only crossed out. */
const telling = new Set(['udta', 'meta', 'free', 'skip', 'prft'])
/** Boxes that they lie in. */
const holding = new Set(['moov', 'trak', 'mdia'])
/** Boxes that begin with when something was made and changed. */
const timed = new Set(['mvhd', 'tkhd', 'mdhd'])

interface Box {
  type: string
  at: number
  /** Of its content, and the end of all of it. */
  start: number
  end: number
}

/**
 * Empties the boxes of an MP4 or QuickTime file that tell; they are named `free`, which readers pass over. What must be there keeps its
 * place: moments become zero, and the names of who wrote a track nothing.
 * https://developer.apple.com/documentation/quicktime-file-format/user_data_atoms, ISO/IEC 14496-12, 8.1.2
 */
export async function emptyBoxes(file: FileHandle, size: number): Promise<void> {
  await walk(walkOver(file), 0, size, '')
}

async function walk(on: Walk, start: number, end: number, parent: string): Promise<void> {
  for (let at = start; at + 8 <= end; ) {
    step(on)
    const box = await boxAt(on.headAt, at, end)
    if (!box) return
    if (telling.has(box.type) || isOfOthers(box, parent)) await empty(on, box)
    else if (timed.has(box.type)) await forgetTimes(on, box)
    else if (box.type === 'hdlr') await wipe(on, Math.min(box.end, box.start + handlerName), box.end)
    else if (holding.has(box.type)) await walk(on, box.start, box.end, box.type)
    at = box.end
  }
}

/** Where the name begins in a handler's box: ISO/IEC 14496-12, 8.4.3.2 */
const handlerName = 24

/** Two times of 4 bytes each behind the version and flags, or of 8 in version 1: ISO/IEC 14496-12, 8.2.2.2 */
async function forgetTimes(on: Walk, { at, start, end }: Box): Promise<void> {
  const version = (await on.headAt(at))[start - at]
  const length = version === 0 ? 8 : version === 1 ? 16 : 0
  if (length && start + 4 + length <= end) await wipe(on, start + 4, start + 4 + length)
}

/** XMP and what cameras add stand beside the film; a track's own say how it is looked at (a ball, for one). */
const isOfOthers = ({ type }: Box, parent: string) => type === 'uuid' && parent !== 'trak'

/** A box's head: its length in 4 bytes (1: in 8 more, 0: up to the end) and its type. */
async function boxAt(headAt: HeadAt, at: number, end: number): Promise<Box | undefined> {
  const bytes = await headAt(at)
  if (bytes.length < 8) return undefined
  const short = bytes.readUInt32BE(0)
  const long = short === 1 && bytes.length === 16
  const length = short === 0 ? end - at : long ? Number(bytes.readBigUInt64BE(8)) : short
  const head = long ? 16 : 8
  if (length < head || at + length > end) return undefined
  return { type: bytes.toString('latin1', 4, 8), at, start: at + head, end: at + length }
}

async function empty(on: Walk, { at, start, end }: Box): Promise<void> {
  if (start === end) return
  await on.file.write(Buffer.from('free', 'latin1'), 0, 4, at + 4)
  await wipe(on, start, end)
}
