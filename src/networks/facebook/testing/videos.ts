import { fakeNow } from '../../testing/fake.ts'
import { graphRefusal } from '../../testing/graph.ts'
import { type Upload, when } from './shapes.ts'
import type { World } from './world.ts'

/** Videos in pieces: https://developers.facebook.com/docs/video-api/guides/publishing */
export function videosAt(world: World) {
  const { uploads, say, sizes, posts } = world

  async function upload(page: string, params: Record<string, string | Blob>): Promise<Response> {
    const found = uploads.get(String(params.upload_session_id ?? ''))
    const offsets = ({ size, bytes }: Upload) => ({
      start_offset: String(size),
      end_offset: String(Math.min(bytes, size + 10_000_000)),
    })
    if (params.upload_phase === 'start') {
      const made: Upload = {
        video: String(++world.count),
        bytes: Number(params.file_size),
        received: [],
        size: 0,
        state: 'uploading',
      }
      uploads.set(`s${world.count}`, made)
      const body = { video_id: made.video, upload_session_id: `s${world.count}`, ...offsets(made) }
      return say('Page', 'videos', 'POST', body)
    }
    if (!found)
      return graphRefusal(400, 6000, 'There was a problem uploading your video file.', { error_subcode: 1363019 })
    if (params.upload_phase === 'transfer') {
      const piece = params.video_file_chunk
      if (!(piece instanceof Blob)) return graphRefusal(400, 100, 'video_file_chunk is missing')
      if (Number(params.start_offset) !== found.size) {
        const more = { error_subcode: 1363037, error_data: offsets(found) }
        return graphRefusal(400, 6001, 'There was a problem uploading your video file.', more)
      }
      found.received.push(new Uint8Array(await piece.arrayBuffer()))
      found.size += piece.size
      sizes.push(piece.size)
      return say('Page', 'videos', 'POST', offsets(found))
    }
    if (found.size !== found.bytes || found.state !== 'uploading')
      return graphRefusal(400, 6000, 'Upload is not finished')
    found.state = 'processing'
    const text = String(params.description ?? '')
    found.post = `${page}_${++world.count}`
    const at = when(fakeNow)
    posts.push({
      id: found.post,
      message: text,
      at,
      from: { id: page, name: 'Toko Sari' },
      photos: [],
      video: found.video,
    })
    return say('Page', 'videos', 'POST', { success: true })
  }
  const isReady = (video: string | undefined) =>
    !video || [...uploads.values()].some((one) => one.video === video && one.state === 'ready')
  return { upload, isReady }
}
