import { Hono } from 'hono'
import { type Fake, fakeNow, fetchOf } from '../fake.ts'
import type { Connected } from '../network.ts'

interface Stored {
  id: number
  slug: string
  content: string
  status: string
  at: Date
}

const server = 'https://blog.example'
const password = 'abcd EFGH 1234 ijkl MNOP 5678'
const basic = Buffer.from(`sari:${password}`).toString('base64')

/** A WordPress with the routes that the adapter uses, in the shapes that the real one of the slow tests gives. */
export function createFake(): Fake {
  const posts: Stored[] = []
  const comments: { id: number; post: number; parent: number; author: number; text: string; at: Date }[] = []
  const tags: { id: number; name: string }[] = []
  let count = 10
  const shown = ({ id, slug, status }: Stored) => ({ id, slug, status, link: `${server}/${slug}/` })
  const keep = (slug: string, content: string, at: Date): Stored => {
    // As WordPress does: a slug that is taken gets a number.
    const taken = posts.some((post) => post.slug === slug)
    const stored = { id: ++count, slug: taken ? `${slug}-2` : slug, content, status: 'publish', at }
    posts.push(stored)
    return stored
  }
  const shownComment = ({ id, post, parent, author, text, at }: (typeof comments)[number]) => ({
    id,
    post,
    parent,
    author,
    author_name: author === 1 ? 'Sari' : 'Budi',
    author_url: '',
    date_gmt: at.toISOString().slice(0, 19),
    content: { rendered: `<p>${text}</p>\n`, raw: text },
    link: `${server}/?p=${post}#comment-${id}`,
    type: 'comment',
  })
  const refuse = (code: string, message: string, status: number) =>
    Response.json({ code, message, data: { status } }, { status })
  const app = new Hono()
  app.get('/', (c) => c.html('<html></html>', 200, { link: `<${server}/wp-json/>; rel="https://api.w.org/"` }))
  app.get('/wp-json/', (c) => c.json({ name: 'Blog', home: server, namespaces: ['wp/v2'] }))
  app.use('/wp-json/wp/*', async (c, next) => {
    if (c.req.header('authorization') === `Basic ${basic}`) return await next()
    return refuse('rest_not_logged_in', 'You are not currently logged in.', 401)
  })
  app.get('/wp-json/wp/v2/users/me', (c) =>
    c.json({ id: 1, name: 'Sari', slug: 'sari', link: `${server}/author/sari/` }),
  )
  app.get('/wp-json/wp/v2/posts', (c) => c.json(posts.filter(({ slug }) => slug === c.req.query('slug')).map(shown)))
  app.post('/wp-json/wp/v2/posts', async (c) => {
    const { slug, content, title } = (await c.req.json()) as { slug: string; content: string; title: string }
    if (!content && !title) return refuse('empty_content', 'Content, title, and excerpt are empty.', 400)
    return c.json(shown(keep(slug, content, fakeNow)), 201)
  })
  app.post('/wp-json/wp/v2/posts/:id', async (c) => {
    const body = (await c.req.json()) as { content: string }
    const found = posts.find(({ id }) => String(id) === c.req.param('id'))
    if (!found) return refuse('rest_post_invalid_id', 'Invalid post ID.', 404)
    found.content = body.content
    return c.json(shown(found))
  })
  app.delete('/wp-json/wp/v2/posts/:id', (c) => {
    const at = posts.findIndex(({ id }) => String(id) === c.req.param('id'))
    if (at < 0) return refuse('rest_post_invalid_id', 'Invalid post ID.', 404)
    return c.json(posts.splice(at, 1).map(shown)[0])
  })
  app.get('/wp-json/wp/v2/tags', (c) => c.json(tags.filter(({ name }) => name.includes(c.req.query('search') ?? ''))))
  app.post('/wp-json/wp/v2/tags', async (c) => {
    const tag = { id: ++count, name: ((await c.req.json()) as { name: string }).name }
    tags.push(tag)
    return c.json(tag, 201)
  })
  app.get('/wp-json/wp/v2/comments', (c) => {
    const after = Date.parse(c.req.query('after') ?? '1970-01-01')
    const asked = new Set(c.req.query('post')?.split(','))
    const author = c.req.query('author')
    const found = comments.filter(
      (one) => asked.has(String(one.post)) && one.at.getTime() > after && (!author || author === String(one.author)),
    )
    return c.json(found.map(shownComment))
  })
  app.post('/wp-json/wp/v2/comments', async (c) => {
    const { post, parent, content } = (await c.req.json()) as { post: number; parent: number; content: string }
    if (comments.some((one) => one.author === 1 && one.post === post && one.text === content)) {
      return refuse(
        'comment_duplicate',
        'Duplicate comment detected; it looks as though you’ve already said that!',
        409,
      )
    }
    const stored = { id: ++count, post, parent, author: 1, text: content, at: fakeNow }
    comments.push(stored)
    return c.json(shownComment(stored), 201)
  })

  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: async (network) => {
      const tools = { fetch: handle, signal: new AbortController().signal, now: () => fakeNow }
      return (await network.signIn?.({ server: 'blog.example', username: 'sari', password }, tools)) as Connected
    },
    posts: () => posts.map(({ content }) => content),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/wp-json/wp/v2/posts',
    addPost: (text, at) => void keep(text.toLowerCase().replace(/\W+/g, '-'), `<p>${text}</p>`, at),
    addResponse: (to, text, at) => {
      comments.push({ id: ++count, post: Number(to), parent: 0, author: 0, text, at })
      return String(count)
    },
    failures: [
      {
        name: 'password revoked',
        status: 401,
        body: '{"code":"incorrect_password","message":"The provided password is an invalid application password.","data":{"status":401}}',
        kind: 'unauthorized',
      },
      {
        name: 'may not publish',
        status: 403,
        body: '{"code":"rest_cannot_publish","message":"Sorry, you are not allowed to publish posts in this post type.","data":{"status":403}}',
        kind: 'unauthorized',
      },
      {
        name: 'empty',
        status: 400,
        body: '{"code":"empty_content","message":"Content, title, and excerpt are empty.","data":{"status":400}}',
        kind: 'rejected',
      },
      {
        name: 'too large for PHP or nginx',
        status: 413,
        body: '<html><h1>413 Request Entity Too Large</h1></html>',
        kind: 'rejected',
      },
      {
        name: 'limited by a firewall',
        status: 429,
        headers: { 'retry-after': '120' },
        body: 'Too many',
        kind: 'rate-limited',
        retryAt: new Date(fakeNow.getTime() + 120_000),
      },
      {
        name: 'maintenance',
        status: 503,
        headers: { 'retry-after': '600' },
        body: 'Briefly unavailable for scheduled maintenance.',
        kind: 'unavailable',
      },
      {
        name: 'critical error',
        status: 500,
        body: '{"code":"internal_server_error","message":"<p>There has been a critical error on this website.</p>"}',
        kind: 'unknown',
      },
    ],
    secrets: () => [password, password.replaceAll(' ', ''), basic],
  }
}
