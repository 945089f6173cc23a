import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import type { Account, Connect, Connected, Session, Tools } from '../network.ts'
import { callWith, type Facts, type Kept, keptOf, saidOf } from './api.ts'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'form',
  fields: [
    {
      name: 'token',
      type: 'password',
      label: { id: 'Token bot', en: 'Bot token' },
      hint: { id: 'Dari @BotFather, seperti 123456789:AA…', en: 'From @BotFather, like 123456789:AA…' },
      required: true,
    },
    {
      name: 'channel',
      type: 'text',
      label: { id: 'Kanal', en: 'Channel' },
      hint: {
        id: 'Nama atau alamat kanalnya. Untuk kanal privat, nomornya (diawali -100).',
        en: 'The channel’s name or address. For a private channel its number (it begins with -100).',
      },
      placeholder: { id: '@kanalanda', en: '@yourchannel' },
      required: true,
    },
  ],
  steps: [
    {
      id: 'Di Telegram, buka @BotFather, kirim /newbot, lalu ikuti petunjuknya. Salin token yang ia berikan ke sini. Pakailah satu bot untuk satu kanal: tanggapan hanya dapat diambil sekali.',
      en: 'In Telegram open @BotFather, send /newbot, and follow its lead. Copy the token that it gives you to here. Use one bot for one channel: responses can be fetched only once.',
    },
    {
      id: 'Buka kanal Anda → Administrator → Tambah Administrator, pilih bot itu, dan izinkan mengirim, menyunting, dan menghapus pesan.',
      en: 'Open your channel → Administrators → Add Admin, choose the bot, and let it post, edit and delete messages.',
    },
    {
      id: 'Agar komentar ikut masuk, jadikan bot itu administrator juga di grup diskusi kanal Anda.',
      en: 'To bring comments home, make the bot an administrator of the channel’s discussion group too.',
    },
    {
      id: 'Tuliskan nama kanalnya di sini, misalnya @kanalanda.',
      en: 'Write the channel’s name here, like @yourchannel.',
    },
  ],
}

const tokenWanted = {
  id: 'Itu bukan token bot Telegram. Salin seluruhnya dari @BotFather: angka, titik dua, lalu karakter yang panjang.',
  en: 'That is no token of a Telegram bot. Copy the whole of it from @BotFather: digits, a colon, then a long code.',
}
const tokenRefused = {
  id: 'Telegram tidak mengenal token itu. Minta lagi dari @BotFather dengan /token, lalu salin seluruhnya.',
  en: 'Telegram does not know that token. Ask @BotFather for it again with /token, then copy the whole of it.',
}
const channelWanted = {
  id: 'Itu bukan nama kanal Telegram. Tulislah seperti @kanalanda, t.me/kanalanda, atau -1001234567890.',
  en: 'That is no name of a Telegram channel. Please write it like @yourchannel, t.me/yourchannel or -1001234567890.',
}
const noChannel = {
  id: 'Bot itu tidak dapat melihat kanalnya. Jadikan bot administrator kanal, lalu periksa namanya.',
  en: 'That bot can’t see the channel. Make it an administrator of the channel, then check the name.',
}
const noRight = {
  id: 'Bot itu belum boleh mengirim ke kanal ini. Buka kanal → Administrator, pilih bot, dan izinkan mengirim pesan.',
  en: 'That bot may not post to this channel yet. Open the channel → Administrators, choose the bot, and let it post messages.',
}

/** Signs in with a bot that is an administrator of the channel. */
export async function signIn(form: Readonly<Record<string, string>>, tools: Tools): Promise<Connected> {
  const token = (form.token ?? '').trim()
  if (!/^\d{5,}:[\w-]{30,}$/.test(token)) throw new Problem('wrong-input', tokenWanted, { field: 'token' })
  const chat = chatOf((form.channel ?? '').trim())
  if (!chat) throw new Problem('wrong-input', channelWanted, { field: 'channel' })
  const account = await readAccount({ token, chat }, tools).catch((error: unknown) => {
    throw error instanceof Problem && error.kind === 'unauthorized' ? mendable(error) : error
  })
  return { account, credentials: { token, chat: account.remoteId } satisfies Kept }
}

/** What a first call's refusal means: what was typed is wrong, the token where nothing else is named. */
function mendable(error: Problem): Problem {
  const { field = 'token', words, message: detail } = error
  return new Problem('wrong-input', error.field ? words : tokenRefused, { field, detail, cause: error })
}

/** `@name`, or the number of a private channel. */
function chatOf(typed: string): string | undefined {
  if (/^-100\d{5,}$/.test(typed)) return typed
  const name = /^(?:(?:https?:\/\/)?(?:t\.me|telegram\.me)\/(?:s\/)?|@)?([A-Za-z]\w{3,31})\/?(?:\?.*)?$/.exec(
    typed,
  )?.[1]
  return name && `@${name}`
}

/** Whether the account can still be used, with what Telegram tells of it today. */
export async function probe(session: Session): Promise<Account> {
  return await readAccount(keptOf(session.credentials), session)
}

const Bot = z.object({ id: z.number(), username: z.string().optional() })
const Chat = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().optional(),
  username: z.string().optional(),
  description: z.string().optional(),
  linked_chat_id: z.number().optional(),
})
const Member = z.object({ status: z.string(), can_post_messages: z.boolean().optional() })

async function readAccount({ token, chat }: Kept, tools: Tools): Promise<Account> {
  const ask = <T>(method: string, params: Record<string, unknown>, schema: z.ZodType<T>) =>
    callWith(token, tools, method, params, schema, { repeatable: true })
  const bot = await ask('getMe', {}, Bot)
  const channel = await ask('getChat', { chat_id: chat }, Chat).catch(notSeen)
  if (channel.type !== 'channel') throw new Problem('wrong-input', channelWanted, { field: 'channel' })
  const member = await ask('getChatMember', { chat_id: channel.id, user_id: bot.id }, Member).catch(notSeen)
  if (member.status !== 'administrator' || !member.can_post_messages)
    throw new Problem('unauthorized', noRight, { field: 'channel' })
  const { username, title, description, linked_chat_id: group } = channel
  const facts: Facts = { bot: bot.id, ...(username ? { username } : {}), ...(group === undefined ? {} : { group }) }
  return {
    remoteId: String(channel.id),
    server: 'https://api.telegram.org',
    handle: username ? `@${username}` : (title ?? String(channel.id)),
    name: title ?? username ?? String(channel.id),
    url: username ? `https://t.me/${username}` : `https://t.me/c/${String(channel.id).replace(/^-100/, '')}`,
    ...(description ? { bio: description } : {}),
    facts,
  }
}

/** The token is good by now: what is refused is the channel. */
function notSeen(error: unknown): never {
  const refused = /chat not found|member list is inaccessible|not a member|kicked|user not found|participant/i.test(
    saidOf(error),
  )
  throw refused && error instanceof Problem
    ? new Problem('unauthorized', noChannel, { field: 'channel', detail: error.message, cause: error })
    : error
}
