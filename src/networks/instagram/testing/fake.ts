import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'
import {
  chosen,
  describedByGraph,
  graphList,
  graphRefusal,
  graphToken,
  paramsOf,
  proofOf,
  refusalBody,
  selectionOf,
} from '../../testing/graph.ts'

/** https://developers.facebook.com/docs/graph-api/changelog/versions/ */
const version = 'v26.0'
const clientSecret = 'rahasia-aplikasi-0123456789'
const code = 'kode-sekali-0123456789'
const longToken = 'token-panjang-0123456789'
const pageToken = 'token-halaman-0123456789'
const login = {
  clientId: 'aplikasi-1',
  clientSecret,
  code,
  callback: 'https://panel.example/callback',
  userToken: 'token-pengguna-0123456789',
  longToken,
}
const described = describedByGraph('facebook')

type Params = Record<string, string | Blob>

interface Container {
  params: Params
  /** How often it is still to be asked for before it is ready. */
  asks: number
  state: 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED'
  child: boolean
}
interface Stored {
  id: string
  caption: string
  at: string
  by: string
  containers: Container[]
  type: 'IMAGE' | 'VIDEO' | 'CAROUSEL_ALBUM'
}
interface Remark {
  id: string
  media: string
  parent?: string
  text: string
  at: string
  by: string
  hidden: boolean
}

/** And what tests of this network look at. */
export interface InstagramFake extends Fake {
  /** What a post was made of. */
  post(id: string): { caption: string; media: { address: string; alt: string }[] } | undefined
  remarks(): { text: string; media: string; parent?: string; by: string }[]
  /** Somebody tags the account in a post of theirs. */
  addTag(text: string, at: Date): string
  /** How often a container is asked for before it is ready, and what it is then. */
  slow(asks: number, state?: Container['state']): void
  /** How many posts were made within 24 hours. */
  use(posts: number): void
  /** How many containers were made. */
  containers(): number
}

const me = {
  id: '17841400000000001',
  username: 'tokosari',
  name: 'Toko Sari',
  biography: 'Batik tulis',
  website: 'https://toko.example',
  profile_picture_url: 'https://cdn.example/sari.jpg',
}
const when = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+0000')

/**
 * An account that belongs to a page, at the Graph API; requests and answers are held against the description that lies beside
 * the project, but for containers, which it does not know:
 * https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container
 */
export function createFake(): InstagramFake {
  const posts: Stored[] = []
  const remarks: Remark[] = []
  const containers = new Map<string, Container>()
  let count = 18_000
  let used = 0
  let asks = 1
  let outcome: Container['state'] = 'FINISHED'

  const gone = () => graphRefusal(400, 100, 'Unsupported get request. Object does not exist', { error_subcode: 33 })
  const nodeOf = (post: Stored) => ({
    id: post.id,
    caption: post.caption,
    timestamp: post.at,
    permalink: `https://www.instagram.com/p/C${post.id}/`,
    media_type: post.type,
    username: post.by,
    like_count: 2,
    comments_count: remarks.filter(({ media }) => media === post.id).length,
    view_count: 7,
    children:
      post.type === 'CAROUSEL_ALBUM'
        ? { data: post.containers.map((_, at) => ({ id: `${post.id}0${at}` })) }
        : undefined,
  })
  const nodeOfRemark = (remark: Remark): Record<string, unknown> => ({
    id: remark.id,
    text: remark.text,
    timestamp: remark.at,
    username: remark.by,
    from: { id: remark.by === me.username ? me.id : '77', username: remark.by },
    hidden: remark.hidden,
    like_count: 2,
    parent_id: remark.parent,
    replies: remark.parent
      ? undefined
      : { data: remarks.filter(({ parent }) => parent === remark.id).map((one) => nodeOfRemark(one)) },
  })
  const say = (node: string, edge: string, method: string, body: unknown): Response => {
    // What is undefined does not travel.
    const sent: unknown = JSON.parse(JSON.stringify(body))
    described.answer(node, edge, method, sent)
    return Response.json(sent)
  }
  const addRemark = (on: string, text: string, at: Date, by: string): Remark | undefined => {
    const above = remarks.find(({ id }) => id === on)
    const media = above?.media ?? posts.find(({ id }) => id === on)?.id
    if (!media) return undefined
    const parent = above?.parent ?? above?.id
    const remark: Remark = {
      id: String(++count),
      media,
      text,
      at: when(at),
      by,
      hidden: false,
      ...(parent ? { parent } : {}),
    }
    remarks.push(remark)
    return remark
  }

  function makeContainer(params: Params): Response {
    const type = String(params.media_type ?? 'IMAGE')
    const address = String(params.image_url ?? params.video_url ?? '')
    if (type !== 'CAROUSEL' && !/^https:\/\//.test(address))
      return graphRefusal(400, 9004, 'The media could not be fetched from this URI', { error_subcode: 2207052 })
    const children = type === 'CAROUSEL' ? (JSON.parse(String(params.children)) as string[]) : []
    if (children.some((id) => !containers.get(id)?.child || containers.get(id)?.state !== 'FINISHED'))
      return graphRefusal(400, 9007, 'Media ID is not available', { error_subcode: 2207027 })
    if (type === 'CAROUSEL' && (children.length < 2 || children.length > 10))
      return graphRefusal(400, 100, 'Wrong number')
    const id = String(++count)
    containers.set(id, { params, asks, state: 'IN_PROGRESS', child: params.is_carousel_item === 'true' })
    return say('IGUser', 'media', 'POST', { id })
  }

  function publishContainer(params: Params): Response {
    const found = containers.get(String(params.creation_id))
    if (!found || found.child || found.state !== 'FINISHED')
      return graphRefusal(400, 9007, 'Media ID is not available', { error_subcode: 2207027 })
    found.state = 'PUBLISHED'
    used++
    const children = found.params.children ? (JSON.parse(String(found.params.children)) as string[]) : []
    const made: Stored = {
      id: String(++count),
      caption: String(found.params.caption ?? ''),
      at: when(fakeNow),
      by: me.username,
      type: children.length > 0 ? 'CAROUSEL_ALBUM' : found.params.video_url ? 'VIDEO' : 'IMAGE',
      containers: children.length > 0 ? children.map((id) => containers.get(id) as Container) : [found],
    }
    posts.push(made)
    return say('IGUser', 'media_publish', 'POST', { id: made.id })
  }

  function onUser(edge: string, method: string, params: Params): Response {
    described.request('IGUser', edge, method, params)
    const newest = (own: boolean) => posts.filter(({ by }) => (by === me.username) === own).toReversed()
    if (method === 'GET') {
      if (edge === '') return say('IGUser', '', 'GET', chosen(me, selectionOf(String(params.fields ?? 'id'))))
      if (edge === 'media') return say('IGUser', edge, 'GET', graphList(newest(true).map(nodeOf), params))
      if (edge === 'tags') return say('IGUser', edge, 'GET', graphList(newest(false).map(nodeOf), params))
      const config = { quota_total: 50, quota_duration: 86_400 }
      if (edge === 'content_publishing_limit') return Response.json({ data: [{ quota_usage: used, config }] })
    }
    if (edge === 'media') return makeContainer(params)
    if (edge === 'media_publish') return publishContainer(params)
    if (edge === 'mentions') {
      const made = addRemark(String(params.media_id), String(params.message), fakeNow, me.username)
      return made ? say('IGUser', edge, 'POST', { id: made.id }) : gone()
    }
    return graphRefusal(400, 100, `Unknown path ${edge}`)
  }

  function onPost(post: Stored, edge: string, method: string, params: Params): Response {
    described.request('IGMedia', edge, method, params)
    if (edge === 'comments' && method === 'POST') {
      const made = addRemark(post.id, String(params.message), fakeNow, me.username)
      return say('IGMedia', edge, 'POST', { id: made?.id })
    }
    if (edge === 'comments') {
      const top = remarks.filter(({ media, parent }) => media === post.id && !parent).toReversed()
      return say('IGMedia', edge, 'GET', graphList(top.map(nodeOfRemark), params))
    }
    if (method === 'GET')
      return say('IGMedia', '', 'GET', chosen(nodeOf(post), selectionOf(String(params.fields ?? 'id'))))
    posts.splice(posts.indexOf(post), 1)
    return say('IGMedia', '', 'DELETE', { success: true, id: post.id })
  }

  function onRemark(remark: Remark, edge: string, method: string, params: Params): Response {
    if (/comments_count/.test(String(params.fields))) return graphRefusal(400, 100, 'Tried accessing nonexisting field')
    described.request('IGComment', edge, method, params)
    if (edge === 'replies') {
      const made = addRemark(remark.id, String(params.message), fakeNow, me.username)
      return say('IGComment', edge, 'POST', { id: made?.id })
    }
    if (method === 'GET')
      return say('IGComment', '', 'GET', chosen(nodeOfRemark(remark), selectionOf(String(params.fields ?? 'id'))))
    if (method === 'DELETE') remarks.splice(remarks.indexOf(remark), 1)
    else remark.hidden = params.hide === 'true'
    return say('IGComment', '', method, { success: true })
  }

  function onContainer(id: string, container: Container): Response {
    if (container.state === 'IN_PROGRESS' && container.asks-- <= 0) container.state = outcome
    const status =
      container.state === 'ERROR' ? 'Error: Media upload has failed with error code 2207026' : container.state
    return Response.json({ id, status_code: container.state, status })
  }

  const handle = fetchOf(async (request) => {
    const url = new URL(request.url)
    const [, asked, id = '', edge = ''] = url.pathname.split('/')
    if (url.host !== 'graph.facebook.com' || asked !== version) return new Response('<html>404</html>', { status: 404 })
    const params = await paramsOf(request)
    if (id === 'oauth') return graphToken(request.method, params, login)
    const access = String(params.access_token ?? '')
    if (
      ![longToken, pageToken].includes(access) ||
      params.appsecret_proof !== proofOf({ accessToken: access, clientSecret })
    )
      return graphRefusal(400, 190, 'Invalid OAuth access token - Cannot parse access token')
    if (id === 'me' && access === longToken) {
      described.request('User', edge, request.method, params)
      const pages = [
        { id: '1001', access_token: pageToken, instagram_business_account: me },
        { id: '1002', access_token: 'token-lain-0123456789' },
      ]
      if (edge === 'businesses') return say('User', edge, 'GET', graphList([], params))
      return say('User', edge, 'GET', graphList(pages, params))
    }
    if (id === '1001' && edge === 'subscribed_apps') {
      described.request('Page', edge, request.method, params)
      return say('Page', edge, 'POST', { success: true })
    }
    if (id === me.id) return onUser(edge, request.method, params)
    const post = posts.find((one) => one.id === id)
    if (post) return onPost(post, edge, request.method, params)
    const remark = remarks.find((one) => one.id === id)
    if (remark) return onRemark(remark, edge, request.method, params)
    const container = containers.get(id)
    return container ? onContainer(id, container) : gone()
  })

  const store = (caption: string, at: Date, by: string) => {
    posts.push({ id: String(++count), caption, at: when(at), by, containers: [], type: 'IMAGE' })
    posts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    return String(count)
  }
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { clientId: 'aplikasi-1', clientSecret },
        visit: () => new URLSearchParams({ state: 's', code }),
      }),
    posts: () => posts.filter(({ by }) => by === me.username).map(({ caption }) => caption),
    isPublish: (method, url) => method === 'POST' && url.pathname.endsWith('/media_publish'),
    addPost: (text, at) => void store(text, at, me.username),
    addResponse: (to, text, at) => addRemark(to, text, at, 'Budi')?.id ?? '',
    isShown: (id) => remarks.some((remark) => remark.id === id && !remark.hidden),
    post: (id) => {
      const found = posts.find((post) => post.id === id)
      const media = found?.containers.map(({ params }) => ({
        address: String(params.image_url ?? params.video_url),
        alt: String(params.alt_text ?? ''),
      }))
      return found && media && { caption: found.caption, media }
    },
    remarks: () => remarks.map(({ text, media, parent, by }) => ({ text, media, by, ...(parent ? { parent } : {}) })),
    addTag: (text, at) => store(text, at, 'Budi'),
    slow: (often, state = 'FINISHED') => {
      asks = often
      outcome = state
    },
    use: (often) => {
      used = often
    },
    containers: () => containers.size,
    failures,
    secrets: ({ credentials }) => {
      const accessToken = told(credentials, 'accessToken')
      return [clientSecret, accessToken, proofOf({ accessToken, clientSecret })]
    },
  }
}

const refusal = (number: number, message: string, subcode?: number) =>
  JSON.stringify(refusalBody(number, message, subcode === undefined ? {} : { error_subcode: subcode }))

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes */
const failures: Fake['failures'] = [
  { name: 'the token has ended', status: 400, body: refusal(190, 'Session has expired', 463), kind: 'unauthorized' },
  {
    name: 'the token was revoked, by status too',
    status: 401,
    body: refusal(190, 'Invalid', 460),
    kind: 'unauthorized',
  },
  { name: 'a permission is missing', status: 403, body: refusal(10, '(#10) No permission'), kind: 'unauthorized' },
  { name: 'not there', status: 400, body: refusal(100, 'Object does not exist', 33), kind: 'gone' },
  { name: 'no such path', status: 404, body: refusal(2500, 'Unknown path components'), kind: 'gone' },
  {
    name: 'the caption is too long',
    status: 400,
    body: refusal(36_004, 'The caption was too long.', 2207010),
    kind: 'rejected',
  },
  {
    name: 'the shape is wrong',
    status: 400,
    body: refusal(36_003, 'The aspect ratio is not supported.', 2207009),
    kind: 'rejected',
  },
  {
    name: 'the picture is too large',
    status: 400,
    body: refusal(36_000, 'The image is too large.', 2207004),
    kind: 'rejected',
  },
  {
    name: 'the file could not be fetched',
    status: 400,
    body: refusal(9004, 'Could not be fetched', 2207052),
    kind: 'rejected',
  },
  { name: 'taken for spam', status: 400, body: refusal(4, 'We restrict certain activity', 2207051), kind: 'rejected' },
  {
    name: 'the account is restricted',
    status: 400,
    body: refusal(25, 'The account is restricted.', 2207050),
    kind: 'rejected',
  },
  { name: 'too large for the door', status: 413, body: '<html>Too Large</html>', kind: 'rejected' },
  {
    name: 'the day’s posts are used up',
    status: 400,
    body: refusal(9, 'You reached maximum number of posts that is allowed.', 2207042),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.000Z'),
  },
  {
    name: 'the account calls too often',
    status: 400,
    headers: {
      'x-business-use-case-usage': JSON.stringify({
        '1': [
          { type: 'instagram', call_count: 100, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: 7 },
        ],
      }),
    },
    body: refusal(80_002, '(#80002) There have been too many calls to this Instagram account.'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:07:00.000Z'),
  },
  {
    name: 'too many requests, by status',
    status: 429,
    headers: { 'retry-after': '60' },
    body: '',
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:01:00.000Z'),
  },
  {
    name: 'not ready after all',
    status: 400,
    body: refusal(9007, 'The media is not ready', 2207027),
    kind: 'unavailable',
  },
  { name: 'a fault of the server', status: 400, body: refusal(-1, 'Instagram server error', 2207001), kind: 'unknown' },
  { name: 'a fault for now', status: 500, body: refusal(2, 'An unexpected error has occurred.'), kind: 'unknown' },
  { name: 'broken', status: 500, body: '<html>Sorry</html>', kind: 'unknown' },
  { name: 'down', status: 503, body: '<html>Service Unavailable</html>', kind: 'unavailable' },
]
