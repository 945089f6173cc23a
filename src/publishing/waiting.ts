import { waitAfter } from '../work/index.ts'

/** A post that became due while no worker ran is still sent within this many minutes; later it is *missed*. */
export const graceMinutes = 60

/** How many times a delivery is tried before it is *rejected*. */
export const mostAttempts = 10

/** What is later than this was kept waiting by a server that was down, and leaves at a pace: so many seconds apart in a channel. */
const lateSeconds = 120
/** Between two late posts of one channel, in seconds. */
export const latePaceSeconds = 30

/** Whether a post is so late that a person decides about it instead of the dispatcher. */
export function afterGrace(dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > graceMinutes * 60_000
}

/** Whether a post was kept waiting by a server that was down: it is more than two minutes late. */
export function isLate(dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > lateSeconds * 1000
}

/** How often it is looked for what may have arrived before a person is asked: over some hours. */
export const mostLookups = 20

/** No network makes us wait longer than this in one word; what it says beyond is not believed. */
const longestTold = 24 * 3_600_000

/** Half a minute, then twice as long each time, an hour at most; what failed together does not come back together. */
export function backoff(attempts: number, now: Date, random = Math.random()): Date {
  return waitAfter(attempts, { first: 30, most: 3600, jitter: 0.5 }, now, random)
}

/** The n-th time that a network made us wait in a row: a second at least, twice as long each time, up to an hour. */
export function leastWait(waits: number, now: Date): Date {
  return waitAfter(waits, { first: 1, most: 3600 }, now)
}

/** The n-th look in a row for what may have arrived: after 20 s, then twice as long each time, ten minutes at most. */
export function nextLookup(lookups: number, now: Date): Date {
  return waitAfter(lookups, { first: 20, most: 600 }, now)
}

/** A time that the network gave, clamped: not before `least`, and not after a day. */
export function believed(told: Date | undefined, least: Date, now: Date): Date {
  const at = told?.getTime() ?? Number.NaN
  if (Number.isNaN(at)) return least
  return new Date(Math.min(Math.max(at, least.getTime()), Math.max(now.getTime() + longestTold, least.getTime())))
}
