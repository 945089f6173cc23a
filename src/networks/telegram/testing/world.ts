import { bot, budi, channel, firstGroup, type Stored, usual } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    count: 10,
    updateCount: 7000,
  }

  const messages: Stored[] = []
  const updates: { update_id: number; message: object }[] = []
  const state = { ...usual }

  const group = () => state.movedTo ?? firstGroup
  const find = (chat: number, id: number) => messages.find((one) => one.chat === chat && one.id === id)
  const keep = (one: Omit<Stored, 'id' | 'files' | 'params'> & Partial<Stored>): Stored => {
    const stored: Stored = { files: [], params: {}, ...one, id: ++world.count }
    messages.push(stored)
    return stored
  }
  const tell = (stored: Stored) => void updates.push({ update_id: ++world.updateCount, message: shown(stored) })
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
  const refuse = (status: number, text: string, parameters?: object) =>
    Response.json(
      { ok: false, error_code: status, description: text, ...(parameters ? { parameters } : {}) },
      { status },
    )
  return Object.assign(world, { messages, updates, state, group, find, keep, tell, post, shown, chatOf, refuse })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
