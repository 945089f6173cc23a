import type { Connected, Network } from '../network.ts'

/** A failure as a network's documentation or server shows it, and what it must become. */
export interface RecordedFailure {
  name: string
  status: number
  headers?: Readonly<Record<string, string>>
  body: string
  kind: 'unauthorized' | 'rejected' | 'gone' | 'rate-limited' | 'unavailable' | 'unknown'
  /** For `rate-limited`: when to come back, where now is {@link fakeNow}. */
  retryAt?: Date
}

/** The moment it is for every fake. */
export const fakeNow = new Date('2026-11-24T08:00:00.000Z')

/**
 * A network that keeps what it is sent, in memory, and answers in the documented shapes. One in each network's folder
 * that has an API (`fake.ts`, `createFake`); the contract suite runs all networks against theirs.
 */
export interface Fake {
  fetch: typeof fetch
  /** Signs in through the adapter, as a person would. */
  connect(network: Network): Promise<Connected>
  /** The texts of all posts that stand there now. */
  posts(): string[]
  /** Whether this request is the one that makes a post. An upload tells by its headers which piece is the last. */
  isPublish(method: string, url: URL, headers: Headers): boolean
  /** A post that somebody made by other means, at a moment. */
  addPost(text: string, at: Date): void
  /** Somebody answers a post; gives the answer's remote id. */
  addResponse(to: string, text: string, at: Date): string
  failures: readonly RecordedFailure[]
  /** Networks with moderation: whether everybody sees a response. */
  isShown?(responseId: string): boolean
  /** Networks with articles: one that stands there already; gives its remote id. */
  addArticle?(title: string, at: Date): string
  /** Networks with tokens that end: from now on the access token is refused; the refresh token is good once. */
  expire?(): void
  /** Every secret that is kept for the account: none may be in any error. */
  secrets(connected: Connected): string[]
}

/** An app's requests as a `fetch`, without a network between. */
export function fetchOf(handle: (request: Request) => Response | Promise<Response>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    if (request.signal.aborted) throw request.signal.reason
    return await handle(request)
  }
}
