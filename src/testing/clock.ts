import type { Clock } from '../context.ts'

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  advance(seconds: number): void
  set(at: Date): void
}

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
