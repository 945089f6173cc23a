import { type NetworkName, networkNameOf, networkNames, type TextSide, textSideOf } from '../networks/index.ts'
import type { Limits } from '../networks/network.ts'
import { type OptionValues, WrongUse } from './command.ts'
import type { Row } from './input.ts'

/** The option that most pure commands share. */
export const networkOption = {
  flags: '-n, --network <name>',
  about: { id: `nama jejaring: ${networkNames.join(', ')}`, en: `the network: ${networkNames.join(', ')}` },
}

/** The network that an option or a row names; `undefined` where none does. */
export function namedNetwork(typed: unknown): NetworkName | undefined {
  if (typed === undefined || typed === null) return undefined
  const name = typeof typed === 'string' ? networkNameOf(typed) : undefined
  if (name) return name
  throw new WrongUse({
    id: `Jejaring "${String(typed)}" tidak dikenal. Pilih salah satu: ${networkNames.join(', ')}.`,
    en: `There is no network "${String(typed)}". Choose one of: ${networkNames.join(', ')}.`,
  })
}

const missing = {
  id: `Sebutkan jejaringnya dengan --network, salah satu dari: ${networkNames.join(', ')}.`,
  en: `Name the network with --network, one of: ${networkNames.join(', ')}.`,
}

/** The pure side of the network that is asked for; wrong use where none is named. */
export async function askedNetwork(options: OptionValues): Promise<TextSide> {
  const name = namedNetwork(options.network)
  if (!name) throw new WrongUse(missing)
  return textSideOf(name)
}

/** Limits with what a row knows better: a server of its own may allow longer texts. */
export function limitsFor(side: TextSide, row: Row): Limits {
  const { limit } = row
  if (limit === undefined || limit === null) return side.defaults
  if (typeof limit === 'number' && Number.isInteger(limit) && limit > 0) return { ...side.defaults, length: limit }
  throw new WrongUse({
    id: '"limit" harus bilangan bulat di atas nol.',
    en: '"limit" must be a whole number above zero.',
  })
}
