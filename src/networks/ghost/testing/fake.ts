import { createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'

interface Stored {
  id: string
  slug: string
  title: string
  html: string
  custom_excerpt: string | null
  feature_image: string | null
  feature_image_alt: string | null
  tags: { name: string }[]
  status: 'published' | 'draft'
  at: Date
  /** Grows with every change. */
  version: number
}
interface StoredComment {
  id: string
  post: string
  text: string
  at: Date
  status: 'published' | 'hidden' | 'deleted'
}

/** What its tests look at beside the posts. */
export interface GhostFake extends Fake {
  stored(): readonly Stored[]
  /** Somebody saves it in Ghost's editor, again before each of the next changes of ours. */
  editMeanwhile(times: number): void
  /** A server from before the list of comments. */
  withoutComments(): void
}

const server = 'https://blog.example'
const id = '6543210fedcba98765432100'
const secret = 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90'

/** Ghost's own refusals, as its server writes them: https://docs.ghost.org/admin-api#errors */
function refusal(type: string, message: string, more: { context?: string; code?: string } = {}): string {
  const { context = null, code = null } = more
  return JSON.stringify({
    errors: [{ message, context, type, details: null, code, id: 'e', help: null, ghostErrorCode: null }],
  })
}

function refused(status: number, ...words: Parameters<typeof refusal>): Response {
  return new Response(refusal(...words), { status, headers: { 'content-type': 'application/json' } })
}

/** As Ghost looks at a token: https://docs.ghost.org/admin-api#token-authentication */
function isSigned(authorization: string | undefined): boolean {
  const [, header = '', payload = '', signature = ''] =
    /^Ghost ([^.]+)\.([^.]+)\.([^.]+)$/.exec(authorization ?? '') ?? []
  const right = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${header}.${payload}`).digest('base64url')
  if (signature !== right) return false
  const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string; alg: string }
  const { iat, exp, aud } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    iat: number
    exp: number
    aud: string
  }
  const now = fakeNow.getTime() / 1000
  return kid === id && alg === 'HS256' && aud === '/admin/' && iat <= now && exp > now && exp - iat <= 300
}

/** A Ghost with the routes that the adapter uses, in the shapes that the real one of the slow tests gives. */
export function createFake(): GhostFake {
  const posts: Stored[] = []
  const comments: StoredComment[] = []
  let count = 100
  let edits = 0
  let commentList = true
  const objectId = () => (++count).toString(16).padStart(24, '0')
  const updatedAt = ({ at, version }: Stored) => new Date(at.getTime() + version * 1000).toISOString()
  const shown = (post: Stored) => ({
    id: post.id,
    uuid: post.id,
    title: post.title,
    slug: post.slug,
    html: post.html,
    status: post.status,
    url: post.status === 'draft' ? `${server}/p/${post.id}/` : `${server}/${post.slug}/`,
    custom_excerpt: post.custom_excerpt,
    excerpt: post.custom_excerpt ?? 'Isi artikel.',
    feature_image: post.feature_image,
    feature_image_alt: post.feature_image_alt,
    tags: post.tags.map((tag) => ({ id: 't', ...tag })),
    created_at: post.at.toISOString(),
    published_at: post.status === 'draft' ? null : post.at.toISOString(),
    updated_at: updatedAt(post),
  })
  const keep = (more: Partial<Stored>): Stored => {
    const slug = more.slug ?? `kiriman-${count}`
    const stored: Stored = {
      id: objectId(),
      title: '',
      html: '',
      custom_excerpt: null,
      feature_image: null,
      feature_image_alt: null,
      tags: [],
      status: 'draft',
      at: fakeNow,
      version: 1,
      ...more,
      // As Ghost does: a slug that is taken gets a number.
      slug: posts.some((post) => post.slug === slug) ? `${slug}-2` : slug,
    }
    posts.push(stored)
    return stored
  }
  const invalid = (context: string) =>
    refused(422, 'ValidationError', 'Validation error, cannot save post.', { context })
  const wrongIn = (body: Partial<Stored>) => {
    if ('title' in body && !body.title) return invalid('Validation failed for title. Title is required')
    if ([...(body.title ?? '')].length > 255) return invalid('Title cannot be longer than 255 characters.')
    if ([...(body.custom_excerpt ?? '')].length > 300) return invalid('Excerpt cannot be longer than 300 characters.')
    return undefined
  }
  const missing = (what: string) =>
    refused(404, 'NotFoundError', `Resource not found error, cannot read ${what}.`, { context: 'Post not found.' })

  const app = new Hono().basePath('/ghost/api/admin')
  app.get('/site/', (c) =>
    c.json({
      site: {
        title: 'Blog',
        description: 'Kopi dan roti',
        logo: null,
        icon: `${server}/icon.png`,
        locale: 'id',
        url: `${server}/`,
        version: '6.65',
        site_uuid: '0f0f0f0f-0000-4000-8000-000000000000',
      },
    }),
  )
  app.use('*', async (c, next) => {
    if (isSigned(c.req.header('authorization'))) return await next()
    return refused(401, 'UnauthorizedError', 'Invalid token: invalid signature', { code: 'INVALID_JWT' })
  })
  const page = (all: readonly object[], limit: number, number: number) => {
    const pages = Math.max(1, Math.ceil(all.length / limit))
    const next = number < pages ? number + 1 : null
    const pagination = { page: number, limit, pages, total: all.length, next, prev: number > 1 ? number - 1 : null }
    return { items: all.slice((number - 1) * limit, number * limit), meta: { pagination } }
  }
  app.get('/posts/', (c) => {
    const out = posts.filter(({ status }) => c.req.query('filter') !== 'status:published' || status === 'published')
    const sorted = out.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(shown)
    const { items, meta } = page(sorted, Number(c.req.query('limit') ?? 15), Number(c.req.query('page') ?? 1))
    return c.json({ posts: items, meta })
  })
  app.get('/posts/slug/:slug/', (c) => {
    const found = posts.find(({ slug }) => slug === c.req.param('slug'))
    return found ? c.json({ posts: [shown(found)] }) : missing('post')
  })
  app.get('/posts/:id/', (c) => {
    const found = posts.find((post) => post.id === c.req.param('id'))
    return found ? c.json({ posts: [shown(found)] }) : missing('post')
  })
  app.post('/posts/', async (c) => {
    const { posts: sent } = (await c.req.json()) as { posts: [Partial<Stored>] }
    if (c.req.query('source') !== 'html') return invalid('Without source=html the body would be lost.')
    return wrongIn({ title: '', ...sent[0] }) ?? c.json({ posts: [shown(keep(sent[0]))] }, 201)
  })
  app.put('/posts/:id/', async (c) => {
    const found = posts.find((post) => post.id === c.req.param('id'))
    if (!found) return missing('post')
    const { posts: sent } = (await c.req.json()) as { posts: [Partial<Stored> & { updated_at?: string }] }
    const { updated_at, ...changes } = sent[0]
    if (edits > 0) {
      edits--
      found.version++
    }
    if (updated_at !== updatedAt(found)) {
      const context = 'Saving failed! Someone else is editing this post.'
      return refused(409, 'UpdateCollisionError', context, { code: 'UPDATE_COLLISION' })
    }
    const wrong = wrongIn(changes)
    if (wrong) return wrong
    Object.assign(found, changes, { version: found.version + 1 })
    return c.json({ posts: [shown(found)] })
  })
  app.post('/images/upload/', async (c) => {
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || !/^image\//.test(file.type))
      return refused(415, 'UnsupportedMediaTypeError', 'Please select a valid image.')
    return c.json({ images: [{ url: `${server}/content/images/${file.name}`, ref: null }] }, 201)
  })
  app.get('/comments/', (c) => {
    if (!commentList) return refused(404, 'NotFoundError', 'Resource not found')
    const [, since] = /^created_at:>='(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)'$/.exec(c.req.query('filter') ?? '') ?? []
    const from = since === undefined ? 0 : Date.parse(`${since.replace(' ', 'T')}Z`)
    const found = comments.filter(({ at, status }) => at.getTime() >= from && status !== 'deleted')
    const items = found
      .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      .map(({ id: number, post, text, at, status }) => ({
        id: number,
        parent_id: null,
        in_reply_to_id: null,
        status,
        html: `<p>${text}</p>`,
        created_at: at.toISOString(),
        member: { id: 'm2', uuid: 'u', name: 'Budi', email: 'budi@example.com', avatar_image: null },
        post: { id: post, uuid: post, title: '', url: `${server}/${post}/` },
      }))
    const { items: comments_, meta } = page(items, Number(c.req.query('limit')), Number(c.req.query('page') ?? 1))
    return c.json({ comments: comments_, meta })
  })
  app.put('/comments/:id/', async (c) => {
    const found = comments.find((comment) => comment.id === c.req.param('id'))
    if (!found) return missing('comment')
    const { comments: sent } = (await c.req.json()) as { comments: [Pick<StoredComment, 'status'>] }
    found.status = sent[0].status
    return c.json({ comments: [{ id: found.id, status: found.status }] })
  })

  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, { fetch: handle, form: { server: 'blog.example', key: `${id}:${secret}` } }),
    posts: () => posts.filter(({ status }) => status === 'published').map(({ html }) => html),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/ghost/api/admin/posts/',
    addPost: (text, at) => void keep({ title: 'Kabar', html: `<p>${text}</p>`, status: 'published', at }),
    addArticle: (title, at) => keep({ title, html: '<p>Isi artikel.</p>', status: 'published', at }).id,
    addResponse: (post, text, at) => {
      const number = objectId()
      comments.push({ id: number, post, text, at, status: 'published' })
      return number
    },
    isShown: (comment) => comments.find((one) => one.id === comment)?.status === 'published',
    stored: () => posts,
    editMeanwhile: (times) => {
      edits = times
    },
    withoutComments: () => {
      commentList = false
    },
    failures: [
      {
        name: 'key deleted',
        status: 401,
        body: refusal('UnauthorizedError', 'Unknown Admin API Key', { code: 'UNKNOWN_ADMIN_API_KEY' }),
        kind: 'unauthorized',
      },
      {
        name: 'no permission',
        status: 403,
        body: refusal('NoPermissionError', 'API tokens do not have permission to access this endpoint'),
        kind: 'unauthorized',
      },
      {
        name: 'invalid',
        status: 422,
        body: refusal('ValidationError', 'Validation error, cannot save post.', {
          context: 'Title cannot be longer than 255 characters.',
        }),
        kind: 'rejected',
      },
      { name: 'not there', status: 404, body: refusal('NotFoundError', 'Resource not found'), kind: 'gone' },
      {
        name: 'too large for nginx',
        status: 413,
        body: '<html><h1>413 Request Entity Too Large</h1></html>',
        kind: 'rejected',
      },
      {
        name: 'limited by a proxy',
        status: 429,
        headers: { 'retry-after': '120' },
        body: 'Too many requests',
        kind: 'rate-limited',
        retryAt: new Date(fakeNow.getTime() + 120_000),
      },
      {
        name: 'maintenance',
        status: 503,
        body: refusal('MaintenanceError', 'Site is starting up, please wait a moment then retry.'),
        kind: 'unavailable',
      },
      {
        name: 'broken',
        status: 500,
        body: refusal('InternalServerError', 'An unexpected error occurred, please try again.'),
        kind: 'unknown',
      },
      { name: 'a proxy’s page', status: 502, body: '<html><h1>502 Bad Gateway</h1></html>', kind: 'unknown' },
    ],
    secrets: () => [secret, `${id}:${secret}`],
  }
}
