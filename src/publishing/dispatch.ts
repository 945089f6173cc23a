/**
 * The dispatcher: sends what is due, many at a time. It sleeps until the next delivery's moment, which it reads from the rows;
 * a change in the rows or a hold that was released wakes it earlier. Whatever wakes it, it claims from the rows: a word that is lost
 * costs seconds, a doubled one nothing.
 */
import type { Context } from '../context.ts'
import { claimDue, newTokens, nextDue, releaseClaims } from './claim.ts'
import { send } from './deliver.ts'
import { type Delivering, gather } from './delivering.ts'
import type { Lease } from './lease.ts'
import { openLedger } from './ledger.ts'

/** How many are on their way at a time in this process. */
const capacity = 1000
/** How many of one channel: a network should not see us run. */
const perChannel = 4
/** The longest sleep, in seconds: it finds what no event announced (rows of a killed worker, expired leases). */
const pollSeconds = 5
/** What is on its way when we stop gets this long; then it is given up as *unknown*, and looked up at the next start. */
const graceSeconds = 15
/** Deliveries that end at about the same time make room together, and where many are under way, their steps are committed together. */
const gatherMilliseconds = 15
/** From so many on. Below, nobody waits for others. */
const sharingFrom = 50
/** While one commit waits for the disk, the next ones are written. */
const commits = 3

/** A running dispatcher. */
export interface Dispatcher {
  /** Something may be due. */
  wake(): void
  /** Waits for those on their way; claims no more. */
  stop(): Promise<void>
}

/** Begins to claim and send what is due, until it is stopped. One in a process. */
export function startDispatcher(given: Context): Dispatcher {
  const { context, saysItself } = withOwnWords(given)
  const ending = new AbortController()
  const underway = openUnderway()
  /** Claims of which nothing came: their end was not heard, or what they need could not be read. */
  const abandoned = new Set<string>()
  const gathering = () => (underway.ids.size < sharingFrom ? 0 : gatherMilliseconds)
  const ledger = openLedger(context, ending.signal, { gather: gathering, commits })
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  /** The last look found as much as there was room for. */
  let more = false
  let again = false
  let stopped = false
  let idle: (() => void) | undefined

  function wakeIn(milliseconds: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(wake, milliseconds)
  }

  function wake(): void {
    if (stopped) return
    if (looking) again = true
    else {
      looking = look()
        .catch((error) => {
          context.log.error({ error }, 'dispatcher: could not look for what is due')
          wakeIn(pollSeconds * 1000)
        })
        .finally(() => {
          looking = undefined
          if (again) {
            again = false
            wakeIn(gatherMilliseconds)
          }
        })
    }
  }

  async function look(): Promise<void> {
    const began = context.clock.now()
    const free = capacity - underway.ids.size
    if (free <= 0) return
    if (abandoned.size) await giveBack()
    const claimed = await claim(free)
    for (const one of claimed) {
      underway.begin(one.lease)
      send(one, ending.signal)
        .catch((error) =>
          context.log.error({ delivery: one.lease.row.id, error }, 'delivery: could not be written down'),
        )
        .finally(() => finish(one.lease))
    }
    // A full batch means that more may be due; a delivery that ends wakes the dispatcher again.
    more = claimed.length === free
    if (more) return
    const next = await nextDue(context, began)
    wakeIn(Math.max(0, Math.min(pollSeconds * 1000, next ? next.getTime() - context.clock.now().getTime() : Infinity)))
  }

  async function claim(most: number): Promise<Delivering[]> {
    const tokens = newTokens()
    for (const token of tokens) abandoned.add(token)
    const claimed = await claimDue(context, { most, tokens, ...underway.limits() })
    const all = await gather(context, ledger, claimed)
    for (const token of tokens) abandoned.delete(token)
    return all
  }

  async function giveBack(): Promise<void> {
    const tokens = [...abandoned]
    await releaseClaims(context, tokens)
    for (const token of tokens) abandoned.delete(token)
  }

  function finish(lease: Lease): void {
    underway.finish(lease)
    const { size } = underway.ids
    if (stopped) {
      if (size === 0) idle?.()
    } else {
      // There is room for many, and many wait.
      const atOnce = more && size * 2 <= capacity
      if (atOnce) more = false
      soon(atOnce ? 0 : gatherMilliseconds)
    }
  }

  let sooner: NodeJS.Timeout | undefined
  function soon(wait = gatherMilliseconds): void {
    if (sooner && wait) return
    clearTimeout(sooner)
    sooner = setTimeout(() => {
      sooner = undefined
      wake()
    }, wait)
  }

  const silence = context.bus.listen((event) => {
    if (saysItself() || (event.topic !== 'hold' && event.topic !== 'deliveries')) return
    // What comes during a look may have come too late for it.
    if (looking) again = true
    else soon()
  })
  wake()
  return {
    wake,
    stop: async () => {
      stopped = true
      silence()
      clearTimeout(timer)
      clearTimeout(sooner)
      await looking
      if (!underway.ids.size) return
      const giveUp = setTimeout(() => ending.abort(), graceSeconds * 1000)
      await new Promise<void>((resolve) => {
        idle = resolve
      })
      clearTimeout(giveUp)
    },
  }
}

/** What is on its way in this process, and how busy that makes its channels. */
function openUnderway() {
  const ids = new Set<string>()
  /** By channel. */
  const busyness = new Map<string, number>()
  return {
    ids: ids as ReadonlySet<string>,
    /** What a claim may not take beside it. */
    limits: () => ({
      perChannel,
      busy: [...busyness].filter(([, many]) => many >= perChannel).map(([channel]) => channel),
      underway: [...ids],
    }),
    begin({ row }: Lease): void {
      ids.add(row.id)
      busyness.set(row.channel_id, (busyness.get(row.channel_id) ?? 0) + 1)
    },
    finish({ row }: Lease): void {
      ids.delete(row.id)
      const many = (busyness.get(row.channel_id) ?? 1) - 1
      if (many) busyness.set(row.channel_id, many)
      else busyness.delete(row.channel_id)
    },
  }
}

/** The same context, but the dispatcher's own events do not wake it. */
function withOwnWords(context: Context): { context: Context; saysItself(): boolean } {
  let telling = false
  const { bus } = context
  const tell: Context['bus']['tell'] = (...word) => {
    telling = true
    try {
      bus.tell(...word)
    } finally {
      telling = false
    }
  }
  return { context: { ...context, bus: { ...bus, tell } }, saysItself: () => telling }
}
