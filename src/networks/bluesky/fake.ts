import { createHash } from 'node:crypto'
import { AppBskyFeedPost } from '@atproto/api'
import { Hono } from 'hono'
import { type Fake, fakeNow, fetchOf } from '../fake.ts'
import type { Connected } from '../network.ts'

interface Stored {
  uri: string
  cid: string
  value: { text: string; createdAt: string; reply?: unknown }
}

const server = 'https://pds.example'
const did = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'
const password = 'abcd-efgh-ijkl-mnop'

/** A CID as records have it: version 1, dag-cbor, sha2-256, in base32. https://atproto.com/specs/data-model#link-and-cid-formats */
function cid(number: number): string {
  const hash = createHash('sha256').update(String(number)).digest()
  const bits = [0x01, 0x71, 0x12, 0x20, ...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = bits.match(/.{1,5}/g) ?? []
  return `b${letters.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')}`
}

/** A token whose time is over in a year. */
const token = (name: string) =>
  `e30.${Buffer.from(JSON.stringify({ sub: name, exp: fakeNow.getTime() / 1000 + 3600 * 24 * 365 })).toString('base64url')}.geheim${name}`
const accessJwt = token('access')
const refreshJwt = token('refresh')

/** PDS and AppView in one; records are checked against the lexicon by the official library. */
export function createFake(): Fake {
  const records = new Map<string, Stored>()
  const notifications: object[] = []
  let count = 0
  const keep = (rkey: string, value: Stored['value']): Stored => {
    const stored = { uri: `at://${did}/app.bsky.feed.post/${rkey}`, cid: cid(++count), value }
    records.set(rkey, stored)
    return stored
  }
  const app = new Hono()
  const refuse = (error: string, message: string, status = 400) => Response.json({ error, message }, { status })

  app.post('/xrpc/com.atproto.server.createSession', async (c) => {
    const { password: given } = (await c.req.json()) as { password: string }
    if (given !== password) return refuse('AuthenticationRequired', 'Invalid identifier or password', 401)
    return c.json({ did, handle: 'sari.example', accessJwt, refreshJwt })
  })
  app.use('/xrpc/*', async (c, next) => {
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
    if (!/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/.test(rkey))
      return refuse('InvalidRequest', 'Invalid TID')
    const valid = AppBskyFeedPost.validateRecord(record)
    if (!valid.success) return refuse('InvalidRequest', `Invalid app.bsky.feed.post record: ${valid.error.message}`)
    if (records.has(rkey)) return refuse('InternalServerError', 'Internal Server Error', 500)
    const { uri, cid: version } = keep(rkey, record)
    return c.json({ uri, cid: version })
  })
  app.get('/xrpc/com.atproto.repo.getRecord', (c) => {
    const found = records.get(c.req.query('rkey') ?? '')
    return found ? c.json(found) : refuse('RecordNotFound', 'Could not locate record')
  })
  app.post('/xrpc/com.atproto.repo.deleteRecord', async (c) => {
    records.delete(((await c.req.json()) as { rkey: string }).rkey)
    return c.json({})
  })
  app.get('/xrpc/app.bsky.notification.listNotifications', (c) => c.json({ notifications: notifications.toReversed() }))
  app.get('/xrpc/app.bsky.feed.getPosts', (c) => {
    const asked = new Set(c.req.queries('uris'))
    return c.json({
      posts: [...records.values()].filter(({ uri }) => asked.has(uri)).map(({ uri }) => ({ uri, likeCount: 2 })),
    })
  })

  return {
    fetch: fetchOf((request) => app.fetch(request)),
    connect: async (network) => {
      const tools = {
        fetch: fetchOf((request) => app.fetch(request)),
        signal: new AbortController().signal,
        now: () => fakeNow,
      }
      return (await network.signIn?.({ handle: 'sari.example', password, server }, tools)) as Connected
    },
    posts: () => [...records.values()].map(({ value }) => value.text),
    isPublish: (_method, url) => url.pathname.endsWith('createRecord'),
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
