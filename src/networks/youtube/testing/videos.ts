import type { Hono } from 'hono'
import { refused } from '../../testing/google.ts'
import { described, refusalOf, type Snippet, statisticsOf, videoOf } from './shapes.ts'
import type { World } from './world.ts'

/** Videos: https://developers.google.com/youtube/v3/docs/videos */
export function videosAt(app: Hono, world: World): void {
  const { read, videos, newestFirst, say, page } = world

  app.get('/youtube/v3/playlistItems', async (c) => {
    await read(c)
    if (videos.length === 0) return refused(404, 'playlistNotFound', 'The playlist cannot be found.')
    const items = newestFirst(videos).map(({ id, snippet, status, at }) => ({
      kind: 'youtube#playlistItem',
      etag: 'e',
      id: `UU.${id}`,
      // A playlist shows nobody the words of a private video.
      snippet: {
        publishedAt: at.toISOString(),
        title: status.privacyStatus === 'private' ? 'Private video' : snippet.title,
      },
      contentDetails: { videoId: id },
    }))
    return say(c, { kind: 'youtube#playlistItemListResponse', ...page(c, items) })
  })
  app.get('/youtube/v3/videos', async (c) => {
    await read(c)
    const ids = (c.req.query('id') ?? '').split(',')
    const found = videos.filter(({ id }) => ids.includes(id))
    const items = c.req.query('part') === 'statistics' ? found.map(statisticsOf) : found.map(videoOf)
    return say(c, { kind: 'youtube#videoListResponse', etag: 'e', items })
  })
  app.put('/youtube/v3/videos', async (c) => {
    const { id, snippet } = (await read(c)) as { id: string; snippet: Snippet }
    const found = videos.find((video) => video.id === id)
    if (!found) return refused(404, 'videoNotFound', 'The video that you are trying to update cannot be found.')
    const wrong = refusalOf(snippet)
    if (wrong || !snippet.categoryId) return wrong ?? refused(400, 'invalidCategoryId', 'The category is invalid.')
    // Whatever is not named is taken away.
    found.snippet = snippet
    return say(c, videoOf(found))
  })
  app.delete('/youtube/v3/videos', async (c) => {
    await read(c)
    const at = videos.findIndex(({ id }) => id === c.req.query('id'))
    if (at < 0) return refused(404, 'videoNotFound', 'The video that you are trying to delete cannot be found.')
    videos.splice(at, 1)
    return say(c, undefined)
  })
  app.post('/upload/youtube/v3/thumbnails/set', async (c) => {
    described.request('POST', new URL(c.req.url))
    const found = videos.find(({ id }) => id === c.req.query('videoId'))
    if (!found)
      return refused(404, 'videoNotFound', 'The video that you are trying to insert a thumbnail for cannot be found.')
    const bytes = (await c.req.arrayBuffer()).byteLength
    if (bytes > 2_097_152) return refused(400, 'mediaBodyRequired', 'The image is too large.')
    found.thumbnail = { bytes, mime: c.req.header('content-type') ?? '' }
    return say(c, { kind: 'youtube#thumbnailSetResponse', etag: 'e', items: [{}] })
  })
}
