import type { Audience } from '../core/audience.ts'
import type { Part, Picture, Post, Video } from '../core/post.ts'
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
  /**
   * Missing: no videos. A post has pictures or one video. `anyCodec`: it decodes whatever cameras write; missing: an MP4 or MOV must
   * hold H.264 with AAC, a WebM VP8 or VP9.
   */
  video?: { bytes: number; seconds: number; types: readonly string[]; anyCodec?: true }
  /** A post without one of these is refused: the network takes no words alone. Missing: it takes them. */
  needs?: readonly ('picture' | 'video')[]
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
  /**
   * The steps to take at the network, for someone who has never done it. `{callback}` stands for the address that the
   * network sends people back to, `{hook}` for the one that it sends its notices to.
   */
  steps: readonly Words[]
}

/** Posting by hand beside, or instead of, an API: a person opens the network's own composer, filled in. */
export interface ByHand {
  connect: Connect
  /** Believes what was typed: there is no secret, and nothing to ask the network. */
  signIn(form: Readonly<Record<string, string>>): Promise<Connected>
  /** The network's composer for this part, as far as it can be filled in by an address. */
  composer(part: Part, account: Account): string
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
  /** Belongs to the person's own app at the network: kept, encrypted, so that the next account needs no typing. */
  app?: true
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
  /** A person posts there by hand; see {@link ByHand}. */
  byHand?: true
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
  /**
   * The copies (`remoteId`) that belong to other things that we sent there. They are never what is looked for, whatever their
   * words: the same words may be sent twice.
   */
  others: ReadonlySet<string>
  /** The bytes of a picture, already fitted to the network's limits. */
  picture(picture: Picture): Promise<Uint8Array<ArrayBuffer>>
  /** A video, already fitted to the network's limits, to be read piece by piece. */
  video(video: Video): Promise<MediaSource>
  /**
   * Counts what a call will use up of a {@link Meter}, before it is made.
   * @throws Problem `rate-limited` until the meter's next period, when there is not enough left
   */
  spend(meter: string, amount: number): Promise<void>
}

/** A file that is too big for memory. */
export interface MediaSource {
  bytes: number
  mime: string
  /** The bytes from `start` up to, but not with, `end`. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

/** Where the copy is. */
export interface Published {
  state: 'published'
  remoteId: string
  /** The address of the copy for people: the syndication link. */
  permalink: string
  /** What a reply or a next part needs to hang on to this one. Plain JSON. */
  reference?: Readonly<Record<string, unknown>>
  /** What did not come along, and what the person can do about it. */
  missing?: Words
}

/** Accepted, but not there yet: `resume` finishes it. */
export interface Pending {
  state: 'pending'
  /** What `resume` needs: kept before it is called, so that a worker that dies in it loses nothing. Plain JSON. */
  pending: Readonly<Record<string, unknown>>
  retryAt: Date
  /** How far it is, from 0 to 1, where one can tell. */
  progress?: number
}

/** What earlier part or response a part hangs on to. */
export interface Thread {
  root: Pick<Published, 'remoteId' | 'reference'>
  parent: Pick<Published, 'remoteId' | 'reference'>
  /** It belongs to an answer, which is never wider than what it answers. Missing: a thread of our own posts. */
  audience?: Audience
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
  /** Who may see it, where not everybody may. An answer is never wider. */
  audience?: Audience
  /** Only we see it: the network holds it back until somebody lets it through. */
  held?: boolean
  /** What answering it needs. Plain JSON. */
  reference?: Readonly<Record<string, unknown>>
}

/** What can be done about a response: show it to everybody, hold it back for a look, take it away, or report it as spam. */
export const moderationActs = ['approve', 'hold', 'remove', 'spam'] as const
export type ModerationAct = (typeof moderationActs)[number]

/** An article that stands on a blog of somebody's own, to make teasers from. */
export interface RemoteArticle {
  remoteId: string
  permalink: string
  title: string
  summary: string
  tags: readonly string[]
  language?: string
  publishedAt: Date
}

/** One page of articles, newest first; a `cursor` where there are older ones. */
export interface RemoteArticles {
  articles: readonly RemoteArticle[]
  cursor?: string
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
  /** Where the document lies that tells servers about us: {@link OAuthWay.clientDocument}. */
  client: string
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

/** How the program is known to servers that ask for no app of one's own: by the address of a document. */
export interface OAuthClient {
  /** Where the document is served. */
  address: string
  redirectUri: string
  website: string
  name: string
}

/** A way over the network's own page beside the one of `connect`. */
export interface OAuthWay {
  connect: Connect
  begin(form: Readonly<Record<string, string>>, terms: OAuthTerms, tools: Tools): Promise<OAuthStart>
  finish(answer: URLSearchParams, start: OAuthStart['pending'], tools: Tools): Promise<Connected>
  /** What servers read of us at {@link OAuthTerms.client}. Pure; plain JSON. */
  clientDocument(client: OAuthClient): object
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

/** Something that calls use up, money or a quota: counted before it is spent, and never overdrawn. */
export interface Meter {
  name: string
  label: Words
  /** Millionths of a US dollar, or the network's own units. */
  unit: 'micro-usd' | 'units'
  /** For each connected account, or for all accounts that one app of the person's serves. */
  per: 'channel' | 'app'
  period: 'day' | 'month'
  /** Where the period begins at midnight: an IANA time zone. */
  timeZone: string
  /** What the network gives, or what we suggest where the person decides. */
  limit: number
  /** Whether a person may set another limit: a budget. */
  budget: boolean
  /** The page that says so. */
  source: string
}

/** What something will use up. */
export interface Price {
  meter: string
  amount: number
}

/** Something that only this network wants to know of a post; the panel draws it, and knows no network. */
export interface PostOption {
  name: string
  label: Words
  hint?: Words
  kind: 'text' | 'choice' | 'switch'
  /** For `choice`: fixed ones, or `asked`, where `choices` asks the network. */
  choices?: readonly Choice[] | 'asked'
  required?: boolean
  /** What holds where nothing was chosen. A switch is `'yes'` or `''`. */
  initial?: string
  /** The longest `text`, in characters. */
  length?: number
}

export interface Choice {
  value: string
  label: Words
}

/** A signed message of a network: something has come. A wake-up call, no more: what has come is then fetched. */
export interface Notice {
  /** The same for every copy of one message. */
  id: string
  /** Whose account it is about: {@link Account.remoteId}. */
  remoteId: string
  /** When it happened, by the network's clock. */
  at: Date
}

/** Where a network sends its notices to. `app` holds what the person's own app has: its secret signs them. */
export interface Hook {
  /** What to answer when the network asks whether the address is ours; `undefined`: it is not the network that asks. */
  confirm?(query: URLSearchParams, app: Credentials): string | undefined
  /** @throws Problem `forbidden` where the signature is missing or wrong; `wrong-input` where it is no notice */
  read(request: { headers: Headers; body: Uint8Array<ArrayBuffer> }, app: Credentials): readonly Notice[]
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
  'moderate',
  'fetchMetrics',
  'fetchProfile',
  'fetchArticles',
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
  /** Posting by hand, for a network that has an API too; where that is the only way, `connect` is of kind `assisted`. */
  readonly byHand?: ByHand
  /** A way over the network's own page, where `connect` is a form. */
  readonly overPage?: OAuthWay
  readonly verification: Verification
  /** Where single capabilities are verified in another way. */
  readonly verifiedOtherwise?: Readonly<Partial<Record<Capability | 'publish', Verification>>>
  /** Why a capability is missing, for people. Every optional method is either there or explained here. */
  readonly absent: Readonly<Partial<Record<Capability, Words>>>
  /** Page the limits come from. */
  readonly source: string
  /** Kept ahead of the network, so that it need not refuse us. Missing: it names none. */
  readonly rates?: readonly SendingRate[]
  /**
   * The network keeps one copy for one key by itself, for ever and in whatever order requests come; else only `find` keeps a second
   * try from making a second copy. A key that is kept for an hour, or a slug that is looked for first, is none.
   */
  readonly keys: boolean
  readonly meters?: readonly Meter[]
  /** What sending a part will use up. Pure: shown before it is spent. */
  price?(part: Part): readonly Price[]
  /** What only this network wants to know of a post. */
  readonly options?: readonly PostOption[]
  /** The choices of an option that are asked for at the network. */
  choices?(option: string, session: Session): Promise<readonly Choice[]>
  /** A blog itself: it takes whole articles (`Post.article`). */
  readonly home?: true
  readonly hook?: Hook

  limits(account?: Account): Limits
  /** The length of a text as the network counts it. Pure. */
  measure(text: string): number
  /** Cuts a post for the network. Pure: the preview shows exactly what `publish` sends. Over-long text becomes several parts. */
  render(post: Post, limits: Limits): Part[]

  /**
   * The network's own markup as it lays it out: HTML of a fixed set of elements, harmless whatever the text. Pure.
   * @param wiki as on a page of the network's wiki, where it has such pages with more markup
   */
  layOut?(markup: string, wiki?: boolean): string

  /** `form` and `assisted`: signs in with what the person typed. */
  signIn?(form: Readonly<Record<string, string>>, tools: Tools): Promise<Connected>
  /** `oauth`: where to send the person. */
  beginOAuth?(form: Readonly<Record<string, string>>, terms: OAuthTerms, tools: Tools): Promise<OAuthStart>
  /** More than one: the person chooses which of their pages, blogs or channels to connect. */
  finishOAuth?(
    answer: URLSearchParams,
    start: OAuthStart['pending'],
    tools: Tools,
  ): Promise<Connected | readonly Connected[]>

  /**
   * Gives the permission back: what was kept opens nothing any more. Done twice is done. Missing: the network has no way to, or
   * it would take what other channels live from (Google and Meta give one permission to all that an app serves for a person).
   */
  revoke?(session: Session): Promise<void>
  /** Whether the account can still be used, with fresh facts about it. */
  probe(session: Session): Promise<Account>
  /** Sends one part. `key` is the same for every try of the same part, so that a network that knows keys keeps one copy. */
  publish(part: Part, session: Session, key: string, thread?: Thread): Promise<Published | Pending>
  /**
   * Looks for what an interrupted `publish` or `reply` with this key may have left. `undefined`: surely not there.
   * `under` is what it would hang on to, as with `publish`: networks that keep comments by post look there.
   */
  find?(key: string, part: Part, session: Session, since: Date, under?: Thread): Promise<Published | undefined>
  /**
   * Goes on with what was pending. Does no harm when it is called again with the same `pending`: a worker may die in it,
   * and `find` is then asked first. Comes back with a new `pending` within a minute, so that progress is kept.
   */
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
  /**
   * Answers a person, no wider than they wrote. Never called without a person's word. What is pending goes on with `resume`.
   */
  reply?(
    response: Pick<RemoteResponse, 'remoteId' | 'reference' | 'root' | 'audience'>,
    part: Part,
    session: Session,
    key: string,
  ): Promise<Published | Pending>
  /** The acts that `moderate` knows. */
  readonly moderation?: readonly ModerationAct[]
  /** Done twice is done. */
  moderate?(
    response: Pick<RemoteResponse, 'remoteId' | 'reference'>,
    act: ModerationAct,
    session: Session,
  ): Promise<void>
  fetchMetrics?(published: readonly Pick<Published, 'remoteId'>[], session: Session): Promise<readonly Metrics[]>
  fetchProfile?(session: Session): Promise<Account>
  /** The articles of a blog that is connected, newest first. */
  fetchArticles?(cursor: string, session: Session): Promise<RemoteArticles>
  /** Assisted: where the person posts by hand, filled in. */
  composer?(part: Part, account: Account): string
}

/** Where a person posts by hand, filled in; `undefined` for a network that nobody posts to by hand. */
export function composerOf(network: Network): Network['composer'] {
  return network.composer ?? network.byHand?.composer
}

export interface Metrics {
  remoteId: string
  likes?: number
  reposts?: number
  replies?: number
  views?: number
}
