import type { Hono } from 'hono'
import { fakeNow } from '../../testing/fake.ts'
import { collection, faultOf, type Gatekept, type Stored, type Write } from './shapes.ts'
import type { World } from './world.ts'

/** Records and files of a repository: https://docs.bsky.app/docs/api/com-atproto-repo-apply-writes */
export function recordsAt(app: Hono, world: World): void {
  const { refuse, records, keep, gates, keepGate, uploads, blobOf } = world

  app.post('/xrpc/com.atproto.repo.createRecord', async (c) => {
    const { record, rkey } = (await c.req.json()) as { record: Stored['value']; rkey: string }
    const wrong = faultOf(collection, rkey, record)
    if (wrong) return refuse('InvalidRequest', wrong)
    if (records.has(rkey)) return refuse('InternalServerError', 'Internal Server Error', 500)
    const { uri, cid: version } = keep(rkey, record)
    return c.json({ uri, cid: version })
  })
  app.post('/xrpc/com.atproto.repo.applyWrites', async (c) => {
    const { writes } = (await c.req.json()) as { writes: Write[] }
    for (const { $type, collection: name, rkey, value } of writes) {
      if ($type !== 'com.atproto.repo.applyWrites#create') return refuse('InvalidRequest', 'Unknown action')
      const wrong = faultOf(name, rkey, value)
      if (wrong) return refuse('InvalidRequest', wrong)
      if (name === collection ? records.has(rkey) : gates.has(`${name}/${rkey}`))
        return refuse('InternalServerError', 'Internal Server Error', 500)
    }
    const results = writes.map(({ collection: name, rkey, value }) => {
      const made =
        name === collection ? keep(rkey, value as Stored['value']) : keepGate(name, rkey, value as Gatekept['value'])
      return { $type: 'com.atproto.repo.applyWrites#createResult', uri: made.uri, cid: made.cid }
    })
    return c.json({ results })
  })
  app.post('/xrpc/com.atproto.repo.putRecord', async (c) => {
    const asked = (await c.req.json()) as {
      collection: string
      rkey: string
      record: object
      swapRecord: string | null
    }
    const wrong = faultOf(asked.collection, asked.rkey, asked.record)
    if (wrong) return refuse('InvalidRequest', wrong)
    const place = `${asked.collection}/${asked.rkey}`
    if (world.meddling) {
      world.meddling = false
      keepGate(asked.collection, asked.rkey, {
        ...asked.record,
        hiddenReplies: ['at://did:plc:x/app.bsky.feed.post/3l'],
      })
    }
    if ((gates.get(place)?.cid ?? null) !== asked.swapRecord)
      return refuse('InvalidSwap', 'Record was at another version')
    const { uri, cid: version } = keepGate(asked.collection, asked.rkey, asked.record)
    return c.json({ uri, cid: version })
  })
  app.post('/xrpc/com.atproto.repo.uploadBlob', async (c) => {
    const { byteLength } = await c.req.arrayBuffer()
    uploads.push({ to: 'server', bytes: byteLength })
    return c.json({ blob: blobOf(byteLength) })
  })
  app.get('/xrpc/com.atproto.server.getServiceAuth', (c) => {
    const seconds = Number(c.req.query('exp')) - fakeNow.getTime() / 1000
    if (!(seconds > 0 && seconds <= 3600))
      return refuse('BadExpiration', 'cannot request a token with such an expiration')
    return c.json({ token: `${c.req.query('aud')} ${c.req.query('lxm')}` })
  })
  app.get('/xrpc/com.atproto.repo.getRecord', (c) => {
    const { collection: name, rkey = '' } = c.req.query()
    const found = name === collection ? records.get(rkey) : gates.get(`${name}/${rkey}`)
    return found ? c.json(found) : refuse('RecordNotFound', 'Could not locate record')
  })
  app.post('/xrpc/com.atproto.repo.deleteRecord', async (c) => {
    const { collection: name, rkey } = (await c.req.json()) as { collection: string; rkey: string }
    if (name === collection) records.delete(rkey)
    else gates.delete(`${name}/${rkey}`)
    return c.json({})
  })
}
