import { z } from 'zod'
import type { Part, Picture, Video } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { askGoogle, isGone } from '../google.ts'
import { HttpProblem } from '../http.ts'
import type { Pending, Price, Published, Session } from '../network.ts'
import { addressOf, google, published, uploads } from './api.ts'
import { findVideo } from './find.ts'
import { cost } from './limits.ts'
import { declared } from './options.ts'
import { type Arrived, askArrived, beginUpload, largestPiece, sendPiece, smaller } from './upload.ts'

/** All that an upload needs to go on, or to begin anew. */
const Draft = z.object({
  /** Once it is out, the video's number: only its thumbnail is missing. */
  video: z.string().optional(),
  address: z.string(),
  /** The part as it was to be sent; what it was parsed from is our own. */
  part: z.custom<Part>((value) => typeof value === 'object' && value !== null),
  startedAt: z.string(),
  /** How far it was when last asked. */
  arrived: z.number(),
  piece: z.number(),
  /** How often it came no further, one time after another. */
  stalls: z.number(),
  /** How often it was begun anew. */
  restarts: z.number(),
})
type Draft = z.infer<typeof Draft>

/** How long one `resume` goes on, before it lets others have their turn. */
const turn = 40_000
const mostStalls = 6
const mostRestarts = 2

/**
 * Begins the upload, and comes back at once: the bytes go in `resume`. The thumbnail's cost is counted now, so that no
 * video is out without the one that was chosen.
 */
export async function publish(part: Part, session: Session): Promise<Pending> {
  const video = videoOf(part)
  if (part.pictures.length > 0) await session.spend('units', cost.write)
  const startedAt = session.now().toISOString()
  const address = await begin(part, video, session)
  const draft = { address, part, startedAt, arrived: 0, piece: largestPiece, stalls: 0, restarts: 0 }
  return later(draft, video.bytes, session, 0)
}

/** Needs a video, since the API has no posts without one. */
function videoOf(part: Part): Video {
  if (!part.video) throw new Problem('rejected', noVideo)
  return part.video
}

async function begin(part: Part, video: Video, session: Session): Promise<string> {
  const { categoryId, status, notify } = declared(part)
  const json = { snippet: { ...snippetOf(part), categoryId }, status }
  return await beginUpload(json, notify, await session.video(video), session)
}

/** https://developers.google.com/youtube/v3/docs/videos#properties */
export function snippetOf(part: Part) {
  const { title = '', text: description, tags, language } = part
  return {
    title,
    description,
    ...(tags ? { tags } : {}),
    ...(language ? { defaultLanguage: language, defaultAudioLanguage: language } : {}),
  }
}

/** Goes on where YouTube says that it is, for some seconds. */
export async function resume(pending: Pending['pending'], session: Session): Promise<Published | Pending> {
  const draft = Draft.parse(pending)
  if (draft.video) return await finish(draft, draft.video, session)
  const source = await session.video(videoOf(draft.part))
  const until = session.now().getTime() + turn
  const { address } = draft
  try {
    let at = await askArrived(address, source.bytes, session)
    while ('bytes' in at) {
      if (at.bytes > draft.arrived) Object.assign(draft, { arrived: at.bytes, stalls: 0 })
      if (session.now().getTime() >= until) return later(draft, source.bytes, session, 0)
      at = await next(draft, () => sendPiece(address, source, draft.arrived, draft.piece, session))
    }
    return await finish(draft, at.video.id, session)
  } catch (error) {
    if (isGone(error)) return await again(draft, session, error)
    if (error instanceof Stalled) return later(draft, source.bytes, session, 10_000 * draft.stalls)
    throw error
  }
}

/** A piece did not get through, which harms nothing: how far it came is asked in the next turn. */
class Stalled extends Error {}

async function next(draft: Draft, send: () => Promise<Arrived>): Promise<Arrived> {
  try {
    return await send()
  } catch (error) {
    const cut = error instanceof HttpProblem && error.kind === 'unavailable' && error.reason !== 'aborted'
    if (!cut || draft.arrived === 0 || draft.stalls >= mostStalls) throw error
    Object.assign(draft, { stalls: draft.stalls + 1, piece: smaller(draft.piece) })
    throw new Stalled('a piece did not get through', { cause: error })
  }
}

/** The session is no longer there: perhaps because the video is; else it begins anew. */
async function again(draft: Draft, session: Session, cause: unknown): Promise<Published | Pending> {
  const there = await findVideo(draft.part, session, new Date(draft.startedAt))
  if (there) return await finish(draft, there.remoteId, session)
  if (draft.restarts >= mostRestarts) throw new Problem('rejected', keepsForgetting, { cause })
  const video = videoOf(draft.part)
  const address = await begin(draft.part, video, session)
  const fresh = { ...draft, address, arrived: 0, stalls: 0, restarts: draft.restarts + 1 }
  return later(fresh, video.bytes, session, 0)
}

function later(draft: Draft, bytes: number, session: Session, wait: number): Pending {
  const retryAt = new Date(session.now().getTime() + wait)
  return { state: 'pending', pending: { ...draft }, retryAt, progress: bytes === 0 ? 0 : draft.arrived / bytes }
}

/** The video is out; its thumbnail follows. */
async function finish(draft: Draft, video: string, session: Session): Promise<Published | Pending> {
  const [thumbnail] = draft.part.pictures
  try {
    if (thumbnail) await setThumbnail(video, thumbnail, session)
  } catch (error) {
    // The video is there, whatever became of its picture: a channel that was not verified may set none.
    const temporary = error instanceof Problem && ['unavailable', 'rate-limited'].includes(error.kind)
    if (!temporary && !(error instanceof Problem && ['rejected', 'gone'].includes(error.kind))) throw error
    if (temporary && draft.stalls < mostStalls)
      return later({ ...draft, video, stalls: draft.stalls + 1, arrived: 1 }, 1, session, 60_000)
    return { ...published(video), missing: noThumbnail }
  }
  return published(video)
}

/** https://developers.google.com/youtube/v3/docs/thumbnails/set; set twice, it is the same. Its cost was counted at the beginning. */
async function setThumbnail(videoId: string, picture: Picture, session: Session): Promise<void> {
  const address = addressOf(uploads, 'thumbnails/set', { videoId, uploadType: 'media' })
  const body = await session.picture(picture)
  const headers = { 'content-type': picture.mime }
  await askGoogle(google, session, address, { method: 'POST', body, headers, repeatable: true }, z.unknown())
}

/** What sending uses up; an answer to a comment has no video. */
export function price(part: Part): readonly Price[] {
  if (!part.video) return [{ quota: 'units', amount: cost.write }]
  const thumbnail = part.pictures.length > 0 ? [{ quota: 'units', amount: cost.write }] : []
  return [{ quota: 'uploads', amount: 1 }, ...thumbnail]
}

const noThumbnail = {
  id: 'Videonya sudah tayang, tetapi YouTube tidak menerima thumbnailnya. Biasanya karena channel ini belum diverifikasi dengan nomor telepon (youtube.com/verify). Pasang thumbnailnya di YouTube Studio.',
  en: 'The video is out, but YouTube did not take its thumbnail. Usually the channel is not verified by phone yet (youtube.com/verify). Set the thumbnail in YouTube Studio.',
}
const noVideo = {
  id: 'YouTube hanya menerima kiriman dengan video. Tambahkan satu video, atau keluarkan YouTube dari kiriman ini. Kiriman tanpa video (tab Postingan) hanya dapat ditulis langsung di YouTube.',
  en: 'YouTube only takes posts with a video. Add one, or leave YouTube out of this post. Posts without a video (the Posts tab) can only be written on YouTube itself.',
}
const keepsForgetting = {
  id: 'YouTube berkali-kali menutup unggahan ini sebelum selesai, jadi videonya belum terkirim. Coba kirim lagi nanti, atau unggah langsung di YouTube Studio.',
  en: 'YouTube closed this upload again and again before its end, so the video was not sent. Send it again later, or upload it in YouTube Studio.',
}
