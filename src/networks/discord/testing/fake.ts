import { Hono } from 'hono'
import type { Connected, Form, Network } from '../../network.ts'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'
import { describedByOpenApi } from '../../testing/openapi.ts'

interface Stored {
  id: string
  content: string
  at: string
  author: string
  parent: string | undefined
  files: readonly { name: string; bytes: Uint8Array; description: string | undefined }[]
  nonce: string | undefined
  sent: Readonly<Record<string, unknown>>
}

const described = describedByOpenApi('discord.openapi.json')
const guild = '800000000000000001'
const channel = '900000000000000001'
const webhook = '700000000000000001'
const token = 'bot-geheim.ABC-def_0123456789'
const webhookToken = 'kait-geheim_ABC-0123456789'
const bot = '600000000000000001'
const budi = '500000000000000001'

/** And what only this network's tests look at. */
export interface DiscordFake extends Fake {
  calls(): string[]
  messages(): readonly Stored[]
  /** Connects the channel's webhook instead of the bot. */
  connectWebhook(network: Network): Promise<Connected>
  /** Discord remembers a number for some minutes. */
  forgetNonces(): void
  /** What may not be done from now on. */
  forbid(what: 'manage'): void
  /** Somebody names the bot, or talks about something else. */
  addMention(text: string, at: Date): string
  addChatter(text: string, at: Date): string
}

const userOf = (id: string) => ({
  id,
  username: id === bot ? 'percakapan-bot' : 'budi',
  global_name: id === bot ? null : 'Budi',
  avatar: id === bot ? null : 'a1',
  discriminator: '0',
  public_flags: 0,
  flags: 0,
  bot: id === bot,
  primary_guild: null,
})

/** Discord's API v10 as its OpenAPI description has it, which checks every request, query and answer. */
export function createFake(): DiscordFake {
  const messages: Stored[] = []
  const calls: string[] = []
  const nonces = new Map<string, string>()
  let manage = true
  let count = 1_000_000_000_000_000_000n

  const keep = (one: Partial<Stored> & Pick<Stored, 'content' | 'author'>, at: Date): Stored => {
    const plain = { parent: undefined, files: [], nonce: undefined, sent: {} }
    const stored = { ...plain, ...one, id: String(++count), at: at.toISOString() }
    messages.push(stored)
    return stored
  }
  const shown = (one: Stored) => {
    const parent = messages.find(({ id }) => id === one.parent)
    return {
      ...basic(one),
      type: one.parent ? 19 : 0,
      reactions: [reaction('❤️', 1), reaction('👍', 1)],
      ...(one.parent
        ? { message_reference: { type: 0, channel_id: channel, message_id: one.parent, guild_id: guild } }
        : {}),
      ...(parent ? { referenced_message: basic(parent) } : {}),
      ...(one.nonce ? { nonce: one.nonce } : {}),
    }
  }
  const app = new Hono().basePath('/api/v10')
  const say = (path: string, method: string, body: unknown, status = 200) => {
    described.answer(path, method, status, body)
    return Response.json(body, { status })
  }
  const refuse = (path: string, method: string, status: number, code: number, message: string) =>
    say(path, method, { message, code }, status)

  app.use('*', async (c, next) => {
    const url = new URL(c.req.url)
    calls.push(`${c.req.method} ${url.pathname}${url.search}`)
    if (!/^DiscordBot \(https?:\/\/\S+, \S+\)/.test(c.req.header('user-agent') ?? '')) throw new Error('who is this?')
    const byHook = url.pathname.includes('/webhooks/')
    const known = byHook ? url.pathname.includes(webhookToken) : c.req.header('authorization') === `Bot ${token}`
    if (!known) {
      const body = byHook
        ? { message: 'Invalid Webhook Token', code: 50_027 }
        : { message: '401: Unauthorized', code: 0 }
      return Response.json(body, { status: 401 })
    }
    return await next()
  })

  app.get('/users/@me', () =>
    say('/users/@me', 'get', { ...userOf(bot), mfa_enabled: true, locale: 'id', verified: true, email: null }),
  )
  app.get('/channels/:channel', (c) => {
    if (c.req.param('channel') !== channel)
      return refuse('/channels/{channel_id}', 'get', 404, 10_003, 'Unknown Channel')
    return say('/channels/{channel_id}', 'get', {
      id: channel,
      type: 0,
      flags: 0,
      guild_id: guild,
      name: 'umum',
      position: 0,
    })
  })
  app.get('/guilds/:guild', () => say('/guilds/{guild_id}', 'get', guildOf()))

  const take = async (request: Request, path: string, byHook: boolean): Promise<Stored | Response> => {
    const { json, files } = await read(request)
    described.request(path, 'post', json, { query: new URL(request.url).searchParams })
    const content = String(json.content ?? '')
    if (content === '' && files.length === 0) return refuse(path, 'post', 400, 50_006, 'Cannot send an empty message')
    if (content.length > 2000) return refuse(path, 'post', 400, 50_035, 'Invalid Form Body')
    if (files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > 25 * 1024 * 1024)
      return refuse(path, 'post', 413, 40_005, 'Request entity too large')
    const reference = json.message_reference as { message_id: string } | undefined
    if (reference && !messages.some(({ id }) => id === reference.message_id))
      return refuse(path, 'post', 400, 50_035, 'Invalid Form Body')
    const nonce = byHook || !json.enforce_nonce ? undefined : String(json.nonce)
    const known = messages.find(({ id }) => id === nonces.get(nonce ?? ''))
    if (known) return known
    const author = byHook ? webhook : bot
    const stored = keep({ content, author, parent: reference?.message_id, files, nonce, sent: json }, fakeNow)
    if (nonce) nonces.set(nonce, stored.id)
    return stored
  }
  const list = '/channels/{channel_id}/messages'
  app.post(`/channels/${channel}/messages`, async (c) => {
    const taken = await take(c.req.raw, list, false)
    return taken instanceof Response ? taken : say(list, 'post', shown(taken))
  })
  app.get(`/channels/${channel}/messages`, (c) => {
    const query = new URL(c.req.url).searchParams
    described.request(list, 'get', undefined, { query })
    const limit = Number(query.get('limit') ?? 50)
    const after = query.get('after')
    const before = query.get('before')
    const chosen = after
      ? messages.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit)
      : messages.filter(({ id }) => before === null || BigInt(id) < BigInt(before)).slice(-limit)
    return say(list, 'get', chosen.toReversed().map(shown))
  })

  const one = `${list}/{message_id}`
  const hooked = '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}'
  for (const [path, place, mine] of [
    [one, `/channels/${channel}/messages/:id`, bot],
    [hooked, `/webhooks/${webhook}/${webhookToken}/messages/:id`, webhook],
  ] as const) {
    const find = (id: string) => messages.find((message) => message.id === id)
    const unknown = (method: string) => refuse(path, method, 404, 10_008, 'Unknown Message')
    app.get(place, (c) => {
      const found = find(c.req.param('id'))
      return found ? say(path, 'get', shown(found)) : unknown('get')
    })
    app.patch(place, async (c) => {
      const body = (await c.req.json()) as { content: string }
      described.request(path, 'patch', body)
      const found = find(c.req.param('id'))
      if (!found) return unknown('patch')
      if (found.author !== mine)
        return refuse(path, 'patch', 403, 50_005, 'Cannot edit a message authored by another user')
      found.content = body.content
      return say(path, 'patch', shown(found))
    })
    app.delete(place, (c) => {
      described.request(path, 'delete', undefined)
      const found = find(c.req.param('id'))
      if (!found) return unknown('delete')
      if (found.author !== mine && !manage) return refuse(path, 'delete', 403, 50_013, 'Missing Permissions')
      messages.splice(messages.indexOf(found), 1)
      return new Response(null, { status: 204 })
    })
  }
  const hook = '/webhooks/{webhook_id}/{webhook_token}'
  app.get(`/webhooks/${webhook}/${webhookToken}`, () => {
    const base = {
      application_id: null,
      avatar: null,
      channel_id: channel,
      guild_id: guild,
      id: webhook,
      name: 'Kabar',
      type: 1,
    }
    return say(hook, 'get', {
      ...base,
      token: webhookToken,
      url: `https://discord.com/api/webhooks/${webhook}/${webhookToken}`,
    })
  })
  app.post(`/webhooks/${webhook}/${webhookToken}`, async (c) => {
    if (c.req.query('wait') !== 'true') return new Response(null, { status: 204 })
    const taken = await take(c.req.raw, hook, true)
    return taken instanceof Response ? taken : say(hook, 'post', shown(taken))
  })

  const handle = fetchOf((request) => app.fetch(request))
  const signIn = (network: Network, form: Form) => connectFirst(network, { fetch: handle, form })
  return {
    fetch: handle,
    connect: (network) =>
      signIn(network, { token, channel: `https://discord.com/channels/${guild}/${channel}`, webhook: '' }),
    connectWebhook: (network) =>
      signIn(network, { webhook: `https://discord.com/api/webhooks/${webhook}/${webhookToken}` }),
    posts: () => messages.filter(({ author }) => author === bot || author === webhook).map(({ content }) => content),
    isPublish: (method, url) => method === 'POST' && /\/messages$|\/webhooks\/\d+\/[\w-]+$/.test(url.pathname),
    addPost: (text, at) => void keep({ content: text, author: bot }, at),
    addResponse: (to, text, at) => keep({ content: text, author: budi, parent: to }, at).id,
    addMention: (text, at) => keep({ content: `<@${bot}> ${text}`, author: budi }, at).id,
    addChatter: (text, at) => keep({ content: text, author: budi }, at).id,
    isShown: (id) => messages.some((message) => message.id === id),
    calls: () => calls,
    messages: () => messages,
    forgetNonces: () => nonces.clear(),
    forbid: () => {
      manage = false
    },
    failures,
    secrets: ({ credentials }) => Object.values(credentials).filter((value) => [token, webhookToken].includes(value)),
  }
}

/** A message without what hangs on it. */
function basic(one: Stored) {
  const called = [...one.content.matchAll(/<@(\d+)>/g)].map(([, id]) => userOf(id ?? ''))
  return {
    id: one.id,
    channel_id: channel,
    type: 0,
    content: one.content,
    timestamp: one.at,
    edited_timestamp: null,
    author: userOf(one.author),
    mentions: called,
    mention_roles: [],
    mention_everyone: false,
    attachments: one.files.map(({ name, bytes, description }, number) => ({
      id: String(number + 1),
      filename: name,
      size: bytes.byteLength,
      url: `https://cdn.discordapp.com/${name}`,
      proxy_url: `https://media.discordapp.net/${name}`,
      ...(description === undefined ? {} : { description }),
    })),
    embeds: [],
    components: [],
    flags: 0,
    pinned: false,
    tts: false,
  }
}

function reaction(name: string, count: number) {
  return {
    emoji: { id: null, name },
    count,
    count_details: { burst: 0, normal: count },
    burst_colors: [],
    me_burst: false,
    me: false,
  }
}

/** A message as JSON, or as a form with its files. */
async function read(request: Request): Promise<{ json: Record<string, unknown>; files: Stored['files'] }> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data'))
    return { json: (await request.json()) as Record<string, unknown>, files: [] }
  const form = await request.formData()
  const json = JSON.parse(String(form.get('payload_json'))) as Record<string, unknown>
  const named = (json.attachments ?? []) as { id: string; description?: string }[]
  const files = await Promise.all(
    named.map(async ({ id, description }) => {
      const file = form.get(`files[${id}]`) as File
      return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), description }
    }),
  )
  return { json, files }
}

function guildOf() {
  const nothing = [
    'description',
    'home_header',
    'splash',
    'discovery_splash',
    'banner',
    'application_id',
    'afk_channel_id',
    'system_channel_id',
    'widget_channel_id',
    'max_presences',
    'vanity_url_code',
    'rules_channel_id',
    'safety_alerts_channel_id',
    'public_updates_channel_id',
    'incidents_data',
  ]
  const zero = [
    'system_channel_flags',
    'verification_level',
    'default_message_notifications',
    'mfa_level',
    'explicit_content_filter',
    'max_members',
    'max_stage_video_channel_users',
    'max_video_channel_users',
    'premium_tier',
    'premium_subscription_count',
    'nsfw_level',
  ]
  return {
    ...Object.fromEntries(nothing.map((name) => [name, null])),
    ...Object.fromEntries(zero.map((name) => [name, 0])),
    id: guild,
    name: 'Kopi Senja',
    icon: 'i1',
    owner_id: budi,
    region: 'singapore',
    preferred_locale: 'id',
    afk_timeout: 300,
    features: [],
    roles: [],
    emojis: [],
    stickers: [],
    widget_enabled: false,
    premium_progress_bar_enabled: false,
    nsfw: false,
  }
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes, https://docs.discord.com/developers/topics/rate-limits */
const failures: Fake['failures'] = [
  {
    name: 'a token that was reset',
    status: 401,
    body: '{"message":"401: Unauthorized","code":0}',
    kind: 'unauthorized',
  },
  {
    name: 'a missing permission',
    status: 403,
    body: '{"message":"Missing Permissions","code":50013}',
    kind: 'unauthorized',
  },
  { name: 'a deleted channel', status: 404, body: '{"message":"Unknown Channel","code":10003}', kind: 'gone' },
  { name: 'a deleted webhook', status: 404, body: '{"message":"Unknown Webhook","code":10015}', kind: 'unauthorized' },
  {
    name: 'too long',
    status: 400,
    body: '{"message":"Invalid Form Body","code":50035,"errors":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}}}',
    kind: 'rejected',
  },
  {
    name: 'blocked by the server’s own rules',
    status: 400,
    body: '{"message":"Message was blocked by automatic moderation","code":200000}',
    kind: 'rejected',
  },
  {
    name: 'files too large',
    status: 413,
    body: '{"message":"Request entity too large","code":40005}',
    kind: 'rejected',
  },
  {
    name: 'limited in this channel',
    status: 429,
    headers: {
      'retry-after': '2',
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1795507201.337',
      'x-ratelimit-reset-after': '1.337',
      'x-ratelimit-bucket': 'abcd1234',
      'x-ratelimit-scope': 'user',
    },
    body: '{"message":"You are being rate limited.","retry_after":1.337,"global":false}',
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 1337),
  },
  {
    name: 'shut out by what stands before Discord',
    status: 429,
    headers: { 'retry-after': '600' },
    body: 'error code: 1015',
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 600_000),
  },
  { name: 'down', status: 503, body: 'no healthy upstream', kind: 'unavailable' },
  { name: 'broken', status: 500, body: '{"message":"500: Internal Server Error","code":0}', kind: 'unknown' },
  { name: 'a page from what stands before Discord', status: 502, body: '<html>cloudflare</html>', kind: 'unknown' },
]
