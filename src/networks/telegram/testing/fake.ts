import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'
import { describedBy } from './description.ts'

interface Stored {
  chat: number
  id: number
  at: number
  text: string
  media: 'text' | 'photo' | 'video'
  /** Whom it is by: the channel itself, its bot, or somebody. */
  author: 'channel' | 'bot' | 'budi'
  answers?: number | undefined
  /** The channel's post that it stands for in the group. */
  post?: number
  album?: string | undefined
  files: readonly File[]
  params: Readonly<Record<string, unknown>>
}

const token = '123456789:AAgeheimer-Token_0123456789abcdefgh'
const channel = -1_001_000_000_001
const firstGroup = -1_001_000_000_002
const bot = { id: 123_456_789, is_bot: true, first_name: 'Percakapan', username: 'percakapan_bot' }
const budi = { id: 42, is_bot: false, first_name: 'Budi', username: 'budi_s' }

/** And what only this network's tests look at. */
export interface TelegramFake extends Fake {
  calls(): string[]
  /** What stands in the channel and its group. */
  messages(): readonly Stored[]
  /** What the bot may do, and what else is so, from now on. */
  set(state: Partial<typeof usual>): void
  /** Somebody writes in the group, of nothing of ours. */
  addChatter(text: string, at: Date): void
}

const usual = {
  mayPost: true,
  mayDelete: true,
  /** Another program takes the bot's updates. */
  taken: false,
  /** The group has another number now; the old one tells it. */
  movedTo: undefined as number | undefined,
  /** For channels without a public name. */
  isPrivate: false,
}

/** The Bot API as its description has it (10.1), which checks every call and every answer. */
export function createFake(): TelegramFake {
  const messages: Stored[] = []
  const updates: { update_id: number; message: object }[] = []
  const calls: string[] = []
  const state = { ...usual }
  let count = 10
  let updateCount = 7000

  const group = () => state.movedTo ?? firstGroup
  const find = (chat: number, id: number) => messages.find((one) => one.chat === chat && one.id === id)
  const keep = (one: Omit<Stored, 'id' | 'files' | 'params'> & Partial<Stored>): Stored => {
    const stored: Stored = { files: [], params: {}, ...one, id: ++count }
    messages.push(stored)
    return stored
  }
  const tell = (stored: Stored) => void updates.push({ update_id: ++updateCount, message: shown(stored) })
  /** Telegram brings every post of a channel into its group, for people to talk about. */
  const post = (one: Omit<Stored, 'id' | 'chat' | 'author' | 'files' | 'params'> & Partial<Stored>): Stored => {
    const stored = keep({ ...one, chat: channel, author: 'channel' })
    tell(keep({ ...one, answers: undefined, chat: group(), author: 'channel', post: stored.id }))
    return stored
  }
  const threadOf = (one: Stored): Stored | undefined => {
    const parent = one.answers === undefined ? undefined : find(one.chat, one.answers)
    return parent ? (threadOf(parent) ?? parent) : undefined
  }
  function shown(one: Stored, deep = true): Record<string, unknown> {
    const parent = one.answers === undefined ? undefined : find(one.chat, one.answers)
    const place = chatOf(one.chat)
    const photo = [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }]
    const video = { file_id: 'f', file_unique_id: 'u', width: 1, height: 1, duration: 1 }
    const thread = threadOf(one)
    return {
      message_id: one.id,
      date: one.at,
      chat: place,
      ...(one.author === 'budi'
        ? { from: budi }
        : one.author === 'bot'
          ? { from: bot }
          : { sender_chat: chatOf(channel) }),
      ...(one.media === 'text' ? { text: one.text } : one.text === '' ? {} : { caption: one.text }),
      ...(one.media === 'photo' ? { photo } : one.media === 'video' ? { video } : {}),
      ...(one.album ? { media_group_id: one.album } : {}),
      ...(one.post === undefined
        ? {}
        : {
            is_automatic_forward: true,
            forward_origin: { type: 'channel', date: one.at, chat: chatOf(channel), message_id: one.post },
          }),
      ...(parent && deep ? { reply_to_message: shown(parent, false) } : {}),
      ...(thread && one.chat !== channel ? { message_thread_id: thread.id } : {}),
    }
  }
  const chatOf = (id: number) =>
    id === channel
      ? { id, type: 'channel', title: 'Kopi Senja', ...(state.isPrivate ? {} : { username: 'kopisenja' }) }
      : { id, type: 'supergroup', title: 'Obrolan Kopi' }

  const app = new Hono()
  const refuse = (status: number, text: string, parameters?: object) =>
    Response.json(
      { ok: false, error_code: status, description: text, ...(parameters ? { parameters } : {}) },
      { status },
    )
  const methods: Record<string, (params: Params) => unknown> = {
    getMe: () => ({ ...bot, can_join_groups: true, can_read_all_group_messages: true, supports_inline_queries: false }),
    getChat: ({ chat_id }) => {
      if (![String(channel), '@kopisenja'].includes(String(chat_id))) return refuse(400, 'Bad Request: chat not found')
      const gifts = ['unlimited_gifts', 'limited_gifts', 'unique_gifts', 'premium_subscription', 'gifts_from_channels']
      return {
        ...chatOf(channel),
        accent_color_id: 1,
        max_reaction_count: 11,
        accepted_gift_types: Object.fromEntries(gifts.map((name) => [name, false])),
        description: 'Warung kopi',
        linked_chat_id: group(),
      }
    },
    getChatMember: () => {
      const rights = [
        'can_be_edited',
        'is_anonymous',
        'can_manage_chat',
        'can_delete_messages',
        'can_manage_video_chats',
        'can_restrict_members',
        'can_promote_members',
        'can_change_info',
        'can_invite_users',
        'can_post_stories',
        'can_edit_stories',
        'can_delete_stories',
        'can_edit_messages',
      ]
      const all = Object.fromEntries(rights.map((name) => [name, true]))
      return { status: 'administrator', user: bot, ...all, can_post_messages: state.mayPost }
    },
    sendMessage: (params) => sendOne(params, 'text', String(params.text), []),
    sendPhoto: (params) => sendOne(params, 'photo', String(params.caption ?? ''), filesOf(params, [params.photo])),
    sendVideo: (params) => sendOne(params, 'video', String(params.caption ?? ''), filesOf(params, [params.video])),
    sendMediaGroup: (params) => {
      const media = params.media as { media: string; caption?: string; caption_entities?: unknown }[]
      if (media.length < 2 || media.length > 10) return refuse(400, 'Bad Request: wrong number of media')
      const album = `album-${count}`
      const sent = media.map((one) =>
        sendOne(
          { ...params, caption_entities: one.caption_entities },
          'photo',
          one.caption ?? '',
          filesOf(params, [one.media]),
          album,
        ),
      )
      return sent.find((one) => one instanceof Response) ?? sent
    },
    deleteMessage: ({ chat_id, message_id }) => {
      const found = find(Number(chat_id), Number(message_id))
      if (!found) return refuse(400, 'Bad Request: message to delete not found')
      if (!state.mayDelete) return refuse(400, "Bad Request: message can't be deleted for everyone")
      messages.splice(messages.indexOf(found), 1)
      return true
    },
    editMessageText: (params) => edit(params, 'text', String(params.text)),
    editMessageCaption: (params) => edit(params, 'media', String(params.caption)),
    getUpdates: ({ offset, limit }) => {
      if (state.taken) return refuse(409, "Conflict: can't use getUpdates method while webhook is active")
      const from = Number(offset ?? 0)
      // What stands before the offset is forgotten for good.
      while (updates[0] && updates[0].update_id < from) updates.shift()
      return updates.slice(0, Number(limit ?? 100))
    },
  }
  type Params = Record<string, unknown>
  const filesOf = (params: Params, names: readonly unknown[]): File[] =>
    names.map((name) => (params.files as Map<string, File>).get(String(name).replace('attach://', '')) as File)

  const sendOne = (params: Params, media: Stored['media'], text: string, files: File[], album?: string): unknown => {
    const chat = Number(params.chat_id)
    if (chat === firstGroup && state.movedTo !== undefined)
      return refuse(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: state.movedTo,
      })
    if (chat !== channel && chat !== group()) return refuse(400, 'Bad Request: chat not found')
    if (!state.mayPost) return refuse(400, 'Bad Request: need administrator rights in the channel chat')
    if (media === 'text' && text === '') return refuse(400, 'Bad Request: message text is empty')
    if (text.length > (media === 'text' ? 4096 : 1024))
      return refuse(
        400,
        media === 'text' ? 'Bad Request: message is too long' : 'Bad Request: message caption is too long',
      )
    if (!looksFit(params.entities ?? params.caption_entities, text))
      return refuse(400, 'Bad Request: ENTITY_BOUNDS_INVALID')
    const answers = (params.reply_parameters as { message_id: number } | undefined)?.message_id
    if (answers !== undefined && !find(chat, answers))
      return refuse(400, 'Bad Request: message to be replied not found')
    const { files: _files, ...kept } = params
    const one = { at: fakeNow.getTime() / 1000, text, media, answers, album, files, params: kept }
    return shown(chat === channel ? post(one) : keep({ ...one, chat, author: 'bot' }))
  }
  const edit = ({ chat_id, message_id }: Params, kind: 'text' | 'media', text: string): unknown => {
    const found = find(Number(chat_id), Number(message_id))
    if (!found) return refuse(400, 'Bad Request: message to edit not found')
    if ((found.media === 'text') !== (kind === 'text'))
      return refuse(400, `Bad Request: there is no ${kind === 'text' ? 'text' : 'caption'} in the message to edit`)
    if (found.text === text) return refuse(400, 'Bad Request: message is not modified')
    found.text = text
    return shown(found)
  }

  app.all('*', async (c) => {
    const [, bearer = '', method = ''] = new URL(c.req.url).pathname.split('/')
    calls.push(method)
    if (bearer !== `bot${token}`) return refuse(401, 'Unauthorized')
    const handler = methods[method]
    if (!handler) return refuse(404, 'Not Found')
    const params = await read(c.req.raw, method)
    const { files: _files, ...plain } = params
    describedBy.request(method, plain)
    const result = handler(params)
    if (result instanceof Response) return result
    describedBy.answer(method, result)
    return c.json({ ok: true, result })
  })

  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: (network) => connectFirst(network, { fetch: handle, form: { token, channel: '@kopisenja' } }),
    posts: () =>
      messages
        .filter(({ chat, answers, album, text }) => (chat === channel || answers) && !(album && text === ''))
        .filter(({ author }) => author !== 'budi')
        .map(({ text }) => text),
    isPublish: (method, url) => method === 'POST' && /\/send\w+$/.test(url.pathname),
    addPost: (text, at) => void post({ text, at: at.getTime() / 1000, media: 'text' }),
    addResponse: (to, text, at) => {
      const [id, chat] = to.split('_').toReversed()
      const target = chat ? find(Number(chat), Number(id)) : messages.find((one) => one.post === Number(id))
      const stored = keep({
        chat: group(),
        at: Math.floor(at.getTime() / 1000),
        text,
        media: 'text',
        author: 'budi',
        answers: target?.id,
      })
      tell(stored)
      return `${group()}_${stored.id}`
    },
    addChatter: (text, at) =>
      tell(keep({ chat: group(), at: at.getTime() / 1000, text, media: 'text', author: 'budi' })),
    isShown: (response) => {
      const [id, chat] = response.split('_').toReversed()
      return find(Number(chat), Number(id)) !== undefined
    },
    calls: () => calls,
    messages: () => messages,
    set: (more) => void Object.assign(state, more),
    failures,
    secrets: () => [token, token.slice(token.indexOf(':') + 1)],
  }
}

/** A call's parameters, as JSON or as a form; files apart. */
async function read(request: Request, method: string): Promise<Record<string, unknown>> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data'))
    return { ...((await request.json()) as Record<string, unknown>), files: new Map() }
  const params: Record<string, unknown> = {}
  const files = new Map<string, File>()
  for (const [name, value] of await request.formData()) {
    if (typeof value !== 'string') files.set(name, value)
    else params[name] = describedBy.isText(method, name) ? value : JSON.parse(value)
  }
  return { ...params, files }
}

/** Entities lie inside the text, and code shares its letters with no other look. */
function looksFit(given: unknown, text: string): boolean {
  const entities = (given ?? []) as { type: string; offset: number; length: number }[]
  const isCode = ({ type }: { type: string }) => type === 'code' || type === 'pre'
  return entities.every((one, at) => {
    const inside = one.length > 0 && one.offset >= 0 && one.offset + one.length <= text.length
    const beside = (other: typeof one) =>
      other.offset >= one.offset + one.length ||
      one.offset >= other.offset + other.length ||
      other.type === 'blockquote'
    return inside && (!isCode(one) || entities.every((other, place) => place === at || beside(other)))
  })
}

const refusal = (status: number, text: string, parameters?: object) =>
  JSON.stringify({ ok: false, error_code: status, description: text, ...(parameters ? { parameters } : {}) })

/** https://core.telegram.org/bots/api#making-requests, https://core.telegram.org/bots/api#responseparameters, https://core.telegram.org/api/errors */
const failures: Fake['failures'] = [
  { name: 'a token that was revoked', status: 401, body: refusal(401, 'Unauthorized'), kind: 'unauthorized' },
  { name: 'a token that never was', status: 404, body: refusal(404, 'Not Found'), kind: 'unauthorized' },
  {
    name: 'thrown out of the channel',
    status: 403,
    body: refusal(403, 'Forbidden: bot is not a member of the channel chat'),
    kind: 'unauthorized',
  },
  {
    name: 'no right to post',
    status: 400,
    body: refusal(400, 'Bad Request: need administrator rights in the channel chat'),
    kind: 'unauthorized',
  },
  { name: 'a deleted channel', status: 400, body: refusal(400, 'Bad Request: chat not found'), kind: 'unauthorized' },
  { name: 'too long', status: 400, body: refusal(400, 'Bad Request: message is too long'), kind: 'rejected' },
  {
    name: 'the answered message is gone',
    status: 400,
    body: refusal(400, 'Bad Request: message to be replied not found'),
    kind: 'gone',
  },
  { name: 'a file too large', status: 413, body: refusal(413, 'Request Entity Too Large'), kind: 'rejected' },
  {
    name: 'limited',
    status: 429,
    body: refusal(429, 'Too Many Requests: retry after 37', { retry_after: 37 }),
    headers: { 'retry-after': '37' },
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 37_000),
  },
  {
    name: 'limited, told in the answer alone',
    status: 429,
    body: refusal(429, 'Too Many Requests: retry after 5', { retry_after: 5 }),
    kind: 'rate-limited',
    retryAt: new Date(fakeNow.getTime() + 5000),
  },
  { name: 'down', status: 503, body: '<html>503</html>', kind: 'unavailable' },
  { name: 'broken', status: 500, body: refusal(500, 'Internal Server Error'), kind: 'unknown' },
  {
    name: 'a page from what stands before Telegram',
    status: 502,
    body: '<html>502 Bad Gateway</html>',
    kind: 'unknown',
  },
]
