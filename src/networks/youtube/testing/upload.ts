import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { fakeNow } from '../../testing/fake.ts'
import { refused } from '../../testing/google.ts'
import { refusalOf, type StoredVideo, type UploadSession, unit, videoOf } from './shapes.ts'
import type { World } from './world.ts'

/** Uploads in pieces: https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol */
export function uploadAt(app: Hono, world: World): void {
  const { read, sessions, ranges, videos } = world

  app.post('/upload/youtube/v3/videos', async (c) => {
    const body = (await read(c)) as UploadSession['body']
    const wrong = refusalOf(body.snippet)
    if (wrong) return wrong
    const id = `sesi-rahasia-${++world.count}`
    const total = Number(c.req.header('x-upload-content-length'))
    if (!(total > 0) || !/^video\//.test(c.req.header('x-upload-content-type') ?? ''))
      return refused(400, 'mediaBodyRequired', 'The request does not include the video content.')
    sessions.set(id, { body, total, pieces: [], arrived: 0 })
    const location = new URL(c.req.url)
    location.searchParams.set('upload_id', id)
    return c.body(null, 200, { location: location.href })
  })
  app.put('/upload/youtube/v3/videos', async (c) => {
    const session = sessions.get(c.req.query('upload_id') ?? '')
    if (!session) return refused(404, 'notFound', 'Upload session not found.')
    const asked = c.req.header('content-range') ?? ''
    const [, from, to, total] = /^bytes (?:\*|(\d+)-(\d+))\/(\d+)$/.exec(asked) ?? []
    if (Number(total) !== session.total)
      return refused(400, 'badRequest', `Failed to parse Content-Range header: ${asked}`)
    if (from !== undefined && !session.video) {
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const wrong = takePiece(session, bytes, Number(from), Number(to))
      if (wrong) return wrong
    }
    if (!session.video && session.arrived === session.total) session.video = keepUpload(session)
    if (session.video) return c.json(videoOf(session.video), 201)
    const range: Record<string, string> = session.arrived === 0 ? {} : { range: `bytes=0-${session.arrived - 1}` }
    return new Response(null, { status: 308, headers: range })
  })
  const takePiece = (session: UploadSession, bytes: Uint8Array, from: number, to: number) => {
    if (from !== session.arrived || bytes.byteLength !== to - from + 1)
      return refused(400, 'badRequest', `The upload is at ${session.arrived}, not at ${from}.`)
    if (to + 1 < session.total && bytes.byteLength % unit !== 0)
      return refused(400, 'badRequest', 'Chunks have to be multiples of 256 KB.')
    ranges.push(`${from}-${to}/${session.total}`)
    const cut = world.cutAfter
    world.cutAfter = undefined
    const kept = cut === undefined ? bytes : bytes.slice(0, Math.floor(cut / unit) * unit)
    session.pieces.push(kept)
    session.arrived += kept.byteLength
    if (cut !== undefined) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })
    return undefined
  }
  const keepUpload = ({ body, pieces, total }: UploadSession): StoredVideo => {
    const hash = createHash('sha256')
    for (const piece of pieces) hash.update(piece)
    const { snippet, status } = body
    const video = { id: `vid${++world.count}`, snippet, status, at: fakeNow, hash: hash.digest('hex'), bytes: total }
    videos.push(video)
    return video
  }
}
