import { fill, type Values, type Words } from './words.ts'

/**
 * What the caller can do about a problem. Few kinds, each named by the next step:
 * - `unauthorized`: the account's permission is gone; the channel must be reconnected
 * - `rejected`: the content or the request was refused for good; a person must change it
 * - `rate-limited`: wait until `retryAt`
 * - `unavailable`: the other side is down or unreachable, and **surely did nothing**; try later
 * - `unknown`: it may or may not have happened (a time-out after sending); look before trying again
 * - `gone`: what was asked for is not there
 * - `wrong-input`: what the person typed cannot work (a wrong server, a bad file)
 * - `conflict`: somebody else changed it meanwhile
 * - `forbidden`: this person may not do that
 */
export const problemKinds = [
  'unauthorized',
  'rejected',
  'rate-limited',
  'unavailable',
  'unknown',
  'gone',
  'wrong-input',
  'conflict',
  'forbidden',
] as const
export type ProblemKind = (typeof problemKinds)[number]

/** What an answer means, and how a person is told. */
export interface Refusal {
  kind: ProblemKind
  words: Words
}

/**
 * One error, two texts: `words` is safe and helpful for a person (what happened, why, what to do);
 * `message` and `cause` are for the log. Neither ever holds a secret.
 */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly words: Words
  /** When to try again, for `rate-limited` (and `unavailable`, where the other side told). */
  readonly retryAt: Date | undefined
  /** The input field that the problem is about, for forms. */
  readonly field: string | undefined
  /** Of `unknown`: what the answer means once one has looked, and it surely did not happen. */
  readonly ifAbsent: Refusal | undefined
  /** What goes with it for the panel: the newer words of a conflict, the findings that stop a post. */
  readonly data: Readonly<Record<string, unknown>> | undefined

  constructor(
    kind: ProblemKind,
    words: Words,
    more: {
      detail?: string
      cause?: unknown
      retryAt?: Date
      field?: string
      ifAbsent?: Refusal
      values?: Values
      data?: Record<string, unknown>
    } = {},
  ) {
    const filled = more.values ? fill(words, more.values) : words
    super(more.detail ?? filled.en, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Problem'
    this.kind = kind
    this.words = filled
    this.retryAt = more.retryAt
    this.field = more.field
    this.ifAbsent = more.ifAbsent
    this.data = more.data
  }
}

/** Whoever works may not go on. It is nobody's failure, and passes through everything that turns errors into problems. */
export class Stopped extends Error {}

/**
 * Our own storage failed: the database, a file, the bucket. It says nothing about what a network did, and is never taken for a
 * network's answer.
 */
export class StorageProblem extends Problem {
  /** What was to be saved may have been saved all the same: the answer to the COMMIT was lost. */
  readonly inDoubt: boolean

  constructor(words: Words, more: ConstructorParameters<typeof Problem>[2] & { inDoubt?: boolean } = {}) {
    super('unavailable', words, more)
    this.name = 'StorageProblem'
    this.inDoubt = more.inDoubt ?? false
  }
}
