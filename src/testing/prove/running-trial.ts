/** A trial as it stands: its deliveries, and the ways in which time passes for them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Tx } from '../../db/client.ts'
import type { DeliveryState, Tables } from '../../db/tables.ts'
import type { DeliveryRow } from '../../publishing/lease.ts'
import type { Plan } from './plan.ts'
import type { Term, TestBed } from './test-bed.ts'
import type { Order, Step } from './words.ts'
import type { WorkerProcess } from './worker-process.ts'

export interface RunningTrial {
  testBed: TestBed
  plan: Plan
  /** Written into its texts. */
  run: string
  term: Term
  /** Beside the trial's worker, where its fault needs another one: ready before the post is scheduled. */
  other?: WorkerProcess
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
export const mainId = ({ deliveries, plan }: RunningTrial): string => deliveries.get(plan.site)?.at(-1) as string

export const allIds = ({ deliveries }: RunningTrial): string[] => [...deliveries.values()].flat()

export function rowOf(running: RunningTrial, id: string): Promise<DeliveryRow | undefined> {
  return running.testBed.ask(async (tx) => {
    const rows = await withIntents(tx, tx.selectFrom('delivery').selectAll().where('id', '=', id))
    return rows[0]
  })
}

export function rowsOf(running: RunningTrial): Promise<DeliveryRow[]> {
  return running.testBed.ask((tx) =>
    withIntents(tx, tx.selectFrom('delivery').selectAll().where('id', 'in', allIds(running))),
  )
}

/** Rows, those that are on their way together with others among them as such (publishing/intents.ts). */
export async function withIntents(
  tx: Tx,
  query: SelectQueryBuilder<Tables, 'delivery', DeliveryRow>,
): Promise<DeliveryRow[]> {
  const rows = await query.execute()
  const begun = await tx.selectFrom('delivery_intent').select('token').where('begun', '=', true).execute()
  const tokens = new Set(begun.map(({ token }) => token))
  const isBegun = ({ lease_token }: DeliveryRow) => lease_token !== null && tokens.has(lease_token)
  return rows.map((row) => (row.sending_part === null && isBegun(row) ? { ...row, sending_part: 0 } : row))
}

/** What has no end yet. */
export const undecided: readonly DeliveryState[] = ['scheduled', 'sending', 'pending']

/** The plan's step of its delivery, as an order to a worker. */
export function orderOf(running: RunningTrial, stop: boolean): Order {
  const { at, part } = running.plan
  return { step: at as Step, delivery: mainId(running), part, stop }
}

/** Lets a worker work until everything is decided, it is dead, or time is up. */
export async function settle(running: RunningTrial, worker: WorkerProcess): Promise<void> {
  while (worker.alive() && Date.now() < running.until) {
    const open = (await rowsOf(running)).filter((row) => undecided.includes(row.state))
    if (!open.length) return
    await passWaits(running, open)
    await sleep(lookMilliseconds)
  }
}

/** Waits until that is so, or time is up. */
export async function until(running: RunningTrial, so: (rows: readonly DeliveryRow[]) => boolean): Promise<void> {
  while (Date.now() < running.until && !so(await rowsOf(running))) await sleep(lookMilliseconds)
}

export function wake({ testBed }: RunningTrial): void {
  testBed.context.bus.tell(testBed.actor.workspaceId, 'deliveries')
}

/** What was on its way has arrived. */
export async function arrived({ testBed }: RunningTrial): Promise<void> {
  for (const proxy of testBed.proxies.values()) await proxy.settled()
}

/** What waits for another try need not wait: each delivery's own time goes on by as much, and that of its network's line. */
async function passWaits(running: RunningTrial, open: readonly DeliveryRow[]): Promise<void> {
  const now = running.testBed.context.clock.now().getTime()
  const waiting = open.filter((row) => row.lease_token === null && row.next_try_at && row.next_try_at.getTime() > now)
  const fair = waiting.filter((row) => (row.next_try_at?.getTime() ?? 0) - now < longestWait)
  // Nothing but what waits beyond all measure is left: nobody need wait for that.
  if (!fair.length && waiting.length === open.length) running.until = 0
  if (!fair.length) return
  await arrived(running)
  for (const row of fair) {
    const wait = (row.next_try_at?.getTime() ?? 0) - now
    await passOn(running, row, wait)
  }
  wake(running)
}

/** Lets this much time pass for one delivery without a lease. */
async function passOn(running: RunningTrial, row: DeliveryRow, wait: number): Promise<void> {
  await lineOf(running, row.id)?.pass(wait)
  const time = sql`make_interval(secs => ${wait / 1000})`
  await running.testBed.ask(async (tx) => {
    await sql`update delivery set next_try_at = next_try_at - ${time}, asked_at = asked_at - ${time},
        sending_since = sending_since - ${time} where id = ${row.id} and lease_token is null`.execute(tx)
    await sql`update rate_bucket set blocked_until = blocked_until - ${time}
      where key = ${`channel:${row.channel_id}`}`.execute(tx)
  })
}

function lineOf({ testBed, deliveries }: RunningTrial, id: string) {
  const site = [...deliveries].find(([, ids]) => ids.includes(id))?.[0]
  return site === undefined ? undefined : testBed.proxies.get(site)
}

/**
 * A dead worker's leases are over (a new worker would wait until it can tell by itself), and with `away` two hours pass. A lease
 * outlives every call of its worker (publishing/lease.ts), so what was on its way has arrived by then: that is waited for.
 */
export async function passLeases(running: RunningTrial, away: boolean): Promise<void> {
  await arrived(running)
  const seconds = (running.testBed.context.config.callSeconds * 5) / 4
  for (const proxy of running.testBed.proxies.values()) await proxy.pass(away ? 120 * minute : seconds * 1000)
  await running.testBed.ask(async (tx) => {
    const time = sql`make_interval(secs => ${seconds})`
    await sql`update delivery set lease_until = null, asked_at = asked_at - ${time}, sending_since = sending_since - ${time}
      where lease_until is not null`.execute(tx)
    if (away)
      await sql`update delivery set due_at = due_at - interval '2 hours', next_try_at = next_try_at - interval '2 hours'
        where state in ('scheduled', 'sending', 'pending')`.execute(tx)
  })
}

/** The post's own time comes now. */
export async function becomeDue(running: RunningTrial): Promise<void> {
  const now = running.testBed.context.clock.now()
  await running.testBed.ask((tx) =>
    tx
      .updateTable('delivery')
      .set({ due_at: now })
      .where('id', 'in', allIds(running))
      .where('state', '=', 'scheduled')
      .execute(),
  )
  wake(running)
}

/** Notes what must not be at a network at this moment. @param when in words */
export async function noneThere(running: RunningTrial, sites: readonly string[], when: string): Promise<void> {
  await arrived(running)
  for (const site of running.testBed.sites.filter(({ name, fake }) => fake && sites.includes(name))) {
    const texts = await site.texts()
    const there = texts.some((text) => text.includes(`${running.run}n${running.plan.number}p`))
    if (there) running.wrong.push(`${site.name}: it is there, ${when}`)
  }
}

/** Lets the worker stop at the plan's step. @returns nothing when it came never there */
export async function stopAt(running: RunningTrial): Promise<WorkerProcess | undefined> {
  const worker = await running.testBed.worker(running.term)
  let stopped = false
  const heard = worker.heard('stopped').then(() => {
    stopped = true
  })
  worker.begin(orderOf(running, true))
  while (!stopped && worker.alive() && Date.now() < running.until) {
    const open = (await rowsOf(running)).filter((row) => undecided.includes(row.state))
    // It is over, and never came to that step.
    if (!open.some((row) => row.id === mainId(running))) break
    await passWaits(running, open)
    await Promise.race([heard, sleep(lookMilliseconds)])
  }
  running.met = stopped
  return stopped ? worker : undefined
}
