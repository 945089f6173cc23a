import { setTimeout as sleep } from 'node:timers/promises'
import type { BusEvent } from '../bus.ts'
import type { Context } from '../context.ts'

/** Work that waits in rows. */
export interface Work<Row> {
  /** In the log. */
  name: string
  /** It is looked for at least so often, whether anybody said anything: what nobody told of is found within this time. In seconds. */
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

/** A part of the worker that runs until it is told to stop. */
export interface Running {
  /** Lets what is under way end, and takes up no more. */
  stop(): Promise<void>
}

/** So long rests what has failed, or what is due and can't be taken: somebody else has it, or the disk is full. */
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
  /** A moment in the past means that there is more. One that stays where it was means that this round could not do it. */
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

/** Hears that something changed, during a round too. */
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
    /** What is looked at from now on includes whatever was told. */
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
      // No timer is left to run for whoever heard something earlier.
      over.abort()
      wake = undefined
      if (told) await asleep(gatherMilliseconds, signal)
    },
  }
}
