/** How a rendition of a video is made, as a short text that names it: equal recipes make equal renditions. */

/** A rendition: an MP4 whose pictures are H.264 and whose sound is AAC. */
export interface Recipe {
  /** `copy`: the pictures are right already, only the file around them is not. */
  video: 'copy' | Pictures
  /** Kilobits a second; `copy`: it is right already; `none`: there is no sound. */
  audio: 'copy' | 'none' | number
}

interface Pictures {
  width: number
  height: number
  kbps: number
  /** Fewer pictures a second than there are. */
  fps?: number
  /** Filmed brighter than a usual screen shows: toned down to what it shows. */
  toned?: boolean
}

const form = /^mp4 v=(?:copy|(\d+)x(\d+)(?:@(\d+))?:(\d+)(~sdr)?) a=(copy|none|\d+)$/

/** The recipe as text: `mp4 v=1280x720@30:1800 a=96`. */
export function writeRecipe({ video, audio }: Recipe): string {
  if (video === 'copy') return `mp4 v=copy a=${audio}`
  const { width, height, fps, kbps, toned } = video
  return `mp4 v=${width}x${height}${fps ? `@${fps}` : ''}:${kbps}${toned ? '~sdr' : ''} a=${audio}`
}

/** @throws Error for a text that {@link writeRecipe} did not make */
export function readRecipe(target: string): Recipe {
  const [whole, width, height, fps, kbps, toned, sound] = form.exec(target) ?? []
  if (whole === undefined) throw new Error(`no recipe: ${target}`)
  const audio = sound === 'copy' || sound === 'none' ? sound : Number(sound)
  if (kbps === undefined) return { video: 'copy', audio }
  const size = { width: Number(width), height: Number(height), kbps: Number(kbps) }
  return { video: { ...size, ...(fps ? { fps: Number(fps) } : {}), ...(toned ? { toned: true } : {}) }, audio }
}

/** Tables and heads of the file, in bits a second of the video, and once. */
const tableBits = 12_000
const headBits = 16_000 * 8

/** The encoder may be ahead of its rate by a buffer of one second. */
const bufferSeconds = 1

/** At most so many bytes, for kilobits a second of pictures and sound together. */
function mostBytes(kbps: number, seconds: number): number {
  return Math.ceil((kbps * 1000 * (seconds + bufferSeconds) + tableBits * seconds + headBits) / 8)
}

/** The rate of pictures and sound together that stays below so many bytes. */
export function mostKbps(bytes: number, seconds: number): number {
  return (bytes * 8 - headBits - tableBits * seconds) / (seconds + bufferSeconds) / 1000
}

/** At most so many bytes: what a recipe promises of a video. */
export function promisedBytes({ video, audio }: Recipe, of: { bytes: number; seconds: number | null }): number {
  const sound = typeof audio === 'number' ? audio : 0
  const kept = video === 'copy' ? of.bytes : 0
  return kept + mostBytes((video === 'copy' ? 0 : video.kbps) + sound, of.seconds ?? 0)
}

/** Demuxers by what we saw in the file; never a playlist, never one that ffmpeg guesses. */
const demuxers: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/webm': 'matroska',
}

/** What cameras, phones and editors write; a file that hides another decoder's input in a known form is refused. */
const decoders = [
  'h264,hevc,av1,libdav1d,libaom-av1,vp8,libvpx,vp9,libvpx-vp9,mpeg4,mjpeg,h263,prores',
  'aac,aac_fixed,mp3,mp3float,opus,libopus,vorbis,flac,alac,ac3,eac3,amrnb,amrwb,adpcm_ima_qt',
  'pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_u8,pcm_s8,pcm_alaw,pcm_mulaw',
].join(',')

/** Larger pictures than 8K are made to fill the memory. */
const mostPixels = 40_000_000

/**
 * ffmpeg's arguments: https://ffmpeg.org/ffmpeg.html, https://ffmpeg.org/ffmpeg-codecs.html#libx264_002c-libx264rgb
 * @param mime what we saw in the file `from`
 * @param canTone whether this ffmpeg has the filter `zscale`; without it bright pictures look pale
 */
export function argumentsFor(recipe: Recipe, mime: string, from: string, to: string, canTone = false): string[] {
  const demuxer = demuxers[mime]
  if (!demuxer) throw new Error(`no demuxer for ${mime}`)
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-nostats', '-progress', 'pipe:1', '-y'],
    ...['-protocol_whitelist', 'file,pipe', '-codec_whitelist', decoders, '-max_pixels', String(mostPixels)],
    ...['-f', demuxer, '-i', `file:${from}`],
    // The first of each, and nothing else: a phone also writes tracks that say where it was.
    ...['-map', '0:v:0', '-map', '0:a:0?', '-dn', '-sn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...pictureArguments(recipe.video, canTone),
    ...soundArguments(recipe.audio),
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', '-max_muxing_queue_size', '4096'],
    ...['-movflags', '+faststart', '-f', 'mp4', `file:${to}`],
  ]
}

/** To linear light, and from there to what a usual screen shows: https://ffmpeg.org/ffmpeg-filters.html#tonemap-1 */
const tone = [
  'zscale=t=linear:npl=100',
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=tonemap=hable:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
]

function pictureArguments(video: Recipe['video'], canTone: boolean): string[] {
  if (video === 'copy') return ['-c:v', 'copy']
  const { width, height, kbps, fps, toned } = video
  const filters = [
    ...(fps ? [`fps=${fps}`] : []),
    `scale=${width}:${height}`,
    'setsar=1',
    ...(toned && canTone ? tone : []),
    'format=yuv420p',
  ]
  return [
    ...['-vf', filters.join(',')],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-crf', '21'],
    ...['-maxrate', `${kbps}k`, '-bufsize', `${kbps * bufferSeconds}k`],
    // A machine with many cores has other things to do, and one with few is asked nicely.
    ...['-threads', '2'],
  ]
}

function soundArguments(audio: Recipe['audio']): string[] {
  if (audio === 'none') return ['-an']
  if (audio === 'copy') return ['-c:a', 'copy']
  return ['-c:a', 'aac', '-b:a', `${audio}k`, '-ac', '2', '-ar', '48000']
}
