import type { messagesAt, Params } from './messages.ts'
import { bot, channel } from './shapes.ts'
import type { World } from './world.ts'

/** The methods by their names: https://core.telegram.org/bots/api#available-methods */
export function methodsAt(world: World, { sendOne, filesOf, edit }: ReturnType<typeof messagesAt>) {
  const { refuse, chatOf, group, state, find, messages, updates } = world

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
      const album = `album-${world.count}`
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
  return { methods }
}
