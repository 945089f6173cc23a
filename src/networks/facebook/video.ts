import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { type Graph, refusalOf } from '../meta.ts'
import type { MediaSource, Pending, Published, Session } from '../network.ts'
import { addressOf, createClient, videoRoot } from './api.ts'

/**
 * Videos go up in pieces, in three phases (start, transfer, finish), and are worked on afterwards.
 * https://developers.facebook.com/docs/graph-api/reference/page/videos/ (`upload_phase`)
 */
const Upload = z.object({
  step: z.enum(['transfer', 'finish', 'wait']),
  session: z.string(),
  video: z.string(),
  /** Where the next piece begins, and where the network wants it to end. */
  start: z.coerce.number(),
  end: z.coerce.number(),
  bytes: z.number(),
  text: z.string(),
  file: z.looseObject({
    id: z.string(),
    mime: z.string(),
    width: z.number(),
    height: z.number(),
    bytes: z.number(),
    seconds: z.number(),
    alt: z.string(),
  }),
})
type Upload = z.infer<typeof Upload>

const Offsets = z.object({ start_offset: z.coerce.number(), end_offset: z.coerce.number() })
const Started = Offsets.extend({ video_id: z.string(), upload_session_id: z.string() })

/** No more of a file stands in memory at once. */
const pieceBytes = 8_000_000
/** So much in one turn, so that progress is kept about every minute. */
const turnBytes = 64_000_000
const turnSeconds = 40

/** The piece does not begin where the last one ended; the answer says where it should. */
const wrongOffset = 1_363_037

const path = (session: Session) => `/${encodeURIComponent(session.account.remoteId)}/videos`

/** Opens the upload. One that is never finished goes away by itself, so that it may be done twice. */
export async function beginVideo(part: Part, session: Session): Promise<Pending> {
  if (!part.video) throw new Error('a part without a video has none to send')
  const { bytes } = await session.video(part.video)
  const params = { upload_phase: 'start', file_size: bytes }
  const more = { repeatable: true, root: videoRoot }
  const started = await createClient(session).post(path(session), params, Started, more)
  const { video_id: video, upload_session_id: id, start_offset: start, end_offset: end } = started
  const upload = { step: 'transfer' as const, session: id, video, start, end, bytes, text: part.text, file: part.video }
  return wait({ ...upload, file: { ...part.video } }, session, 0)
}

/** Goes on where the upload is, by what the network says of it: a piece that was sent twice is taken once. */
export async function resume(pending: Pending['pending'], session: Session): Promise<Published | Pending> {
  const upload = Upload.parse(pending)
  const graph = createClient(session)
  if (upload.step === 'transfer') return await transfer(upload, session, graph)
  if (upload.step === 'finish') return await finish(upload, session, graph)
  return await look(upload, session, graph)
}

function wait(upload: Upload, session: Session, seconds: number): Pending {
  const progress = Math.min(1, upload.start / Math.max(1, upload.bytes)) * 0.9
  return { state: 'pending', pending: upload, retryAt: new Date(session.now().getTime() + seconds * 1000), progress }
}

async function transfer(upload: Upload, session: Session, graph: Graph): Promise<Pending> {
  const source = await session.video(upload.file)
  const until = session.now().getTime() + turnSeconds * 1000
  const first = upload.start
  let now = upload
  while (now.start < now.end) {
    if (now.start - first >= turnBytes || session.now().getTime() > until) return wait(now, session, 0)
    now = { ...now, ...(await sendPiece(now, source, session, graph)) }
  }
  return wait({ ...now, step: 'finish' }, session, 0)
}

async function sendPiece(upload: Upload, source: MediaSource, session: Session, graph: Graph) {
  const end = Math.min(upload.end, upload.start + pieceBytes)
  const piece = new Blob([await source.read(upload.start, end)], { type: source.mime })
  const params = { upload_phase: 'transfer', upload_session_id: upload.session, start_offset: upload.start }
  const more = { repeatable: true, files: { video_file_chunk: piece }, root: videoRoot }
  try {
    return offsetsOf(await graph.post(path(session), params, Offsets, more))
  } catch (error) {
    const told = refusalOf(error)
    const right = told?.error_subcode === wrongOffset ? Offsets.safeParse(dataOf(told.error_data)).data : undefined
    // An earlier turn has sent this piece, and died before that was kept.
    if (right && right.start_offset !== upload.start) return offsetsOf(right)
    throw error
  }
}

const offsetsOf = ({ start_offset: start, end_offset: end }: z.infer<typeof Offsets>) => ({ start, end })

/** Written as JSON, or as text that holds JSON. */
function dataOf(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return JSON.parse(data)
  } catch {
    // Then it holds no offsets.
    return undefined
  }
}

const Status = z.object({
  status: z.object({ video_status: z.string().optional() }).optional(),
  post_id: z.string().optional(),
  permalink_url: z.string().optional(),
})
const statusFields = 'status,post_id,permalink_url'

/** Publishes, unless an earlier turn has: then the network works on it already. */
async function finish(upload: Upload, session: Session, graph: Graph): Promise<Published | Pending> {
  const waiting = { ...upload, step: 'wait' as const }
  const { status } = await graph.get(`/${upload.video}`, { fields: statusFields }, Status)
  if (['processing', 'ready'].includes(status?.video_status ?? '')) return await look(waiting, session, graph)
  const params = { upload_phase: 'finish', upload_session_id: upload.session, description: upload.text }
  await graph.post(path(session), params, z.object({ success: z.literal(true) }), { root: videoRoot })
  return wait(waiting, session, 10)
}

/** https://developers.facebook.com/docs/graph-api/reference/video/ */
async function look(upload: Upload, session: Session, graph: Graph): Promise<Published | Pending> {
  const told = await graph.get(`/${upload.video}`, { fields: statusFields }, Status)
  const state = told.status?.video_status ?? ''
  if (/error|fail|expired/.test(state)) throw new Problem('rejected', unusable, { detail: `the video is “${state}”` })
  if (state !== 'ready') return wait(upload, session, 15)
  const { remoteId: page } = session.account
  const id = told.post_id ? (told.post_id.includes('_') ? told.post_id : `${page}_${told.post_id}`) : upload.video
  const permalink = addressOf({ id, permalink_url: told.permalink_url })
  return { state: 'published', remoteId: id, permalink, reference: { video: upload.video } }
}

const unusable = {
  id: 'Facebook tidak dapat mengolah video ini. Simpan ulang sebagai MP4 (H.264 dan AAC), lalu kirim lagi.',
  en: 'Facebook cannot work with this video. Save it again as MP4 (H.264 and AAC), then send it again.',
}
