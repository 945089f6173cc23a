/** A trial as it stands: its deliveries, and the ways in which time passes for them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { DeliveryState } from '../../db/tables.ts'
import type { DeliveryRow } from '../../publishing/lease.ts'
import type { Lane, Term } from './lane.ts'
import type { Life } from './life.ts'
import type { Plan } from './plan.ts'
import type { Order, Step } from './words.ts'

export interface Stand {
  lane: Lane
  plan: Plan
  /** Stands in its words. */
  run: string
  term: Term
  /** Beside the trial's worker, where its fault needs another one: ready before the post is scheduled. */
  other?: Life
  /** The deliveries' ids, by network: one, or two of the same words. */
  deliveries: Map<string, string[]>
  /** What is not over by then is counted as it stands: stuck. */
  until: number
  /** The steps at which workers died, in order. */
  died: Step[]
  /** Whether the plan's fault has come about. */
  met: boolean
  /** What was wrong while it ran, in words. */
  wrong: string[]
  /** How a delivery must end, where the trial has decided that itself. */
  ends: Map<string, DeliveryState>
}

/** How often one looks at the rows. */
export const lookMilliseconds = 30
/** No network makes a delivery wait longer; what does is stuck. */
const longestWait = 25 * 3_600_000
const minute = 60_000

/** The delivery that the plan's fault is about: the last one, where there are two. */
export const mainId = ({ deliveries, plan }: Stand): string => deliveries.get(plan.site)?.at(-1) as string

export const allIds = ({ deliveries }: Stand): string[] => [...deliveries.values()].flat()

export function rowOf(stand: Stand, id: string): Promise<DeliveryRow | undefined> {
  return stand.lane.ask((tx) => tx.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst())
}

export function rowsOf(stand: Stand): Promise<DeliveryRow[]> {
  return stand.lane.ask((tx) => tx.selectFrom('delivery').selectAll().where('id', 'in', allIds(stand)).execute())
}

/** What has no end yet. */
export const undecided: readonly DeliveryState[] = ['scheduled', 'sending', 'pending']

/** The plan's step of its delivery, as an order to a worker. */
export function orderOf(stand: Stand, stop: boolean): Order {
  const { at, part } = stand.plan
  return { step: at as Step, delivery: mainId(stand), part, stop }
}

/** Lets a worker work until everything is decided, it is dead, or time is up. */
export async function settle(stand: Stand, life: Life): Promise<void> {
  while (life.alive() && Date.now() < stand.until) {
    const open = (await rowsOf(stand)).filter((row) => undecided.includes(row.state))
    if (!open.length) return
    await passWaits(stand, open)
    await sleep(lookMilliseconds)
  }
}

/** Waits until that is so, or time is up. */
export async function until(stand: Stand, so: (rows: readonly DeliveryRow[]) => boolean): Promise<void> {
  while (Date.now() < stand.until && !so(await rowsOf(stand))) await sleep(lookMilliseconds)
}

export function wake({ lane }: Stand): void {
  lane.context.bus.tell(lane.actor.workspaceId, 'deliveries')
}

/** What was on its way has arrived. */
export async function arrived({ lane }: Stand): Promise<void> {
  for (const proxy of lane.proxies.values()) await proxy.settled()
}

/** What waits for another try need not wait: each delivery's own time goes on by as much, and that of its network's line. */
async function passWaits(stand: Stand, open: readonly DeliveryRow[]): Promise<void> {
  const now = stand.lane.context.clock.now().getTime()
  const waiting = open.filter((row) => row.lease_token === null && row.next_try_at && row.next_try_at.getTime() > now)
  const fair = waiting.filter((row) => (row.next_try_at?.getTime() ?? 0) - now < longestWait)
  // Nothing but what waits beyond all measure is left: nobody need wait for that.
  if (!fair.length && waiting.length === open.length) stand.until = 0
  if (!fair.length) return
  await arrived(stand)
  for (const row of fair) {
    const wait = (row.next_try_at?.getTime() ?? 0) - now
    await passOn(stand, row, wait)
  }
  wake(stand)
}

/** So much time passes for one delivery that nobody has in hand. */
async function passOn(stand: Stand, row: DeliveryRow, wait: number): Promise<void> {
  await lineOf(stand, row.id)?.pass(wait)
  const time = sql`make_interval(secs => ${wait / 1000})`
  await stand.lane.ask(async (tx) => {
    await sql`update delivery set next_try_at = next_try_at - ${time}, asked_at = asked_at - ${time},
        sending_since = sending_since - ${time} where id = ${row.id} and lease_token is null`.execute(tx)
    await sql`update rate_bucket set blocked_until = blocked_until - ${time}
      where key = ${`channel:${row.channel_id}`}`.execute(tx)
  })
}

function lineOf({ lane, deliveries }: Stand, id: string) {
  const site = [...deliveries].find(([, ids]) => ids.includes(id))?.[0]
  return site === undefined ? undefined : lane.proxies.get(site)
}

/**
 * A dead worker's leases are over (a new worker would wait until it can tell by itself), and with `away` two hours pass. A lease
 * outlives every call of its worker (publishing/lease.ts), so what was on its way has arrived by then: that is waited for.
 */
export async function passLeases(stand: Stand, away: boolean): Promise<void> {
  await arrived(stand)
  const seconds = (stand.lane.context.config.callSeconds * 5) / 4
  for (const proxy of stand.lane.proxies.values()) await proxy.pass(away ? 120 * minute : seconds * 1000)
  await stand.lane.ask(async (tx) => {
    const time = sql`make_interval(secs => ${seconds})`
    await sql`update delivery set lease_until = null, asked_at = asked_at - ${time}, sending_since = sending_since - ${time}
      where lease_until is not null`.execute(tx)
    if (away)
      await sql`update delivery set due_at = due_at - interval '2 hours', next_try_at = next_try_at - interval '2 hours'
        where state in ('scheduled', 'sending', 'pending')`.execute(tx)
  })
}

/** The post's own time comes now. */
export async function becomeDue(stand: Stand): Promise<void> {
  const now = stand.lane.context.clock.now()
  await stand.lane.ask((tx) =>
    tx
      .updateTable('delivery')
      .set({ due_at: now })
      .where('id', 'in', allIds(stand))
      .where('state', '=', 'scheduled')
      .execute(),
  )
  wake(stand)
}

/** Notes what must not be at a network at this moment. @param when in words */
export async function noneThere(stand: Stand, sites: readonly string[], when: string): Promise<void> {
  await arrived(stand)
  for (const site of stand.lane.sites.filter(({ name, fake }) => fake && sites.includes(name))) {
    const texts = await site.texts()
    const there = texts.some((text) => text.includes(`${stand.run}n${stand.plan.number}p`))
    if (there) stand.wrong.push(`${site.name}: it is there, ${when}`)
  }
}

/** Lets the worker stop at the plan's step. @returns nothing when it came never there */
export async function stopAt(stand: Stand): Promise<Life | undefined> {
  const life = await stand.lane.life(stand.term)
  let stopped = false
  const heard = life.heard('stopped').then(() => {
    stopped = true
  })
  life.begin(orderOf(stand, true))
  while (!stopped && life.alive() && Date.now() < stand.until) {
    const open = (await rowsOf(stand)).filter((row) => undecided.includes(row.state))
    // It is over, and never came to that step.
    if (!open.some((row) => row.id === mainId(stand))) break
    await passWaits(stand, open)
    await Promise.race([heard, sleep(lookMilliseconds)])
  }
  stand.met = stopped
  return stopped ? life : undefined
}
