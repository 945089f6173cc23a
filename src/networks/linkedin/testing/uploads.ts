import { page, pieceBytes } from './shapes.ts'
import type { World } from './world.ts'

/** Pictures, and videos in pieces: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/videos-api */
export function uploadsAt(world: World) {
  const { videos, gone, refuse, images } = world

  async function onMedia(
    request: Request,
    url: URL,
    kind: 'images' | 'videos',
    urn: string | undefined,
  ): Promise<Response> {
    const video = videos.find((one) => one.urn === urn)
    if (urn) return video ? Response.json({ id: urn, status: video.status, owner: page }) : gone()
    const body = (await request.json()) as {
      initializeUploadRequest?: { owner: string; fileSizeBytes?: number }
      finalizeUploadRequest?: { video: string; uploadToken: string; uploadedPartIds: string[] }
    }
    if (url.searchParams.get('action') === 'finalizeUpload') {
      const { video: id, uploadedPartIds: tags = [] } = body.finalizeUploadRequest ?? {}
      const found = videos.find((one) => one.urn === id)
      const right =
        found &&
        tags.join() ===
          [...found.pieces.keys()]
            .sort((a, b) => a - b)
            .map((at) => `tag-${at}`)
            .join()
      if (!right || found.status !== 'WAITING_UPLOAD') return refuse(400, 'the parts are not these')
      found.status = 'PROCESSING'
      return new Response(null, { status: 200 })
    }
    const id = String(++world.count)
    if (kind === 'images') {
      const uploadUrl = `https://www.linkedin.com/dms-uploads/image/${id}?ca=vector`
      return Response.json({ value: { uploadUrlExpiresAt: 1, uploadUrl, image: `urn:li:image:${id}` } })
    }
    const bytes = body.initializeUploadRequest?.fileSizeBytes ?? 0
    videos.push({ urn: `urn:li:video:${id}`, bytes, pieces: new Map(), status: 'WAITING_UPLOAD' })
    const uploadInstructions = Array.from({ length: Math.ceil(bytes / pieceBytes) }, (_, at) => ({
      uploadUrl: `https://www.linkedin.com/dms-uploads/video/${id}/${at * pieceBytes}`,
      firstByte: at * pieceBytes,
      lastByte: Math.min(bytes, (at + 1) * pieceBytes) - 1,
    }))
    return Response.json({
      value: { video: `urn:li:video:${id}`, uploadToken: '', uploadUrlsExpireAt: 1, uploadInstructions },
    })
  }

  async function takeBytes(request: Request, url: URL): Promise<Response> {
    const [, , kind, id, at] = url.pathname.split('/')
    const bytes = new Uint8Array(await request.arrayBuffer())
    if (kind === 'image') images.set(`urn:li:image:${id}`, bytes.byteLength)
    else {
      world.sent++
      videos.find(({ urn }) => urn === `urn:li:video:${id}`)?.pieces.set(Number(at), bytes)
    }
    return new Response(null, {
      status: kind === 'image' ? 201 : 200,
      headers: kind === 'image' ? {} : { etag: `"tag-${at}"` },
    })
  }
  return { onMedia, takeBytes }
}
