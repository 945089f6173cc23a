import { createHash } from 'node:crypto'
import { AppBskyFeedPost, AppBskyFeedPostgate, AppBskyFeedThreadgate, jsonToLex } from '@atproto/api'
import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'

interface Stored {
  uri: string
  cid: string
  value: { text: string; createdAt: string; reply?: unknown; embed?: unknown }
}

/** A record of another kind that goes with a post. */
interface Gatekept {
  uri: string
  cid: string
  value: { allow?: unknown[]; hiddenReplies?: string[]; embeddingRules?: unknown[] }
}

interface Write {
  $type?: string
  collection: string
  rkey: string
  value: unknown
}

/** What only this network's own tests ask for. */
export interface BlueskyFake extends Fake {
  /** The gate records that stand now, by `collection/rkey`. */
  gates: ReadonlyMap<string, Gatekept>
  /** The embeds of the posts that stand now. */
  embeds(): unknown[]
  /** Uploads as they came: where to, and how many bytes. */
  uploads: { to: 'server' | 'service'; bytes: number }[]
  /** How the video service behaves. */
  service: { canUpload: boolean; left: number; failing?: string; busy: number }
  /** Somebody else changes a gate between our look and our write, once. */
  meddle(): void
}

const elsewhere = 'https://pds.example'
/** A server of Bluesky's own, whose accounts the video service serves. */
export const official = 'https://morel.us-east.host.bsky.network'
const did = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'
const password = 'abcd-efgh-ijkl-mnop'

/** A CID as records have it: version 1, dag-cbor, sha2-256, in base32. https://atproto.com/specs/data-model#link-and-cid-formats */
function cid(number: number): string {
  return encodeCid(0x71, String(number))
}

function encodeCid(codec: number, content: string): string {
  const hash = createHash('sha256').update(content).digest()
  const bits = [0x01, codec, 0x12, 0x20, ...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = bits.match(/.{1,5}/g) ?? []
  return `b${letters.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')}`
}

/** The CID of bytes: version 1, raw, sha2-256. */
function rawCid(number: number): string {
  return encodeCid(0x55, `blob ${number}`)
}

const collection = 'app.bsky.feed.post'
const validators: Readonly<Record<string, (record: unknown) => { success: boolean; error?: Error }>> = {
  [collection]: AppBskyFeedPost.validateRecord,
  'app.bsky.feed.threadgate': AppBskyFeedThreadgate.validateRecord,
  'app.bsky.feed.postgate': AppBskyFeedPostgate.validateRecord,
}

/** What the lexicon has against a record. */
function faultOf(name: string, rkey: string, record: unknown): string | undefined {
  if (!/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/.test(rkey)) return 'Invalid TID'
  const valid = validators[name]?.(jsonToLex(record as Parameters<typeof jsonToLex>[0]))
  return valid?.success ? undefined : `Invalid ${name} record: ${valid?.error?.message ?? 'unknown collection'}`
}

/** A token whose time is over in a year. */
const token = (name: string) =>
  `e30.${Buffer.from(JSON.stringify({ sub: name, exp: fakeNow.getTime() / 1000 + 3600 * 24 * 365 })).toString('base64url')}.geheim${name}`
const accessJwt = token('access')
const refreshJwt = token('refresh')

/**
 * PDS, AppView and video service in one; records are checked against the lexicon by the official library. The video
 * service is that of https://docs.bsky.app/docs/tutorials/video.
 */
export function createFake(server = elsewhere): BlueskyFake {
  const records = new Map<string, Stored>()
  const gates = new Map<string, Gatekept>()
  const notifications: object[] = []
  const uploads: BlueskyFake['uploads'] = []
  const service: BlueskyFake['service'] = { canUpload: true, left: 25, busy: 2 }
  const jobs = new Map<string, { asked: number; bytes: number }>()
  let meddling = false
  let count = 0
  const keep = (rkey: string, value: Stored['value']): Stored => {
    const stored = { uri: `at://${did}/app.bsky.feed.post/${rkey}`, cid: cid(++count), value }
    records.set(rkey, stored)
    return stored
  }
  const keepGate = (collection: string, rkey: string, value: object): Gatekept => {
    const kept = { uri: `at://${did}/${collection}/${rkey}`, cid: cid(++count), value }
    gates.set(`${collection}/${rkey}`, kept)
    return kept
  }
  const blobOf = (size: number) => ({ $type: 'blob', ref: { $link: rawCid(size) }, mimeType: 'video/mp4', size })
  const app = new Hono()
  const refuse = (error: string, message: string, status = 400) => Response.json({ error, message }, { status })

  let signedOut = false
  app.post('/xrpc/com.atproto.server.createSession', async (c) => {
    const { password: given } = (await c.req.json()) as { password: string }
    if (given !== password) return refuse('AuthenticationRequired', 'Invalid identifier or password', 401)
    return c.json({ did, handle: 'sari.example', accessJwt, refreshJwt })
  })
  app.post('/xrpc/com.atproto.server.deleteSession', (c) => {
    if (signedOut || c.req.header('authorization') !== `Bearer ${refreshJwt}`)
      return refuse('InvalidToken', 'Token could not be verified')
    signedOut = true
    return c.body(null)
  })
  app.use('/xrpc/*', async (c, next) => {
    // As it is some minutes later, when the access token has ended too.
    if (signedOut) return refuse('ExpiredToken', 'Token has expired')
    if (c.req.header('authorization') !== `Bearer ${accessJwt}`)
      return refuse('InvalidToken', 'Token could not be verified')
    return await next()
  })
  app.get('/xrpc/app.bsky.actor.getProfile', (c) => c.json({ did, handle: 'sari.example', displayName: 'Sari' }))
  app.get('/xrpc/com.atproto.identity.resolveHandle', (c) =>
    c.req.query('handle') === 'budi.bsky.social'
      ? c.json({ did: 'did:plc:z72i7hdynmk6r22z27h6tvur' })
      : refuse('InvalidRequest', 'Unable to resolve handle'),
  )
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
    if (meddling) {
      meddling = false
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
  app.get('/xrpc/app.bsky.notification.listNotifications', (c) => c.json({ notifications: notifications.toReversed() }))
  app.get('/xrpc/app.bsky.feed.getPosts', (c) => {
    const asked = new Set(c.req.queries('uris'))
    return c.json({
      posts: [...records.values()].filter(({ uri }) => asked.has(uri)).map(({ uri }) => ({ uri, likeCount: 2 })),
    })
  })

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
  const answer = fetchOf((request) => (new URL(request.url).hostname === 'video.bsky.app' ? video : app).fetch(request))

  return {
    gates,
    uploads,
    service,
    embeds: () => [...records.values()].map(({ value }) => value.embed),
    meddle: () => {
      meddling = true
    },
    isShown: (uri) => [...gates.values()].every(({ value }) => !value.hiddenReplies?.includes(uri)),
    fetch: answer,
    connect: (network) => connectFirst(network, { fetch: answer, form: { handle: 'sari.example', password, server } }),
    posts: () => [...records.values()].map(({ value }) => value.text),
    isPublish: (_method, url) => /createRecord|applyWrites/.test(url.pathname),
    addPost: (text, at) => void keep(`3k${String(++count).padStart(11, '2')}`, { text, createdAt: at.toISOString() }),
    addResponse: (to, text, at) => {
      const parent = [...records.values()].find(({ uri }) => uri === to)
      const reference = { uri: to, cid: parent?.cid ?? '' }
      const uri = `at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l${String(++count).padStart(11, '2')}`
      const author = { did: 'did:plc:z72i7hdynmk6r22z27h6tvur', handle: 'budi.bsky.social', displayName: 'Budi' }
      const record = { text, createdAt: at.toISOString(), reply: { root: reference, parent: reference } }
      notifications.push({ uri, cid: cid(++count), reason: 'reply', indexedAt: at.toISOString(), author, record })
      return uri
    },
    failures: [
      {
        name: 'expired and not renewable',
        status: 400,
        body: '{"error":"ExpiredToken","message":"Token has expired"}',
        kind: 'unauthorized',
      },
      {
        name: 'taken down',
        status: 401,
        body: '{"error":"AccountTakedown","message":"Account has been taken down"}',
        kind: 'unauthorized',
      },
      {
        name: 'invalid record',
        status: 400,
        body: '{"error":"InvalidRequest","message":"Record/text must not be longer than 300 graphemes"}',
        kind: 'rejected',
      },
      {
        name: 'limited',
        status: 429,
        headers: { 'ratelimit-reset': String(fakeNow.getTime() / 1000 + 90) },
        body: '{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}',
        kind: 'rate-limited',
        retryAt: new Date(fakeNow.getTime() + 90_000),
      },
      { name: 'overloaded', status: 503, body: 'upstream connect error', kind: 'unavailable' },
      { name: 'gateway', status: 502, body: '{"error":"UpstreamFailure"}', kind: 'unknown' },
    ],
    secrets: () => [accessJwt, refreshJwt],
  }
}
