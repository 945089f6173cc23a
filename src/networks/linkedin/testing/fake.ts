import type { Connected, Form, Network } from '../../network.ts'
import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'

const clientSecret = 'rahasia-aplikasi-0123456789'
const code = 'kode-sekali-0123456789'
/** https://learn.microsoft.com/en-us/linkedin/marketing/versioning */
const version = '202605'
const page = 'urn:li:organization:501'
const member = 'urn:li:person:aB1'
const budi = 'urn:li:person:bU2'

interface Stored {
  urn: string
  author: string
  commentary: string
  at: number
  content?: Record<string, unknown>
}
interface Remark {
  id: string
  urn: string
  post: string
  parent?: string
  actor: string
  text: string
  at: number
}
interface Video {
  urn: string
  bytes: number
  pieces: Map<number, Uint8Array>
  status: 'WAITING_UPLOAD' | 'PROCESSING' | 'AVAILABLE' | 'PROCESSING_FAILED'
}

/** And what tests of this network look at. */
export interface LinkedInFake extends Fake {
  connectMember(network: Network): Promise<Connected>
  post(urn: string): { commentary: string; content?: Record<string, unknown>; author: string } | undefined
  remarks(): { text: string; post: string; parent?: string; actor: string }[]
  /** LinkedIn's work on the videos is done, or has failed. */
  work(outcome: 'AVAILABLE' | 'PROCESSING_FAILED'): void
  /** The bytes of a video, and how many pieces were sent. */
  video(): { bytes: Uint8Array; sent: number }
  /** Members may not comment through this app. */
  closeComments(): void
  /** Names are not told to this app. */
  hideNames(): void
  /** How often a token was made new. */
  renewals(): number
}

const pieceBytes = 4_194_304

/**
 * LinkedIn, of which there is no machine-readable description: all of this rests on its documentation alone,
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api, …/comments-api, …/images-api,
 * …/videos-api, …/social-metadata-api, and https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow.
 */
export function createFake(): LinkedInFake {
  const posts: Stored[] = []
  const remarks: Remark[] = []
  const images = new Map<string, number>()
  const videos: Video[] = []
  let count = 7000
  let sent = 0
  let commentsClosed = false
  let namesHidden = false
  let renewals = 0
  let scopes = ''
  let access = ''
  let refresh = ''

  const refuse = (status: number, text: string, serviceErrorCode = 100) =>
    Response.json(
      { status, serviceErrorCode, code: status === 404 ? 'NOT_FOUND' : 'REFUSED', message: text },
      { status },
    )
  const gone = () => refuse(404, 'Entity not found')
  const mayRead = () => scopes.includes('r_organization_social')
  const give = () => {
    count++
    access = `token-akses-${count}-0123456789`
    refresh = `token-baru-${count}-0123456789`
    const lasting = scopes.includes('organization')
      ? { refresh_token: refresh, refresh_token_expires_in: 31_536_000 }
      : {}
    return Response.json({ access_token: access, expires_in: 5_184_000, scope: scopes, ...lasting })
  }

  async function token(request: Request): Promise<Response> {
    const form = new URLSearchParams(await request.text())
    if (form.get('client_id') !== 'aplikasi-1' || form.get('client_secret') !== clientSecret)
      return Response.json({ error: 'invalid_client' }, { status: 401 })
    if (form.get('grant_type') === 'refresh_token') {
      if (form.get('refresh_token') !== refresh) return Response.json({ error: 'invalid_grant' }, { status: 400 })
      renewals++
      return give()
    }
    const right = form.get('code') === code && form.get('redirect_uri') === 'https://panel.example/callback'
    return right ? give() : Response.json({ error: 'invalid_request' }, { status: 400 })
  }

  /** Reserved signs that begin nothing cut a text short, as they do there. */
  const shown = (little: string) =>
    /(?<!\\)[|{}[\]()<>*_~]/.test(little.replace(/https?:\/\/\S+|#\w+/g, '')) ? little.slice(0, 1) : little

  async function makePost(request: Request): Promise<Response> {
    const body = (await request.json()) as {
      author: string
      commentary: string
      lifecycleState: string
      content?: { media?: { id: string }; multiImage?: { images: { id: string }[] }; article?: { title?: string } }
    }
    const may = body.author === page ? scopes.includes('w_organization_social') : body.author === member
    if (!may || body.lifecycleState !== 'PUBLISHED') return refuse(403, 'Not enough permissions')
    if (body.commentary.length > 3900) return refuse(422, 'ShareCommentary is too long')
    const same = posts.find(({ author, commentary }) => author === body.author && commentary === body.commentary)
    if (same) return refuse(422, `Content is a duplicate of ${same.urn}`)
    const named = [body.content?.media, ...(body.content?.multiImage?.images ?? [])].flatMap((one) =>
      one ? [one.id] : [],
    )
    const ready = (id: string) =>
      images.has(id) || videos.some(({ urn, status }) => urn === id && status === 'AVAILABLE')
    if (!named.every(ready)) return refuse(400, 'media is not ready')
    const count_ = body.content?.multiImage?.images.length
    if (count_ !== undefined && (count_ < 2 || count_ > 20)) return refuse(400, 'multiImage wants 2 to 20')
    const { author, commentary, content } = body
    const urn = `urn:li:share:${++count}`
    posts.push({ urn, author, commentary: shown(commentary), at: fakeNow.getTime(), ...(content ? { content } : {}) })
    return new Response(null, { status: 201, headers: { 'x-restli-id': urn } })
  }

  function addRemark(on: string, text: string, at: number, actor: string): Remark | undefined {
    const above = remarks.find(({ urn }) => urn === on)
    const post = above?.post ?? posts.find(({ urn }) => urn === on)?.urn
    if (!post || (above?.parent && actor !== budi)) return undefined
    const id = String(++count)
    const parent = above?.parent ?? above?.urn
    const urn = `urn:li:comment:(${post.replace('share', 'activity')},${id})`
    const remark: Remark = { id, urn, post, actor, text, at, ...(parent ? { parent } : {}) }
    remarks.push(remark)
    return remark
  }

  const nodeOfRemark = (remark: Remark) => ({
    id: remark.id,
    commentUrn: remark.urn,
    actor: remark.actor,
    object: remark.post.replace('share', 'activity'),
    created: { actor: remark.actor, time: remark.at },
    message: { text: remark.text, attributes: [] },
    ...(remark.parent ? { parentComment: remark.parent } : {}),
    commentsSummary: { aggregatedTotalComments: remarks.filter(({ parent }) => parent === remark.urn).length },
  })

  async function onActions(request: Request, url: URL, on: string, id: string | undefined): Promise<Response> {
    const { method } = request
    if (id) {
      const at = remarks.findIndex((remark) => remark.id === id && remark.urn.includes(`(${on},`))
      const found = remarks[at]
      if (!found) return gone()
      if (url.searchParams.get('actor') !== page && url.searchParams.get('actor') !== member)
        return refuse(400, 'actor')
      if (method === 'DELETE') remarks.splice(at, 1)
      else
        found.text = (
          (await request.json()) as { patch: { message: { $set: { text: string } } } }
        ).patch.message.$set.text
      return new Response(null, { status: 204 })
    }
    if (method === 'POST') {
      const body = (await request.json()) as { actor: string; message: { text: string }; parentComment?: string }
      if (body.actor === member && commentsClosed) return refuse(403, 'Not enough permissions: socialActions.CREATE')
      if ((body.parentComment ?? on) !== on) return refuse(400, 'parentComment is not this comment')
      const made = addRemark(on, body.message.text, fakeNow.getTime(), body.actor)
      if (!made) return gone()
      return Response.json(nodeOfRemark(made), { status: 201, headers: { 'x-restli-id': made.id } })
    }
    if (!mayRead()) return refuse(403, 'Not enough permissions: socialActions.GET')
    if (!posts.some(({ urn }) => urn === on) && !remarks.some(({ urn }) => urn === on)) return gone()
    const below = remarks.filter(({ post, parent }) => (parent ?? post) === on)
    const start = Number(url.searchParams.get('start'))
    const elements = below.slice(start, start + Number(url.searchParams.get('count'))).map(nodeOfRemark)
    return Response.json({ elements, paging: { start, count: elements.length, total: below.length, links: [] } })
  }

  async function onPosts(request: Request, url: URL, urn: string | undefined): Promise<Response> {
    if (!urn && request.method === 'POST') return await makePost(request)
    if (!urn) {
      if (!mayRead() || url.searchParams.get('author') !== page)
        return refuse(403, 'Not enough permissions: posts.FINDER')
      if (request.headers.get('x-restli-method') !== 'FINDER') return refuse(400, 'no finder')
      const own = posts.filter(({ author }) => author === page).toSorted((a, b) => b.at - a.at)
      const start = Number(url.searchParams.get('start') ?? 0)
      const elements = own.slice(start, start + Number(url.searchParams.get('count'))).map((post) => ({
        id: post.urn,
        author: post.author,
        // Tags come back as templates.
        commentary: post.commentary.replace(/(?<!\\)#(\w+)/g, '{hashtag|\\#|$1}'),
        createdAt: post.at,
        publishedAt: post.at,
        ...(post.content ? { content: post.content } : {}),
        lifecycleState: 'PUBLISHED',
        visibility: 'PUBLIC',
      }))
      return Response.json({ elements, paging: { start, count: elements.length, links: [] } })
    }
    const at = posts.findIndex((post) => post.urn === urn)
    const found = posts[at]
    if (!found) return gone()
    if (request.method === 'DELETE') posts.splice(at, 1)
    else if (request.headers.get('x-restli-method') === 'PARTIAL_UPDATE')
      found.commentary = ((await request.json()) as { patch: { $set: { commentary: string } } }).patch.$set.commentary
    return new Response(null, { status: 204 })
  }

  async function onMedia(
    request: Request,
    url: URL,
    kind: 'images' | 'videos',
    urn: string | undefined,
  ): Promise<Response> {
    const video = videos.find((one) => one.urn === urn)
    if (urn) return video ? Response.json({ id: urn, status: video.status, owner: page }) : gone()
    const body = (await request.json()) as {
      initializeUploadRequest?: { owner: string; fileSizeBytes?: number }
      finalizeUploadRequest?: { video: string; uploadToken: string; uploadedPartIds: string[] }
    }
    if (url.searchParams.get('action') === 'finalizeUpload') {
      const { video: id, uploadedPartIds: tags = [] } = body.finalizeUploadRequest ?? {}
      const found = videos.find((one) => one.urn === id)
      const right =
        found &&
        tags.join() ===
          [...found.pieces.keys()]
            .sort((a, b) => a - b)
            .map((at) => `tag-${at}`)
            .join()
      if (!right || found.status !== 'WAITING_UPLOAD') return refuse(400, 'the parts are not these')
      found.status = 'PROCESSING'
      return new Response(null, { status: 200 })
    }
    const id = String(++count)
    if (kind === 'images') {
      const uploadUrl = `https://www.linkedin.com/dms-uploads/image/${id}?ca=vector`
      return Response.json({ value: { uploadUrlExpiresAt: 1, uploadUrl, image: `urn:li:image:${id}` } })
    }
    const bytes = body.initializeUploadRequest?.fileSizeBytes ?? 0
    videos.push({ urn: `urn:li:video:${id}`, bytes, pieces: new Map(), status: 'WAITING_UPLOAD' })
    const uploadInstructions = Array.from({ length: Math.ceil(bytes / pieceBytes) }, (_, at) => ({
      uploadUrl: `https://www.linkedin.com/dms-uploads/video/${id}/${at * pieceBytes}`,
      firstByte: at * pieceBytes,
      lastByte: Math.min(bytes, (at + 1) * pieceBytes) - 1,
    }))
    return Response.json({
      value: { video: `urn:li:video:${id}`, uploadToken: '', uploadUrlsExpireAt: 1, uploadInstructions },
    })
  }

  async function takeBytes(request: Request, url: URL): Promise<Response> {
    const [, , kind, id, at] = url.pathname.split('/')
    const bytes = new Uint8Array(await request.arrayBuffer())
    if (kind === 'image') images.set(`urn:li:image:${id}`, bytes.byteLength)
    else {
      sent++
      videos.find(({ urn }) => urn === `urn:li:video:${id}`)?.pieces.set(Number(at), bytes)
    }
    return new Response(null, {
      status: kind === 'image' ? 201 : 200,
      headers: kind === 'image' ? {} : { etag: `"tag-${at}"` },
    })
  }

  const organization = {
    id: 501,
    localizedName: 'Toko Sari',
    vanityName: 'tokosari',
    localizedDescription: 'Batik tulis',
    localizedWebsite: 'https://toko.example',
  }

  async function versioned(request: Request, url: URL, steps: string[]): Promise<Response> {
    const { headers } = request
    if (headers.get('linkedin-version') !== version) return refuse(426, 'Requested version is not active')
    if (headers.get('x-restli-protocol-version') !== '2.0.0') return refuse(400, 'protocol version')
    const [resource, urn, , id] = steps
    if (resource === 'posts') return await onPosts(request, url, urn)
    if (resource === 'images' || resource === 'videos') return await onMedia(request, url, resource, urn)
    if (resource === 'socialActions' && urn) return await onActions(request, url, urn, id)
    if (resource === 'organizations' && urn === '501' && mayRead()) return Response.json(organization)
    if (resource === 'organizationAcls') {
      const role = (name: string, organization_: string) => ({
        organization: organization_,
        role: name,
        state: 'APPROVED',
      })
      const elements = [role('ADMINISTRATOR', page), role('ANALYST', 'urn:li:organization:9')]
      return mayRead() ? Response.json({ elements }) : refuse(403, 'Not enough permissions')
    }
    if (resource === 'people' && urn === '(id:bU2)')
      return namesHidden
        ? refuse(403, 'Not enough permissions: people.GET')
        : Response.json({ id: 'bU2', localizedFirstName: 'Budi', vanityName: 'budi' })
    if (resource === 'socialMetadata' && posts.some((post) => post.urn === urn)) {
      const comments = remarks.filter(({ post }) => post === urn).length
      const reactionSummaries = {
        LIKE: { reactionType: 'LIKE', count: 1 },
        PRAISE: { reactionType: 'PRAISE', count: 1 },
      }
      return Response.json({
        entity: urn,
        reactionSummaries,
        commentSummary: { count: comments, topLevelCount: comments },
      })
    }
    return gone()
  }

  const handle = fetchOf(async (request) => {
    const url = new URL(request.url)
    if (url.host === 'www.linkedin.com' && url.pathname === '/oauth/v2/accessToken') return await token(request)
    if (request.headers.get('authorization') !== `Bearer ${access}`) return refuse(401, 'Invalid access token', 65_600)
    if (url.host === 'www.linkedin.com' && request.method === 'PUT') return await takeBytes(request, url)
    if (url.host !== 'api.linkedin.com') return new Response('<html>404</html>', { status: 404 })
    const [, first, ...steps] = url.pathname.split('/').map(decodeURIComponent)
    if (first === 'v2' && steps[0] === 'userinfo' && scopes.includes('openid'))
      return Response.json({ sub: 'aB1', name: 'Sari', picture: 'https://cdn.example/sari.jpg', locale: 'id_ID' })
    return first === 'rest' ? await versioned(request, url, steps) : gone()
  })

  const connect = (network: Network, typed: Form) => {
    const visit = (page: string) => {
      scopes = new URL(page).searchParams.get('scope') ?? ''
      return new URLSearchParams({ state: 's', code })
    }
    const form = { clientId: 'aplikasi-1', clientSecret, ...typed }
    return connectFirst(network, { fetch: handle, form, visit })
  }
  return {
    fetch: handle,
    connect: (network) => connect(network, { page: 'linkedin.com/company/tokosari' }),
    connectMember: (network) => connect(network, {}),
    posts: () => posts.map(({ commentary }) => commentary.replace(/\\(.)/g, '$1')),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/rest/posts',
    addPost: (text, at) =>
      void posts.push({ urn: `urn:li:share:${++count}`, author: page, commentary: text, at: at.getTime() }),
    addResponse: (to, text, at) => addRemark(to, text, at.getTime(), budi)?.urn ?? '',
    isShown: (urn) => remarks.some((remark) => remark.urn === urn),
    expire: () => {
      access = 'yang-lama-sudah-berakhir'
    },
    post: (urn) => {
      const found = posts.find((post) => post.urn === urn)
      return (
        found && {
          commentary: found.commentary,
          author: found.author,
          ...(found.content ? { content: found.content } : {}),
        }
      )
    },
    remarks: () =>
      remarks.map(({ text, post, parent, actor }) => ({ text, post, actor, ...(parent ? { parent } : {}) })),
    work: (outcome) => {
      for (const one of videos) if (one.status === 'PROCESSING') one.status = outcome
    },
    video: () => {
      const pieces = [...(videos[0]?.pieces ?? [])].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)
      return { bytes: Buffer.concat(pieces), sent }
    },
    closeComments: () => {
      commentsClosed = true
    },
    hideNames: () => {
      namesHidden = true
    },
    renewals: () => renewals,
    failures,
    secrets: ({ credentials }) =>
      [clientSecret, told(credentials, 'accessToken'), told(credentials, 'refreshToken')].filter(
        (one) => one !== 'undefined',
      ),
  }
}

const refusal = (status: number, message: string, more: object = {}) => JSON.stringify({ status, message, ...more })

/** https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling, …/concepts/rate-limits */
const failures: Fake['failures'] = [
  {
    name: 'revoked, for the new token too',
    status: 401,
    body: refusal(401, 'The token used in the request has been revoked by the user', { serviceErrorCode: 65_601 }),
    kind: 'unauthorized',
  },
  {
    name: 'a permission is missing',
    status: 403,
    body: refusal(403, 'Not enough permissions to access: posts.CREATE', {
      serviceErrorCode: 100,
      code: 'ACCESS_DENIED',
    }),
    kind: 'unauthorized',
  },
  { name: 'not there', status: 404, body: refusal(404, 'Entity not found'), kind: 'gone' },
  {
    name: 'too long',
    status: 422,
    body: refusal(422, 'commentary text length is over the limit of 3000', { code: 'UNPROCESSABLE_ENTITY' }),
    kind: 'rejected',
  },
  {
    name: 'the same words again',
    status: 422,
    body: refusal(422, 'Content is a duplicate of urn:li:share:6927', { code: 'DUPLICATE_POST' }),
    kind: 'rejected',
  },
  {
    name: 'the version has ended',
    status: 426,
    body: refusal(426, 'Requested version is not active'),
    kind: 'rejected',
  },
  {
    name: 'a wrong field',
    status: 400,
    body: refusal(400, 'Invalid param', { code: 'ILLEGAL_ARGUMENT' }),
    kind: 'rejected',
  },
  { name: 'too large', status: 413, body: '<html>Too Large</html>', kind: 'rejected' },
  {
    name: 'the day’s quota is used up',
    status: 429,
    body: refusal(
      429,
      'Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached.',
      {
        code: 'TOO_MANY_REQUESTS',
        serviceErrorCode: 101,
      },
    ),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-25T00:00:00.000Z'),
  },
  {
    name: 'too many at once',
    status: 429,
    body: refusal(429, 'Too many requests', { code: 'TOO_MANY_REQUESTS' }),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-24T08:05:00.000Z'),
  },
  { name: 'broken', status: 500, body: refusal(500, 'Internal Server Error'), kind: 'unknown' },
  { name: 'a page', status: 504, body: '<html>Gateway Timeout</html>', kind: 'unknown' },
  { name: 'down', status: 503, body: '<html>Service Unavailable</html>', kind: 'unavailable' },
]
