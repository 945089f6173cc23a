import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'
import { describedBy } from './description.ts'

interface Stored {
  id: string
  text: string
  at: string
  parent: string | null
  media: string[]
  visibility?: string
}

const server = 'https://fedi.example'
const token = 'geheimes-token-0123456789'
const secret = 'geheimes-app-0123456789'

const me = accountOf('1', 'sari')
const budi = accountOf('2', 'budi')

function accountOf(id: string, username: string) {
  return {
    id,
    username,
    acct: username,
    url: `${server}/@${username}`,
    uri: `${server}/users/${username}`,
    display_name: username === 'sari' ? 'Sari' : 'Budi',
    note: '<p>Halo</p>',
    avatar: `${server}/a.png`,
    avatar_static: `${server}/a.png`,
    avatar_description: '',
    header: `${server}/h.png`,
    header_static: `${server}/h.png`,
    header_description: '',
    locked: false,
    fields: [],
    emojis: [],
    bot: false,
    group: false,
    discoverable: true,
    indexable: true,
    hide_collections: false,
    show_featured: true,
    show_media: true,
    show_media_replies: true,
    feature_approval: { automatic: [], manual: [], current_user: 'unknown' },
    created_at: '2026-01-01T00:00:00.000Z',
    last_status_at: '2026-11-01',
    statuses_count: 1,
    followers_count: 1,
    following_count: 1,
    roles: [],
    mute_expires_at: null,
    noindex: false,
  }
}

/** As Mastodon sets a text: paragraphs, and links with their beginning hidden. */
function toHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const linked = escaped
    .replace(
      /https?:\/\/(\S+)/g,
      (url, rest) => `<a href="${url}"><span class="invisible">https://</span><span>${rest}</span></a>`,
    )
    .replace(/@(\w+)@[\w.]+/g, '<span class="h-card"><a href="#" class="u-url mention">@<span>$1</span></a></span>')
  return `<p>${linked.replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br />')}</p>`
}

/** Graphemes; a link counts 23, `@user@host` as `@user`: https://docs.joinmastodon.org/user/posting/#text */
function countedLength(text: string): number {
  const counted = text.replace(/https?:\/\/\S+/g, '-'.repeat(23)).replace(/@(\w+)@[\w.-]+\w/g, '@$1')
  return [...new Intl.Segmenter().segment(counted)].length
}

function statusOf(stored: Stored, account = me) {
  const url = `${server}/@${account.username}/${stored.id}`
  return {
    id: stored.id,
    uri: `${server}/users/${account.username}/statuses/${stored.id}`,
    url,
    created_at: stored.at,
    content: toHtml(stored.text),
    account,
    visibility: stored.visibility ?? 'public',
    sensitive: false,
    spoiler_text: '',
    media_attachments: stored.media.map((id) => ({
      id,
      type: 'image',
      url: `${server}/m/${id}.png`,
      preview_url: null,
      remote_url: null,
      meta: {},
      description: null,
      blurhash: null,
    })),
    mentions: [],
    tags: [],
    emojis: [],
    reblogs_count: 0,
    favourites_count: 2,
    replies_count: 0,
    quotes_count: 0,
    in_reply_to_id: stored.parent,
    in_reply_to_account_id: stored.parent === null ? null : me.id,
    reblog: null,
    poll: null,
    card: null,
    language: 'id',
    edited_at: null,
  }
}

/** A file as the server keeps it. */
interface Media {
  id: string
  mime: string
  bytes: number
  alt: string
  /** So often is it still at work when somebody asks. */
  busy: number
}

/** And the apps that are registered with it. */
export interface MastodonFake extends Fake {
  /** How often an app was registered. */
  registrations(): number
  media: Media[]
  /** What a server does with apps that nobody signed in with. */
  forgetApps(): void
  /** Budi writes to us, for some people only. */
  addMessage(text: string, at: Date, visibility: string): string
  /** The message is from now on for other people. */
  turn(id: string, visibility: string): void
  /** Some servers list only what is for everybody among one's statuses, even to oneself. */
  listPublicOnly(): void
  /** What was posted, with who may see it. */
  seen(): { text: string; visibility: string }[]
}

/** A server of Mastodon 4.7; requests and its own answers are checked against the OpenAPI description where that is at hand. */
export function createFake(): MastodonFake {
  const statuses: Stored[] = []
  const answers: { stored: Stored; notification: object }[] = []
  const keys = new Map<string, string>()
  const apps = new Set<string>()
  const media: Media[] = []
  let registrations = 0
  let count = 100
  let verifier = ''
  let listsAll = true
  const keep = (text: string, at: Date, parent: string | null = null, media: string[] = []): Stored => {
    const stored = { id: String(++count), text, at: at.toISOString(), parent, media }
    statuses.push(stored)
    return stored
  }
  const app = new Hono()
  const say = (path: string, method: string, body: unknown, status = 200) => {
    describedBy.answer(path, method, status, body)
    return Response.json(body, { status })
  }
  app.post('/api/v1/apps', async (c) => {
    const body = (await c.req.json()) as Record<string, unknown>
    // The server also takes the older form, one address as a string, which all of its kin understand.
    describedBy.request('/api/v1/apps', 'post', { ...body, redirect_uris: [body.redirect_uris] })
    const id = `app-${++registrations}`
    apps.add(id)
    return c.json({
      id: '1',
      name: body.client_name,
      client_id: id,
      client_secret: secret,
      redirect_uris: [body.redirect_uris],
    })
  })
  let revoked = false
  app.post('/oauth/token', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    // The description asks every grant for a code, which the documentation wants of one kind only.
    describedBy.request('/oauth/token', 'post', { code: '', ...form })
    if (!apps.has(form.client_id ?? '')) return Response.json({ error: 'invalid_client' }, { status: 401 })
    if (form.grant_type === 'client_credentials') {
      return say('/oauth/token', 'post', { access_token: 'app', token_type: 'Bearer', scope: 'read', created_at: 1 })
    }
    const proved =
      createHash('sha256')
        .update(form.code_verifier ?? '')
        .digest('base64url') === verifier
    if (form.code !== 'kode-sekali' || form.client_secret !== secret || !proved) {
      return Response.json(
        { error: 'invalid_grant', error_description: 'The provided grant is invalid' },
        { status: 400 },
      )
    }
    return say('/oauth/token', 'post', { access_token: token, token_type: 'Bearer', scope: 'read', created_at: 1 })
  })
  app.post('/oauth/revoke', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    describedBy.request('/oauth/revoke', 'post', form)
    if (!apps.has(form.client_id ?? '') || form.client_secret !== secret)
      return Response.json(
        { error: 'unauthorized_client', error_description: 'You are not authorized to revoke this token' },
        { status: 403 },
      )
    if (form.token === token) revoked = true
    return say('/oauth/revoke', 'post', {})
  })
  app.get('/api/v2/instance', (c) =>
    c.json({
      domain: 'fedi.example',
      configuration: { statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 } },
    }),
  )
  app.use('/api/v1/*', async (c, next) => {
    if (revoked || c.req.header('authorization') !== `Bearer ${token}`)
      return Response.json({ error: 'The access token is invalid' }, { status: 401 })
    return await next()
  })
  app.get('/api/v1/accounts/verify_credentials', (c) => c.json({ ...me, source: { note: '', fields: [] } }))
  const shownMedia = ({ id, mime, alt, busy }: Media) => ({
    id,
    type: mime.split('/')[0],
    url: busy > 0 ? null : `${server}/m/${id}`,
    preview_url: null,
    remote_url: null,
    meta: {},
    description: alt || null,
    blurhash: null,
  })
  app.post('/api/v2/media', async (c) => {
    if (c.req.header('authorization') !== `Bearer ${token}`)
      return Response.json({ error: 'The access token is invalid' }, { status: 401 })
    const form = await c.req.formData()
    const file = form.get('file')
    if (!(file instanceof File))
      return Response.json({ error: "Validation failed: File can't be blank" }, { status: 422 })
    const alt = String(form.get('description') ?? '')
    describedBy.upload('/api/v2/media', { file: file.name, ...(alt ? { description: alt } : {}) })
    const busy = file.type.startsWith('video/') ? 2 : 0
    const kept = { id: String(++count), mime: file.type, bytes: file.size, alt, busy }
    media.push(kept)
    return say('/api/v2/media', 'post', shownMedia(kept), busy > 0 ? 202 : 200)
  })
  app.get('/api/v1/media/:id', (c) => {
    const found = media.find(({ id }) => id === c.req.param('id'))
    if (!found) return Response.json({ error: 'Record not found' }, { status: 404 })
    const busy = found.busy > 0
    const answer = say('/api/v1/media/{id}', 'get', shownMedia(found), busy ? 206 : 200)
    if (busy) found.busy--
    return answer
  })
  app.post('/api/v1/statuses', async (c) => {
    const body = (await c.req.json()) as {
      status: string
      visibility?: string
      in_reply_to_id?: string
      media_ids?: string[]
    }
    describedBy.request('/api/v1/statuses', 'post', body)
    const key = c.req.header('idempotency-key') ?? ''
    const known = statuses.find(({ id }) => id === keys.get(key))
    if (known) return say('/api/v1/statuses', 'post', statusOf(known))
    if (countedLength(body.status) > 500) {
      return say('/api/v1/statuses', 'post', { error: 'Validation failed: Text character limit of 500 exceeded' }, 422)
    }
    const unready = media.some(({ id, busy }) => busy > 0 && body.media_ids?.includes(id))
    if (unready)
      return say('/api/v1/statuses', 'post', { error: 'Cannot attach files that have not finished processing' }, 422)
    const stored = keep(body.status, fakeNow, body.in_reply_to_id ?? null, body.media_ids)
    stored.visibility = body.visibility ?? 'public'
    keys.set(key, stored.id)
    return say('/api/v1/statuses', 'post', statusOf(stored))
  })
  app.get('/api/v1/accounts/1/statuses', (c) => {
    const before = Number(c.req.query('max_id') ?? Number.POSITIVE_INFINITY)
    const page = statuses
      .filter(({ id }) => Number(id) < before)
      .filter(({ visibility = 'public' }) => listsAll || visibility === 'public')
      .toReversed()
      .slice(0, 40)
    return say(
      '/api/v1/accounts/{id}/statuses',
      'get',
      page.map((stored) => statusOf(stored)),
    )
  })
  app.get('/api/v1/statuses/:id', (c) => {
    const found = statuses.find(({ id }) => id === c.req.param('id'))
    const theirs = answers.find(({ stored }) => stored.id === c.req.param('id'))?.stored
    if (theirs) return say('/api/v1/statuses/{id}', 'get', statusOf(theirs, budi))
    return found
      ? say('/api/v1/statuses/{id}', 'get', statusOf(found))
      : Response.json({ error: 'Record not found' }, { status: 404 })
  })
  app.get('/api/v1/statuses/:id/context', (c) => {
    const answer = answers.find(({ stored }) => stored.id === c.req.param('id'))
    const parent = statuses.find(({ id }) => id === answer?.stored.parent)
    const below = statuses.filter((one) => one.parent === c.req.param('id'))
    return say('/api/v1/statuses/{id}/context', 'get', {
      ancestors: parent ? [statusOf(parent)] : [],
      descendants: below.map((one) => statusOf(one)),
    })
  })
  app.put('/api/v1/statuses/:id', async (c) => {
    const body = (await c.req.json()) as { status: string; media_ids?: string[] }
    describedBy.request('/api/v1/statuses/{id}', 'put', body)
    const found = statuses.find(({ id }) => id === c.req.param('id'))
    if (!found) return Response.json({ error: 'Record not found' }, { status: 404 })
    Object.assign(found, { text: body.status, media: body.media_ids ?? [] })
    return say('/api/v1/statuses/{id}', 'put', statusOf(found))
  })
  app.delete('/api/v1/statuses/:id', (c) => {
    const at = statuses.findIndex(({ id }) => id === c.req.param('id'))
    if (at < 0) return Response.json({ error: 'Record not found' }, { status: 404 })
    const [gone] = statuses.splice(at, 1)
    return c.json(gone ? statusOf(gone) : {})
  })
  app.get('/api/v1/notifications', () =>
    say('/api/v1/notifications', 'get', answers.map(({ notification }) => notification).toReversed()),
  )

  const answer = (parent: string | null, text: string, at: Date, visibility = 'public'): string => {
    const stored = { id: String(++count), text, at: at.toISOString(), parent, media: [], visibility }
    const notification = {
      id: String(++count),
      type: 'mention',
      created_at: stored.at,
      group_key: 'ungrouped',
      account: budi,
      status: statusOf(stored, budi),
    }
    answers.push({ stored, notification })
    return stored.id
  }

  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: (network) => {
      const visit = (page: string) => {
        verifier = new URL(page).searchParams.get('code_challenge') ?? ''
        return new URLSearchParams({ state: 's', code: 'kode-sekali' })
      }
      return connectFirst(network, { fetch: handle, form: { server: 'fedi.example' }, visit })
    },
    registrations: () => registrations,
    media,
    forgetApps: () => apps.clear(),
    posts: () => statuses.map(({ text }) => text),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/api/v1/statuses',
    addPost: (text, at) => void keep(text, at),
    addResponse: (to, text, at) => answer(to, text, at),
    addMessage: (text, at, visibility) => answer(null, text, at, visibility),
    turn: (id, visibility) => {
      for (const { stored } of answers) if (stored.id === id) stored.visibility = visibility
    },
    listPublicOnly: () => {
      listsAll = false
    },
    seen: () => statuses.map(({ text, visibility = 'public' }) => ({ text, visibility })),
    failures: [
      { name: 'revoked', status: 401, body: '{"error":"The access token was revoked"}', kind: 'unauthorized' },
      {
        name: 'outside the scopes',
        status: 403,
        body: '{"error":"This action is outside the authorized scopes"}',
        kind: 'unauthorized',
      },
      { name: 'snac2, bad token', status: 422, body: '', kind: 'unauthorized' },
      {
        name: 'too long',
        status: 422,
        body: '{"error":"Validation failed: Text character limit of 500 exceeded"}',
        kind: 'rejected',
      },
      { name: 'parent gone', status: 404, body: '{"error":"Record not found"}', kind: 'gone' },
      {
        name: 'limited',
        status: 429,
        headers: {
          'x-ratelimit-limit': '300',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': '2026-11-24T08:05:00.123456Z',
        },
        body: '{"error":"Too many requests"}',
        kind: 'rate-limited',
        retryAt: new Date('2026-11-24T08:05:00.123Z'),
      },
      {
        name: 'down',
        status: 503,
        body: '{"error":"Remote SSL certificate could not be verified"}',
        kind: 'unavailable',
      },
      { name: 'broken', status: 500, body: '<html>We’re sorry</html>', kind: 'unknown' },
    ],
    secrets: () => [token, secret],
  }
}
