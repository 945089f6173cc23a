import type { Clock } from '../context.ts'

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  advance(seconds: number): void
  set(at: Date): void
}

/**
 * The machine's own clock, for what runs in real time: other programs, a browser, a peer. A test that goes by it does so in
 * everything; `src/clocks.test.ts` names those that may, and why.
 */
export const realClock: Clock = { now: () => new Date() }

export function fakeClock(at = new Date('2026-11-23T08:00:00Z')): FakeClock {
  let now = at
  return {
    now: () => new Date(now),
    advance: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
    set: (to) => {
      now = to
    },
  }
}
