import { z } from 'zod'
import type { Part, Video } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { fill } from '../../core/words.ts'
import { request } from '../http.ts'
import { fileBody } from '../multipart.ts'
import type { Session } from '../network.ts'
import { type Client, service } from './xrpc.ts'

/** Makes videos ready before anybody sees them. https://docs.bsky.app/docs/tutorials/video, "recommended method" */
const videoService = 'https://video.bsky.app'
const videoServiceDid = 'did:web:video.bsky.app'

/** A blob as records name it: kept as it came. */
const Blob = z.looseObject({})
type Blob = z.infer<typeof Blob>

/** How far a video is: nothing yet, at work in the service, or there. Plain JSON. */
export const Upload = z.object({ job: z.string().optional(), blob: Blob.optional() })
export type Upload = z.infer<typeof Upload>

/** app.bsky.video.defs#jobStatus. States that it does not name mean: at work. */
const Job = z.object({
  jobId: z.string().optional(),
  state: z.string().optional(),
  blob: Blob.optional(),
  error: z.string().optional(),
  message: z.string().optional(),
})
type Job = z.infer<typeof Job>
/** The lexicon wraps the status; the service itself answers an upload with the bare one. */
const Answered = z.union([z.object({ jobStatus: Job }), Job])

/**
 * One step further: the upload, or a look at what became of it. Done twice it leaves nothing more behind: the service
 * knows the bytes again, and a server throws away what no record names.
 * @throws Problem `rejected` where the video can't be used, in the service's own words
 */
export async function proceed(video: Video, upload: Upload, session: Session, client: Client): Promise<Upload> {
  if (upload.blob) return upload
  if (upload.job !== undefined) return await askFor(upload.job, session)
  if (!usesService(client)) return { blob: await uploadToServer(video, session, client) }
  await assertAllowed(video, session, client)
  return await uploadToService(video, session, client)
}

/** The embed of a video that is there. https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/video.json */
export function videoEmbed({ video }: Part, blob: Blob | undefined): object | undefined {
  if (!video || !blob) return undefined
  const { width, height, alt } = video
  const shape = width > 0 && height > 0 ? { aspectRatio: { width, height } } : {}
  return { $type: 'app.bsky.embed.video', video: blob, ...(alt ? { alt } : {}), ...shape }
}

/** Bluesky's own servers; on others the video goes to the server itself, as the tutorial's "simple method". */
function usesService({ pds }: Client): boolean {
  const { hostname } = new URL(pds)
  return hostname === 'bsky.social' || hostname.endsWith('.bsky.network')
}

async function uploadToServer(video: Video, session: Session, client: Client): Promise<Blob> {
  const source = await session.video(video)
  const call = () => ({ ...fileBody(source), repeatable: true })
  return (await client.post('com.atproto.repo.uploadBlob', call, z.object({ blob: Blob }))).blob
}

/** So long may a slow line and the service take: the tutorial's half an hour. */
const tokenSeconds = 30 * 60

/** The service writes the finished video to the account's own server, so that the token speaks to that one. */
async function uploadToService(video: Video, session: Session, client: Client): Promise<Upload> {
  const token = await serviceToken(
    client,
    session,
    `did:web:${new URL(client.pds).host}`,
    'com.atproto.repo.uploadBlob',
  )
  const address = new URL(`${videoService}/xrpc/app.bsky.video.uploadVideo`)
  address.searchParams.set('did', client.did)
  address.searchParams.set('name', `${video.id}.mp4`)
  const { body, headers } = fileBody(await session.video(video))
  const sent = { ...headers, authorization: `Bearer ${token}` }
  // 409: the service has these bytes already, and says under which job.
  const call = { method: 'POST' as const, body, headers: sent, repeatable: true, statuses: [409] }
  const { value } = await request(service([token]), session, address, call, Answered)
  return judged(value)
}

/** https://docs.bsky.app/docs/api/app-bsky-video-get-job-status */
async function askFor(job: string, session: Session): Promise<Upload> {
  const address = new URL(`${videoService}/xrpc/app.bsky.video.getJobStatus`)
  address.searchParams.set('jobId', job)
  const { value } = await request(service([]), session, address, {}, Answered)
  return { job, ...judged(value) }
}

function judged(answer: z.infer<typeof Answered>): Upload {
  const job: Job = 'jobStatus' in answer ? answer.jobStatus : answer
  if (job.blob) return { blob: job.blob }
  if (job.state === 'JOB_STATE_FAILED' || job.jobId === undefined) throw refused(job.message ?? job.error)
  return { job: job.jobId }
}

const Quota = z.object({
  canUpload: z.boolean(),
  remainingDailyVideos: z.number().optional(),
  remainingDailyBytes: z.number().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
})

/** Asked before many megabytes leave in vain: https://docs.bsky.app/docs/api/app-bsky-video-get-upload-limits */
async function assertAllowed({ bytes }: Video, session: Session, client: Client): Promise<void> {
  const method = 'app.bsky.video.getUploadLimits'
  const token = await serviceToken(client, session, videoServiceDid, method)
  const headers = { authorization: `Bearer ${token}` }
  const { value } = await request(service([token]), session, `${videoService}/xrpc/${method}`, { headers }, Quota)
  const spent = value.remainingDailyVideos === 0 || (value.remainingDailyBytes ?? bytes) < bytes
  // The service does not say when its day begins.
  if (spent) throw new Problem('rate-limited', quotaSpent, { retryAt: new Date(session.now().getTime() + 3600_000) })
  if (!value.canUpload) throw refused(value.message ?? value.error)
}

/** https://docs.bsky.app/docs/api/com-atproto-server-get-service-auth */
async function serviceToken(client: Client, session: Session, aud: string, lxm: string): Promise<string> {
  const exp = String(Math.floor(session.now().getTime() / 1000) + tokenSeconds)
  return (await client.get('com.atproto.server.getServiceAuth', { aud, lxm, exp }, z.object({ token: z.string() })))
    .token
}

function refused(said = ''): Problem {
  const short = said
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
  return new Problem('rejected', fill(cannotUse, { said: short === '' ? '' : ` (“${short}”)` }))
}

const cannotUse = {
  id: 'Bluesky tidak dapat memakai video ini.{said} Periksa apakah alamat surel akun Anda sudah diverifikasi, lalu coba video lain (MP4).',
  en: 'Bluesky can’t use this video.{said} Check that your account’s email address is verified, then try another video (MP4).',
}

const quotaSpent = {
  id: 'Jatah unggahan video akun ini di Bluesky untuk hari ini sudah habis. Nanti dicoba lagi otomatis.',
  en: 'This account has used up its video uploads on Bluesky for today. It will be tried again automatically.',
}
