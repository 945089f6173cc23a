import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Account, Connect, Connected, Session, Tools } from '../network.ts'
import { callWith, homeOf, isWebhook, type Kept, keptOf } from './api.ts'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'form',
  fields: [
    {
      name: 'token',
      type: 'password',
      label: { id: 'Token bot', en: 'Bot token' },
      hint: {
        id: 'Untuk mengirim, menjawab, dan membaca tanggapan. Kosongkan bila memakai webhook.',
        en: 'To post, to answer and to read responses. Leave it empty for a webhook.',
      },
      required: false,
    },
    {
      name: 'channel',
      type: 'text',
      label: { id: 'Kanal', en: 'Channel' },
      hint: {
        id: 'Alamat kanalnya (Salin Tautan), atau nomornya.',
        en: 'The channel’s address (Copy Link), or its number.',
      },
      placeholder: 'https://discord.com/channels/…/…',
      required: false,
    },
    {
      name: 'webhook',
      type: 'password',
      label: { id: 'Alamat webhook', en: 'Webhook address' },
      hint: {
        id: 'Cara yang lebih singkat, untuk mengirim saja: tanpa bot, tanpa tanggapan.',
        en: 'The shorter way, for posting alone: no bot, no responses.',
      },
      required: false,
    },
  ],
  steps: [
    {
      id: 'Ada dua cara. Webhook paling singkat: di Discord, buka Pengaturan Kanal → Integrasi → Webhook → Webhook Baru, lalu Salin URL Webhook dan tempelkan di sini. Selesai.',
      en: 'There are two ways. A webhook is the shortest: in Discord open Channel Settings → Integrations → Webhooks → New Webhook, then Copy Webhook URL and paste it here. That is all.',
    },
    {
      id: 'Bot juga membaca tanggapan dan menjawab. Buka discord.com/developers/applications, pilih New Application, lalu buka halaman Bot. Nyalakan “Message Content Intent”, pilih Reset Token, dan salin tokennya ke sini.',
      en: 'A bot also reads responses and answers. Open discord.com/developers/applications, choose New Application, and go to the page Bot. Turn on “Message Content Intent”, choose Reset Token, and copy the token to here.',
    },
    {
      id: 'Di halaman OAuth2 → URL Generator, centang “bot”, lalu izinnya: View Channels, Send Messages, Attach Files, Read Message History. Centang Manage Messages bila ingin menghapus tanggapan orang. Buka alamat yang muncul, dan pilih server Anda.',
      en: 'On the page OAuth2 → URL Generator tick “bot”, then its permissions: View Channels, Send Messages, Attach Files, Read Message History. Tick Manage Messages if you want to delete what others wrote. Open the address that appears, and choose your server.',
    },
    {
      id: 'Di Discord, klik kanan kanalnya, pilih Salin Tautan, dan tempelkan di sini.',
      en: 'In Discord click the channel with the right button, choose Copy Link, and paste it here.',
    },
  ],
}

/** Signs in with a webhook, or with a bot and its channel. */
export async function signIn(form: Readonly<Record<string, string>>, tools: Tools): Promise<Connected> {
  const kept = keptOfForm(form)
  const field = isWebhook(kept) ? 'webhook' : 'token'
  try {
    return { account: await readAccount(kept, tools), credentials: kept }
  } catch (error) {
    throw mendable(error, field)
  }
}

function keptOfForm({ token = '', channel = '', webhook = '' }: Readonly<Record<string, string>>): Kept {
  if (webhook.trim() !== '') {
    const found = /\/webhooks\/(\d+)\/([\w-]+)\/?(\?.*)?$/.exec(webhook.trim())
    if (!found?.[1] || !found[2]) throw new Problem('wrong-input', webhookWanted, { field: 'webhook' })
    return { webhook: found[1], webhookToken: found[2] }
  }
  if (token.trim() === '') throw new Problem('wrong-input', oneWanted, { field: 'token' })
  const id = /(\d{15,20})\/?$/.exec(channel.trim())?.[1]
  if (!id) throw new Problem('wrong-input', channelWanted, { field: 'channel' })
  return { token: token.trim().replace(/^Bot\s+/i, ''), channel: id }
}

const oneWanted = {
  id: 'Isi token bot dengan kanalnya, atau alamat webhook saja.',
  en: 'Give a bot token with its channel, or a webhook address alone.',
}
const channelWanted = {
  id: 'Itu bukan alamat kanal Discord. Klik kanan kanalnya, lalu pilih Salin Tautan.',
  en: 'That is no address of a Discord channel. Click the channel with the right button, then choose Copy Link.',
}
const webhookWanted = {
  id: 'Itu bukan alamat webhook Discord. Salin dari Pengaturan Kanal → Integrasi → Webhook.',
  en: 'That is no address of a Discord webhook. Copy it from Channel Settings → Integrations → Webhooks.',
}
const refused = {
  id: 'Discord tidak menerima token atau alamat webhook itu. Salin sekali lagi; token bot yang lama berhenti berlaku setelah Reset Token.',
  en: 'Discord does not take that token or webhook address. Copy it once more; an old bot token ends with Reset Token.',
}
const noChannel = {
  id: 'Bot itu tidak dapat melihat kanalnya. Undang bot ke server Anda, beri izin View Channels dan Send Messages, lalu periksa alamat kanalnya.',
  en: 'That bot can’t see the channel. Invite it to your server, give it View Channels and Send Messages, then check the channel’s address.',
}
const noText = {
  id: 'Kanal itu tidak menerima pesan biasa. Pilih kanal teks atau kanal pengumuman.',
  en: 'That channel takes no plain messages. Choose a text channel or an announcement channel.',
}

/** What a first call's refusal means: what was typed is wrong. */
function mendable(error: unknown, field: 'token' | 'webhook'): unknown {
  if (!(error instanceof HttpProblem) || error.reason !== 'status') return error
  const { status } = error
  const path = error.message
  if (status === 401 || (field === 'webhook' && (status === 404 || status === 403)))
    return new Problem('wrong-input', refused, { field, detail: path, cause: error })
  if (status === 403 || status === 404)
    return new Problem('wrong-input', noChannel, { field: 'channel', detail: path, cause: error })
  return error
}

/** Whether the account can still be used, with what Discord tells of it today. */
export async function probe(session: Session): Promise<Account> {
  return await readAccount(keptOf(session.credentials), session)
}

function readAccount(kept: Kept, tools: Tools): Promise<Account> {
  return isWebhook(kept) ? readWebhook(kept, tools) : readBot(kept, tools)
}

const Webhook = z.object({
  id: z.string(),
  name: z.string().nullish(),
  avatar: z.string().nullish(),
  channel_id: z.string(),
  guild_id: z.string(),
})

async function readWebhook(kept: Extract<Kept, { webhook: string }>, tools: Tools): Promise<Account> {
  const { value } = await callWith(kept, tools, homeOf(kept), {}, Webhook)
  const { id, name, avatar, channel_id: channel, guild_id: guild } = value
  return {
    remoteId: id,
    server: 'https://discord.com',
    handle: name ?? 'webhook',
    name: name ?? 'Webhook',
    url: `https://discord.com/channels/${guild}/${channel}`,
    ...(avatar ? { avatar: `https://cdn.discordapp.com/avatars/${id}/${avatar}.png` } : {}),
    facts: { guild, channel, webhook: true },
  }
}

const Me = z.object({ id: z.string(), username: z.string() })
const Channel = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string().nullish(),
})
const Guild = z.object({ id: z.string(), name: z.string(), icon: z.string().nullish() })

/** Channels that take messages: text, voice, announcements, and the three kinds of threads. */
const messageTypes = [0, 2, 5, 10, 11, 12]

async function readBot(kept: Extract<Kept, { token: string }>, tools: Tools): Promise<Account> {
  const get = async <T>(path: string, schema: z.ZodType<T>) => (await callWith(kept, tools, path, {}, schema)).value
  const me = await get('/users/@me', Me)
  const channel = await get(`/channels/${kept.channel}`, Channel)
  if (!messageTypes.includes(channel.type) || !channel.guild_id)
    throw new Problem('wrong-input', noText, { field: 'channel' })
  const guild = await get(`/guilds/${channel.guild_id}`, Guild)
  return {
    remoteId: channel.id,
    server: 'https://discord.com',
    handle: `#${channel.name ?? channel.id}`,
    name: guild.name,
    url: `https://discord.com/channels/${guild.id}/${channel.id}`,
    ...(guild.icon ? { avatar: `https://cdn.discordapp.com/icons/${guild.id}/${guild.icon}.png` } : {}),
    facts: { guild: guild.id, channel: channel.id, bot: me.id },
  }
}
