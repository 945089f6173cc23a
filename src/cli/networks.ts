/**
 * `percakapan networks`: everything that the shelf says of each network.
 *
 * With `--json` one array, in the register's order, of {@link described}. Fields are added, never renamed or taken away:
 *
 * - `name`, `label`, `home` (a blog itself, which takes whole articles), `keys` (it keeps one copy for one key by itself)
 * - `connect`: `form` | `oauth` | `assisted`, the way that works wherever the program runs; `ways`: all ways, each `{by: 'api' | 'hand', kind, fields,
 *   steps, limits}`; `{callback}` and `{webhook}` in the steps are addresses of one's own server
 * - `capabilities`: names, `publish` (by the API) and `assisted` (by hand) among them; `verified`: for each of them
 *   (but `assisted` beside an API) `{by: 'real-server' | 'official-description' | 'documentation', source}`;
 *   `verification`: what holds where nothing else is said
 * - `absent`: capability → why it is missing, `{id, en}`
 * - `limits`: bytes, seconds and characters; `length` null: no limit; `video` missing: no videos; `needs`: a post without
 *   one of these is refused; `source`: the page they come from
 * - `rates`: `{per: 'channel' | 'app', calls, seconds, source}`; `quotas`: `{name, label, unit: 'micro-usd' | 'units', per,
 *   period: 'day' | 'month', timeZone, limit, budget, source}`; `price`: `{withoutLink, withLink}`, each a list of
 *   `{quota, amount}`
 * - `options`: what only this network wants to know of a post; `choices` is `asked` where the network is asked for them
 * - `moderation`: acts on responses; `webhook`: whether it sends webhook events
 */
import { type Language, say, type Words } from '../core/words.ts'
import { allNetworks } from '../networks/index.ts'
import {
  actsOf,
  type Capability,
  isAbsent,
  type Limits,
  type Network,
  type PostOption,
  present,
  quotasOf,
  reasonsOf,
  usualWay,
  type Verification,
  whyNot,
} from '../networks/network.ts'
import type { Command } from './command.ts'
import {
  type Ability,
  abilities,
  abilityWords,
  actWords,
  limitRows,
  limitsByHand,
  optionWords,
  prices,
  priceWords,
  quotaWords,
  rateWords,
  verificationOf,
  verificationWords,
} from './network-words.ts'

/** A network as data. */
export function described(network: Network) {
  const { text } = network
  const sending = present(network.sending)
  const can = abilities(network)
  const verified = can.flatMap((ability) => {
    const verification = verificationOf(network, ability)
    return verification ? [[ability, verification] as const] : []
  })
  return {
    name: network.name,
    label: network.label,
    home: !isAbsent(network.blog),
    keys: sending?.keys ?? false,
    connect: usualWay(network).kind,
    ways: ways(network),
    capabilities: can,
    verified: Object.fromEntries(verified) as Partial<Record<Ability, Verification>>,
    verification: network.verification,
    absent: reasonsOf(network),
    limits: finite(text.limits()),
    source: text.source,
    rates: sending?.rates ?? [],
    quotas: quotasOf(network),
    price: prices(network),
    options: (text.options ?? []).map(asked),
    moderation: actsOf(network),
    webhook: whyNot(network, 'webhook') === undefined,
  }
}

/** What the network is asked for when it is needed. */
function asked(option: PostOption) {
  return { ...option, ...(typeof option.choices === 'function' ? { choices: 'asked' } : {}) }
}

/** JSON has no Infinity, so a missing limit is null. */
function finite(limits: Limits) {
  return { ...limits, length: Number.isFinite(limits.length) ? limits.length : null }
}

function ways(network: Network) {
  const limits = network.text.limits()
  return network.identity.ways.map(({ kind, fields, steps }) =>
    kind === 'assisted'
      ? { by: 'hand', kind, fields, steps, limits: finite(limitsByHand(network) ?? limits) }
      : { by: 'api', kind, fields, steps, limits: finite(limits) },
  )
}

const texts = {
  form: { id: 'API, dengan kunci dari jejaringnya', en: 'API, with a key from the network' },
  oauth: { id: 'API, masuk di situs jejaringnya', en: 'API, by signing in on the network’s site' },
  assisted: { id: 'kirim manual', en: 'post by hand' },
  home: { id: 'blog: menerima artikel utuh', en: 'a blog: takes whole articles' },
  webhook: { id: 'webhook', en: 'webhooks' },
  connect: { id: 'hubungkan', en: 'connect' },
  can: { id: 'bisa', en: 'can' },
  cannot: { id: 'belum bisa', en: 'cannot' },
  limits: { id: 'batas', en: 'limits' },
  limitsByHand: { id: 'kirim manual', en: 'post by hand' },
  rate: { id: 'laju', en: 'rate' },
  quota: { id: 'terpakai', en: 'uses up' },
  price: {
    id: 'satu kiriman: {withoutLink}; dengan tautan: {withLink}',
    en: 'a post: {withoutLink}; with a link: {withLink}',
  },
  options: { id: 'pilihan', en: 'options' },
  moderation: { id: 'tanggapan', en: 'responses' },
} satisfies Record<string, Words>

const width = 12

/** A network for people: a heading, and a line for each thing that there is to say. */
export function shown(network: Network, language: Language): string {
  const line = (words: Words, ...text: string[]) =>
    text.map((one, at) => `  ${(at === 0 ? words[language] : '').padEnd(width)}${one}`)
  const tables = (limits: Limits) =>
    limitRows(limits, language)
      .map(([name, value]) => `${name}: ${value}`)
      .join(' · ')
  const byHand = limitsByHand(network)
  return [
    `${network.label} (${network.name})`,
    ...line(texts.connect, wayWords(network, language)),
    ...line(texts.can, ...verifiedWords(network, language)),
    ...line(texts.cannot, ...absentWords(network, language)),
    ...line(texts.limits, `${tables(network.text.limits())} (${network.text.source})`),
    ...(byHand ? line(texts.limitsByHand, tables(byHand)) : []),
    ...line(
      texts.rate,
      ...(present(network.sending)?.rates ?? []).map((rate) => `${rateWords(rate, language)} (${rate.source})`),
    ),
    ...line(texts.quota, ...spentWords(network, language)),
    ...line(
      texts.options,
      ...(network.text.options ?? []).map((one) => `${one.label[language]}: ${optionWords(one, language)}`),
    ),
    ...line(texts.moderation, ...(actsOf(network).length > 0 ? [actsWords(network, language)] : [])),
    '',
  ].join('\n')
}

function wayWords(network: Network, language: Language): string {
  const kinds = network.identity.ways.map(({ kind }) => texts[kind])
  const withWebhook = whyNot(network, 'webhook') === undefined
  const more = [...(withWebhook ? [texts.webhook] : []), ...(isAbsent(network.blog) ? [] : [texts.home])]
  return [...kinds, ...more].map((words) => words[language]).join(' · ')
}

/** What it can do, a line for each way in which that is verified. */
function verifiedWords(network: Network, language: Language): string[] {
  const lines = new Map<string, string[]>()
  for (const ability of abilities(network)) {
    const verification = verificationOf(network, ability)
    const by = verification ? ` (${verificationWords[verification.by][language]}: ${verification.source})` : ''
    lines.set(by, [...(lines.get(by) ?? []), abilityWords[ability][language]])
  }
  return [...lines].map(([by, names]) => names.join(', ') + by)
}

function absentWords(network: Network, language: Language): string[] {
  const reasons = Object.entries(reasonsOf(network)) as [Capability, Words][]
  return reasons.map(([one, reason]) => `${abilityWords[one][language]}: ${reason[language]}`)
}

function spentWords(network: Network, language: Language): string[] {
  const quotas = quotasOf(network).map(
    (quota) => `${quota.label[language]}: ${quotaWords(quota, language)} (${quota.source})`,
  )
  if (!present(network.sending)?.price) return quotas
  const { withoutLink, withLink } = prices(network)
  const values = {
    withoutLink: priceWords(withoutLink, network, language),
    withLink: priceWords(withLink, network, language),
  }
  return [...quotas, say(texts.price, language, values)]
}

function actsWords(network: Network, language: Language): string {
  return actsOf(network)
    .map((act) => actWords[act][language])
    .join(', ')
}

/** `percakapan networks`: its arguments, its help, and what it runs. */
export const command: Command = {
  options: [{ flags: '--json', about: { id: 'jawab sebagai satu larik JSON', en: 'answer as one JSON array' } }],
  async run(_, options, streams) {
    const networks = await allNetworks()
    if (options.json) {
      await streams.out(`${JSON.stringify(networks.map(described), null, 2)}\n`)
      return 0
    }
    await streams.out(networks.map((network) => shown(network, streams.language)).join('\n'))
    return 0
  },
}
