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
const userToken = 'token-pengguna-0123456789'
const longToken = 'token-panjang-0123456789'
const tokens = new Map([
  ['1001', 'token-halaman-satu-0123456789'],
  ['1002', 'token-halaman-dua-0123456789'],
])
const callback = 'https://panel.example/callback'
const login = { clientId: 'aplikasi-1', clientSecret, code, callback, userToken, longToken }

/** The description forgets the file itself, and what an upload in pieces answers; the documentation has both. */
const described = describedByGraph('facebook', {
  'Page/photos': ['source'],
  'Page/videos': ['video_id', 'start_offset', 'end_offset', 'upload_session_id'],
})

interface Post {
  id: string
  message?: string
  at: string
  from: { id: string; name: string }
  photos: string[]
  video?: string
  link?: string
  /** Stands on the page, or names it elsewhere. */
  tagged?: true
}
interface Remark {
  id: string
  post: string
  parent?: string
  message?: string
  at: string
  from: { id: string; name: string }
  hidden: boolean
  photo?: string
}
interface Upload {
  video: string
  bytes: number
  received: Uint8Array[]
  size: number
  state: 'uploading' | 'processing' | 'ready' | 'error'
  post?: string
}

/** And what tests of this network look at. */
export interface FacebookFake extends Fake {
  /** The words and the alternative texts of what was sent, and what stands below it. */
  post(id: string): { message?: string; link?: string; alts: string[]; video?: Uint8Array } | undefined
  /** What stands below posts, with where. */
  remarks(): { message?: string; post: string; parent?: string; alt?: string }[]
  /** Somebody writes on the page, or names it elsewhere. */
  addMention(text: string, at: Date, tagged?: boolean): string
  /** The page's work on its videos is done, or has failed. */
  work(outcome: 'ready' | 'error'): void
  /** The pages that send notices. */
  subscribed(): string[]
  /** How large the pieces of a video were. */
  pieces(): number[]
  /** Leaves the person without a page. */
  withoutPages(): void
  /** From now on the person runs the first page through a business portfolio, and the second one for a client of it. */
  throughPortfolio(): void
}

const budi = { id: '77', name: 'Budi' }
const when = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+0000')

/**
 * A page and its neighbours, at the Graph API; requests and answers are held against the description that lies beside the
 * project. The dialog, tokens and the upload of videos are as documented:
 * https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
 * https://developers.facebook.com/docs/video-api/guides/publishing
 */
export function createFake(): FacebookFake {
  const posts: Post[] = []
  const remarks: Remark[] = []
  const photos = new Map<string, string>()
  const uploads = new Map<string, Upload>()
  const subscribed = new Set<string>()
  const sizes: number[] = []
  let portfolio = false
  let pages = [...tokens.keys()]
  let count = 5000

  const gone = () =>
    graphRefusal(400, 100, "Unsupported get request. Object with ID 'x' does not exist", { error_subcode: 33 })

  const pageOf = (id: string) => ({
    id,
    name: id === '1001' ? 'Toko Sari' : 'Toko Budi',
    username: id === '1001' ? 'tokosari' : undefined,
    link: `https://www.facebook.com/${id === '1001' ? 'tokosari' : id}`,
    about: 'Batik tulis',
    website: 'https://toko.example',
    picture: { data: { url: `https://cdn.example/${id}.jpg` } },
    access_token: tokens.get(id),
  })

  const attachmentsOf = ({ photos: shown, video, link }: Post) => {
    if (video) return { data: [{ media_type: 'video' }] }
    if (shown.length === 1) return { data: [{ media_type: 'photo' }] }
    const each = shown.map(() => ({ media_type: 'photo' }))
    if (shown.length > 1) return { data: [{ media_type: 'album', subattachments: { data: each } }] }
    return link ? { data: [{ media_type: 'link' }] } : undefined
  }
  const nodeOfPost = (post: Post) => ({
    id: post.id,
    message: post.message,
    created_time: post.at,
    permalink_url: `https://www.facebook.com/permalink/${post.id}`,
    from: post.from,
    attachments: attachmentsOf(post),
    reactions: { data: [], summary: { total_count: 2 } },
    comments: { data: [], summary: { total_count: remarks.filter(({ post: on }) => on === post.id).length } },
  })
  const nodeOfRemark = (remark: Remark) => ({
    id: remark.id,
    message: remark.message ?? '',
    created_time: remark.at,
    permalink_url: `https://www.facebook.com/permalink/${remark.post}?comment_id=${remark.id}`,
    from: remark.from,
    parent: remark.parent ? { id: remark.parent, message: '', created_time: remark.at } : undefined,
    is_hidden: remark.hidden,
    attachment: remark.photo ? { type: 'photo' } : undefined,
    like_count: 2,
    comment_count: remarks.filter(({ parent }) => parent === remark.id).length,
  })

  const addRemark = (on: string, from: Remark['from'], at: string, more: Partial<Remark>): Remark | undefined => {
    const parent = remarks.find(({ id }) => id === on)
    const post = parent?.post ?? posts.find(({ id }) => id === on)?.id
    if (!post) return undefined
    const id = `${post.split('_')[1]}_${++count}`
    // Answers to an answer stand below the same comment.
    const above = parent?.parent ?? parent?.id
    const remark: Remark = { id, post, from, at, hidden: false, ...(above ? { parent: above } : {}), ...more }
    remarks.push(remark)
    return remark
  }

  const say = (node: string, edge: string, method: string, body: unknown): Response => {
    // What is undefined does not travel.
    const sent: unknown = JSON.parse(JSON.stringify(body))
    described.answer(node, edge, method, sent)
    return Response.json(sent)
  }

  function makePost(page: string, params: Record<string, string | Blob>): Response {
    const named = Object.entries(params)
      .filter(([name]) => name.startsWith('attached_media['))
      .map(([, value]) => (JSON.parse(String(value)) as { media_fbid: string }).media_fbid)
    if (!params.message && !params.link && named.length === 0) return graphRefusal(400, 100, 'Empty post')
    if (named.some((id) => !photos.has(id))) return graphRefusal(400, 100, 'Invalid parameter')
    const post: Post = {
      id: `${page}_${++count}`,
      at: when(fakeNow),
      from: { id: page, name: 'Toko Sari' },
      photos: named,
    }
    if (params.message) post.message = String(params.message)
    if (params.link) post.link = String(params.link)
    posts.push(post)
    return say('Page', 'feed', 'POST', { id: post.id })
  }

  async function upload(page: string, params: Record<string, string | Blob>): Promise<Response> {
    const found = uploads.get(String(params.upload_session_id ?? ''))
    const offsets = ({ size, bytes }: Upload) => ({
      start_offset: String(size),
      end_offset: String(Math.min(bytes, size + 10_000_000)),
    })
    if (params.upload_phase === 'start') {
      const made: Upload = {
        video: String(++count),
        bytes: Number(params.file_size),
        received: [],
        size: 0,
        state: 'uploading',
      }
      uploads.set(`s${count}`, made)
      const body = { video_id: made.video, upload_session_id: `s${count}`, ...offsets(made) }
      return say('Page', 'videos', 'POST', body)
    }
    if (!found)
      return graphRefusal(400, 6000, 'There was a problem uploading your video file.', { error_subcode: 1363019 })
    if (params.upload_phase === 'transfer') {
      const piece = params.video_file_chunk
      if (!(piece instanceof Blob)) return graphRefusal(400, 100, 'video_file_chunk is missing')
      if (Number(params.start_offset) !== found.size) {
        const more = { error_subcode: 1363037, error_data: offsets(found) }
        return graphRefusal(400, 6001, 'There was a problem uploading your video file.', more)
      }
      found.received.push(new Uint8Array(await piece.arrayBuffer()))
      found.size += piece.size
      sizes.push(piece.size)
      return say('Page', 'videos', 'POST', offsets(found))
    }
    if (found.size !== found.bytes || found.state !== 'uploading')
      return graphRefusal(400, 6000, 'Upload is not finished')
    found.state = 'processing'
    const text = String(params.description ?? '')
    found.post = `${page}_${++count}`
    const at = when(fakeNow)
    posts.push({
      id: found.post,
      message: text,
      at,
      from: { id: page, name: 'Toko Sari' },
      photos: [],
      video: found.video,
    })
    return say('Page', 'videos', 'POST', { success: true })
  }

  async function onPage(page: string, edge: string, request: Request, params: Record<string, string | Blob>) {
    described.request('Page', edge, request.method, params)
    const newest = (chosenPosts: Post[]) => chosenPosts.toReversed().map(nodeOfPost)
    const own = () => posts.filter(({ from }) => from.id === page)
    const others = (tagged: boolean) =>
      posts.filter(({ from, tagged: is }) => from.id !== page && (is === true) === tagged)
    if (request.method === 'GET') {
      if (edge === '') return say('Page', '', 'GET', chosen(pageOf(page), selectionOf(String(params.fields ?? 'id'))))
      if (edge === 'posts')
        return say('Page', edge, 'GET', graphList(newest(own().filter(({ video }) => isReady(video))), params))
      if (edge === 'visitor_posts') return say('Page', edge, 'GET', graphList(newest(others(false)), params))
      if (edge === 'tagged') return say('Page', edge, 'GET', graphList(newest(others(true)), params))
    }
    if (edge === 'feed') return makePost(page, params)
    if (edge === 'videos') return await upload(page, params)
    if (edge === 'subscribed_apps') {
      subscribed.add(page)
      return say('Page', edge, 'POST', { success: true })
    }
    if (edge === 'photos' && params.source instanceof Blob && params.published === 'false') {
      const id = String(++count)
      photos.set(id, String(params.alt_text_custom ?? ''))
      return say('Page', edge, 'POST', { id })
    }
    return graphRefusal(400, 100, `Unknown path ${edge}`)
  }
  const isReady = (video: string | undefined) =>
    !video || [...uploads.values()].some((one) => one.video === video && one.state === 'ready')

  function onPost(post: Post, edge: string, request: Request, params: Record<string, string | Blob>): Response {
    described.request('PagePost', edge, request.method, params)
    if (edge === 'comments') return comments(post.id, 'PagePost', request, params)
    if (request.method === 'GET')
      return say('PagePost', '', 'GET', chosen(nodeOfPost(post), selectionOf(String(params.fields ?? 'id'))))
    if (request.method === 'DELETE') posts.splice(posts.indexOf(post), 1)
    else post.message = String(params.message ?? '')
    return say('PagePost', '', request.method, { success: true })
  }

  function onRemark(remark: Remark, edge: string, request: Request, params: Record<string, string | Blob>): Response {
    described.request('Comment', edge, request.method, params)
    if (edge === 'comments') return comments(remark.id, 'Comment', request, params)
    if (request.method === 'GET')
      return say('Comment', '', 'GET', chosen(nodeOfRemark(remark), selectionOf(String(params.fields ?? 'id'))))
    if (request.method === 'DELETE') remarks.splice(remarks.indexOf(remark), 1)
    if (params.is_hidden) remark.hidden = params.is_hidden === 'true'
    if (params.message) remark.message = String(params.message)
    return say('Comment', '', request.method, { success: true })
  }

  function comments(on: string, node: string, request: Request, params: Record<string, string | Blob>): Response {
    if (request.method === 'POST') {
      const photo = params.attachment_id ? { photo: String(params.attachment_id) } : {}
      const message = params.message ? { message: String(params.message) } : {}
      const made = addRemark(on, { id: '1001', name: 'Toko Sari' }, when(fakeNow), { ...photo, ...message })
      return made ? say(node, 'comments', 'POST', { id: made.id }) : gone()
    }
    const since = Number(params.since ?? 0) * 1000
    const all = remarks
      .filter(({ post, parent }) => (node === 'PagePost' ? post === on : parent === on))
      .filter(({ parent }) => params.filter === 'stream' || node === 'Comment' || !parent)
      .filter(({ at }) => Date.parse(at) >= since)
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    const ordered = params.order === 'reverse_chronological' ? all.toReversed() : all
    return say(node, 'comments', 'GET', graphList(ordered.map(nodeOfRemark), params))
  }

  /** Who calls: a page, or the person with all of their pages. */
  function callerOf(params: Record<string, string | Blob>): string | undefined {
    const access = String(params.access_token ?? '')
    const proof = proofOf({ accessToken: access, clientSecret })
    if (params.appsecret_proof !== proof) return undefined
    return access === longToken ? 'me' : [...tokens].find(([, one]) => one === access)?.[0]
  }

  const handle = fetchOf(async (request) => {
    const url = new URL(request.url)
    const hosts = ['graph.facebook.com', 'graph-video.facebook.com']
    const [, asked, id = '', edge = ''] = url.pathname.split('/')
    if (!hosts.includes(url.host) || asked !== version) return new Response('<html>404</html>', { status: 404 })
    const params = await paramsOf(request)
    if (id === 'oauth') return graphToken(request.method, params, login)
    const caller = callerOf(params)
    if (!caller) return graphRefusal(400, 190, 'Invalid OAuth access token - Cannot parse access token')
    if (id === 'me' && caller === 'me') {
      described.request('User', edge, request.method, params)
      if (edge === 'businesses')
        return say('User', edge, 'GET', graphList(portfolio ? [{ id: '9001', name: 'Sari Grup' }] : [], params))
      return say('User', edge, 'GET', graphList(portfolio ? [] : pages.map(pageOf), params))
    }
    // Nothing describes these edges for a machine: https://developers.facebook.com/docs/marketing-api/reference/business/owned_pages/
    if (id === '9001' && caller === 'me' && portfolio) {
      const theirs = pages.map(pageOf)
      if (edge === 'owned_pages') return Response.json(graphList(theirs.slice(0, 1), params))
      // One that is both comes twice.
      if (edge === 'client_pages') return Response.json(graphList(theirs, params))
    }
    if (edge === 'videos' && url.host !== 'graph-video.facebook.com') return graphRefusal(400, 100, 'Another host')
    if (id === caller) return await onPage(id, edge, request, params)
    const post = posts.find((one) => one.id === id)
    if (post) return onPost(post, edge, request, params)
    const remark = remarks.find((one) => one.id === id)
    if (remark) return onRemark(remark, edge, request, params)
    const video = [...uploads.values()].find((one) => one.video === id)
    if (!video) return gone()
    // The post's own number, without the page's.
    const postId = video.state === 'ready' ? { post_id: video.post?.split('_')[1] } : {}
    return Response.json({
      id,
      status: { video_status: video.state },
      permalink_url: `/tokosari/videos/${id}/`,
      ...postId,
    })
  })

  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { clientId: 'aplikasi-1', clientSecret },
        visit: () => new URLSearchParams({ state: 's', code }),
      }),
    posts: () => posts.filter(({ from }) => from.id === '1001').map(({ message }) => message ?? ''),
    isPublish: (method, url) => method === 'POST' && /\/feed$/.test(url.pathname),
    addPost: (text, at) => {
      const from = { id: '1001', name: 'Toko Sari' }
      posts.push({ id: `1001_${++count}`, message: text, at: when(at), from, photos: [] })
      posts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    },
    addResponse: (to, text, at) => addRemark(to, budi, when(at), { message: text })?.id ?? '',
    isShown: (id) => remarks.some((remark) => remark.id === id && !remark.hidden),
    addMention: (text, at, tagged = false) => {
      const id = tagged ? `77_${++count}` : `1001_${++count}`
      posts.push({ id, message: text, at: when(at), from: budi, photos: [], ...(tagged ? { tagged: true } : {}) })
      return id
    },
    post: (id) => {
      const found = posts.find((post) => post.id === id)
      if (!found) return undefined
      const video = [...uploads.values()].find((one) => one.video === found.video)
      return {
        ...(found.message ? { message: found.message } : {}),
        ...(found.link ? { link: found.link } : {}),
        alts: found.photos.map((photo) => photos.get(photo) ?? ''),
        ...(video ? { video: Buffer.concat(video.received) } : {}),
      }
    },
    remarks: () =>
      remarks.map(({ message, post, parent, photo }) => ({
        ...(message ? { message } : {}),
        post,
        ...(parent ? { parent } : {}),
        ...(photo ? { alt: photos.get(photo) ?? '' } : {}),
      })),
    work: (outcome) => {
      for (const one of uploads.values()) if (one.state === 'processing') one.state = outcome
    },
    subscribed: () => [...subscribed],
    pieces: () => sizes,
    withoutPages: () => {
      pages = []
    },
    throughPortfolio: () => {
      portfolio = true
    },
    failures,
    secrets: ({ credentials }) => {
      const accessToken = told(credentials, 'accessToken')
      return [clientSecret, accessToken, proofOf({ accessToken, clientSecret })]
    },
  }
}

const refusal = (code: number, message: string, more: object = {}) => JSON.stringify(refusalBody(code, message, more))

/** https://developers.facebook.com/docs/graph-api/guides/error-handling, https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
const failures: Fake['failures'] = [
  {
    name: 'the token has ended',
    status: 400,
    body: refusal(190, 'Error validating access token: Session has expired', { error_subcode: 463 }),
    kind: 'unauthorized',
  },
  {
    name: 'the token was revoked, by status too',
    status: 401,
    body: refusal(190, 'Error validating access token', { error_subcode: 460 }),
    kind: 'unauthorized',
  },
  {
    name: 'a permission is missing',
    status: 403,
    body: refusal(200, '(#200) The user hasn’t authorized the application to perform this action'),
    kind: 'unauthorized',
  },
  {
    name: 'an ability is missing',
    status: 400,
    body: refusal(10, '(#10) Application does not have permission for this action'),
    kind: 'unauthorized',
  },
  {
    name: 'not there',
    status: 400,
    body: refusal(100, 'Unsupported post request. Object does not exist', { error_subcode: 33 }),
    kind: 'gone',
  },
  { name: 'no such path', status: 404, body: refusal(2500, 'Unknown path components'), kind: 'gone' },
  { name: 'a wrong parameter', status: 400, body: refusal(100, '(#100) Invalid parameter'), kind: 'rejected' },
  { name: 'the same words again', status: 400, body: refusal(506, 'Duplicate status message'), kind: 'rejected' },
  {
    name: 'taken for spam',
    status: 400,
    body: refusal(368, 'The action attempted has been deemed abusive or is otherwise disallowed'),
    kind: 'rejected',
  },
  { name: 'too large', status: 413, body: '<html>Request Entity Too Large</html>', kind: 'rejected' },
  {
    name: 'the page calls too often',
    status: 400,
    headers: {
      'x-business-use-case-usage': JSON.stringify({
        '1001': [
          { type: 'pages', call_count: 100, total_cputime: 25, total_time: 25, estimated_time_to_regain_access: 19 },
        ],
      }),
    },
    body: refusal(80_001, '(#80001) There have been too many calls to this Page account.'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:19:00.000Z'),
  },
  {
    name: 'the app calls too often',
    status: 400,
    headers: { 'x-app-usage': JSON.stringify({ call_count: 100, total_time: 25, total_cputime: 25 }) },
    body: refusal(4, '(#4) Application request limit reached'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.000Z'),
  },
  {
    name: 'too many requests, by status',
    status: 429,
    headers: { 'retry-after': '60' },
    body: refusal(613, '(#613) Calls to this api have exceeded the rate limit.'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:01:00.000Z'),
  },
  {
    name: 'a fault for now',
    status: 500,
    body: refusal(2, 'An unexpected error has occurred.', { is_transient: true }),
    kind: 'unknown',
  },
  { name: 'a fault nobody knows', status: 400, body: refusal(1, 'An unknown error occurred'), kind: 'unknown' },
  { name: 'broken', status: 500, body: '<html>Sorry, something went wrong.</html>', kind: 'unknown' },
  { name: 'down', status: 503, body: '<html>Service Unavailable</html>', kind: 'unavailable' },
]
