import { fakeNow } from '../../testing/fake.ts'
import { channel, entitiesFit, firstGroup, type Stored } from './shapes.ts'
import type { World } from './world.ts'

/** What a method is given. */
export type Params = Record<string, unknown>

/** Messages that are sent and changed: https://core.telegram.org/bots/api#sendmessage */
export function messagesAt(world: World) {
  const { state, refuse, group, find, shown, post, keep } = world

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
    if (!entitiesFit(params.entities ?? params.caption_entities, text))
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
  return { filesOf, sendOne, edit }
}
