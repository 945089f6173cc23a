import { type Channel, channelsFitting } from '../channels/index.ts'
import { WrongUse } from './command.ts'

/** How a channel is named at the shell when its handle alone does not tell. */
export function channelName(channel: Channel): string {
  return `${channel.network.name}:${channel.account.handle}`
}

/**
 * The channels that somebody named: by id, handle, `network:handle`, network, or `all`. Each once, in the order in which
 * they were connected.
 * @throws WrongUse for a name that fits none, or more than one
 */
export function chooseChannels(all: readonly Channel[], names: readonly string[]): Channel[] {
  const chosen = new Set<string>()
  for (const name of names) {
    if (name.toLowerCase() === 'all') {
      if (all.length === 0) throw unknown(name, all)
      for (const channel of all) chosen.add(channel.id)
      continue
    }
    const fitting = channelsFitting(all, name)
    if (fitting.length === 0) throw unknown(name, all)
    if (fitting.length > 1) throw ambiguous(name, fitting)
    chosen.add((fitting[0] as Channel).id)
  }
  return all.filter((channel) => chosen.has(channel.id))
}

function unknown(name: string, all: readonly Channel[]): WrongUse {
  if (all.length === 0) {
    return new WrongUse({
      id: 'Belum ada saluran yang terhubung. Hubungkan di panel, atau terbitkan tanpa --channel.',
      en: 'No channel is connected yet. Connect one in the panel, or publish without --channel.',
    })
  }
  const list = all.map(channelName).join(', ')
  return new WrongUse({
    id: `Saluran "${name}" tidak ada. Yang ada: ${list}, atau all untuk semuanya.`,
    en: `There is no channel "${name}". There are: ${list}, or all of them: all.`,
  })
}

function ambiguous(name: string, fitting: readonly Channel[]): WrongUse {
  const names = fitting.map(channelName)
  const list = (new Set(names).size === names.length ? names : fitting.map((channel) => channel.id)).join(', ')
  return new WrongUse({
    id: `"${name}" cocok dengan beberapa saluran. Sebutkan salah satu: ${list}.`,
    en: `"${name}" fits several channels. Name one of: ${list}.`,
  })
}
