import type { Words } from '../core/words.ts'
import { allNetworks } from '../networks/index.ts'
import { type Capability, capabilities, type Network } from '../networks/network.ts'
import type { Command } from './command.ts'

/** What a network can do, for people. `publish` every network can, by itself or by hand. */
export const capabilityWords: Readonly<Record<Capability | 'publish' | 'assisted', Words>> = {
  publish: { id: 'mengirim', en: 'publish' },
  assisted: { id: 'mengirim dengan tangan', en: 'publish by hand' },
  find: { id: 'memastikan yang sudah terkirim', en: 'find what was sent' },
  resume: { id: 'melanjutkan unggahan', en: 'resume uploads' },
  retract: { id: 'menarik kembali', en: 'retract' },
  correct: { id: 'membetulkan kiriman yang sudah tayang', en: 'correct a post that is out' },
  fetchResponses: { id: 'mengambil tanggapan', en: 'fetch responses' },
  reply: { id: 'menjawab', en: 'reply' },
  moderate: { id: 'mengurus tanggapan', en: 'moderate responses' },
  fetchMetrics: { id: 'mengambil angka', en: 'fetch figures' },
  fetchProfile: { id: 'membaca profil', en: 'read the profile' },
  fetchArticles: { id: 'membaca artikel', en: 'read articles' },
}

/** What a network can do. */
export function abilities(network: Network): (keyof typeof capabilityWords)[] {
  const byApi = network.connect.kind === 'assisted' ? [] : (['publish'] as const)
  const byHand = network.composer || network.byHand ? (['assisted'] as const) : []
  return [...byApi, ...byHand, ...capabilities.filter((capability) => network[capability] !== undefined)]
}

/** A network as data: JSON has no Infinity, so a missing limit is null. */
export function described(network: Network) {
  const limits = network.limits()
  return {
    name: network.name,
    label: network.label,
    connect: network.connect.kind,
    capabilities: abilities(network),
    absent: network.absent,
    limits: { ...limits, length: Number.isFinite(limits.length) ? limits.length : null },
    source: network.source,
    verification: network.verification,
  }
}

export const command: Command = {
  options: [{ flags: '--json', about: { id: 'jawab sebagai satu larik JSON', en: 'answer as one JSON array' } }],
  async run(_, options, streams) {
    const networks = await allNetworks()
    if (options.json) {
      await streams.out(`${JSON.stringify(networks.map(described), null, 2)}\n`)
      return 0
    }
    const rows = networks.map((network) => {
      const { length, unit } = network.limits()
      const can = abilities(network).map((ability) => capabilityWords[ability][streams.language])
      const { by, source } = network.verification
      return `${network.label} (${network.name})\n  ${can.join(', ')}\n  ${Number.isFinite(length) ? length : '∞'} ${unit} · ${by}: ${source}\n`
    })
    await streams.out(rows.join('\n'))
    return 0
  },
}
