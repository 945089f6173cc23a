import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Pending, Published, Session } from '../network.ts'
import { type Client, createClient, inPath } from './api.ts'
import { createPost } from './create.ts'

/**
 * Videos go up in the pieces that LinkedIn names, each with an address of its own; then they are put together and worked on,
 * and only then a post can show them.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/videos-api
 */
const Instruction = z.object({ uploadUrl: z.string(), firstByte: z.number(), lastByte: z.number() })
const Upload = z.object({
  step: z.enum(['transfer', 'finish', 'wait']),
  video: z.string(),
  token: z.string(),
  pieces: z.array(Instruction),
  /** What each piece that is there was answered with, in their order. */
  tags: z.array(z.string()),
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

const Started = z.object({
  value: z.object({ video: z.string(), uploadToken: z.string(), uploadInstructions: z.array(Instruction).min(1) }),
})

/** So many pieces of 4 MB in one turn, so that progress is kept about every minute. */
const turnPieces = 12
const turnSeconds = 40

/** Opens the upload; one that is never finished goes away by itself, so that it may be done twice. */
export async function beginVideo(part: Part, session: Session): Promise<Pending> {
  if (!part.video) throw new Error('a part without a video has none to send')
  const { bytes } = await session.video(part.video)
  const request = {
    owner: session.account.remoteId,
    fileSizeBytes: bytes,
    uploadCaptions: false,
    uploadThumbnail: false,
  }
  const call = { method: 'POST' as const, json: { initializeUploadRequest: request }, repeatable: true }
  const { value } = await createClient(session).call('/rest/videos?action=initializeUpload', call, Started)
  const { video, uploadToken: token, uploadInstructions: pieces } = value.value
  const file = { ...part.video }
  return wait({ step: 'transfer', video, token, pieces, tags: [], text: part.text, file }, session, 0)
}

function wait(upload: Upload, session: Session, seconds: number): Pending {
  const progress = (upload.tags.length / upload.pieces.length) * 0.9
  return { state: 'pending', pending: upload, retryAt: new Date(session.now().getTime() + seconds * 1000), progress }
}

/** Goes on where the upload is; the same piece sent twice is the same piece. */
export async function resume(pending: Pending['pending'], session: Session): Promise<Published | Pending> {
  const upload = Upload.parse(pending)
  const client = createClient(session)
  if (upload.step === 'transfer') return await transfer(upload, session, client)
  if (upload.step === 'finish') return await finish(upload, session, client)
  return await look(upload, session, client)
}

async function transfer(upload: Upload, session: Session, client: Client): Promise<Pending> {
  const source = await session.video(upload.file)
  const until = session.now().getTime() + turnSeconds * 1000
  const tags = [...upload.tags]
  for (const { uploadUrl, firstByte, lastByte } of upload.pieces.slice(tags.length, tags.length + turnPieces)) {
    if (session.now().getTime() > until) break
    const headers = await client.put(uploadUrl, await source.read(firstByte, lastByte + 1))
    const tag = headers.get('etag')
    if (!tag) throw new Problem('unavailable', interrupted, { detail: 'a piece was answered without its tag' })
    tags.push(tag.replace(/^"|"$/g, ''))
  }
  const step = tags.length === upload.pieces.length ? ('finish' as const) : ('transfer' as const)
  return wait({ ...upload, tags, step }, session, 0)
}

const Status = z.object({ status: z.string() })
const statusOf = async (video: string, client: Client) =>
  (await client.get(`/rest/videos/${inPath(video)}`, Status)).status

/** Puts the pieces together, unless an earlier turn has. */
async function finish(upload: Upload, session: Session, client: Client): Promise<Pending> {
  if ((await statusOf(upload.video, client)) === 'WAITING_UPLOAD') {
    const { video, token: uploadToken, tags: uploadedPartIds } = upload
    const json = { finalizeUploadRequest: { video, uploadToken, uploadedPartIds } }
    await client.call('/rest/videos?action=finalizeUpload', { method: 'POST', json, repeatable: true }, z.unknown())
  }
  return wait({ ...upload, step: 'wait' }, session, 10)
}

/** The post itself is made when its video is ready. */
async function look(upload: Upload, session: Session, client: Client): Promise<Published | Pending> {
  const status = await statusOf(upload.video, client)
  if (status === 'PROCESSING_FAILED') throw new Problem('rejected', unusable, { detail: 'the video failed' })
  if (status !== 'AVAILABLE') return wait(upload, session, 20)
  const media = { id: upload.video, ...(upload.file.alt ? { altText: upload.file.alt } : {}) }
  return await createPost(upload.text, { media }, session, client)
}

const interrupted = {
  id: 'LinkedIn tidak menerima salah satu potongan videonya. Nanti dicoba lagi otomatis.',
  en: 'LinkedIn did not take one of the video’s pieces. It will be tried again automatically.',
}
const unusable = {
  id: 'LinkedIn tidak dapat mengolah video ini. Simpan ulang sebagai MP4 (H.264 dan AAC), 3 detik sampai 30 menit, lalu kirim lagi.',
  en: 'LinkedIn cannot work with this video. Save it again as MP4 (H.264 and AAC), of 3 seconds to 30 minutes, then send it again.',
}
