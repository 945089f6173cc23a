import type { Channel } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Video } from '../core/post.ts'
import { fill, type Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import { fitVideo, type MediaRow, type Unfit, unfitness, videoRowOf } from '../media/index.ts'
import { type Limits, sends } from '../networks/network.ts'

/** Decides which file of a post's video a channel gets, and what the preview says about it. */
export interface FittedPostVideo {
  video: Video
  said: Said[]
}

interface Said {
  severity: 'error' | 'warning' | 'hint'
  message: Words
}

/** The video as the channel takes it: itself or a rendition. What no rendition can mend is said now, never after it was sent. */
export async function fitPostVideo(
  context: Context,
  tx: Tx,
  channel: Channel,
  video: Video,
  pictures: number,
): Promise<FittedPostVideo> {
  const { limits, network, account } = channel
  const { label } = network
  const row = await videoRowOf(tx, video.id)
  if (!limits.video || !row) return { video, said: [error(noVideos, { label })] }
  const said = besidePictures(label, limits, pictures)
  // It is never cut, so that converting it would be in vain.
  if (video.seconds > limits.video.seconds + 0.5)
    return { video, said: [...said, error(tooLong, { label, seconds: limits.video.seconds })] }
  const why = unfitness(row, limits.video)
  if (!why) return { video, said }
  const byHand = account.byHand === true || !sends(network)
  // A person who posts by hand uses their own file.
  if (byHand) return { video, said: [...said, ...asItIs(why, label, row, limits.video, false)] }
  if (!context.config.ffmpeg) return { video, said: [...said, ...asItIs(why, label, row, limits.video, true)] }
  return converted(label, video, row, limits.video, said)
}

function converted(
  label: string,
  video: Video,
  row: MediaRow,
  limits: NonNullable<Limits['video']>,
  said: Said[],
): FittedPostVideo {
  const fitted = fitVideo(row, limits)
  if (!fitted) {
    const takesMp4 = limits.types.includes('video/mp4')
    const values = { label, type: row.mime, mega: megabytes(limits.bytes) }
    return { video, said: [...said, error(takesMp4 ? cannotShrink : wrongType, values)] }
  }
  const { width, height } = fitted
  // A picture’s size is a form, no amount: it is not grouped.
  const about = {
    label,
    width: String(width),
    height: String(height),
    mega: Math.max(1, Math.round(fitted.bytes / 1_000_000)),
  }
  return { video: { ...video, ...fitted }, said: [...said, { severity: 'hint', message: fill(willConvert, about) }] }
}

/** Without converting. A codec that many refuse may be taken all the same. */
function asItIs(
  why: Unfit,
  label: string,
  { mime: type, tracks }: MediaRow,
  limits: NonNullable<Limits['video']>,
  mayInstall: boolean,
): Said[] {
  const values = { label, type, mega: megabytes(limits.bytes), codec: tracks?.video ?? '' }
  const words = { type: wrongType, bytes: tooBig, codec: rareCodec }[why]
  const message = fill(mayInstall ? withInstalling(words) : words, values)
  return [{ severity: why === 'codec' ? 'warning' : 'error', message }]
}

function besidePictures(label: string, { pictures: most, needs }: Limits, pictures: number): Said[] {
  // Where a video is what it is about, a picture is its thumbnail.
  const thumbnail = needs?.length === 1 && needs[0] === 'video' && most > 0
  return pictures > 0 && !thumbnail ? [error(notBoth, { label })] : []
}

const megabytes = (bytes: number) => Math.floor(bytes / 1_000_000)

const error = (words: Words, values: Record<string, string | number>): Said => ({
  severity: 'error',
  message: fill(words, values),
})

function withInstalling({ id, en }: Words): Words {
  return {
    id: `${id} Bila pengelola server memasang ffmpeg, videonya dikonversi otomatis.`,
    en: `${en} If whoever runs the server installs ffmpeg, videos are converted automatically.`,
  }
}

const willConvert: Words = {
  id: 'Untuk {label}, video ini dikonversi menjadi MP4 ({width} × {height}), paling besar sekitar {mega} MB. Aslinya tidak berubah.',
  en: 'For {label} this video is converted to MP4 ({width} × {height}), about {mega} MB at most. The original stays as it is.',
}
const noVideos: Words = {
  id: '{label} tidak menerima video dari sini. Hapus videonya untuk saluran ini.',
  en: '{label} takes no videos from here. Remove the video for this channel.',
}
const wrongType: Words = {
  id: '{label} tidak menerima video jenis {type}. Simpan sebagai MP4 (H.264), lalu unggah lagi.',
  en: '{label} takes no videos of the kind {type}. Save it as MP4 (H.264) and upload it again.',
}
const tooBig: Words = {
  id: 'Video ini lebih besar dari yang diterima {label} ({mega} MB). Perkecil, lalu unggah lagi.',
  en: 'This video is bigger than {label} takes ({mega} MB). Make it smaller and upload it again.',
}
const cannotShrink: Words = {
  id: 'Video ini terlalu panjang untuk dikecilkan sampai {mega} MB, batas {label}, tanpa menjadi buram. Potong, lalu unggah lagi.',
  en: 'This video is too long to be made as small as {label} takes ({mega} MB) without becoming a blur. Cut it and upload it again.',
}
const rareCodec: Words = {
  id: 'Isi video ini ({codec}) mungkin ditolak {label}. Simpan sebagai MP4 (H.264, suara AAC), lalu unggah lagi.',
  en: '{label} may refuse what is inside this video ({codec}). Save it as MP4 (H.264 with AAC sound) and upload it again.',
}
const tooLong: Words = {
  id: 'Video ini lebih lama dari yang diterima {label} ({seconds} detik). Potong, lalu unggah lagi.',
  en: 'This video is longer than {label} takes ({seconds} {seconds|second|seconds}). Cut it and upload it again.',
}
const notBoth: Words = {
  id: 'Di {label} satu kiriman memuat gambar atau video, tidak keduanya.',
  en: 'On {label} a post has pictures or a video, not both.',
}
