import type { EmbedReader } from './embed.ts'
import type { Limits, Network, TextFacet } from './network.ts'

/** The pure side of a network: light to load, and all that measuring and previews need. */
export interface TextSide extends Pick<TextFacet, 'measure' | 'render'> {
  /** The limits where no account has told others. */
  readonly defaults: Limits
  /** Whether the network takes the characters of the text at all. Absent: it takes every text. */
  accepts?(text: string): boolean
}

interface Entry {
  /** Other names that people know it by. */
  aliases: readonly string[]
  text(): Promise<TextSide>
  load(): Promise<{ readonly network: Network }>
  /** What of it can be shown in a frame on another page. Absent: nothing. */
  embed?(): Promise<{ readonly readEmbed: EmbedReader }>
}

/** The register of networks: a new one is a folder and an entry here. */
const register = {
  bluesky: {
    aliases: ['bsky', 'atproto'],
    text: () => import('./bluesky/render.ts'),
    load: () => import('./bluesky/index.ts'),
    embed: () => import('./bluesky/embed.ts'),
  },
  mastodon: {
    aliases: ['fediverse', 'snac', 'gotosocial', 'pleroma', 'pixelfed'],
    text: () => import('./mastodon/render.ts'),
    load: () => import('./mastodon/index.ts'),
    embed: () => import('./mastodon/embed.ts'),
  },
  misskey: {
    aliases: ['sharkey', 'cherrypick', 'firefish'],
    text: () => import('./misskey/render.ts'),
    load: () => import('./misskey/index.ts'),
  },
  x: {
    aliases: ['twitter'],
    text: () => import('./x/render.ts'),
    load: () => import('./x/index.ts'),
    embed: () => import('./x/embed.ts'),
  },
  facebook: {
    aliases: ['fb'],
    text: () => import('./facebook/render.ts'),
    load: () => import('./facebook/index.ts'),
    embed: () => import('./facebook/embed.ts'),
  },
  youtube: {
    aliases: ['yt'],
    text: () => import('./youtube/render.ts'),
    load: () => import('./youtube/index.ts'),
    embed: () => import('./youtube/embed.ts'),
  },
  reddit: {
    aliases: [],
    text: () => import('./reddit/render.ts'),
    load: () => import('./reddit/index.ts'),
    embed: () => import('./reddit/embed.ts'),
  },
  wordpress: {
    aliases: ['wp'],
    text: () => import('./wordpress/render.ts'),
    load: () => import('./wordpress/index.ts'),
  },
  blogger: {
    aliases: ['blogspot'],
    text: () => import('./blogger/render.ts'),
    load: () => import('./blogger/index.ts'),
  },
  ghost: { aliases: [], text: () => import('./ghost/render.ts'), load: () => import('./ghost/index.ts') },
  instagram: {
    aliases: ['ig'],
    text: () => import('./instagram/render.ts'),
    load: () => import('./instagram/index.ts'),
    embed: () => import('./instagram/embed.ts'),
  },
  threads: {
    aliases: [],
    text: () => import('./threads/render.ts'),
    load: () => import('./threads/index.ts'),
    embed: () => import('./threads/embed.ts'),
  },
  linkedin: {
    aliases: ['li'],
    text: () => import('./linkedin/render.ts'),
    load: () => import('./linkedin/index.ts'),
    embed: () => import('./linkedin/embed.ts'),
  },
  telegram: {
    aliases: ['tg'],
    text: () => import('./telegram/render.ts'),
    load: () => import('./telegram/index.ts'),
    embed: () => import('./telegram/embed.ts'),
  },
  discord: { aliases: [], text: () => import('./discord/render.ts'), load: () => import('./discord/index.ts') },
  whatsapp: { aliases: ['wa'], text: () => import('./whatsapp/render.ts'), load: () => import('./whatsapp/index.ts') },
  pinterest: {
    aliases: [],
    text: () => import('./pinterest/render.ts'),
    load: () => import('./pinterest/index.ts'),
    embed: () => import('./pinterest/embed.ts'),
  },
  tiktok: {
    aliases: [],
    text: () => import('./tiktok/render.ts'),
    load: () => import('./tiktok/index.ts'),
    embed: () => import('./tiktok/embed.ts'),
  },
} satisfies Record<string, Entry>

/** A network of the register. */
export type NetworkName = keyof typeof register

/** Every network's name, in the order in which people are shown them. */
export const networkNames = Object.keys(register) as readonly NetworkName[]

/** The name of the network that somebody means: its own, or an alias; capitals don't matter. */
export function networkNameOf(typed: string): NetworkName | undefined {
  const name = typed.trim().toLowerCase()
  return networkNames.find((own) => own === name || (register[own] as Entry).aliases.includes(name))
}

/** The network of that name or alias; `undefined` where there is none. Loaded on first use. */
export async function networkNamed(name: string): Promise<Network | undefined> {
  const own = networkNameOf(name)
  return own && (await register[own].load()).network
}

/** All networks, in the register's order. */
export async function allNetworks(): Promise<readonly Network[]> {
  return Promise.all(networkNames.map(async (name) => (await register[name].load()).network))
}

/** Networks by their names, and nothing else: no name that somebody sends (`__proto__`) finds what is no network. */
export function byName(networks: readonly Network[]): Readonly<Record<string, Network>> {
  return Object.assign(Object.create(null), Object.fromEntries(networks.map((network) => [network.name, network])))
}

/** Only the pure side of a network: what the commands that must answer at once use. */
export async function textSideOf(name: NetworkName): Promise<TextSide> {
  return register[name].text()
}

/** What knows the posts and videos of all networks that can be shown in a frame. */
export async function embedReaders(): Promise<readonly EmbedReader[]> {
  const entries: readonly Entry[] = Object.values(register)
  return Promise.all(entries.flatMap(({ embed }) => (embed ? [embed().then(({ readEmbed }) => readEmbed)] : [])))
}
