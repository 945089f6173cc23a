import type { Audience } from '../../core/audience.ts'
import type { Part } from '../../core/post.ts'
import type { Words } from '../../core/words.ts'
import type { OrAbsent } from './absent.ts'
import type { Opaque } from './account.ts'
import type { Session } from './tools.ts'

/** How parts leave, how one learns what became of them, and what they use up. */
export interface SendingFacet {
  /**
   * The network keeps one copy for one key by itself, for ever and in whatever order requests come; else only `find` keeps a second
   * try from making a second copy. A key that is kept for an hour, or a slug that is looked for first, is none.
   */
  readonly keys: boolean
  /** Kept ahead of the network, so that it need not refuse us. Missing: it names none. */
  readonly rates?: readonly SendingRate[]
  /** What calls use up. Missing: nothing that is counted. */
  readonly quotas?: readonly Quota[]
  /** What sending a part will use up of the quotas. Pure: shown before it is spent. */
  price?(part: Part): readonly Price[]
  /** Sends one part. `key` is the same for every try of the same part, so that a network that knows keys keeps one copy. */
  publish(part: Part, session: Session, key: string, thread?: Thread): Promise<Published | Pending>
  find: OrAbsent<Find>
  resume: OrAbsent<Resume>
  retract: OrAbsent<Retract>
  correct: OrAbsent<Correct>
}

/** A copy, as far as its network needs it to be found again. */
export type Copy = Pick<Published, 'remoteId' | 'permalink' | 'reference'>

/**
 * Looks for what an interrupted `publish` or `reply` with this key may have left. `undefined`: surely not there.
 * `under` is what it would hang on to, as with `publish`: networks that keep comments by post look there.
 */
export type Find = (
  key: string,
  part: Part,
  session: Session,
  since: Date,
  under?: Thread,
) => Promise<Published | undefined>

/**
 * Goes on with what was pending. Does no harm when it is called again with the same `pending`: a worker may die in it,
 * and `find` is then asked first. Comes back with a new `pending` within a minute, so that progress is kept.
 */
export type Resume = (pending: Pending['pending'], session: Session) => Promise<Published | Pending>

/** Takes a copy back. What is gone already is fine. */
export type Retract = (copy: Copy, session: Session) => Promise<void>

/** Changes what is out; its address stays. @throws Problem `gone` where there is nothing to change */
export type Correct = (copy: Copy, part: Part, session: Session) => Promise<void>

/** Where the copy is. */
export interface Published {
  state: 'published'
  remoteId: string
  /** The address of the copy for people: the syndication link. */
  permalink: string
  /** What a reply or a next part needs to hang on to this one. */
  reference?: Opaque
  /** What did not come along, and what the person can do about it. */
  missing?: Words
}

/** Accepted, but not there yet: `resume` finishes it. */
export interface Pending {
  state: 'pending'
  /** What `resume` needs: kept before it is called, so that a worker that dies in it loses nothing. */
  pending: Opaque
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
export interface Quota {
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
  quota: string
  amount: number
}
