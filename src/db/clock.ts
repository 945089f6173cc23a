import type pg from 'pg'
import type { Log } from '../log.ts'

/**
 * The database's time, which all processes share. Between two readings it goes on by a clock that nobody sets, so that a machine's
 * own clock may say what it likes. When the database's clock leaps, or this machine has slept, that is noticed and waited out: the
 * new time counts once it has lasted for a minute. A leap that is taken back meanwhile never happened.
 */
export interface SharedClock {
  now(): Date
  /** For how long time has gone on evenly here, in seconds. */
  steadySeconds(): number
  /** Reads the database's time now. It is read every few seconds anyway. */
  sync(): Promise<void>
  stop(): void
}

const everySeconds = 5
/** A leap is one from here on; less is followed at once. */
const leapSeconds = 2
const acceptSeconds = 60
/** A reading that took longer tells too little. */
const slowestReading = 1000

/** Where the readings come from. */
export interface TimeSource {
  /** The database's time, in milliseconds since 1970. */
  read(): Promise<number>
  /** A clock that only goes forward, in milliseconds. */
  monotonic(): number
}

/** @throws whatever the first reading throws: without it there is no time */
export async function openClock(pool: pg.Pool, log: Log): Promise<SharedClock> {
  const clock = sharedClock({ read: () => readTime(pool), monotonic: () => performance.now() }, log)
  await clock.sync()
  const timer = setInterval(() => {
    // While the database is away, time goes on by the other clock.
    clock.sync().catch((error) => log.debug({ error }, 'clock: the database did not answer'))
  }, everySeconds * 1000)
  timer.unref()
  return { ...clock, stop: () => clearInterval(timer) }
}

async function readTime(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ at: number }>('select extract(epoch from clock_timestamp())::float8 * 1000 as at')
  return (rows[0] as { at: number }).at
}

/** The same over any source. */
export function sharedClock({ read, monotonic }: TimeSource, log: Pick<Log, 'warn'>): Omit<SharedClock, 'stop'> {
  let offset: number | undefined
  let steadySince = monotonic()
  let leap: { offset: number; since: number } | undefined

  function heed(seen: number, now: number): void {
    if (offset === undefined || near(seen, offset)) {
      offset = seen
      leap = undefined
    } else if (!leap || !near(seen, leap.offset)) {
      leap = { offset: seen, since: now }
      log.warn(
        { seconds: Math.round((seen - offset) / 1000) },
        'clock: the time has leapt; waiting whether it stays so',
      )
    } else if (now - leap.since >= acceptSeconds * 1000) {
      log.warn({ seconds: Math.round((seen - offset) / 1000) }, 'clock: the new time is taken')
      offset = seen
      steadySince = now
      leap = undefined
    }
  }

  return {
    now: () => new Date((offset ?? 0) + monotonic()),
    steadySeconds: () => (monotonic() - steadySince) / 1000,
    sync: async () => {
      const before = monotonic()
      const at = await read()
      const after = monotonic()
      if (offset === undefined || after - before <= slowestReading) heed(at - (before + after) / 2, after)
    },
  }
}

const near = (one: number, other: number): boolean => Math.abs(one - other) < leapSeconds * 1000
