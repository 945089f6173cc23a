import type { Channel } from './channel.ts'

const plain = (text: string) => text.trim().replace(/^@/, '').toLowerCase()

/** The channels that a typed name fits: an id, a handle, `network:handle`, or a network's name or label. */
export function channelsFitting(all: readonly Channel[], name: string): Channel[] {
  return all.filter((channel) => fits(channel, name))
}

function fits(channel: Channel, name: string): boolean {
  if (channel.id === name.toLowerCase()) return true
  const { network, account } = channel
  const wanted = plain(name)
  const handle = plain(account.handle)
  if ([handle, network.name.toLowerCase(), network.label.toLowerCase()].includes(wanted)) return true
  const [before, ...after] = name.split(':')
  return plain(before ?? '') === network.name.toLowerCase() && plain(after.join(':')) === handle
}
