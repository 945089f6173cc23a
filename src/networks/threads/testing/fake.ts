import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'
import { chosen, graphList, graphRefusal, paramsOf, refusalBody, selectionOf } from '../../testing/graph.ts'

const clientSecret = 'rahasia-aplikasi-0123456789'
const code = 'kode-sekali-0123456789'
const shortToken = 'token-sejam-0123456789'
const me = {
  id: '9001',
  username: 'tokosari',
  name: 'Toko Sari',
  threads_profile_picture_url: 'https://cdn.example/sari.jpg',
  threads_biography: 'Batik tulis',
}

type Params = Record<string, string | Blob>
interface Container {
  params: Params
  asks: number
  state: 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED'
}
interface Stored {
  id: string
  text: string
  at: string
  by: string
  type: string
  parts: Params[]
  above?: string
  hidden: boolean
  names?: true
}

/** Characters, an emoji as many as its UTF-8 bytes: https://developers.facebook.com/docs/threads/overview#limitations */
function countedLength(text: string): number {
  const of = (sign: string) => (/\p{Emoji_Presentation}|\uFE0F/u.test(sign) ? Buffer.byteLength(sign) : sign.length)
  return [...new Intl.Segmenter().segment(text)].reduce((length, { segment }) => length + of(segment), 0)
}

/** And what tests of this network look at. */
export interface ThreadsFake extends Fake {
  /** What a post was made of, and what it answers. */
  post(id: string): { text: string; parts: Params[]; above?: string } | undefined
  addMention(text: string, at: Date): string
  /** How often a container is asked for before it is ready, and what it is then. */
  slow(asks: number, state?: Container['state']): void
  /** So many times whoever publishes has not heard of a container that is finished. */
  hide(times: number): void
  /** How much was sent within 24 hours. */
  use(posts: number, replies: number): void
  /** How often the token was made new. */
  renewals(): number
}

const when = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+0000')

/**
 * A profile on Threads, of which there is no machine-readable description: all of this rests on its documentation alone,
 * https://developers.facebook.com/documentation/threads/posts, …/retrieve-and-manage-replies, …/insights,
 * …/get-started/long-lived-tokens.
 */
export function createFake(): ThreadsFake {
  const posts: Stored[] = []
  const containers = new Map<string, Container>()
  let count = 20_000
  let asks = 1
  let unseen = 0
  let outcome: Container['state'] = 'FINISHED'
  let used = { posts: 0, replies: 0 }
  let renewals = 0
  let tokens = new Set<string>()

  const gone = () => graphRefusal(400, 100, 'Object does not exist', { error_subcode: 33 })
  const find = (id: string | undefined) => posts.find((post) => post.id === id)
  const rootOf = (post: Stored): Stored => (post.above ? rootOf(find(post.above) as Stored) : post)
  const nodeOf = (post: Stored) => ({
    id: post.id,
    text: post.text,
    timestamp: post.at,
    permalink: `https://www.threads.com/@${post.by}/post/D${post.id}`,
    username: post.by,
    media_type: post.type,
    children:
      post.type === 'CAROUSEL_ALBUM' ? { data: post.parts.map((_, at) => ({ id: `${post.id}0${at}` })) } : undefined,
    replied_to: post.above ? { id: post.above } : undefined,
    root_post: post.above ? { id: rootOf(post).id } : undefined,
    is_reply_owned_by_me: post.above ? post.by === me.username : undefined,
    hide_status: post.hidden ? 'HIDDEN' : 'NOT_HUSHED',
  })

  function token(path: string, method: string, params: Params): Response {
    const give = (access_token: string) => Response.json({ access_token, token_type: 'bearer', expires_in: 5_183_944 })
    if (path === '/oauth/access_token' && method === 'POST') {
      const right =
        params.client_id === 'aplikasi-1' &&
        params.client_secret === clientSecret &&
        params.grant_type === 'authorization_code' &&
        params.redirect_uri === 'https://panel.example/callback' &&
        params.code === code
      return right
        ? Response.json({ access_token: shortToken, user_id: 9001 })
        : Response.json({ error_type: 'OAuthException', code: 400, error_message: 'Invalid' }, { status: 400 })
    }
    const exchange =
      path === '/access_token' &&
      params.grant_type === 'th_exchange_token' &&
      params.client_secret === clientSecret &&
      params.access_token === shortToken
    const refresh =
      path === '/refresh_access_token' &&
      params.grant_type === 'th_refresh_token' &&
      tokens.has(String(params.access_token))
    if (!exchange && !refresh) return graphRefusal(400, 190, 'Error validating access token')
    if (refresh) renewals++
    const made = `token-panjang-${renewals}-0123456789`
    tokens = new Set([...(refresh ? tokens : []), made])
    return give(made)
  }

  function makeContainer(params: Params): Response {
    const type = String(params.media_type)
    const address = String(params.image_url ?? params.video_url ?? '')
    if (['IMAGE', 'VIDEO'].includes(type) && !/^https:\/\//.test(address)) return graphRefusal(400, 100, 'No media')
    if (type === 'TEXT' && !params.text) return graphRefusal(400, 100, 'Param text must be a non-empty string.')
    if (countedLength(String(params.text ?? '')) > 500)
      return graphRefusal(400, 100, 'Param text must be at most 500 characters long.')
    if (params.reply_to_id && !find(String(params.reply_to_id))) return gone()
    const children = type === 'CAROUSEL' ? String(params.children).split(',') : []
    const ready = children.every((id) => containers.get(id)?.state === 'FINISHED')
    if (type === 'CAROUSEL' && (children.length < 2 || children.length > 20 || !ready))
      return graphRefusal(400, 100, 'Wrong children')
    const id = String(++count)
    containers.set(id, { params, asks: type === 'TEXT' ? 0 : asks, state: 'IN_PROGRESS' })
    return Response.json({ id })
  }

  function publishContainer(params: Params): Response {
    const found = containers.get(String(params.creation_id))
    if (unseen-- > 0)
      return graphRefusal(400, 24, 'The requested resource does not exist', { error_subcode: 4_279_009 })
    if (found?.state !== 'FINISHED' || found.params.is_carousel_item === 'true')
      return graphRefusal(400, 24, 'The requested resource does not exist')
    found.state = 'PUBLISHED'
    const type = String(found.params.media_type)
    const children = type === 'CAROUSEL' ? String(found.params.children).split(',') : []
    const made: Stored = {
      id: String(++count),
      text: String(found.params.text ?? ''),
      at: when(fakeNow),
      by: me.username,
      type: type === 'CAROUSEL' ? 'CAROUSEL_ALBUM' : type === 'TEXT' ? 'TEXT_POST' : type,
      parts: children.length > 0 ? children.map((id) => containers.get(id)?.params ?? {}) : [found.params],
      hidden: false,
      ...(found.params.reply_to_id ? { above: String(found.params.reply_to_id) } : {}),
    }
    posts.push(made)
    return Response.json({ id: made.id })
  }

  function onMe(edge: string, method: string, params: Params): Response {
    if (method === 'POST') return edge === 'threads' ? makeContainer(params) : publishContainer(params)
    const own = posts.filter(({ by }) => by === me.username).toReversed()
    if (edge === '') return Response.json(chosen(me, selectionOf(String(params.fields))))
    if (edge === 'threads') return Response.json(graphList(own.filter(({ above }) => !above).map(nodeOf), params))
    if (edge === 'replies') return Response.json(graphList(own.filter(({ above }) => above).map(nodeOf), params))
    if (edge === 'mentions')
      return Response.json(
        graphList(
          posts
            .filter(({ names }) => names)
            .toReversed()
            .map(nodeOf),
          params,
        ),
      )
    const data = {
      quota_usage: used.posts,
      config: { quota_total: 250, quota_duration: 86_400 },
      reply_quota_usage: used.replies,
      reply_config: { quota_total: 1000, quota_duration: 86_400 },
    }
    return Response.json({ data: [chosen(data, selectionOf(String(params.fields)))] })
  }

  function onPost(post: Stored, edge: string, method: string, params: Params): Response {
    if (method === 'DELETE') {
      posts.splice(posts.indexOf(post), 1)
      return Response.json({ success: true, deleted_id: post.id })
    }
    if (edge === 'manage_reply') {
      post.hidden = params.hide === 'true'
      return Response.json({ success: true })
    }
    if (edge === 'conversation') {
      if (post.above) return graphRefusal(400, 100, 'The media is no root post')
      const below = posts.filter((one) => one.above && rootOf(one).id === post.id)
      const sorted = below.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
      return Response.json(graphList(sorted.map(nodeOf), params))
    }
    if (edge === 'insights') {
      const figures: Record<string, number> = { likes: 2, replies: 1, reposts: 3, views: 40 }
      const names = String(params.metric).split(',')
      const data = names.map((name) => ({
        name,
        period: 'lifetime',
        values: [{ value: figures[name] }],
        id: `${post.id}/${name}`,
      }))
      return Response.json({ data })
    }
    return Response.json(chosen(nodeOf(post), selectionOf(String(params.fields))))
  }

  const handle = fetchOf(async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'graph.threads.com') return new Response('<html>404</html>', { status: 404 })
    const params = await paramsOf(request)
    const [, version, id = '', edge = ''] = url.pathname.split('/')
    if (version !== 'v1.0') return token(url.pathname, request.method, params)
    if (!tokens.has(String(params.access_token))) return graphRefusal(401, 190, 'Invalid OAuth access token')
    if (id === 'me') return onMe(edge, request.method, params)
    const post = find(id)
    if (post) return onPost(post, edge, request.method, params)
    const container = containers.get(id)
    if (!container) return gone()
    if (container.state === 'IN_PROGRESS' && container.asks-- <= 0) container.state = outcome
    const said = container.state === 'ERROR' ? { error_message: 'FAILED_DOWNLOADING_VIDEO' } : {}
    return Response.json({ id, status: container.state, ...said })
  })

  const store = (text: string, at: Date, by: string, more: Partial<Stored> = {}) => {
    const id = String(++count)
    posts.push({ id, text, at: when(at), by, type: 'TEXT_POST', parts: [], hidden: false, ...more })
    posts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    return id
  }
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { clientId: 'aplikasi-1', clientSecret },
        visit: () => new URLSearchParams({ state: 's', code }),
      }),
    posts: () => posts.filter(({ by }) => by === me.username).map(({ text }) => text),
    isPublish: (method, url) => method === 'POST' && url.pathname.endsWith('/threads_publish'),
    addPost: (text, at) => void store(text, at, me.username),
    addResponse: (to, text, at) => store(text, at, 'Budi', { above: to }),
    isShown: (id) => find(id)?.hidden === false,
    post: (id) => {
      const found = find(id)
      return found && { text: found.text, parts: found.parts, ...(found.above ? { above: found.above } : {}) }
    },
    addMention: (text, at) => store(text, at, 'Budi', { names: true }),
    slow: (often, state = 'FINISHED') => {
      asks = often
      outcome = state
    },
    hide: (times) => {
      unseen = times
    },
    use: (sent, replies) => {
      used = { posts: sent, replies }
    },
    renewals: () => renewals,
    failures,
    secrets: ({ credentials }) => [clientSecret, told(credentials, 'accessToken')],
  }
}

const refusal = (number: number, message: string, subcode?: number) =>
  JSON.stringify(refusalBody(number, message, subcode === undefined ? {} : { error_subcode: subcode }))

/** Errors are the Graph API's: https://developers.facebook.com/docs/graph-api/guides/error-handling */
const failures: Fake['failures'] = [
  { name: 'the token has ended', status: 401, body: refusal(190, 'Session has expired', 463), kind: 'unauthorized' },
  { name: 'the token was revoked', status: 400, body: refusal(190, 'Invalid', 460), kind: 'unauthorized' },
  { name: 'a permission is missing', status: 403, body: refusal(10, '(#10) No permission'), kind: 'unauthorized' },
  { name: 'not there', status: 400, body: refusal(100, 'Object does not exist', 33), kind: 'gone' },
  { name: 'no such path', status: 404, body: refusal(2500, 'Unknown path'), kind: 'gone' },
  { name: 'a wrong parameter', status: 400, body: refusal(100, 'Param text must be …'), kind: 'rejected' },
  { name: 'taken for spam', status: 400, body: refusal(368, 'The action attempted is disallowed'), kind: 'rejected' },
  { name: 'too large', status: 413, body: '<html>Too Large</html>', kind: 'rejected' },
  {
    name: 'the app calls too often',
    status: 400,
    headers: { 'x-app-usage': '{"call_count":100,"total_cputime":1,"total_time":1}' },
    body: refusal(4, 'Application request limit reached'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.000Z'),
  },
  {
    name: 'too many requests, by status',
    status: 429,
    headers: { 'retry-after': '60' },
    body: '',
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:01:00.000Z'),
  },
  { name: 'a fault for now', status: 500, body: refusal(2, 'An unexpected error has occurred.'), kind: 'unknown' },
  { name: 'broken', status: 500, body: '<html>Sorry</html>', kind: 'unknown' },
  { name: 'down', status: 503, body: '<html>Service Unavailable</html>', kind: 'unavailable' },
]
