import type { Picture, Video } from '../../core/post.ts'
import type { Account, Credentials } from './account.ts'

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
   * Counts what a call will use up of a `Quota`, before it is made.
   * @throws Problem `rate-limited` until the quota's next period, when there is not enough left
   */
  spend(quota: string, amount: number): Promise<void>
}

/** A file that is too big for memory. */
export interface MediaSource {
  bytes: number
  mime: string
  /** The bytes from `start` up to, but not with, `end`. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}
