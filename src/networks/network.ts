/**
 * The interface of the shelf. A network is made of facets: each is whole, or absent with its reason, and so is what a facet's
 * network may lack. The compiler holds that: where something is missing stands why, for people.
 */
import type { Words } from '../core/words.ts'
import { isAbsent, type OrAbsent, present, within } from './facets/absent.ts'
import type { BlogFacet } from './facets/blog.ts'
import type { ByHandFacet } from './facets/by-hand.ts'
import type { ConnectWay } from './facets/connecting.ts'
import type { Effort, EffortLevel } from './facets/effort.ts'
import type { FiguresFacet } from './facets/figures.ts'
import type { IdentityFacet } from './facets/identity.ts'
import type { Mark } from './facets/mark.ts'
import type { PostAddressFacet } from './facets/post-address.ts'
import type { ModerationAct, ResponsesFacet } from './facets/responses.ts'
import type { Quota, SendingFacet } from './facets/sending.ts'
import type { TextFacet } from './facets/text.ts'

export * from './facets/absent.ts'
export type * from './facets/account.ts'
export type * from './facets/blog.ts'
export type * from './facets/by-hand.ts'
export type * from './facets/connecting.ts'
export * from './facets/effort.ts'
export type * from './facets/figures.ts'
export type * from './facets/identity.ts'
export type * from './facets/mark.ts'
export type * from './facets/post-address.ts'
export * from './facets/responses.ts'
export type * from './facets/sending.ts'
export type * from './facets/text.ts'
export type * from './facets/tools.ts'

/**
 * A network: converts and calls. It stores nothing, reads no environment and knows no room.
 * Every function that reaches out throws a `Problem` (core/problem.ts) and nothing else, honours `signal`, and lets
 * no secret into an error. A time-out after the request may have arrived is `unknown`, never `unavailable`.
 */
export interface Network {
  readonly name: string
  readonly label: string
  /** How it is drawn. Missing: by the first letter of its label. */
  readonly mark?: Mark
  readonly verification: Verification
  /** Where single capabilities are verified in another way. */
  readonly verifiedOtherwise?: Readonly<Partial<Record<Capability | 'publish', Verification>>>
  /** What connecting takes. Missing: reckoned from the ways to connect ({@link effortOf}). */
  readonly effort?: Effort
  readonly identity: IdentityFacet
  readonly text: TextFacet
  readonly sending: OrAbsent<SendingFacet>
  readonly responses: OrAbsent<ResponsesFacet>
  readonly blog: OrAbsent<BlogFacet>
  readonly figures: OrAbsent<FiguresFacet>
  /** What addresses of its posts look like. Missing: any page of the server that the account lives on. */
  readonly postAddress?: OrAbsent<PostAddressFacet>
  /** A person can post there by hand. Missing: `sending` does it all. */
  readonly byHand?: ByHandFacet
}

/** How much work it is to connect to a network: as it says itself, or by what its first way asks for. */
export function effortOf({ effort, identity: { ways } }: Pick<Network, 'effort' | 'identity'>): EffortLevel {
  if (effort) return effort.level
  const [first] = ways
  if (!first || first.kind === 'assisted') return 'hand'
  if (first.fields.some(({ app }) => app)) return 'half-hour'
  return first.kind === 'oauth' ? 'minute' : 'minutes'
}

/** A network that sends by itself. */
export type Sender = Network & { readonly sending: SendingFacet }

/** Whether it sends by itself; else a person posts there by hand. */
export function sends(network: Network): network is Sender {
  return !isAbsent(network.sending)
}

/** How sure we are that it works: what its tests run against. */
export interface Verification {
  by: 'real-server' | 'official-description' | 'documentation'
  /** The server's name and version, or the description's or page's address. */
  source: string
}

/** What a network may lack, by the names that people and programs outside are told. */
export const capabilities = [
  'find',
  'resume',
  'retract',
  'correct',
  'fetchResponses',
  'reply',
  'moderate',
  'webhook',
  'fetchMetrics',
  'fetchProfile',
  'fetchArticles',
  'revoke',
] as const
export type Capability = (typeof capabilities)[number]

const places: Readonly<Record<Capability, (network: Network) => unknown>> = {
  find: ({ sending }) => within(sending, 'find'),
  resume: ({ sending }) => within(sending, 'resume'),
  retract: ({ sending }) => within(sending, 'retract'),
  correct: ({ sending }) => within(sending, 'correct'),
  fetchResponses: ({ responses }) => responses,
  reply: ({ responses }) => within(responses, 'reply'),
  moderate: ({ responses }) => within(responses, 'moderation'),
  webhook: ({ responses }) => within(responses, 'webhook'),
  fetchMetrics: ({ figures }) => figures,
  fetchProfile: ({ identity }) => identity.probe,
  fetchArticles: ({ blog }) => blog,
  revoke: ({ identity }) => identity.revoke,
}

/** Why a network can't do something; `undefined`: it can. */
export function whyNot(network: Network, capability: Capability): Words | undefined {
  const place = places[capability](network)
  return isAbsent(place) ? place.absent : undefined
}

/** All that it can't do, with the reasons. */
export function reasonsOf(network: Network): Readonly<Partial<Record<Capability, Words>>> {
  const reasons = capabilities.flatMap((capability) => {
    const reason = whyNot(network, capability)
    return reason ? [[capability, reason] as const] : []
  })
  return Object.fromEntries(reasons)
}

/** The way to connect that works wherever the program runs: the first that asks for no document of ours that servers can read. */
export function usualWay({ name, identity }: Network): ConnectWay {
  const way = identity.ways.find(({ clientDocument }) => !clientDocument)
  if (!way) throw new Error(`${name} has no way to connect that works everywhere`)
  return way
}

/** The way of that kind; `undefined` where the network has none. */
export function wayOf({ identity }: Network, kind: ConnectWay['kind']): ConnectWay | undefined {
  return identity.ways.find((way) => way.kind === kind)
}

/** What sending there uses up. */
export function quotasOf({ sending }: Network): readonly Quota[] {
  return present(sending)?.quotas ?? []
}

/** What can be done about responses there. */
export function actsOf({ responses }: Network): readonly ModerationAct[] {
  return present(within(responses, 'moderation'))?.acts ?? []
}
