import { Hono } from 'hono'
import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'

interface Stored {
  /** A fullname: `t3_…` a post, `t1_…` a comment. */
  name: string
  author: string
  at: number
  text: string
  parent?: string
  title?: string
  url?: string
  removed?: 'removed' | 'spam'
  form: Readonly<Record<string, string>>
}

const clientId = 'AplikasiSatu'
const clientSecret = 'geheim-reddit-0123456789'
const agent = `web:${clientId}:v1 (by /u/sari)`

/** And what only this network's tests look at. */
export interface RedditFake extends Fake {
  calls(): string[]
  /** The fields that the posts were sent with. */
  sent(): Readonly<Record<string, string>>[]
  /** What the community says of itself from now on. */
  community(about: { flair?: boolean; moderator?: boolean; closed?: boolean; titleLength?: number }): void
  /** The next write is refused in Reddit's own list. */
  refuse(error: readonly [string, string, string], ratelimit?: number): void
  /** Somebody answers where the inbox hears nothing of it. */
  addQuietly(to: string, text: string, at: Date): string
}

/**
 * Reddit as far as it is written down; there is no machine-readable description, so that nothing checks these shapes but
 * reading. Where they come from:
 * - paths and fields of requests: https://www.reddit.com/dev/api, which says next to nothing of the answers
 * - tokens: https://github.com/reddit-archive/reddit/wiki/OAuth2
 * - things and listings: https://github.com/reddit-archive/reddit/wiki/JSON, archived, and unsure of some fields itself
 * - refusals in a list, their codes and most of their words: r2/lib/jsonresponse.py and r2/lib/errors.py of
 *   https://github.com/reddit-archive/reddit, the service's own source until 2017
 * - what comes of a submission, a post with its comments, and a community's requirements: as in the recordings of the
 *   real service (2016, 2020) in the tests of https://github.com/praw-dev/praw
 * - the User-Agent rule and the headers of limits: https://support.reddithelp.com/hc/en-us/articles/16160319875092
 *
 * Held against nothing, and so the first to doubt: the answers for rules, flairs and the inbox, `drafts_count`, the
 * code for a missing flair, and the bodies of 403, 404, 413 and 5xx.
 */
export function createFake(): RedditFake {
  const things: Stored[] = []
  const quiet = new Set<string>()
  const calls: string[] = []
  const tokens = { access: 'akses-reddit-0001', refresh: 'segar-reddit-0001', generation: 1 }
  const about = { flair: false, moderator: true, closed: false, titleLength: 300 }
  let refusal: { error: readonly string[]; ratelimit?: number } | undefined
  let count = 100

  const keep = (one: Omit<Stored, 'name' | 'form'> & { form?: Stored['form'] }): Stored => {
    const stored = { form: {}, ...one, name: `${one.parent ? 't1' : 't3'}_${(++count).toString(36)}` }
    things.push(stored)
    return stored
  }
  const headOf = (one: Stored): Stored => {
    const parent = things.find(({ name }) => name === one.parent)
    return parent ? headOf(parent) : one
  }
  const idOf = ({ name }: Stored) => name.slice(3)
  const linkOf = (one: Stored) => {
    const head = headOf(one)
    const place = `/r/kopi/comments/${idOf(head)}/judul/`
    return one === head ? place : `${place}${idOf(one)}/`
  }
  const countOf = (post: Stored) => things.filter((one) => one.parent && headOf(one) === post).length
  const shown = (one: Stored, more: object = {}) => ({
    kind: one.parent ? 't1' : 't3',
    data: {
      id: idOf(one),
      name: one.name,
      author: one.author,
      author_fullname: `t2_${one.author}`,
      subreddit: 'kopi',
      created_utc: one.at,
      permalink: linkOf(one),
      score: 2,
      ...(one.parent
        ? { body: one.text, parent_id: one.parent, link_id: headOf(one).name, replies: '' }
        : {
            title: one.title,
            selftext: one.url ? '' : one.text,
            is_self: !one.url,
            url: one.url ?? `https://www.reddit.com${linkOf(one)}`,
            num_comments: countOf(one),
            upvote_ratio: 0.9,
          }),
      ...more,
    },
  })
  const listing = (children: object[], after: string | null = null) => ({
    kind: 'Listing',
    data: { after, before: null, children },
  })
  const page = (all: readonly Stored[], url: URL, show = (one: Stored): object => shown(one)) => {
    const newest = all.toSorted((a, b) => b.at - a.at || Number.parseInt(idOf(b), 36) - Number.parseInt(idOf(a), 36))
    const from = newest.findIndex(({ name }) => name === url.searchParams.get('after')) + 1
    const some = newest.slice(from, from + Number(url.searchParams.get('limit') ?? 25))
    return Response.json(
      listing(some.map(show), from + some.length < newest.length ? (some.at(-1)?.name ?? null) : null),
    )
  }

  const app = new Hono()
  const forbidden = (more = {}) => Response.json({ message: 'Forbidden', error: 403, ...more }, { status: 403 })
  app.use('*', async (c, next) => {
    const url = new URL(c.req.url)
    calls.push(`${c.req.method} ${url.pathname}${url.search}`)
    if (c.req.header('user-agent') !== agent) return new Response('<body>whoa there, pardner!</body>', { status: 429 })
    if (url.hostname === 'www.reddit.com') return await next()
    if (c.req.header('authorization') !== `Bearer ${tokens.access}`)
      return Response.json({ message: 'Unauthorized', error: 401 }, { status: 401 })
    if (url.searchParams.get('raw_json') !== '1') throw new Error('texts would come escaped')
    return await next()
  })
  app.post('/api/v1/access_token', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (c.req.header('authorization') !== basic)
      return Response.json({ message: 'Unauthorized', error: 401 }, { status: 401 })
    const good =
      form.grant_type === 'refresh_token'
        ? form.refresh_token === tokens.refresh
        : form.code === 'kode-sekali' && form.redirect_uri !== undefined
    if (!good) return Response.json({ error: 'invalid_grant' }, { status: 400 })
    tokens.access = `akses-reddit-${String(++tokens.generation).padStart(4, '0')}`
    // Renewing gives no new refresh token: the first one stays.
    const refresh = form.grant_type === 'refresh_token' ? {} : { refresh_token: tokens.refresh }
    return Response.json({
      access_token: tokens.access,
      token_type: 'bearer',
      expires_in: 86_400,
      scope: 'identity',
      ...refresh,
    })
  })
  app.post('/api/v1/revoke_token', async (c) => {
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    if (c.req.header('authorization') !== basic)
      return Response.json({ message: 'Unauthorized', error: 401 }, { status: 401 })
    const { token } = Object.fromEntries(new URLSearchParams(await c.req.text()))
    // Access tokens end with the refresh token; one that is not known is no error.
    if (token === tokens.refresh) Object.assign(tokens, { access: '', refresh: '' })
    return c.body(null, 204)
  })
  app.get('/api/v1/me', (c) =>
    c.json({ id: 'sari1', name: 'sari', icon_img: 'https://styles.redditmedia.com/a.png?s=1' }),
  )
  app.get('/r/:name/about', (c) => {
    if (about.closed) return forbidden({ reason: 'private' })
    // Nobody has this name: the search answers, with nothing.
    if (!/^(kopi|u_sari)$/i.test(c.req.param('name'))) return c.json(listing([]))
    const data = {
      display_name: c.req.param('name'),
      public_description: 'Tentang kopi',
      subscribers: 1234,
      over18: false,
      submission_type: 'any',
      user_is_moderator: about.moderator,
    }
    return c.json({ kind: 't5', data })
  })
  app.get('/r/:name/about/rules', (c) =>
    c.json({
      rules: [
        { kind: 'all', short_name: 'Sopan', description: 'Jangan promosi lebih dari sekali seminggu.', priority: 0 },
      ],
      site_rules: [],
    }),
  )
  app.get('/api/v1/:name/post_requirements', (c) =>
    c.json({ is_flair_required: about.flair, title_text_max_length: about.titleLength, body_text_max_length: null }),
  )
  app.get('/r/:name/api/link_flair_v2', (c) => {
    if (!about.flair) return forbidden()
    const flair = (id: string, text: string, mod_only: boolean) => ({
      id,
      text,
      mod_only,
      text_editable: false,
      type: 'text',
    })
    return c.json([flair('f-1', 'Resep', false), flair('f-2', 'Pengumuman', true)])
  })

  const errors = (error: readonly string[], ratelimit?: number) =>
    Response.json({ json: { errors: [error], ...(ratelimit === undefined ? {} : { ratelimit }) } })
  const refused = () => {
    const now = refusal
    refusal = undefined
    return now && errors(now.error, now.ratelimit)
  }
  app.post('/api/submit', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    if (form.api_type !== 'json' || !form.sr) throw new Error('not as documented')
    const no = refused()
    if (no) return no
    if (!form.title?.trim()) return errors(['NO_TEXT', 'we need something here', 'title'])
    if ([...form.title].length > about.titleLength) return errors(['TOO_LONG', 'this is too long (max: 300)', 'title'])
    if (about.flair && !form.flair_id)
      return errors(['SUBMIT_VALIDATION_FLAIR_REQUIRED', 'Your post must contain post flair.', 'flair'])
    if (form.kind === 'link' && !URL.canParse(form.url ?? '')) return errors(['NO_URL', 'a url is required', 'url'])
    const stored = keep({
      author: 'sari',
      at: fakeNow.getTime() / 1000,
      text: form.text ?? '',
      title: form.title,
      ...(form.kind === 'link' ? { url: form.url ?? '' } : {}),
      form,
    })
    const data = {
      url: `https://www.reddit.com${linkOf(stored)}`,
      drafts_count: 0,
      id: idOf(stored),
      name: stored.name,
    }
    return c.json({ json: { errors: [], data } })
  })
  app.post('/api/comment', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    const no = refused()
    if (no) return no
    if (!form.text) return errors(['NO_TEXT', 'we need something here', 'text'])
    const parent = things.find(({ name }) => name === form.thing_id)
    if (!parent) return errors(['DELETED_COMMENT', 'that comment has been deleted', 'parent'])
    const stored = keep({ author: 'sari', at: fakeNow.getTime() / 1000, text: form.text, parent: parent.name, form })
    return c.json({ json: { errors: [], data: { things: [shown(stored)] } } })
  })
  app.post('/api/del', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const at = things.findIndex(({ name, author }) => name === form.get('id') && author === 'sari')
    if (at >= 0) things.splice(at, 1)
    return c.json({})
  })
  app.post('/api/editusertext', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const found = things.find(({ name, author }) => name === form.get('thing_id') && author === 'sari')
    if (!found || found.url) return forbidden()
    found.text = form.get('text') ?? ''
    return c.json({ json: { errors: [], data: { things: [shown(found)] } } })
  })
  for (const what of ['approve', 'remove'] as const) {
    app.post(`/api/${what}`, async (c) => {
      const form = new URLSearchParams(await c.req.text())
      const found = things.find(({ name }) => name === form.get('id'))
      if (!about.moderator || !found) return forbidden()
      if (what === 'approve') delete found.removed
      else found.removed = form.get('spam') === 'true' ? 'spam' : 'removed'
      return c.json({})
    })
  }
  app.get('/api/info', (c) => {
    const ids = (c.req.query('id') ?? '').split(',')
    return c.json(listing(things.filter(({ name }) => ids.includes(name)).map((one) => shown(one))))
  })
  app.get('/user/sari/overview', (c) =>
    page(
      things.filter(({ author }) => author === 'sari'),
      new URL(c.req.url),
    ),
  )
  app.get('/message/inbox', (c) => {
    const answers = things.filter(({ author, name }) => author !== 'sari' && !quiet.has(name))
    return page(answers, new URL(c.req.url), (one) => {
      const { permalink, link_id: _none, ...data } = shown(one).data as Record<string, unknown>
      return { kind: 't1', data: { ...data, context: `${permalink}?context=3`, was_comment: true, type: 'post_reply' } }
    })
  })
  app.get('/comments/:id', (c) => {
    const post = things.find(({ name }) => name === `t3_${c.req.param('id')}`)
    if (!post) return Response.json({ message: 'Not Found', error: 404 }, { status: 404 })
    const under = (parent: Stored): object[] =>
      things
        .filter((one) => one.parent === parent.name)
        .map((one) => {
          const below = under(one)
          return shown(one, { replies: below.length > 0 ? listing(below) : '' })
        })
    return c.json([
      listing([shown(post)]),
      listing([...under(post), { kind: 'more', data: { count: 0, children: [] } }]),
    ])
  })

  const handle = fetchOf((request) => app.fetch(request))
  const answer = (to: string, text: string, at: Date) =>
    keep({ author: 'Budi', at: Math.floor(at.getTime() / 1000), text, parent: to }).name
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { community: 'r/kopi', clientId, clientSecret, owner: 'u/sari' },
        visit: () => new URLSearchParams({ state: 's', code: 'kode-sekali' }),
      }),
    posts: () =>
      things.filter(({ author }) => author === 'sari').map(({ text, title, url }) => (url ? `${title} ${url}` : text)),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/api/submit',
    addPost: (text, at) => void keep({ author: 'sari', at: at.getTime() / 1000, text, title: 'Kabar' }),
    addResponse: answer,
    addQuietly: (to, text, at) => {
      const name = answer(to, text, at)
      quiet.add(name)
      return name
    },
    isShown: (id) => things.find(({ name }) => name === id)?.removed === undefined,
    expire: () => {
      tokens.access = 'sudah-berakhir'
    },
    calls: () => calls,
    sent: () => things.filter(({ author }) => author === 'sari').map(({ form }) => form),
    community: (more) => void Object.assign(about, more),
    refuse: (error, ratelimit) => {
      refusal = { error, ...(ratelimit === undefined ? {} : { ratelimit }) }
    },
    failures,
    secrets: ({ credentials }) =>
      ['clientSecret', 'accessToken', 'refreshToken'].map((name) => told(credentials, name)),
  }
}

const list = (code: string, said: string, field: string, more = {}) =>
  JSON.stringify({ json: { errors: [[code, said, field]], ...more } })
const minutes = (count: number) => new Date(fakeNow.getTime() + count * 60_000)

/** Reddit refuses a post with 200 and a list; what the web server in front of it says has a status. */
const failures: Fake['failures'] = [
  { name: 'revoked', status: 401, body: '{"message":"Unauthorized","error":401}', kind: 'unauthorized' },
  { name: 'outside the scopes', status: 403, body: '{"message":"Forbidden","error":403}', kind: 'unauthorized' },
  {
    name: 'a closed community',
    status: 403,
    body: '{"reason":"private","message":"Forbidden","error":403}',
    kind: 'rejected',
  },
  {
    name: 'our address is shut out',
    status: 403,
    body: '<html>blocked by network security</html>',
    kind: 'unavailable',
  },
  {
    name: 'a banned community',
    status: 404,
    body: '{"reason":"banned","message":"Not Found","error":404}',
    kind: 'gone',
  },
  { name: 'too large', status: 413, body: '{"message":"Request Entity Too Large","error":413}', kind: 'rejected' },
  {
    name: 'signed out, in the list',
    status: 200,
    body: list('USER_REQUIRED', 'Please log in to do that.', ''),
    kind: 'unauthorized',
  },
  {
    name: 'a young account, in the list',
    status: 200,
    body: list(
      'RATELIMIT',
      "Looks like you've been doing that a lot. Take a break for 9 minutes before trying again.",
      'ratelimit',
    ),
    kind: 'rate-limited',
    retryAt: minutes(10),
  },
  {
    name: 'a young account, with its seconds',
    status: 200,
    body: list('RATELIMIT', 'you are doing that too much. try again in 4 minutes.', 'ratelimit', { ratelimit: 256.5 }),
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 256_500),
  },
  {
    name: 'not allowed there',
    status: 200,
    body: list('SUBREDDIT_NOTALLOWED', "you aren't allowed to post there.", 'sr'),
    kind: 'rejected',
  },
  {
    name: 'no such community',
    status: 200,
    body: list('SUBREDDIT_NOEXIST', "that subreddit doesn't exist", 'sr'),
    kind: 'rejected',
  },
  {
    name: 'the same link',
    status: 200,
    body: list('ALREADY_SUB', 'that link has already been submitted', 'url'),
    kind: 'rejected',
  },
  { name: 'too long', status: 200, body: list('TOO_LONG', 'this is too long (max: 40000)', 'text'), kind: 'rejected' },
  {
    name: 'no flair',
    status: 200,
    body: list('SUBMIT_VALIDATION_FLAIR_REQUIRED', 'Your post must contain post flair.', 'flair'),
    kind: 'rejected',
  },
  {
    name: 'a code that nobody wrote down',
    status: 200,
    body: list('NEW_THING', 'something <b>else</b>', 'x'),
    kind: 'rejected',
  },
  {
    name: 'too many calls',
    status: 429,
    headers: { 'x-ratelimit-used': '1000', 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '300' },
    body: '{"message":"Too Many Requests","error":429}',
    kind: 'rate-limited',
    retryAt: minutes(5),
  },
  { name: 'down', status: 503, body: '<html>Our CDN was unable to reach our servers</html>', kind: 'unavailable' },
  { name: 'broken', status: 500, body: '{"message":"Internal Server Error","error":500}', kind: 'unknown' },
]
