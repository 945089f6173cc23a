/** Whether a network takes a video as it is, and if not, which rendition it would take. Pure: the preview and the sending share it. */
import type { Limits } from '../networks/network.ts'
import type { MediaRow } from './media.ts'
import { mostKbps, promisedBytes, type Recipe, writeRecipe } from './recipe.ts'

/** What decides about a video: its row's facts. */
export type VideoInfo = Pick<MediaRow, 'mime' | 'bytes' | 'width' | 'height' | 'seconds' | 'tracks'>

type VideoLimits = NonNullable<Limits['video']>

/** A rendition that fits: how it is made, and what it will be. */
export interface FittedVideo {
  target: string
  mime: 'video/mp4'
  width: number
  height: number
  /** At most so many. */
  bytes: number
}

/** Why a network does not take a video as it is. A video that is too long is not here: it is never cut. */
export type Unfit = 'type' | 'bytes' | 'codec'

/** `undefined`: the network takes the video. A video that was not probed yet counts as having the usual tracks. */
export function unfitness(video: VideoInfo, limits: VideoLimits): Unfit | undefined {
  if (!limits.types.includes(video.mime)) return 'type'
  if (video.bytes > limits.bytes) return 'bytes'
  if (limits.anyCodec || !video.tracks) return undefined
  return isUsual(video) ? undefined : 'codec'
}

function isUsual({ mime, tracks }: VideoInfo): boolean {
  if (!tracks) return true
  if (mime === 'video/webm')
    return ['vp8', 'vp9'].includes(tracks.video) && ['opus', 'vorbis', null].includes(tracks.audio)
  return plainPictures(tracks.profile) && plainSound(tracks.audio)
}

/**
 * H.264 in 8 bits and 4:2:0, which everything plays: Baseline, Main, Extended and High (ITU-T H.264, A.2). The high profiles with
 * more bits or colours (110, 122, 244) play almost nowhere.
 */
function plainPictures(profile: string): boolean {
  return /^avc[13]\.(42|4d|58|64)/i.test(profile)
}

const plainSound = (audio: string | null) => audio === null || audio === 'aac'

/** What a network's number may be used up to: what is left over is for what it counts and we do not. */
const margin = 0.96

/** A rendition that the network takes; `undefined` where even a small picture would be too big. */
export function fitVideo(video: VideoInfo, limits: VideoLimits): FittedVideo | undefined {
  if (!limits.types.includes('video/mp4')) return undefined
  const fittingBytes = Math.floor(limits.bytes * margin)
  return kept(video, fittingBytes) ?? encoded(video, fittingBytes)
}

/** The pictures stay as they are where they can: nothing is lost, and it takes seconds. */
function kept(video: VideoInfo, fittingBytes: number): FittedVideo | undefined {
  const { tracks, width, height } = video
  if (!tracks || !plainPictures(tracks.profile)) return undefined
  const audio = tracks.audio === null ? 'none' : tracks.audio === 'aac' ? 'copy' : 128
  const rendition = fitted(video, { video: 'copy', audio }, width, height)
  return rendition.bytes > fittingBytes ? undefined : rendition
}

function fitted(video: VideoInfo, recipe: Recipe, width: number, height: number): FittedVideo {
  const bytes = promisedBytes(recipe, video)
  return { target: writeRecipe(recipe), mime: 'video/mp4', width, height, bytes }
}

/** Shorter and longer edge of what is sent at most: 1080p. */
const largest = { short: 1080, long: 1920 }

/** Shorter edges and pictures a second, the best first. */
const rungs = [
  { short: 1080, fps: 60 },
  { short: 1080, fps: 30 },
  { short: 720, fps: 30 },
  { short: 540, fps: 30 },
  { short: 480, fps: 30 },
  { short: 360, fps: 30 },
  { short: 240, fps: 30 },
] as const

/** Bits for a pixel of a picture: what looks good at the encoder's speed, and what is still decent. */
const good = 0.1
const decent = 0.04

function encoded(video: VideoInfo, fittingBytes: number): FittedVideo | undefined {
  const seconds = video.seconds ?? 0
  const total = mostKbps(fittingBytes, seconds)
  const audio = video.tracks?.audio === null ? 'none' : soundKbps(total)
  const forPictures = total - (audio === 'none' ? 0 : audio)
  for (const rung of rungs) {
    const { width, height } = sizeOf(video, rung.short)
    const fps = Math.min(rung.fps, video.tracks?.fps || 30)
    const kbps = (bitsPerPixel: number) => (width * height * fps * bitsPerPixel) / 1000
    const own = ownKbps(video)
    if (forPictures < Math.max(least, Math.min(kbps(decent), own))) continue
    const rate = rounded(Math.max(least, Math.min(forPictures, kbps(good), own)))
    const slower = (video.tracks?.fps ?? 0) > rung.fps + 0.5 ? { fps: rung.fps } : {}
    const toned = video.tracks?.hdr ? { toned: true } : {}
    return fitted(video, { video: { width, height, kbps: rate, ...slower, ...toned }, audio }, width, height)
  }
  return undefined
}

/** Kilobits a second that pictures need, however small they are. */
const least = 100

/** What the file itself spends: more would only write its faults down with more care. Other codecs say the same in fewer bits. */
function ownKbps({ bytes, seconds, tracks }: VideoInfo): number {
  const spent = (bytes * 8) / Math.max(seconds ?? 0, 1) / 1000
  return Math.max(3 * least, spent * (tracks?.video === 'avc' ? 1.2 : 2))
}

function soundKbps(total: number): number {
  if (total >= 1500) return 128
  return total >= 600 ? 96 : 64
}

/** Two digits: limits that are nearly the same then share a rendition. */
function rounded(kbps: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(kbps)) - 1)
  return Math.max(1, Math.floor(kbps / step) * step)
}

/** Never larger than it is; even, as 4:2:0 needs it. */
function sizeOf({ width, height }: VideoInfo, short: number): { width: number; height: number } {
  const scale = Math.min(1, short / Math.min(width, height), largest.long / Math.max(width, height))
  const even = (edge: number) => Math.max(2, 2 * Math.round((edge * scale) / 2))
  return { width: even(width), height: even(height) }
}
