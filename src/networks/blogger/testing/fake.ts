import { type Context, Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'
import { commonFailures, describedIn, failure, googleAccount, refused } from '../../testing/google.ts'

interface Stored {
  id: string
  title: string
  content: string
  labels: string[]
  status: 'LIVE' | 'DRAFT' | 'SCHEDULED' | 'SOFT_TRASHED'
  published: Date
  updated: Date
}
interface StoredComment {
  id: string
  post: string
  parent?: string
  text: string
  at: Date
  own: boolean
  status: 'LIVE' | 'PENDING' | 'SPAM'
}

const blog = '8070105920543249955'
const user = 'g10421'
const home = 'https://sari.blogspot.com'
const scopes = ['https://www.googleapis.com/auth/blogger']
const described = describedIn('blogger.v3.discovery.json')

/** What its tests look at beside the posts. */
export interface BloggerFake extends Fake {
  /** Everything that is kept, drafts too. */
  stored(): readonly Stored[]
  /** The owner, or somebody below a comment, writes. */
  addComment(post: string, text: string, at: Date, more?: Partial<StoredComment>): string
}

const blogResource = {
  kind: 'blogger#blog',
  id: blog,
  status: 'LIVE',
  name: 'Dapur Sari',
  description: '<b>Kopi</b> dan roti',
  published: '2026-01-01T00:00:00Z',
  updated: '2026-01-01T00:00:00Z',
  url: `${home}/`,
  locale: { language: 'id', country: 'ID', variant: '' },
}

/** Drafts have no address yet. */
function postOf({ id, title, content, labels, status, published, updated }: Stored, bodies: boolean) {
  return {
    kind: 'blogger#post',
    id,
    status,
    blog: { id: blog },
    title,
    ...(bodies ? { content } : {}),
    ...(labels.length > 0 ? { labels } : {}),
    ...(status === 'DRAFT' ? {} : { url: `${home}/2026/11/${id}.html` }),
    published: published.toISOString(),
    updated: updated.toISOString(),
    author: { id: user, displayName: 'Sari' },
    replies: { totalItems: '0' },
  }
}

function commentOf({ id, post, parent, text, at, own, status }: StoredComment) {
  return {
    kind: 'blogger#comment',
    id,
    status,
    post: { id: post },
    blog: { id: blog },
    ...(parent ? { inReplyTo: { id: parent } } : {}),
    published: at.toISOString(),
    updated: at.toISOString(),
    content: text.replaceAll('\n', '<br />'),
    author: own
      ? { id: user, displayName: 'Sari', url: `https://www.blogger.com/profile/1` }
      : {
          id: '2',
          displayName: 'Budi',
          url: 'https://www.blogger.com/profile/2',
          image: { url: '//resources.blogblog.com/img/blank.gif' },
        },
  }
}

/** Blogger's API v3. Requests and answers are checked against its discovery document where that is at hand. */
export function createFake(): BloggerFake {
  const account = googleAccount()
  const posts: Stored[] = []
  const comments: StoredComment[] = []
  let count = 100
  const keep = (title: string, content: string, at: Date, more: Partial<Stored> = {}): Stored => {
    const stored: Stored = {
      id: String(++count),
      title,
      content,
      labels: [],
      status: 'LIVE',
      published: at,
      updated: at,
      ...more,
    }
    posts.push(stored)
    return stored
  }

  const app = new Hono()
  app.post('/token', (c) => account.token(c.req.raw))
  app.use('*', async (c, next) => {
    if (account.accepts(c.req.header('authorization') ?? null)) return await next()
    return refused(401, 'authError', 'Invalid Credentials')
  })
  const read = async (c: Context) => {
    const text = await c.req.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    described.request(c.req.method, new URL(c.req.url), body)
    return body
  }
  const say = (c: Context, body: unknown) => {
    described.answer(c.req.method, new URL(c.req.url), body)
    return body === undefined ? c.body(null, 204) : Response.json(body)
  }
  const missing = () => refused(404, 'notFound', 'Not Found')
  const page = <T>(c: Context, all: readonly T[]) => {
    const size = Number(c.req.query('maxResults') ?? 10)
    const start = Number(c.req.query('pageToken') ?? 0)
    const items = all.slice(start, start + size)
    const more = start + size < all.length ? { nextPageToken: String(start + size) } : {}
    // Blogger leaves an empty list out.
    return { ...(items.length > 0 ? { items } : {}), ...more }
  }
  const postAt = (c: Context) => posts.find(({ id }) => id === c.req.param('post'))

  app.get('/v3/users/self', async (c) => {
    await read(c)
    return say(c, { kind: 'blogger#user', id: user, displayName: 'Sari' })
  })
  app.get('/v3/users/self/blogs', async (c) => {
    await read(c)
    return say(c, { kind: 'blogger#blogList', items: [blogResource] })
  })
  app.get(`/v3/blogs/${blog}`, async (c) => {
    await read(c)
    return say(c, blogResource)
  })
  app.get(`/v3/blogs/${blog}/posts`, async (c) => {
    await read(c)
    const statuses = c.req.queries('status') ?? ['LIVE']
    const by = c.req.query('orderBy') === 'UPDATED' ? 'updated' : 'published'
    // Only authors see more than readers do.
    const seen = posts.filter(
      ({ status }) => statuses.includes(status) && (status === 'LIVE' || c.req.query('view') === 'AUTHOR'),
    )
    const sorted = seen.toSorted((a, b) => b[by].getTime() - a[by].getTime())
    const items = sorted.map((post) => postOf(post, c.req.query('fetchBodies') === 'true'))
    return say(c, { kind: 'blogger#postList', ...page(c, items) })
  })
  app.post(`/v3/blogs/${blog}/posts`, async (c) => {
    const { title = '', content = '', labels = [] } = (await read(c)) as Partial<Stored>
    const status = c.req.query('isDraft') === 'true' ? 'DRAFT' : 'LIVE'
    return say(c, postOf(keep(title, content, fakeNow, { labels, status }), true))
  })
  app.get(`/v3/blogs/${blog}/posts/:post`, async (c) => {
    await read(c)
    const found = postAt(c)
    const seen = found && (found.status === 'LIVE' || c.req.query('view') === 'AUTHOR')
    return seen ? say(c, postOf(found, c.req.query('fetchBody') !== 'false')) : missing()
  })
  app.patch(`/v3/blogs/${blog}/posts/:post`, async (c) => {
    const body = (await read(c)) as Partial<Stored>
    const found = postAt(c)
    if (!found) return missing()
    Object.assign(found, body, { updated: fakeNow })
    return say(c, postOf(found, true))
  })
  for (const [act, status] of [
    ['publish', 'LIVE'],
    ['revert', 'DRAFT'],
  ] as const) {
    app.post(`/v3/blogs/${blog}/posts/:post/${act}`, async (c) => {
      await read(c)
      const found = postAt(c)
      if (!found) return missing()
      found.status = status
      return say(c, postOf(found, true))
    })
  }
  app.get(`/v3/blogs/${blog}/comments`, async (c) => {
    await read(c)
    const statuses = c.req.queries('status') ?? ['LIVE']
    const after = Date.parse(c.req.query('startDate') ?? '1970-01-01')
    const found = comments.filter(({ status, at }) => statuses.includes(status) && at.getTime() >= after)
    const items = found.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(commentOf)
    return say(c, { kind: 'blogger#commentList', ...page(c, items) })
  })
  const commentAt = (c: Context) => comments.findIndex(({ id }) => id === c.req.param('comment'))
  for (const [act, status] of [
    ['approve', 'LIVE'],
    ['spam', 'SPAM'],
  ] as const) {
    app.post(`/v3/blogs/${blog}/posts/:post/comments/:comment/${act}`, async (c) => {
      await read(c)
      const found = comments[commentAt(c)]
      if (!found || found.post !== c.req.param('post')) return missing()
      found.status = status
      return say(c, commentOf(found))
    })
  }
  app.delete(`/v3/blogs/${blog}/posts/:post/comments/:comment`, async (c) => {
    await read(c)
    const at = commentAt(c)
    if (at < 0) return missing()
    comments.splice(at, 1)
    return say(c, undefined)
  })
  app.onError((error) => {
    throw error
  })

  const handle = fetchOf((request) => app.fetch(request))
  const addComment: BloggerFake['addComment'] = (post, text, at, more = {}) => {
    const id = String(++count)
    comments.push({ id, post, text, at, own: false, status: 'LIVE', ...more })
    return id
  }
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { clientId: account.clientId, clientSecret: account.clientSecret },
        visit: (page) => account.consent(page, scopes),
      }),
    posts: () => posts.filter(({ status }) => status === 'LIVE').map(({ content }) => content),
    isPublish: (method, url) => method === 'POST' && url.pathname === `/v3/blogs/${blog}/posts`,
    addPost: (text, at) => void keep('Kabar', `<p>${text}</p>`, at),
    addArticle: (title, at) => keep(title, '<p>Isi artikel.</p>', at, { labels: ['Kopi'] }).id,
    addResponse: (to, text, at) => addComment(to, text, at),
    addComment,
    isShown: (comment) => comments.find(({ id }) => id === comment)?.status === 'LIVE',
    stored: () => posts,
    expire: account.expire,
    failures,
    secrets: () => account.secrets(),
  }
}

const failures: Fake['failures'] = [
  ...commonFailures('Blogger API', 'Quota exceeded for quota metric.'),
  {
    name: 'may not write there',
    ...failure(403, 'forbidden', 'We’re sorry, but you don’t have permission to access this resource.'),
    kind: 'rejected',
  },
  { name: 'refused', ...failure(400, 'invalid', 'Invalid Value'), kind: 'rejected' },
  { name: 'blog gone', ...failure(404, 'notFound', 'Not Found'), kind: 'gone' },
]
