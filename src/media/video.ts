import { open } from 'node:fs/promises'
import type { Input, InputVideoTrack, Source } from 'mediabunny'
import { Problem } from '../core/problem.ts'
import type { VideoTracks } from '../db/tables.ts'
import { emptyBoxes } from './mp4-boxes.ts'
import type { MediaStore } from './store.ts'
import { emptyElements, isWebm } from './webm-elements.ts'

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

/** The frame rate is measured over this many frames. */
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

/**
 * Takes out of an MP4, QuickTime or WebM file, in place, where and with what it was taken. Its length and its pictures stay as they
 * are.
 * @throws Problem `wrong-input` for one of so many parts that it can't be looked through
 */
export async function forgetPlace(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    await ((await isWebm(file)) ? emptyElements(file, size) : emptyBoxes(file, size))
  } finally {
    await file.close()
  }
}
