import { type FileHandle, open } from 'node:fs/promises'
import type { Input, InputVideoTrack, Source } from 'mediabunny'
import { Problem } from '../core/problem.ts'
import type { VideoTracks } from '../db/tables.ts'
import type { MediaStore } from './store.ts'

/** The most that is taken from a person. */
export const largestVideo = 1024 * 1024 * 1024

/** What a video is, by its content. */
export interface SeenVideo {
  mime: string
  ending: string
  width: number
  height: number
  seconds: number
  tracks: VideoTracks
}

const endings: Record<string, string> = {
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
}

/**
 * Looks into a file: what it is, by its content and never by its name. Reads its tables, not its pictures.
 * @throws Problem `wrong-input` for what is no video that networks take
 */
export async function lookAtVideo(path: string, name: string): Promise<SeenVideo> {
  const { FilePathSource } = await import('mediabunny')
  return lookInto(new FilePathSource(path), name)
}

/**
 * The same for one that is stored already.
 * @throws Problem `wrong-input`; `gone` and `unavailable` as the store says
 */
export async function lookAtStored(store: MediaStore, file: string): Promise<SeenVideo> {
  const { CustomSource } = await import('mediabunny')
  const size = await store.size(file)
  return lookInto(new CustomSource({ getSize: () => size, read: (start, end) => store.read(file, start, end) }), file)
}

async function lookInto(source: Source, name: string): Promise<SeenVideo> {
  const { Input, MP4, QTFF, WEBM } = await import('mediabunny')
  const input = new Input({ source, formats: [MP4, QTFF, WEBM] })
  try {
    const track = await input.getPrimaryVideoTrack()
    const mime = (await input.getMimeType()).split(';')[0] ?? ''
    const ending = endings[mime]
    if (!track || !ending) throw new Error(`no video: ${mime}`)
    const seconds = await input.computeDuration()
    const size = { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() }
    return { mime, ending, ...size, seconds, tracks: await tracksOf(input, track) }
  } catch (cause) {
    // The store's own words are the better ones: the video may be fine.
    if (cause instanceof Problem) throw cause
    throw new Problem('wrong-input', notReadable, { field: 'file', values: { name }, cause })
  } finally {
    input.dispose()
  }
}

/** So many pictures tell how fast they come. */
const packetsLookedAt = 60

async function tracksOf(input: Input, track: InputVideoTrack): Promise<VideoTracks> {
  const sound = await input.getPrimaryAudioTrack()
  const { averagePacketRate } = await track.computePacketStats(packetsLookedAt)
  return {
    video: (await track.getCodec()) ?? 'unknown',
    profile: (await track.getCodecParameterString()) ?? '',
    audio: sound && ((await sound.getCodec()) ?? 'unknown'),
    hdr: await track.hasHighDynamicRange(),
    fps: Number.isFinite(averagePacketRate) ? Math.round(averagePacketRate * 100) / 100 : 0,
  }
}

const notReadable = {
  id: '“{name}” bukan video yang dapat dibaca. Gunakan MP4, MOV, atau WebM.',
  en: '“{name}” is not a video that can be read. Use MP4, MOV or WebM.',
}

/** Boxes that say where, when and with what a video was taken; and those that they lie in. */
const telling = new Set(['udta', 'meta'])
const holding = new Set(['moov', 'trak'])
const mostBoxes = 10_000

/**
 * Takes the place and the camera out of an MP4 or QuickTime file, in place: their boxes are named `free`, which readers
 * pass over, and emptied. https://developer.apple.com/documentation/quicktime-file-format/user_data_atoms, ISO/IEC 14496-12, 8.1.2
 */
export async function forgetPlace(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    await walk(file, 0, size, { left: mostBoxes })
  } finally {
    await file.close()
  }
}

interface Box {
  type: string
  /** Of its content, and the end of all of it. */
  start: number
  end: number
}

async function walk(file: FileHandle, start: number, end: number, budget: { left: number }): Promise<void> {
  for (let at = start; at + 8 <= end && budget.left-- > 0; ) {
    const box = await boxAt(file, at, end)
    if (!box) return
    if (telling.has(box.type)) await empty(file, at, box)
    else if (holding.has(box.type)) await walk(file, box.start, box.end, budget)
    at = box.end
  }
}

/** A box's head: its length in 4 bytes (1: in 8 more, 0: up to the end) and its type. */
async function boxAt(file: FileHandle, at: number, end: number): Promise<Box | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at)
  if (bytesRead < 8) return undefined
  const short = buffer.readUInt32BE(0)
  const long = short === 1 && bytesRead === 16
  const length = short === 0 ? end - at : long ? Number(buffer.readBigUInt64BE(8)) : short
  const head = long ? 16 : 8
  if (length < head || at + length > end) return undefined
  return { type: buffer.toString('latin1', 4, 8), start: at + head, end: at + length }
}

const zeros = Buffer.alloc(64 * 1024)

async function empty(file: FileHandle, at: number, { start, end }: Box): Promise<void> {
  await file.write(Buffer.from('free', 'latin1'), 0, 4, at + 4)
  for (let from = start; from < end; from += zeros.length)
    await file.write(zeros, 0, Math.min(zeros.length, end - from), from)
}
