import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'

interface Stored {
  id: number
  slug: string
  title: string
  content: string
  excerpt: string
  tags: number[]
  featured: number
  status: string
  at: Date
}
interface StoredComment {
  id: number
  post: number
  parent: number
  author: number
  text: string
  at: Date
  status: 'approved' | 'hold' | 'spam' | 'trash'
}

/** What its tests look at beside the posts. */
export interface WordPressFake extends Fake {
  stored(): readonly Stored[]
  /** Every picture that was uploaded. */
  media(): readonly { id: number; alt: string; address: string }[]
  tagNames(ids: readonly number[]): string[]
  /** A newcomer's comment, which waits for approval. */
  addHeld(to: string, text: string, at: Date): string
  /** From now on the account may not see what waits. */
  demote(): void
}

const server = 'https://blog.example'
const password = 'abcd EFGH 1234 ijkl MNOP 5678'
const basic = Buffer.from(`sari:${password}`).toString('base64')

/** A WordPress with the routes that the adapter uses, in the shapes that the real one of the slow tests gives. */
export function createFake(): WordPressFake {
  const posts: Stored[] = []
  const comments: StoredComment[] = []
  let moderator = true
  const media: { id: number; alt: string; address: string }[] = []
  const tags: { id: number; name: string }[] = []
  let count = 10
  const shown = ({ id, slug, status }: Stored) => ({ id, slug, status, link: `${server}/${slug}/` })
  const keep = (slug: string, content: string, at: Date, more: Partial<Stored> = {}): Stored => {
    // As WordPress does: a slug that is taken gets a number.
    const taken = posts.some((post) => post.slug === slug)
    const own = { id: ++count, slug: taken ? `${slug}-2` : slug, content, status: 'publish', at }
    const stored: Stored = { title: '', excerpt: '', tags: [], featured: 0, ...more, ...own }
    posts.push(stored)
    return stored
  }
  const shownArticle = (post: Stored) => ({
    ...shown(post),
    date_gmt: post.at.toISOString().slice(0, 19),
    title: { rendered: post.title },
    excerpt: { rendered: `<p>${post.excerpt || 'Isi artikel [&hellip;]'}</p>\n` },
    _embedded: {
      'wp:term': [
        [{ id: 1, name: 'Uncategorized', taxonomy: 'category' }],
        tags.filter(({ id }) => post.tags.includes(id)).map((tag) => ({ ...tag, taxonomy: 'post_tag' })),
      ],
    },
  })
  const shownComment = ({ id, post, parent, author, text, at, status }: StoredComment) => ({
    id,
    post,
    parent,
    author,
    author_name: author === 1 ? 'Sari' : 'Budi',
    author_url: '',
    date_gmt: at.toISOString().slice(0, 19),
    content: { rendered: `<p>${text}</p>\n`, raw: text },
    link: `${server}/?p=${post}#comment-${id}`,
    status,
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
  app.get('/wp-json/wp/v2/posts', (c) => {
    const slug = c.req.query('slug')
    if (slug !== undefined) return c.json(posts.filter((post) => post.slug === slug).map(shown))
    const [size, page] = [Number(c.req.query('per_page') ?? 10), Number(c.req.query('page') ?? 1)]
    const all = posts.filter(({ status }) => status === 'publish').toSorted((a, b) => b.at.getTime() - a.at.getTime())
    const pages = Math.ceil(all.length / size)
    if (page > Math.max(1, pages)) return refuse('rest_post_invalid_page_number', 'The page number is too large.', 400)
    const headers = { 'x-wp-total': String(all.length), 'x-wp-totalpages': String(pages) }
    return c.json(all.slice((page - 1) * size, page * size).map(shownArticle), 200, headers)
  })
  app.post('/wp-json/wp/v2/posts', async (c) => {
    const {
      slug,
      content,
      title,
      excerpt,
      tags: ids,
      featured_media,
    } = (await c.req.json()) as Partial<Stored> & {
      featured_media?: number
    }
    if (featured_media !== undefined && !media.some(({ id }) => id === featured_media))
      return refuse('rest_invalid_featured_media', 'Invalid featured media ID.', 400)
    if (!content && !title) return refuse('empty_content', 'Content, title, and excerpt are empty.', 400)
    const more = { title: title ?? '', excerpt: excerpt ?? '', tags: ids ?? [], featured: featured_media ?? 0 }
    return c.json(shown(keep(slug ?? '', content ?? '', fakeNow, more)), 201)
  })
  const postAt = (id: string) => posts.find((post) => String(post.id) === id)
  app.get('/wp-json/wp/v2/posts/:id', (c) => {
    const found = postAt(c.req.param('id'))
    if (!found) return refuse('rest_post_invalid_id', 'Invalid post ID.', 404)
    return c.json({ ...shown(found), content: { raw: found.content } })
  })
  app.post('/wp-json/wp/v2/posts/:id', async (c) => {
    const found = postAt(c.req.param('id'))
    if (!found) return refuse('rest_post_invalid_id', 'Invalid post ID.', 404)
    Object.assign(found, await c.req.json())
    return c.json(shown(found))
  })
  app.delete('/wp-json/wp/v2/posts/:id', (c) => {
    const found = postAt(c.req.param('id'))
    if (!found) return refuse('rest_post_invalid_id', 'Invalid post ID.', 404)
    if (found.status === 'trash') return refuse('rest_already_trashed', 'The post has already been deleted.', 410)
    Object.assign(found, { status: 'trash', slug: `${found.slug}__trashed` })
    return c.json(shown(found))
  })
  app.post('/wp-json/wp/v2/media', async (c) => {
    const form = await c.req.formData()
    const file = form.get('file')
    if (!(file instanceof File)) return refuse('rest_upload_no_data', 'No data supplied.', 400)
    const id = ++count
    const kept = { id, alt: String(form.get('alt_text') ?? ''), address: `${server}/wp-content/${id}-${file.name}` }
    media.push(kept)
    return c.json({ id, source_url: kept.address, alt_text: kept.alt }, 201)
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
    const status = c.req.query('status')
    if (status !== undefined && !moderator)
      return refuse('rest_forbidden_param', 'Query parameter not permitted: status', 403)
    const statuses = status === 'all' ? ['approved', 'hold'] : ['approved']
    const found = comments.filter(
      (one) =>
        asked.has(String(one.post)) &&
        one.at.getTime() > after &&
        (!author || author === String(one.author)) &&
        statuses.includes(one.status),
    )
    return c.json(found.map(shownComment))
  })
  app.get('/wp-json/wp/v2/comments/:id', (c) => {
    const found = comments.find(({ id }) => String(id) === c.req.param('id'))
    return found ? c.json(shownComment(found)) : refuse('rest_comment_invalid_id', 'Invalid comment ID.', 404)
  })
  app.post('/wp-json/wp/v2/comments/:id', async (c) => {
    const found = comments.find(({ id }) => String(id) === c.req.param('id'))
    if (!found) return refuse('rest_comment_invalid_id', 'Invalid comment ID.', 404)
    if (!moderator) return refuse('rest_cannot_edit', 'Sorry, you are not allowed to edit this comment.', 403)
    const { status } = (await c.req.json()) as Pick<StoredComment, 'status'>
    // As WordPress does, where nothing would change.
    if (status === found.status) return refuse('rest_comment_failed_edit', 'Updating comment status failed.', 500)
    found.status = status
    return c.json(shownComment(found))
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
    const stored: StoredComment = {
      id: ++count,
      post,
      parent,
      author: 1,
      text: content,
      at: fakeNow,
      status: 'approved',
    }
    comments.push(stored)
    return c.json(shownComment(stored), 201)
  })

  const handle = fetchOf((request) => app.fetch(request))
  const addComment = (to: string, text: string, at: Date, status: StoredComment['status']) => {
    comments.push({ id: ++count, post: Number(to), parent: 0, author: 0, text, at, status })
    return String(count)
  }
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, { fetch: handle, form: { server: 'blog.example', username: 'sari', password } }),
    posts: () => posts.filter(({ status }) => status === 'publish').map(({ content }) => content),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/wp-json/wp/v2/posts',
    addPost: (text, at) => void keep(text.toLowerCase().replace(/\W+/g, '-'), `<p>${text}</p>`, at),
    addResponse: (to, text, at) => addComment(to, text, at, 'approved'),
    addHeld: (to, text, at) => addComment(to, text, at, 'hold'),
    addArticle: (title, at) => String(keep(title.toLowerCase(), '<p>Isi artikel.</p>', at, { title }).id),
    isShown: (comment) => comments.find(({ id }) => String(id) === comment)?.status === 'approved',
    stored: () => posts,
    media: () => media,
    tagNames: (ids) => tags.filter(({ id }) => ids.includes(id)).map(({ name }) => name),
    demote: () => {
      moderator = false
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
