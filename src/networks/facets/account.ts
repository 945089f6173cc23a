/**
 * What an adapter keeps for itself, as plain JSON. Nobody else reads it: whatever a room wants to know of it has a typed place
 * beside it. The type lets nobody ask it for a member by name.
 */
export type Opaque = object

/** The network's own secret for an account: stored encrypted. */
export type Credentials = Opaque

/** Who is connected: everything of an account that may be shown. */
export interface Account {
  /** The account's own lasting id at the network: a DID, a number, an address. */
  remoteId: string
  /** Where its API is. Two accounts of one server differ in `remoteId` only. */
  server: string
  handle: string
  name: string
  /** The profile's address for people. */
  url: string
  avatar?: string
  bio?: string
  links?: readonly string[]
  /** A person posts there by hand: the channel is assisted. */
  byHand?: true
  /** Where the account posts, if that is not its own page. */
  community?: Community
  /** What the server told of its limits when last asked; `limits` reads it. */
  facts?: Opaque
}

/** A place that many people share, and that the account posts into. */
export interface Community {
  /** As the network writes it. */
  name: string
  /** It belongs to other people: who promotes there takes part first. */
  guest: boolean
  /** What it wants of those who post there. */
  rules: readonly CommunityRule[]
}

/** A rule of a community, in its own words. */
export interface CommunityRule {
  title: string
  text: string
}

/** An account that can be kept, with its secret. */
export interface Connected {
  account: Account
  credentials: Credentials
}

/** An app that a person made at a network, and that serves their accounts there. */
export interface OwnApp {
  /** What the network knows it by; no secret. */
  id: string
  /** What was typed of it, by the names of the connect form's fields that are marked `app`. */
  fields: Readonly<Record<string, string>>
}
