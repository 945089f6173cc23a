import { describedByOpenApi } from '../../testing/openapi.ts'

export interface Stored {
  id: string
  content: string
  at: string
  author: string
  parent: string | undefined
  files: readonly { name: string; bytes: Uint8Array; description: string | undefined }[]
  nonce: string | undefined
  sent: Readonly<Record<string, unknown>>
}

export const described = describedByOpenApi('discord.openapi.json')

export const guild = '800000000000000001'

export const channel = '900000000000000001'

export const webhook = '700000000000000001'

export const token = 'bot-geheim.ABC-def_0123456789'

export const webhookToken = 'kait-geheim_ABC-0123456789'

export const bot = '600000000000000001'

export const budi = '500000000000000001'

export const userOf = (id: string) => ({
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

/** A message without what hangs on it. */
export function basic(one: Stored) {
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

export function reaction(name: string, count: number) {
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
export async function read(request: Request): Promise<{ json: Record<string, unknown>; files: Stored['files'] }> {
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

export function guildOf() {
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
