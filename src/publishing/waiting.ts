/** A post that became due while nobody was there still leaves within this time; later a person is asked. */
export const graceMinutes = 60

/** How often a delivery is tried before a person is told that it did not work. */
export const mostAttempts = 10

/** What is later than this was kept waiting by a server that was down, and leaves at a pace: so many seconds apart in a channel. */
const lateSeconds = 120
export const latePaceSeconds = 30

export function afterGrace(dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > graceMinutes * 60_000
}

export function isLate(dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > lateSeconds * 1000
}

/**
 * When to try again: half a minute, then twice as long each time, an hour at most, with jitter so that
 * what failed together does not come back together.
 */
export function backoff(attempts: number, now: Date, random = Math.random()): Date {
  const seconds = Math.min(3600, 30 * 2 ** Math.max(0, attempts - 1))
  return new Date(now.getTime() + seconds * 1000 * (0.75 + random / 2))
}
