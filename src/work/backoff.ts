/** How long one waits before the next try, in seconds. */
export interface Backoff {
  /** After the first one. */
  first: number
  /** Each wait is twice the one before, and no longer than this. */
  most: number
  /** Spread over so much of it, half to either side: what failed together does not come back together. Missing: not at all. */
  jitter?: number
}

/** @param nth of the try that failed, from 1 @returns when to try again */
export function waitAfter(nth: number, { first, most, jitter = 0 }: Backoff, now: Date, random = Math.random()): Date {
  const seconds = Math.min(most, first * 2 ** Math.max(0, nth - 1))
  return new Date(now.getTime() + seconds * 1000 * (1 + jitter * (random - 0.5)))
}
