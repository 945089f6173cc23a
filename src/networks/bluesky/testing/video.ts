import { Hono } from 'hono'
import { did } from './shapes.ts'
import type { World } from './world.ts'

/** The video service, a server of its own: https://docs.bsky.app/docs/tutorials/video */
export function videoAt(world: World, server: string) {
  const { refuse, service, uploads, jobs, blobOf } = world

  const video = new Hono()
  const allowed = (header: string | undefined, aud: string, lxm: string) => header === `Bearer ${aud} ${lxm}`
  video.get('/xrpc/app.bsky.video.getUploadLimits', (c) => {
    if (!allowed(c.req.header('authorization'), 'did:web:video.bsky.app', 'app.bsky.video.getUploadLimits'))
      return refuse('InvalidToken', 'bad token', 401)
    const { canUpload, left } = service
    return c.json({
      canUpload: canUpload && left > 0,
      remainingDailyVideos: left,
      remainingDailyBytes: 1e10,
      ...(canUpload ? {} : { error: 'unconfirmed_email', message: 'Please verify your email address' }),
    })
  })
  video.post('/xrpc/app.bsky.video.uploadVideo', async (c) => {
    if (!allowed(c.req.header('authorization'), `did:web:${new URL(server).host}`, 'com.atproto.repo.uploadBlob'))
      return refuse('InvalidToken', 'bad token', 401)
    const { byteLength: bytes } = await c.req.arrayBuffer()
    if (c.req.query('did') !== did || Number(c.req.header('content-length')) !== bytes)
      return refuse('InvalidRequest', 'did or length is wrong')
    uploads.push({ to: 'service', bytes })
    const jobId = `job-${bytes}`
    const known = jobs.has(jobId)
    jobs.set(jobId, { asked: jobs.get(jobId)?.asked ?? 0, bytes })
    if (known) {
      const there = { error: 'already_exists', message: 'Video already processed', state: 'JOB_STATE_COMPLETED' }
      return c.json({ jobId, did, ...there }, 409)
    }
    return c.json({ jobId, did, state: 'JOB_STATE_CREATED' })
  })
  video.get('/xrpc/app.bsky.video.getJobStatus', (c) => {
    const jobId = c.req.query('jobId') ?? ''
    const job = jobs.get(jobId)
    if (!job) return refuse('InvalidRequest', 'no such job')
    const about = { jobId, did }
    if (service.failing) return c.json({ jobStatus: { ...about, state: 'JOB_STATE_FAILED', message: service.failing } })
    if (job.asked++ < service.busy)
      return c.json({ jobStatus: { ...about, state: 'JOB_STATE_ENCODING', progress: 40 } })
    return c.json({ jobStatus: { ...about, state: 'JOB_STATE_COMPLETED', blob: blobOf(job.bytes) } })
  })
  return { video }
}
