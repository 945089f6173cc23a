import type { Hono } from 'hono'
import { describedBy } from './description.ts'
import { type Media, server, token } from './shapes.ts'
import type { World } from './world.ts'

/** Takes files: https://docs.joinmastodon.org/methods/media/ */
export function mediaAt(app: Hono, world: World): void {
  const { media, say } = world

  const shownMedia = ({ id, mime, alt, busy }: Media) => ({
    id,
    type: mime.split('/')[0],
    url: busy > 0 ? null : `${server}/m/${id}`,
    preview_url: null,
    remote_url: null,
    meta: {},
    description: alt || null,
    blurhash: null,
  })
  app.post('/api/v2/media', async (c) => {
    if (c.req.header('authorization') !== `Bearer ${token}`)
      return Response.json({ error: 'The access token is invalid' }, { status: 401 })
    const form = await c.req.formData()
    const file = form.get('file')
    if (!(file instanceof File))
      return Response.json({ error: "Validation failed: File can't be blank" }, { status: 422 })
    const alt = String(form.get('description') ?? '')
    const focus = form.get('focus')
    describedBy.upload('/api/v2/media', {
      file: file.name,
      ...(alt ? { description: alt } : {}),
      ...(focus === null ? {} : { focus: String(focus) }),
    })
    if (focus !== null && !/^-?[01]\.\d+,-?[01]\.\d+$/.test(String(focus)))
      return Response.json({ error: 'Validation failed: focus' }, { status: 422 })
    const busy = file.type.startsWith('video/') ? 2 : 0
    const kept = { id: String(++world.count), mime: file.type, bytes: file.size, alt, busy }
    media.push(kept)
    return say('/api/v2/media', 'post', shownMedia(kept), busy > 0 ? 202 : 200)
  })
  app.get('/api/v1/media/:id', (c) => {
    const found = media.find(({ id }) => id === c.req.param('id'))
    if (!found) return Response.json({ error: 'Record not found' }, { status: 404 })
    const busy = found.busy > 0
    const answer = say('/api/v1/media/{id}', 'get', shownMedia(found), busy ? 206 : 200)
    if (busy) found.busy--
    return answer
  })
}
