import type { Hono } from 'hono'
import { fakeNow } from '../../testing/fake.ts'
import { describedBy } from './description.ts'
import { budi, countedLength, statusOf } from './shapes.ts'
import type { World } from './world.ts'

/** Makes, shows, changes and takes away statuses: https://docs.joinmastodon.org/methods/statuses/ */
export function statusesAt(app: Hono, world: World): void {
  const { statuses, keys, say, media, keep, answers } = world

  app.post('/api/v1/statuses', async (c) => {
    const body = (await c.req.json()) as {
      status: string
      visibility?: string
      in_reply_to_id?: string
      media_ids?: string[]
    }
    describedBy.request('/api/v1/statuses', 'post', body)
    const key = c.req.header('idempotency-key') ?? ''
    const known = statuses.find(({ id }) => id === keys.get(key))
    if (known) return say('/api/v1/statuses', 'post', statusOf(known))
    if (countedLength(body.status) > 500) {
      return say('/api/v1/statuses', 'post', { error: 'Validation failed: Text character limit of 500 exceeded' }, 422)
    }
    const unready = media.some(({ id, busy }) => busy > 0 && body.media_ids?.includes(id))
    if (unready)
      return say('/api/v1/statuses', 'post', { error: 'Cannot attach files that have not finished processing' }, 422)
    const stored = keep(body.status, fakeNow, body.in_reply_to_id ?? null, body.media_ids)
    stored.visibility = body.visibility ?? 'public'
    keys.set(key, stored.id)
    return say('/api/v1/statuses', 'post', statusOf(stored))
  })
  app.get('/api/v1/accounts/1/statuses', (c) => {
    const before = Number(c.req.query('max_id') ?? Number.POSITIVE_INFINITY)
    const page = statuses
      .filter(({ id }) => Number(id) < before)
      .filter(({ visibility = 'public' }) => world.listsAll || visibility === 'public')
      .toReversed()
      .slice(0, 40)
    return say(
      '/api/v1/accounts/{id}/statuses',
      'get',
      page.map((stored) => statusOf(stored)),
    )
  })
  app.get('/api/v1/statuses/:id', (c) => {
    const found = statuses.find(({ id }) => id === c.req.param('id'))
    const theirs = answers.find(({ stored }) => stored.id === c.req.param('id'))?.stored
    if (theirs) return say('/api/v1/statuses/{id}', 'get', statusOf(theirs, budi))
    return found
      ? say('/api/v1/statuses/{id}', 'get', statusOf(found))
      : Response.json({ error: 'Record not found' }, { status: 404 })
  })
  app.get('/api/v1/statuses/:id/context', (c) => {
    const answer = answers.find(({ stored }) => stored.id === c.req.param('id'))
    const parent = statuses.find(({ id }) => id === answer?.stored.parent)
    const below = statuses.filter((one) => one.parent === c.req.param('id'))
    return say('/api/v1/statuses/{id}/context', 'get', {
      ancestors: parent ? [statusOf(parent)] : [],
      descendants: below.map((one) => statusOf(one)),
    })
  })
  app.put('/api/v1/statuses/:id', async (c) => {
    const body = (await c.req.json()) as { status: string; media_ids?: string[] }
    describedBy.request('/api/v1/statuses/{id}', 'put', body)
    const found = statuses.find(({ id }) => id === c.req.param('id'))
    if (!found) return Response.json({ error: 'Record not found' }, { status: 404 })
    Object.assign(found, { text: body.status, media: body.media_ids ?? [] })
    return say('/api/v1/statuses/{id}', 'put', statusOf(found))
  })
  app.delete('/api/v1/statuses/:id', (c) => {
    const at = statuses.findIndex(({ id }) => id === c.req.param('id'))
    if (at < 0) return Response.json({ error: 'Record not found' }, { status: 404 })
    const [gone] = statuses.splice(at, 1)
    return c.json(gone ? statusOf(gone) : {})
  })
}
