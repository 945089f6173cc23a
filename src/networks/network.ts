import type { Part, Picture, Post } from '../core/post.ts'
import type { Words } from '../core/words.ts'

/** What a text may be on a network, or on one server of it. */
export interface Limits {
  /** The longest text, in `unit`s. `Infinity` where there is none. */
  length: number
  /** What the network counts: shown beside the number. */
  unit: 'graphemes' | 'weighted' | 'characters'
  /** A second limit in UTF-8 bytes, where there is one. */
  bytes?: number
  /** What a link counts whatever its length, where the network has such a rule. */
  linkLength?: number
  pictures: number
  /** The largest picture in bytes. */
  pictureBytes: number
  pictureTypes: readonly string[]
  altLength: number
  /** More hashtags than this look like spam there; a manners limit, not the network's refusal. */
  tags: number
  titleLength?: number
  /** Whether one message can hang on another: a thread, or a first reply. */
  threads: boolean
  /** Whether a content warning stands apart from the text. */
  warnings: boolean
}

/** How one connects, as data: the panel draws it, and knows no network. */
export interface Connect {
  kind: 'form' | 'oauth' | 'assisted'
  fields: readonly ConnectField[]
  /** The steps to take at the network, for someone who has never done it. */
  steps: readonly Words[]
}

export interface ConnectField {
  name: string
  type: 'text' | 'url' | 'password' | 'handle'
  label: Words
  hint?: Words
  placeholder?: string
  required: boolean
  /** What stands in the field at first. */
  initial?: string
}

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
  /** What the server told of its limits when last asked; `limits` reads it. Plain JSON. */
  facts?: Readonly<Record<string, unknown>>
}

/** The network's own secret for an account: plain JSON, stored encrypted, seen by nobody else. */
export type Credentials = Readonly<Record<string, unknown>>

/** What an adapter is given to reach the outside. It has no other way. */
export interface Tools {
  /** The guarded client. Throws a `Problem` for addresses it refuses; answers are bounded in size and time. */
  fetch: typeof globalThis.fetch
  signal: AbortSignal
  /** The moment it is, so that tests can set it. */
  now(): Date
}

/** Tools, and an account to act for. */
export interface Session extends Tools {
  account: Account
  credentials: Credentials
  /**
   * Renews the credentials, once for everybody who finds them old at the same time, in whatever process: whoever comes
   * first asks the network with what is kept, the others get what that brought. What `ask` answers is kept at once.
   * @throws Problem as `ask` throws it; `unavailable` where somebody else's renewal takes too long
   */
  renew(ask: (kept: Credentials) => Promise<Credentials>): Promise<Credentials>
  /** The bytes of a picture, already fitted to the network's limits. */
  picture(picture: Picture): Promise<Uint8Array<ArrayBuffer>>
}

/** Where the copy is. */
export interface Published {
  state: 'published'
  remoteId: string
  /** The address of the copy for people: the syndication link. */
  permalink: string
  /** What a reply or a next part needs to hang on to this one. Plain JSON. */
  reference?: Readonly<Record<string, unknown>>
}

/** Accepted, but not there yet: `resume` finishes it. */
export interface Pending {
  state: 'pending'
  pending: Readonly<Record<string, unknown>>
  retryAt: Date
}

/** What earlier part or response a part hangs on to. */
export interface Thread {
  root: Pick<Published, 'remoteId' | 'reference'>
  parent: Pick<Published, 'remoteId' | 'reference'>
}

/** A comment, reply or mention, as it came. */
export interface RemoteResponse {
  kind: 'reply' | 'mention' | 'comment'
  remoteId: string
  permalink: string
  person: { remoteId: string; name: string; handle: string; url: string; avatar?: string }
  /** Plain text: markup already taken off. */
  text: string
  writtenAt: Date
  /** What it answers, and the head of the thread, where the network tells. */
  inReplyTo?: string
  root?: string
  /** What answering it needs. Plain JSON. */
  reference?: Readonly<Record<string, unknown>>
}

/** One page of responses, oldest first, and where to go on. */
export interface Responses {
  responses: readonly RemoteResponse[]
  cursor: string
}

/** What a person's way over the network's own page begins with. */
export interface OAuthTerms {
  /** Where the network sends the person back to. */
  redirectUri: string
  state: string
  /** How the program calls itself there. */
  name: string
  website: string
  /**
   * Our registration with a server: the one kept from an earlier time with the same terms, if the server still knows it;
   * else a new one, which is kept.
   */
  app(server: string, scopes: string, registration: AppRegistration): Promise<Credentials>
}

/** How a network registers a program with a server. */
export interface AppRegistration {
  register(): Promise<Credentials>
  /** Whether the server still knows the one that was kept; servers forget those that nobody uses. */
  known(app: Credentials): Promise<boolean>
}

/** Begun at our side, to be finished when the person comes back from the network. */
export interface OAuthStart {
  /** Where the person is sent. */
  url: string
  /** Kept (encrypted) until then: verifier, app secret, server. */
  pending: Credentials
}

export interface Connected {
  account: Account
  credentials: Credentials
}

/** How fast one may send, by the network's own rules. */
export interface SendingRate {
  /** For each connected account, or for all accounts that our app serves on a server. */
  per: 'channel' | 'app'
  calls: number
  seconds: number
  /** The page that says so. */
  source: string
}

/** How sure we are that it works: what its tests run against. */
export interface Verification {
  by: 'real-server' | 'official-description' | 'documentation'
  /** The server's name and version, or the description's or page's address. */
  source: string
}

export const capabilities = [
  'find',
  'resume',
  'retract',
  'correct',
  'fetchResponses',
  'reply',
  'fetchMetrics',
  'fetchProfile',
] as const
export type Capability = (typeof capabilities)[number]

/**
 * A network: converts and calls. It stores nothing, reads no environment and knows no room.
 * Every method that reaches out throws a `Problem` (core/problem.ts) and nothing else, honours `signal`, and lets
 * no secret into an error. A time-out after the request may have arrived is `unknown`, never `unavailable`.
 */
export interface Network {
  readonly name: string
  readonly label: string
  readonly connect: Connect
  readonly verification: Verification
  /** Why a capability is missing, for people. Every optional method is either there or explained here. */
  readonly absent: Readonly<Partial<Record<Capability, Words>>>
  /** Page the limits come from. */
  readonly source: string
  /** Kept ahead of the network, so that it need not refuse us. Missing: it names none. */
  readonly rates?: readonly SendingRate[]

  limits(account?: Account): Limits
  /** The length of a text as the network counts it. Pure. */
  measure(text: string): number
  /** Cuts a post for the network. Pure: the preview shows exactly what `publish` sends. Over-long text becomes several parts. */
  render(post: Post, limits: Limits): Part[]

  /** `form` and `assisted`: signs in with what the person typed. */
  signIn?(form: Readonly<Record<string, string>>, tools: Tools): Promise<Connected>
  /** `oauth`: where to send the person. */
  beginOAuth?(form: Readonly<Record<string, string>>, terms: OAuthTerms, tools: Tools): Promise<OAuthStart>
  finishOAuth?(answer: URLSearchParams, start: OAuthStart['pending'], tools: Tools): Promise<Connected>

  /** Whether the account can still be used, with fresh facts about it. */
  probe(session: Session): Promise<Account>
  /** Sends one part. `key` is the same for every try of the same part, so that a network that knows keys keeps one copy. */
  publish(part: Part, session: Session, key: string, thread?: Thread): Promise<Published | Pending>
  /** Looks for what an interrupted `publish` with this key may have left. `undefined`: surely not there. */
  find?(key: string, part: Part, session: Session, since: Date): Promise<Published | undefined>
  resume?(pending: Pending['pending'], session: Session): Promise<Published | Pending>
  retract?(published: Pick<Published, 'remoteId' | 'permalink' | 'reference'>, session: Session): Promise<void>
  /** Changes what is out; its address stays. */
  correct?(
    published: Pick<Published, 'remoteId' | 'permalink' | 'reference'>,
    part: Part,
    session: Session,
  ): Promise<void>
  /** Comments, replies and mentions since `cursor` (`''` at first: the recent ones). */
  fetchResponses?(
    cursor: string,
    session: Session,
    published: readonly Pick<Published, 'remoteId' | 'permalink'>[],
  ): Promise<Responses>
  /** Answers a person. Never called without a person's word. */
  reply?(
    response: Pick<RemoteResponse, 'remoteId' | 'reference' | 'root'>,
    part: Part,
    session: Session,
    key: string,
  ): Promise<Published>
  fetchMetrics?(published: readonly Pick<Published, 'remoteId'>[], session: Session): Promise<readonly Metrics[]>
  fetchProfile?(session: Session): Promise<Account>
  /** Assisted: where the person posts by hand, filled in. */
  composer?(part: Part, account: Account): string
}

export interface Metrics {
  remoteId: string
  likes?: number
  reposts?: number
  replies?: number
  views?: number
}
