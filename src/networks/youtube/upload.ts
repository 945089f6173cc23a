/**
 * Videos in pieces: a session is begun, and whoever goes on asks first how far it is, so that a worker may die anywhere.
 * https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
 */
import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { askGoogle } from '../google.ts'
import type { Call } from '../http.ts'
import type { MediaSource, Session } from '../network.ts'
import { addressOf, google, uploads, Video } from './api.ts'

/** Pieces are multiples of this, all but the last. */
const unit = 256 * 1024
/** The largest piece that is held in memory. */
export const largestPiece = 8 * 1024 * 1024

/** A smaller piece, for a line on which the last one did not get through in time. */
export function smaller(piece: number): number {
  return Math.max(unit, Math.floor(piece / 2 / unit) * unit)
}

/** What of a session has arrived: so many bytes, or all of it, which makes it a video. */
export type Arrived = { bytes: number } | { video: Video }

/**
 * Begins a session. No video is there before its last byte, so that a session too many does no harm.
 * @returns its address, which is a secret: whoever knows it can go on with the upload
 */
export async function beginUpload(
  json: unknown,
  notify: boolean,
  source: Pick<MediaSource, 'bytes' | 'mime'>,
  session: Session,
): Promise<string> {
  const query = { uploadType: 'resumable', part: ['snippet', 'status'], notifySubscribers: String(notify) }
  const call: Call = {
    method: 'POST',
    json,
    headers: { 'x-upload-content-length': String(source.bytes), 'x-upload-content-type': source.mime },
    repeatable: true,
  }
  await session.spend('uploads', 1)
  const { headers } = await askGoogle(google, session, addressOf(uploads, 'videos', query), call, z.unknown())
  const address = headers.get('location') ?? ''
  // The token goes along to that address.
  const ours = URL.canParse(address) && /^https:\/\/([\w-]+\.)*googleapis\.com\//.test(address)
  if (!ours) throw new Problem('unavailable', noSession, { detail: 'no session address in the answer' })
  return address
}

/**
 * Asks how far a session is.
 * @throws Problem `gone` where there is no such session any more
 */
export function askArrived(address: string, bytes: number, session: Session): Promise<Arrived> {
  const headers = { 'content-range': `bytes */${bytes}` }
  return put(address, { headers, repeatable: true }, session)
}

/**
 * Sends the piece that begins at `start`.
 * @throws Problem `unknown` where the last piece may have arrived; `unavailable` for any other: what came of it can be asked
 */
export async function sendPiece(
  address: string,
  source: MediaSource,
  start: number,
  piece: number,
  session: Session,
): Promise<Arrived> {
  const end = Math.min(start + piece, source.bytes)
  const body = await source.read(start, end)
  const headers = { 'content-type': source.mime, 'content-range': `bytes ${start}-${end - 1}/${source.bytes}` }
  return await put(address, { headers, body, repeatable: end < source.bytes }, session)
}

async function put(address: string, call: Call, session: Session): Promise<Arrived> {
  const sent: Call = { method: 'PUT', statuses: [308], ...call }
  const Answered = z.union([Video, z.undefined()])
  const answer = await askGoogle(google, session, address, sent, Answered, secretsIn(address))
  if (answer.status === 308) return { bytes: bytesIn(answer.headers.get('range')) }
  if (answer.value) return { video: answer.value }
  throw new Problem('unknown', noVideo, { detail: `status ${answer.status} without a video` })
}

/** `bytes=0-999999`; without the header nothing has arrived. */
function bytesIn(range: string | null): number {
  const last = /^bytes=0-(\d+)$/.exec(range ?? '')?.[1]
  return last === undefined ? 0 : Number(last) + 1
}

/** What no error may hold: the address, and the id in it. */
function secretsIn(address: string): string[] {
  const id = new URL(address).searchParams.get('upload_id')
  return [address, ...(id ? [id] : [])]
}

const noSession = {
  id: 'YouTube tidak memberi tempat untuk mengunggah videonya. Belum ada yang terkirim; coba lagi nanti.',
  en: 'YouTube gave no place to upload the video to. Nothing was sent yet; try again later.',
}
const noVideo = {
  id: 'YouTube menerima videonya, tetapi tidak menyebutkan alamatnya. Kami melihat dulu di channel Anda.',
  en: 'YouTube took the video, but did not say where it is. We look at your channel first.',
}
