import { type Channel, listChannels } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/client.ts'

/** What people call a channel, in both languages: that one is meant says nothing about which. */
const kinds = new Set(
  (
    'akun saluran halaman profil grup jejaring kanal laman ' +
    'account accounts channel channels page pages profile group network'
  ).split(' '),
)

const namesOf = ({ network, account }: Channel) => [network.label, account.name, account.handle]

/** Channels of which network, name or handle has each of the words; without words that say which one: none. */
export async function channelsSaying(context: Context, tx: Tx, words: string, limit: number): Promise<Channel[]> {
  const all = words.toLowerCase().split(/\s+/).filter(Boolean)
  const telling = all.filter((word) => !kinds.has(word))
  const channels = (await listChannels(context, tx)).map((channel) => ({
    channel,
    names: namesOf(channel).map((name) => name.toLowerCase()),
  }))
  const saying = (each: readonly string[]) =>
    channels.filter(({ names }) => each.every((word) => names.some((name) => name.includes(word))))
  // One may be called “Akun kopi”: then its whole name is meant.
  const whole = saying(all)
  const found = whole.length > 0 || telling.length === 0 ? whole : saying(telling)
  return found.slice(0, limit).map(({ channel }) => channel)
}

/** What the channels are called. */
export async function channelNames(context: Context, tx: Tx): Promise<string[]> {
  return (await listChannels(context, tx)).flatMap(namesOf)
}
