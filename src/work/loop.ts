import { setTimeout as sleep } from 'node:timers/promises'
import type { BusEvent } from '../bus.ts'
import type { Context } from '../context.ts'

/** Work that waits in rows. */
export interface Work<Row> {
  /** In the log. */
  name: string
  /** The longest sleep between two rounds, in seconds: it finds what no event announced. */
  every: number
  /** How many rows are acted on side by side. */
  atOnce: number
  /** What is due now. */
  due(): Promise<Row[]>
  /** The row itself says afterwards what happens next. */
  act(row: Row, signal: AbortSignal): Promise<unknown>
  /** The next moment at which something becomes due. Missing: nothing does by time alone, or `every` is soon enough. */
  next?(): Promise<Date | undefined>
  /** Rooms of the bus in which a change may have made something due. */
  wokenBy?: readonly BusEvent['topic'][]
}

/** A part of the worker that runs until it is stopped. */
export interface Running {
  /** Lets what is under way end, and takes up no more. */
  stop(): Promise<void>
}

/** The wait after a round that failed, or that could not take what is due (another worker has it, the disk is full). */
const restMilliseconds = 1000

/** What changes in a burst is looked for once. */
const gatherMilliseconds = 20

/**
 * Looks for what is due, does it, and sleeps until the next instant that the rows name, a change, or `every`. One round ends before the
 * next begins. A row that fails keeps none of the others.
 */
export function startWork<Row>(context: Context, work: Work<Row>): Running {
  const stopping = new AbortController()
  const ears = openEars(context, work.wokenBy ?? [])

  /** @returns whether all went well */
  async function round(): Promise<boolean> {
    const rows = await work.due()
    let well = true
    const lane = async () => {
      for (let row = rows.shift(); row !== undefined && !stopping.signal.aborted; row = rows.shift())
        await work.act(row, stopping.signal).catch((error: unknown) => {
          well = false
          context.log.error({ work: work.name, error }, 'work: one row failed')
        })
    }
    await Promise.all(Array.from({ length: work.atOnce }, lane))
    return well
  }

  let before: number | undefined
  /** An instant in the past means that more is due. The same instant as before means that this round could not take it. */
  async function pause(well: boolean): Promise<number> {
    const next = (await work.next?.())?.getTime()
    const soonest = well && next !== before ? 0 : restMilliseconds
    before = next
    const longest = work.every * 1000
    if (next === undefined) return longest
    const wait = next - context.clock.now().getTime()
    return Math.min(longest, wait > 0 ? wait : soonest)
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      ears.forget()
      const milliseconds = await round()
        .then(pause)
        .catch((error: unknown) => {
          context.log.error({ work: work.name, error }, 'work: could not look for what is due')
          return work.every * 1000
        })
      await ears.sleep(milliseconds, stopping.signal)
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopping.abort()
      ears.close()
      await running
    },
  }
}

/** Listens for changes, during a round too. */
function openEars(context: Context, topics: readonly BusEvent['topic'][]) {
  let told = false
  let wake: (() => void) | undefined
  const silence = topics.length
    ? context.bus.listen(({ topic }) => {
        if (!topics.includes(topic)) return
        told = true
        wake?.()
      })
    : () => undefined
  return {
    close: silence,
    /** A query from now on sees every change that was announced before. */
    forget: () => {
      told = false
    },
    sleep: async (milliseconds: number, signal: AbortSignal) => {
      const over = new AbortController()
      const heard = new Promise<void>((resolve) => {
        wake = resolve
        if (told) resolve()
      })
      const asleep = (time: number, until: AbortSignal) =>
        sleep(time, undefined, { signal: until, ref: false }).catch(() => undefined)
      await Promise.race([heard, asleep(milliseconds, AbortSignal.any([signal, over.signal]))])
      // A timer of an earlier event is cleared.
      over.abort()
      wake = undefined
      if (told) await asleep(gatherMilliseconds, signal)
    },
  }
}
