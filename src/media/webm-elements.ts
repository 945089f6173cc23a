import type { FileHandle } from 'node:fs/promises'
import { type HeadAt, step, type Walk, walkOver, wipe } from './file-heads.ts'

/** Matroska's ids, https://www.rfc-editor.org/rfc/rfc9559#section-5.1 */
const ids = {
  head: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  track: 0xae,
  tags: 0x1254c367,
  attachments: 0x1941a469,
  void: 0xec,
}

/** What says where, when and with what a video was taken, or what an earlier program only crossed out. */
const telling = new Set([
  ids.tags,
  ids.attachments,
  ids.void,
  0x7ba9, // Title
  0x4461, // DateUTC
  0x7384, // SegmentFilename
  0x3c83ab, // PrevFilename
  0x3e83bb, // NextFilename
  0x536e, // a track's Name
  0xbf, // CRC-32 of what is changed here
])
/** MuxingApp and WritingApp must be there: they are kept, and say nothing. */
const needed = new Set([0x4d80, 0x5741])
const holding = new Set([ids.segment, ids.seekHead, ids.info, ids.tracks, ids.track])

interface Element {
  id: number
  at: number
  /** Of its content, and the end of all of it. Where nobody told its length, the end is its start: its content stands beside it. */
  start: number
  end: number
}

/** Whether a file begins as Matroska and WebM do. */
export async function isWebm(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
  return bytesRead === 4 && buffer.readUInt32BE() === ids.head
}

/** Turns the elements of a WebM that hold metadata into Void, and overwrites their content. */
export async function emptyElements(file: FileHandle, size: number): Promise<void> {
  await walk(walkOver(file), 0, size)
}

async function walk(on: Walk, start: number, end: number): Promise<void> {
  for (let at = start; at < end; ) {
    step(on)
    const element = await elementAt(on.headAt, at, end)
    if (!element) return
    if (telling.has(element.id) || (await leadsToTelling(on, element))) await makeVoid(on, element)
    else if (needed.has(element.id)) await wipe(on, element.start, element.end)
    else if (holding.has(element.id)) await walk(on, element.start, element.end)
    at = element.end
  }
}

/** An entry of the table of contents for what is no longer there. */
async function leadsToTelling(on: Walk, { id, start, end }: Element): Promise<boolean> {
  if (id !== ids.seek) return false
  for (let at = start; at < end; ) {
    step(on)
    const element = await elementAt(on.headAt, at, end)
    if (!element) return false
    if (element.id === ids.seekId) {
      const target = (await on.headAt(element.start)).subarray(0, Math.min(4, element.end - element.start))
      return target.length > 0 && telling.has(target.readUIntBE(0, target.length))
    }
    at = element.end
  }
  return false
}

/**
 * An element's head: the id in 1 to 4 bytes, its length in 1 to 8 (as many as there are zero bits before the first one; all ones:
 * not told). https://www.rfc-editor.org/rfc/rfc8794#section-4
 */
async function elementAt(headAt: HeadAt, at: number, end: number): Promise<Element | undefined> {
  const bytes = await headAt(at)
  const idBytes = widthOf(bytes[0])
  const lengthBytes = widthOf(bytes[idBytes])
  const head = idBytes + lengthBytes
  if (idBytes > 4 || lengthBytes > 8 || head > bytes.length || at + head > end) return undefined
  const all = 2n ** BigInt(7 * lengthBytes) - 1n
  const length = BigInt(`0x${bytes.toString('hex', idBytes, head)}`) & all
  const start = at + head
  // The last one of a film that was cut off says more than there is.
  const stop = length === all ? start : Math.min(end, start + Number(length))
  return { id: bytes.readUIntBE(0, idBytes), at, start, end: stop }
}

const widthOf = (first = 0) => Math.clz32(first) - 23

/** A Void of the same length, whose own length is told in 1 byte or in 8. */
async function makeVoid(on: Walk, { at, end }: Element): Promise<void> {
  const length = end - at
  const short = length <= 128
  const head = Buffer.alloc(short ? 2 : 9)
  if (short) head[1] = 0x80 | (length - 2)
  else head.writeBigUInt64BE((1n << 56n) | BigInt(length - 9), 1)
  head[0] = ids.void
  await on.file.write(head, 0, head.length, at)
  await wipe(on, at + head.length, end)
}
