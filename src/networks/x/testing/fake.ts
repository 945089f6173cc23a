import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import parseTweet from 'twitter-text/dist/parseTweet.js'
import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'
import { describedByOpenApi } from '../../testing/openapi.ts'

interface Stored {
  id: string
  text: string
  at: string
  author: string
  parent: string | undefined
  media: readonly string[]
}
interface Media {
  pieces: Map<number, Uint8Array>
  total: number
  category: string
  alt: string
  finished: boolean
  /** How often it is still "in progress" when asked. */
  looks: number
}

const described = describedByOpenApi('x.openapi.json')
const clientId = 'aplikasi-1'
const clientSecret = 'geheim-app-0123456789'
const me = { id: '1001', name: 'Sari', username: 'sari' }
const budi = { id: '2002', name: 'Budi', username: 'budi' }
const people = new Map([me, budi].map((one) => [one.id, one]))

/** And what only this network's tests look at. */
export interface XFake extends Fake {
  /** Every call that was made, as `METHOD /path?query`. */
  calls(): string[]
  /** Files that were uploaded, in the order of their beginning. */
  media(): { bytes: number; content: Uint8Array; category: string; alt: string }[]
  /** From now on larger pieces are refused by what stands before X. */
  narrow(bytes: number): void
  /** From now on X works on what is uploaded: so many looks find it unfinished. */
  works(looks: number): void
  /** X forgets every upload. */
  forgetMedia(): void
  /** What kind of subscription X tells of. */
  subscribe(kind: string): void
}

/**
 * X as its own OpenAPI description has it (v2.167), whose requests, queries and answers are checked. What that leaves out
 * is from its documentation: refusals of posts with the type `about:blank`, the token endpoint
 * (https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code), and that texts come back with links as
 * t.co and three characters escaped.
 */
export function createFake(): XFake {
  const posts: Stored[] = []
  const hidden = new Set<string>()
  const media = new Map<string, Media>()
  const calls: string[] = []
  const tokens = { access: 'akses-geheim-0001', refresh: 'segar-geheim-0001', generation: 1 }
  let challenge = ''
  let count = 5000
  let looks = 0
  let edge = 1024 * 1024
  let subscription = 'None'

  const app = new Hono()
  const say = (path: string, method: string, body: unknown, status = 200) => {
    described.answer(path, method, status, body)
    return Response.json(body, { status })
  }
  const refuse = (status: number, detail: string, type = 'about:blank') =>
    Response.json({ detail, type, title: status === 401 ? 'Unauthorized' : 'Forbidden', status }, { status })
  const notFound = (id: string) => {
    const body = {
      type: 'https://api.x.com/2/problems/resource-not-found',
      title: 'Not Found Error',
      detail: `Could not find post with id: [${id}].`,
      resource_type: 'post',
    }
    described.answer('/2/tweets/{id}', 'delete', 404, body, 'application/problem+json')
    return Response.json(body, { status: 404 })
  }

  app.use('*', async (c, next) => {
    const url = new URL(c.req.url)
    calls.push(`${c.req.method} ${url.pathname}${url.search}`)
    if (url.pathname.startsWith('/2/oauth2/')) return await next()
    if (c.req.header('authorization') !== `Bearer ${tokens.access}`) return refuse(401, 'Unauthorized')
    return await next()
  })

  app.post('/2/oauth2/token', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    const wrong = (error: string) =>
      Response.json({ error, error_description: 'Value passed was invalid.' }, { status: 400 })
    if (c.req.header('authorization') !== basic || form.client_secret !== undefined) return wrong('unauthorized_client')
    if (form.grant_type === 'refresh_token' && form.refresh_token !== tokens.refresh) return wrong('invalid_request')
    if (form.grant_type === 'authorization_code') {
      const proved =
        createHash('sha256')
          .update(form.code_verifier ?? '')
          .digest('base64url') === challenge
      if (form.code !== 'kode-sekali' || !proved || !form.redirect_uri) return wrong('invalid_request')
    }
    const number = String(++tokens.generation).padStart(4, '0')
    Object.assign(tokens, { access: `akses-geheim-${number}`, refresh: `segar-geheim-${number}` })
    return Response.json({
      token_type: 'bearer',
      expires_in: 7200,
      access_token: tokens.access,
      refresh_token: tokens.refresh,
      scope: 'tweet.read tweet.write users.read',
    })
  })

  // https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token
  app.post('/2/oauth2/revoke', async (c) => {
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (c.req.header('authorization') !== basic) return refuse(401, 'Unauthorized')
    const { token } = Object.fromEntries(new URLSearchParams(await c.req.text()))
    if (token !== tokens.access && token !== tokens.refresh)
      return Response.json({ error: 'invalid_request' }, { status: 400 })
    Object.assign(tokens, token === tokens.access ? { access: '' } : { refresh: '' })
    return Response.json({ revoked: true })
  })

  app.get('/2/users/me', (c) => {
    described.request('/2/users/me', 'get', undefined, { query: new URL(c.req.url).searchParams })
    const data = { ...me, description: 'Halo', subscription_type: subscription, verified_type: 'none' }
    return say('/2/users/me', 'get', { data })
  })

  app.post('/2/tweets', async (c) => {
    const body = (await c.req.json()) as {
      text: string
      reply?: { in_reply_to_tweet_id: string }
      media?: { media_ids: string[] }
    }
    described.request('/2/tweets', 'post', body)
    const own = posts.filter(({ author }) => author === me.id)
    if (own.some(({ text }) => text === body.text && text !== ''))
      return refuse(403, 'You are not allowed to create a Tweet with duplicate content.')
    if (parseTweet(body.text).weightedLength > (subscription === 'None' ? 280 : 25_000))
      return refuse(403, 'Your Tweet text is too long.')
    const ids = body.media?.media_ids ?? []
    if (ids.some((id) => !media.get(id)?.finished || (media.get(id)?.looks ?? 0) > 0))
      return refuse(400, 'Your media IDs are invalid.')
    const parent = body.reply?.in_reply_to_tweet_id
    if (parent !== undefined && !posts.some(({ id }) => id === parent))
      return refuse(403, 'You attempted to reply to a Tweet that is deleted or not visible to you.')
    const stored = keep(body.text, fakeNow, me.id, parent, ids)
    return say('/2/tweets', 'post', { data: { id: stored.id, text: shown(stored).text } }, 201)
  })

  app.delete('/2/tweets/:id', (c) => {
    described.request('/2/tweets/{id}', 'delete', undefined, { query: new URL(c.req.url).searchParams })
    const at = posts.findIndex(({ id, author }) => id === c.req.param('id') && author === me.id)
    if (at < 0) return notFound(c.req.param('id'))
    posts.splice(at, 1)
    return say('/2/tweets/{id}', 'delete', { data: { deleted: true } })
  })

  app.put('/2/tweets/:id/hidden', async (c) => {
    const body = (await c.req.json()) as { hidden: boolean }
    described.request('/2/tweets/{tweet_id}/hidden', 'put', body)
    const found = posts.find(({ id }) => id === c.req.param('id'))
    if (!found || headOf(found).author !== me.id) return refuse(403, 'You are not allowed to hide this reply.')
    if (body.hidden) hidden.add(found.id)
    else hidden.delete(found.id)
    return say('/2/tweets/{tweet_id}/hidden', 'put', { data: { hidden: body.hidden } })
  })

  app.get('/2/tweets', (c) => {
    const query = new URL(c.req.url).searchParams
    described.request('/2/tweets', 'get', undefined, { query })
    const ids = (query.get('ids') ?? '').split(',')
    return say('/2/tweets', 'get', {
      data: posts.filter(({ id }) => ids.includes(id)).map((post) => figured(shown(post))),
    })
  })

  const timeline = (path: string, request: Request, chosen: readonly Stored[], includes?: object) => {
    const query = new URL(request.url).searchParams
    described.request(path, 'get', undefined, { query })
    const since = BigInt(query.get('since_id') ?? 0)
    const start = Date.parse(query.get('start_time') ?? '2010-11-06T00:00:00Z')
    const fitting = chosen
      .filter(({ id, at }) => BigInt(id) > since && Date.parse(at) >= start)
      .toSorted((a, b) => (BigInt(a.id) > BigInt(b.id) ? -1 : 1))
    const from = Number(query.get('pagination_token') ?? 0)
    const size = Number(query.get('max_results') ?? 10)
    const page = fitting.slice(from, from + size)
    const more = from + size < fitting.length ? { next_token: String(from + size) } : {}
    return say(path, 'get', {
      ...(page.length > 0 ? { data: page.map(shown), ...(includes ? { includes } : {}) } : {}),
      meta: { result_count: page.length, ...more },
    })
  }
  app.get('/2/users/1001/tweets', (c) =>
    timeline(
      '/2/users/{id}/tweets',
      c.req.raw,
      posts.filter(({ author }) => author === me.id),
    ),
  )
  app.get('/2/users/1001/mentions', (c) => {
    const includes = { users: [{ ...budi, profile_image_url: 'https://pbs.twimg.com/b.png' }] }
    return timeline(
      '/2/users/{id}/mentions',
      c.req.raw,
      posts.filter(({ author }) => author !== me.id),
      includes,
    )
  })

  app.post('/2/media/upload/initialize', async (c) => {
    const body = (await c.req.json()) as { total_bytes: number; media_category: string }
    described.request('/2/media/upload/initialize', 'post', body)
    const id = String(++count)
    const { total_bytes: total, media_category: category } = body
    media.set(id, { pieces: new Map(), total, category, alt: '', finished: false, looks })
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
    if (file.size > edge) return new Response(null, { status: 413 })
    found.pieces.set(segment, new Uint8Array(await file.arrayBuffer()))
    return say('/2/media/upload/{id}/append', 'post', { data: { expires_at: 1_795_000_000 } })
  })
  const workOn = ({ finished, looks }: Media) => {
    if (!finished) return { state: 'pending' }
    return looks > 0 ? { state: 'in_progress', check_after_secs: 7, progress_percent: 40 } : { state: 'succeeded' }
  }
  const stateOf = (id: string, one: Media) => {
    const isPicture = one.category === 'tweet_image'
    return {
      data: {
        id,
        media_key: `3_${id}`,
        size: one.total,
        ...(isPicture && one.looks === 0 ? {} : { processing_info: workOn(one) }),
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
    found.looks = Math.max(0, found.looks - 1)
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

  function keep(text: string, at: Date, author: string, parent?: string, ids: readonly string[] = []): Stored {
    const stored = { id: String(++count), text, at: at.toISOString(), author, parent, media: ids }
    posts.push(stored)
    return stored
  }
  function headOf(post: Stored): Stored {
    const parent = posts.find(({ id }) => id === post.parent)
    return parent ? headOf(parent) : post
  }
  /** As X gives a post back: links as t.co, `& < >` escaped, the name of who is answered before it. */
  function shown(post: Stored) {
    const urls: { start: number; end: number; url: string; expanded_url: string; media_key?: string }[] = []
    const parent = posts.find(({ id }) => id === post.parent)
    const named = parent && parent.author !== post.author ? `@${people.get(parent.author)?.username} ` : ''
    let text = `${named}${post.text}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    text = text.replace(/https?:\/\/\S+/g, (found) => {
      const url = `https://t.co/l${post.id}${urls.length}`
      urls.push({ start: 0, end: 0, url, expanded_url: found.replaceAll('&amp;', '&') })
      return url
    })
    const [first] = post.media
    if (first) {
      const url = `https://t.co/m${post.id}`
      urls.push({
        start: 0,
        end: 0,
        url,
        expanded_url: `https://x.com/sari/status/${post.id}/photo/1`,
        media_key: `3_${first}`,
      })
      text = `${text} ${url}`
    }
    return {
      id: post.id,
      text,
      created_at: post.at,
      author_id: post.author,
      conversation_id: headOf(post).id,
      ...(urls.length > 0 ? { entities: { urls } } : {}),
      ...(post.media.length > 0 ? { attachments: { media_keys: post.media.map((id) => `3_${id}`) } } : {}),
      ...(parent
        ? { in_reply_to_user_id: parent.author, referenced_posts: [{ type: 'replied_to', id: parent.id }] }
        : {}),
    }
  }
  const figured = (post: object) => ({
    ...post,
    public_metrics: {
      like_count: 2,
      repost_count: 1,
      reply_count: 3,
      quote_count: 0,
      bookmark_count: 0,
      impression_count: 99,
    },
  })

  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: (network) => {
      const visit = (page: string) => {
        challenge = new URL(page).searchParams.get('code_challenge') ?? ''
        return new URLSearchParams({ state: 's', code: 'kode-sekali' })
      }
      return connectFirst(network, { fetch: handle, form: { clientId, clientSecret }, visit })
    },
    posts: () => posts.filter(({ author }) => author === me.id).map(({ text }) => text),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/2/tweets',
    addPost: (text, at) => void keep(text, at, me.id),
    addResponse: (to, text, at) => keep(text, at, budi.id, to).id,
    isShown: (id) => !hidden.has(id),
    expire: () => {
      tokens.access = 'sudah-berakhir'
    },
    calls: () => calls,
    media: () =>
      [...media.values()].map((one) => {
        const content = contentOf(one)
        return { bytes: content.byteLength, content, category: one.category, alt: one.alt }
      }),
    works: (times) => {
      looks = times
    },
    narrow: (bytes) => {
      edge = bytes
    },
    forgetMedia: () => media.clear(),
    subscribe: (kind) => {
      subscription = kind
    },
    failures,
    secrets: ({ credentials }) =>
      ['clientSecret', 'accessToken', 'refreshToken'].map((name) => told(credentials, name)),
  }
}

function contentOf({ pieces }: Media): Uint8Array {
  const order = [...pieces.keys()].toSorted((a, b) => a - b)
  return Buffer.concat(order.map((number) => pieces.get(number) ?? new Uint8Array()))
}

/** Refusals of POST /2/tweets as people met them, and as https://docs.x.com/x-api/fundamentals/response-codes-and-errors tells. */
const failures: Fake['failures'] = [
  {
    name: 'revoked',
    status: 401,
    body: '{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}',
    kind: 'unauthorized',
  },
  {
    name: 'outside the scopes',
    status: 403,
    body: '{"title":"Forbidden","type":"about:blank","status":403,"detail":"Forbidden"}',
    kind: 'unauthorized',
  },
  {
    name: 'the app may only read',
    status: 403,
    body: '{"title":"Client Forbidden","type":"https://api.x.com/2/problems/client-forbidden","detail":"This app is not allowed to do this.","reason":"client-not-enrolled","status":403}',
    kind: 'unauthorized',
  },
  {
    name: 'the same words again',
    status: 403,
    body: '{"detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank","title":"Forbidden","status":403}',
    kind: 'unknown',
  },
  {
    name: 'a video that is too long',
    status: 403,
    body: '{"detail":"This user is not allowed to post a video longer than 20 minutes.","type":"about:blank","title":"Forbidden","status":403}',
    kind: 'rejected',
  },
  {
    name: 'an answer that is not allowed',
    status: 403,
    body: '{"detail":"Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.","type":"about:blank","title":"Forbidden","status":403}',
    kind: 'rejected',
  },
  {
    name: 'no credit',
    status: 402,
    body: '{"title":"CreditsDepleted","type":"https://api.x.com/2/problems/credits","detail":"Your enrolled account does not have any credits to fulfill this request.","status":402}',
    kind: 'rejected',
  },
  {
    name: 'a bad request',
    status: 400,
    body: '{"type":"https://api.x.com/2/problems/invalid-request","title":"Invalid Request","detail":"One or more parameters to your request was invalid.","status":400}',
    kind: 'rejected',
  },
  {
    name: 'nothing there',
    status: 404,
    body: '{"type":"https://api.x.com/2/problems/resource-not-found","title":"Not Found Error","detail":"Could not find it.","resource_type":"post"}',
    kind: 'gone',
  },
  {
    name: 'too many in a quarter of an hour',
    status: 429,
    headers: { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1795507800' },
    body: '{"title":"Too Many Requests","type":"about:blank","status":429,"detail":"Too Many Requests"}',
    kind: 'rate-limited',
    retryAt: new Date(1_795_507_800_000),
  },
  {
    name: 'too many in a day',
    status: 429,
    headers: {
      'x-rate-limit-limit': '100',
      'x-rate-limit-remaining': '98',
      'x-rate-limit-reset': '1795507800',
      'x-user-limit-24hour-limit': '17',
      'x-user-limit-24hour-remaining': '0',
      'x-user-limit-24hour-reset': '1795564800',
    },
    body: '{"title":"Too Many Requests","type":"about:blank","status":429,"detail":"Too Many Requests"}',
    kind: 'rate-limited',
    retryAt: new Date(1_795_564_800_000),
  },
  {
    name: 'down',
    status: 503,
    body: '{"title":"Service Unavailable","type":"about:blank","status":503,"detail":"Service Unavailable"}',
    kind: 'unavailable',
  },
  { name: 'broken', status: 500, body: '<html>Something is technically wrong</html>', kind: 'unknown' },
]

/** Whether a request's body is a JSON object, as X wants it even where there is nothing to say. */
async function isObject(request: Request): Promise<boolean> {
  const body: unknown = await request.json().catch(() => undefined)
  return typeof body === 'object' && body !== null
}
