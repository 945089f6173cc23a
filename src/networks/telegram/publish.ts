import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { type FormFile, sourceOf, uploadName } from '../multipart.ts'
import type { Published, RemoteResponse, Session, Thread } from '../network.ts'
import { addressOf, call, factsOf, keptOf, Message, type Params, saidOf } from './api.ts'
import { entitiesOf } from './entities.ts'
import { captionLength } from './limits.ts'

/** What taking back and correcting need to know of a message. */
const Reference = z.object({
  /** All of an album. */
  messages: z.array(z.number()),
  kind: z.enum(['text', 'media']),
})
type Reference = z.infer<typeof Reference>

/** Where a message is to stand. */
interface Place {
  chat: string
  answers: number | undefined
}

/** Sends one message, or one album, to the channel. */
export async function publish(part: Part, session: Session, _key: string, thread?: Thread): Promise<Published> {
  const { chat } = keptOf(session.credentials)
  const answers = thread && messageOf(thread.parent.remoteId, session).message
  const { first, reference } = await send(part, session, { chat, answers })
  const permalink = addressOf(chat, first, factsOf(session.account).username)
  return { state: 'published', remoteId: String(first), permalink, reference: { ...reference } }
}

/** Answers a person, in the group where the channel's posts are talked about. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId'>,
  part: Part,
  session: Session,
): Promise<Published> {
  const { chat, message } = messageOf(response.remoteId, session)
  const { first, reference } = await send(part, session, { chat, answers: message })
  return {
    state: 'published',
    remoteId: `${chat}_${first}`,
    permalink: addressOf(chat, first),
    reference: { ...reference },
  }
}

/** Messages of the channel are known by their number, those of the group by both. */
function messageOf(remoteId: string, session: Session): { chat: string; message: number } {
  const [message, chat] = remoteId.split('_').toReversed()
  return { chat: chat ?? keptOf(session.credentials).chat, message: Number(message) }
}

async function send(part: Part, session: Session, place: Place): Promise<{ first: number; reference: Reference }> {
  const messages = await sendMessages(part, session, place)
  const ids = messages.map(({ message_id }) => message_id)
  const media = part.video !== undefined || part.pictures.length > 0
  return { first: ids[0] as number, reference: { messages: ids, kind: media ? 'media' : 'text' } }
}

async function sendMessages(part: Part, session: Session, { chat, answers }: Place): Promise<Message[]> {
  const base: Params = {
    chat_id: chat,
    // The answered message may be gone: then nobody wants this one to stand alone.
    ...(answers === undefined ? {} : { reply_parameters: { message_id: answers } }),
  }
  const caption = captionOf(part)
  if (part.video) return await sendVideo(part, session, { ...base, ...caption })
  if (part.pictures.length > 1) return await sendAlbum(part, session, base)
  if (part.pictures.length === 1) {
    const files = async () => ({ files: await picturesOf(part, session) })
    return [await call(session, 'sendPhoto', { ...base, ...caption, photo: 'attach://file0' }, Message, files)]
  }
  return [await call(session, 'sendMessage', { ...base, ...wordsOf(part) }, Message)]
}

/** The words of a message of its own, with their formatting. */
function wordsOf(part: Part): Params {
  const entities = entitiesOf(part)
  return { text: part.text, ...(entities.length > 0 ? { entities } : {}), ...previewOf(part) }
}

/** The words under pictures or a video. */
function captionOf(part: Part): Params {
  const entities = entitiesOf(part)
  if (part.text === '') return {}
  return { caption: part.text, ...(entities.length > 0 ? { caption_entities: entities } : {}) }
}

/** The card is the one that the preview showed, whichever link comes first in the text. */
function previewOf({ card }: Part): Params {
  return card ? { link_preview_options: { url: card.url } } : {}
}

/** https://core.telegram.org/bots/api#sendmediagroup */
async function sendAlbum(part: Part, session: Session, base: Params): Promise<Message[]> {
  const media = part.pictures.map((_picture, number) => ({
    type: 'photo',
    media: `attach://file${number}`,
    // One text for all, as it is shown under the album.
    ...(number === 0 ? captionOf(part) : {}),
  }))
  const files = async () => ({ files: await picturesOf(part, session) })
  return await call(session, 'sendMediaGroup', { ...base, media }, z.array(Message).min(1), files)
}

async function picturesOf({ pictures }: Part, session: Session): Promise<FormFile[]> {
  const files: FormFile[] = []
  for (const [number, picture] of pictures.entries()) {
    const source = sourceOf(await session.picture(picture), picture.mime)
    files.push({ field: `file${number}`, filename: uploadName(picture.mime), source })
  }
  return files
}

/** https://core.telegram.org/bots/api#sendvideo */
async function sendVideo(part: Part, session: Session, base: Params): Promise<Message[]> {
  const { video } = part
  if (!video) return []
  const { width, height, seconds } = video
  const shape = { width, height, duration: Math.round(seconds), supports_streaming: true }
  const files = async () => {
    const source = await session.video(video)
    return { files: [{ field: 'file0', filename: uploadName(source.mime), source }] }
  }
  return [await call(session, 'sendVideo', { ...base, ...shape, video: 'attach://file0' }, Message, files)]
}

const tooOld = {
  id: 'Telegram tidak mengizinkan bot menghapus pesan ini: pesan yang lebih tua dari 48 jam hanya boleh dihapus bot yang diberi izin menghapus. Beri izinnya di pengaturan kanal, atau hapus langsung di Telegram.',
  en: 'Telegram does not let the bot delete this message: one older than 48 hours may only be deleted by a bot that is allowed to delete messages. Allow it in the channel’s settings, or delete it on Telegram itself.',
}

/** Deletes the message, or the whole album. What is gone already is fine. */
export async function retract(copy: Pick<Published, 'remoteId' | 'reference'>, session: Session): Promise<void> {
  const { chat, message } = messageOf(copy.remoteId, session)
  const messages = Reference.safeParse(copy.reference).data?.messages ?? [message]
  for (const one of messages) await remove(chat, one, session)
}

/** Deletes a message; one that is gone is fine. @throws Problem `rejected` where Telegram no longer allows it */
export async function remove(chat: string, message: number, session: Session): Promise<void> {
  try {
    await call(session, 'deleteMessage', { chat_id: chat, message_id: message }, z.literal(true), { repeatable: true })
  } catch (error) {
    if (error instanceof Problem && error.kind === 'gone') return
    if (/can't be deleted|DELETE_FORBIDDEN/i.test(saidOf(error)))
      throw new Problem('rejected', tooOld, { detail: (error as Error).message, cause: error })
    throw error
  }
}

const captionTooLong = {
  id: 'Teks di bawah gambar atau video paling banyak 1.024 karakter di Telegram. Pendekkan, lalu simpan lagi.',
  en: 'A text under pictures or a video has at most 1,024 characters on Telegram. Shorten it, then save again.',
}
const cantEdit = {
  id: 'Telegram tidak mengizinkan bot menyunting pesan ini. Beri izin menyunting di pengaturan kanal, atau betulkan langsung di Telegram.',
  en: 'Telegram does not let the bot edit this message. Allow it in the channel’s settings, or correct it on Telegram itself.',
}

/** Edits the text, or the words under pictures and videos; those themselves stay. */
export async function correct(
  copy: Pick<Published, 'remoteId' | 'reference'>,
  part: Part,
  session: Session,
): Promise<void> {
  const { chat, message } = messageOf(copy.remoteId, session)
  const place = { chat_id: chat, message_id: message }
  const media = Reference.safeParse(copy.reference).data?.kind === 'media'
  if (media && part.length > captionLength) throw new Problem('rejected', captionTooLong)
  const params = { ...place, ...(media ? { caption: '', ...captionOf(part) } : wordsOf(part)) }
  try {
    await call(session, media ? 'editMessageCaption' : 'editMessageText', params, z.unknown(), { repeatable: true })
  } catch (error) {
    if (/message is not modified/i.test(saidOf(error))) return
    if (/can't be edited/i.test(saidOf(error)))
      throw new Problem('rejected', cantEdit, { detail: (error as Error).message, cause: error })
    throw error
  }
}
