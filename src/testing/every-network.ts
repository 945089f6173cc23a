import { allNetworks } from '../networks/index.ts'
import type { Network } from '../networks/network.ts'
import { fakeNetwork } from './fake-network.ts'
import type { Ask } from './panel-fixture.ts'

/** How many of them are connected: 17 channels with the two that a filled panel has. */
const connected = 15

/** Real networks as a desk shows them (names, marks, limits, words), behind the doors of a network in memory: nobody outside is asked. */
export async function everyNetwork(): Promise<readonly Network[]> {
  return (await allNetworks()).map((real) => {
    const { name, label, mark, text, byHand, postAddress } = real
    const fake = fakeNetwork({ name }).network
    const hand = real.identity.ways.filter(({ kind }) => kind === 'assisted')
    const identity = { ...fake.identity, ways: [...fake.identity.ways, ...hand] }
    return {
      ...fake,
      name,
      label,
      ...(mark && { mark }),
      text,
      identity,
      ...(byHand && { byHand }),
      ...(postAddress && { postAddress }),
    }
  })
}

/** Connects a channel at each of the first 15 of them. Their ids, in the order of the networks. */
export async function connectEvery(ask: Ask, networks: readonly Network[]): Promise<string[]> {
  const ids: string[] = []
  for (const { name } of networks.slice(0, connected)) {
    const form = { handle: 'kopisenja', password: 'right' }
    const { channel } = (await ask('POST', '/api/channels', { network: name, form })) as { channel: { id: string } }
    ids.push(channel.id)
  }
  return ids
}
