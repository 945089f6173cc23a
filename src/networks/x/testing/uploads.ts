import type { Hono } from 'hono'
import { contentOf, described, isObject, type Media } from './shapes.ts'
import type { World } from './world.ts'

/** Files in pieces: https://docs.x.com/x-api/media/quickstart/media-upload-chunked */
export function uploadsAt(app: Hono, world: World): void {
  const { media, say, notFound, refuse } = world

  app.post('/2/media/upload/initialize', async (c) => {
    const body = (await c.req.json()) as { total_bytes: number; media_category: string }
    described.request('/2/media/upload/initialize', 'post', body)
    const id = String(++world.count)
    const { total_bytes: total, media_category: category } = body
    media.set(id, { pieces: new Map(), total, category, alt: '', finished: false, polls: world.polls })
    return say('/2/media/upload/initialize', 'post', { data: { id, media_key: `3_${id}`, expires_after_secs: 86_400 } })
  })
  app.post('/2/media/upload/:id/append', async (c) => {
    const form = await c.req.formData()
    const file = form.get('media') as File
    const segment = Number(form.get('segment_index'))
    const contentType = 'multipart/form-data'
    described.request(
      '/2/media/upload/{id}/append',
      'post',
      { media: file.name, segment_index: segment },
      { contentType },
    )
    const found = media.get(c.req.param('id'))
    if (!found) return notFound(c.req.param('id'))
    // What stands before X, not X: https://github.com/trypostit/trypost/pull/31
    if (file.size > world.edge) return new Response(null, { status: 413 })
    found.pieces.set(segment, new Uint8Array(await file.arrayBuffer()))
    return say('/2/media/upload/{id}/append', 'post', { data: { expires_at: 1_795_000_000 } })
  })
  const workOn = ({ finished, polls }: Media) => {
    if (!finished) return { state: 'pending' }
    return polls > 0 ? { state: 'in_progress', check_after_secs: 7, progress_percent: 40 } : { state: 'succeeded' }
  }
  const stateOf = (id: string, one: Media) => {
    const isPicture = one.category === 'tweet_image'
    return {
      data: {
        id,
        media_key: `3_${id}`,
        size: one.total,
        ...(isPicture && one.polls === 0 ? {} : { processing_info: workOn(one) }),
      },
    }
  }
  app.post('/2/media/upload/:id/finalize', async (c) => {
    if (!(await isObject(c.req.raw))) return refuse(400, 'Request body must be a JSON object.')
    const found = media.get(c.req.param('id'))
    if (!found) return notFound(c.req.param('id'))
    if (contentOf(found).byteLength !== found.total || found.finished)
      return refuse(400, 'The media is not in a state to be finalized.')
    found.finished = true
    return say('/2/media/upload/{id}/finalize', 'post', stateOf(c.req.param('id'), found))
  })
  app.get('/2/media/upload', (c) => {
    const query = new URL(c.req.url).searchParams
    described.request('/2/media/upload', 'get', undefined, { query })
    const id = query.get('media_id') ?? ''
    const found = media.get(id)
    if (!found) return notFound(id)
    const answer = stateOf(id, found)
    found.polls = Math.max(0, found.polls - 1)
    return say('/2/media/upload', 'get', answer)
  })
  app.post('/2/media/metadata', async (c) => {
    const body = (await c.req.json()) as { id: string; metadata: { alt_text: { text: string } } }
    described.request('/2/media/metadata', 'post', body)
    const found = media.get(body.id)
    if (!found) return notFound(body.id)
    found.alt = body.metadata.alt_text.text
    return say('/2/media/metadata', 'post', { data: { id: body.id, associated_metadata: {} } })
  })
}
