import { z } from 'zod'
import type { Picture, Video } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import { uploadName } from '../multipart.ts'
import type { MediaSource, Session } from '../network.ts'
import { call, label } from './api.ts'
import { mostPieces, pieceBytes, prices } from './limits.ts'

const Uploaded = z.object({
  data: z.object({
    id: z.string(),
    processing_info: z
      .object({
        state: z.string().nullish(),
        check_after_secs: z.number().nullish(),
        progress_percent: z.number().nullish(),
      })
      .nullish(),
  }),
})

/** How far X is with what was uploaded: `undefined` when it is ready. */
export interface Working {
  checkAfterSeconds: number
  /** From 0 to 1. */
  progress: number
}

/** https://docs.x.com/x-api/media/quickstart/media-upload-chunked ; an upload that no post names is thrown away by X. */
export async function begin(source: MediaSource, category: string, session: Session): Promise<string> {
  const json = { media_type: source.mime, media_category: category, total_bytes: source.bytes }
  const sent = { method: 'POST', json, repeatable: true } as const
  return (await call(session, '/2/media/upload/initialize', sent, Uploaded)).data.id
}

/** How far an upload is, and how it goes on. */
export const Reached = z.object({
  /** Bytes that are there. */
  at: z.number(),
  /** The number of the next piece. */
  segment: z.number(),
  /** Bytes of a piece. */
  size: z.number(),
})
export type Reached = z.infer<typeof Reached>

/** Nothing of the file is there yet. */
export const fromTheStart: Reached = { at: 0, segment: 0, size: pieceBytes }

/** A smaller piece is not tried. */
const leastPiece = 64 * 1024

/**
 * Sends one piece. The same piece again is harmless: it stands where its number says.
 * @returns how far the upload is then; no further, but in halves, where the piece was too large for what stands before X
 */
export async function append(id: string, source: MediaSource, reached: Reached, session: Session): Promise<Reached> {
  const { at, segment, size } = reached
  const end = Math.min(at + size, source.bytes)
  const body = new FormData()
  body.set('segment_index', String(segment))
  body.set(
    'media',
    new Blob([await source.read(at, end)], { type: 'application/octet-stream' }),
    uploadName(source.mime),
  )
  try {
    await call(session, `/2/media/upload/${id}/append`, { method: 'POST', body, repeatable: true }, z.unknown())
    return { at: end, segment: segment + 1, size }
  } catch (error) {
    const half = Math.floor(size / 2)
    const room = Math.ceil((source.bytes - at) / half) <= mostPieces - segment
    if (!(error instanceof HttpProblem && error.status === 413) || half < leastPiece || !room) throw error
    return { ...reached, size: half }
  }
}

/** States of what X has taken on: it was told before that all pieces are there. */
const takenOn = new Set(['in_progress', 'succeeded', 'failed'])

/**
 * Says that all pieces are there. X wants an object for that, and be it an empty one: https://github.com/trypostit/trypost/pull/202.
 * Where X was told before, its state is asked for instead; any other refusal is told as it is.
 */
export async function finish(id: string, session: Session): Promise<Working | undefined> {
  try {
    const sent = { method: 'POST', json: {}, repeatable: true } as const
    return workingOn(await call(session, `/2/media/upload/${id}/finalize`, sent, Uploaded))
  } catch (error) {
    if (!(error instanceof HttpProblem && error.kind === 'rejected')) throw error
    const now = await asked(id, session).catch(() => undefined)
    if (!now || !takenOn.has(now.data.processing_info?.state ?? '')) throw error
    return workingOn(now)
  }
}

function asked(id: string, session: Session): Promise<z.infer<typeof Uploaded>> {
  return call(session, `/2/media/upload?command=STATUS&media_id=${id}`, {}, Uploaded)
}

/** How far X has come with an uploaded file; `undefined`: it is ready. */
export async function stateOf(id: string, session: Session): Promise<Working | undefined> {
  return workingOn(await asked(id, session))
}

function workingOn({ data }: z.infer<typeof Uploaded>): Working | undefined {
  const info = data.processing_info
  if (!info?.state || info.state === 'succeeded') return undefined
  if (info.state === 'failed') throw new Problem('rejected', unusable, { detail: `${label}: processing failed` })
  return { checkAfterSeconds: info.check_after_secs ?? 5, progress: (info.progress_percent ?? 0) / 100 }
}

const unusable = {
  id: 'X tidak dapat mengolah video atau gambar ini. Simpan sebagai MP4 (H.264 dengan suara AAC), atau pilih berkas lain, lalu kirim lagi.',
  en: 'X could not process this video or picture. Save it as MP4 (H.264 with AAC sound), or choose another file, then send again.',
}

/** https://docs.x.com/x-api/media/media-metadata-create */
export async function describe(id: string, { alt }: Pick<Picture | Video, 'alt'>, session: Session): Promise<void> {
  if (alt === '') return
  await session.spend('usd', prices.altText)
  const json = { id, metadata: { alt_text: { text: alt } } }
  await call(session, '/2/media/metadata', { method: 'POST', json, repeatable: true }, z.unknown())
}

/** Uploads pictures whole. A GIF that moves is worked on afterwards, so that its kind is said. */
export async function uploadPictures(
  pictures: readonly Picture[],
  session: Session,
): Promise<{ ids: string[]; working: Working | undefined }> {
  const ids: string[] = []
  let working: Working | undefined
  for (const picture of pictures) {
    const bytes = await session.picture(picture)
    const source: MediaSource = {
      bytes: bytes.byteLength,
      mime: picture.mime,
      read: async (start, end) => bytes.slice(start, end),
    }
    const alone = picture.mime === 'image/gif' && pictures.length === 1
    const id = await begin(source, alone ? 'tweet_gif' : 'tweet_image', session)
    for (let reached = fromTheStart; reached.at < source.bytes; ) reached = await append(id, source, reached, session)
    working = (await finish(id, session)) ?? working
    await describe(id, picture, session)
    ids.push(id)
  }
  return { ids, working }
}
