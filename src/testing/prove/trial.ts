import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { asSystem, inWorkspace, runningParts } from '../../db/client.ts'
import { schedulePost } from '../../publishing/index.ts'
import type { DeliveryRow } from '../../publishing/lease.ts'
import { partMark } from './fake-adapter.ts'
import type { Lane } from './lane.ts'
import type { Life } from './life.ts'
import type { Death, Plan } from './plan.ts'
import type { Site } from './site.ts'
import { confirmDeath } from './witness.ts'
import { fromOutside, type Step } from './words.ts'

/** What came of a trial; whether it went well, the counting tells. */
export interface Trial {
  plan: Plan
  /** The deliveries' ids, by network. */
  deliveries: ReadonlyMap<string, string>
  /** The steps at which workers died, in order. */
  died: Step[]
}

/** A post leaves so long after it was asked for: time to tell the worker where to die. */
const aheadMilliseconds = 80
const lookMilliseconds = 40
const lastMomentMilliseconds = 1000
/** What is not over by then is counted as it stands: lost. */
const patienceSeconds = 60

/** Sends one post while workers die as planned, until everything about it is decided. @param run stands in its words */
export async function runTrial(lane: Lane, plan: Plan, run: string): Promise<Trial> {
  const until = Date.now() + patienceSeconds * 1000
  // First, so that the time ahead is not spent on its start.
  await lane.life()
  const deliveries = await schedule(lane, plan, run)
  for (const site of lane.sites) setFaults(lane, site, plan)
  const died: Step[] = []
  for (const death of [...plan.deaths, undefined]) {
    const life = await lane.life()
    await live(lane, life, deliveries, death, until)
    if (life.alive()) break
    await forgotten(lane, life)
    if (death) {
      confirmDeath(death, await rowOf(lane, deliveries.get(death.site) as string))
      died.push(death.step)
    }
    await passLeases(lane, plan.away && died.length === 1)
  }
  // What is still not decided must not disturb the next trial.
  if (Date.now() >= until) await (await lane.life()).end()
  for (const site of lane.sites) await site.note?.()
  return { plan, deliveries, died }
}

async function schedule(lane: Lane, plan: Plan, run: string): Promise<Map<string, string>> {
  const text = textOf(plan, run)
  const ids = await schedulePost(lane.context, lane.actor, {
    drafts: plan.sites.map((site) => ({ channelId: lane.channels.get(site) as string, text, mediaIds: [] })),
    at: new Date(Date.now() + aheadMilliseconds),
    timeZone: 'Asia/Jakarta',
  })
  return new Map(plan.sites.map((site, at) => [site, ids[at] as string]))
}

const filler =
  'Pagi ini kami menyangrai biji dari kebun di lereng, lalu mencicipinya bersama para petani yang memetiknya. Rasanya manis dan bersih, dengan sedikit jeruk di ujung lidah. Datanglah sebelum sore; kopinya masih hangat.'

/** As many parts as planned; each has a word that stands nowhere else. */
function textOf({ number, parts }: Plan, run: string): string {
  return Array.from({ length: parts }, (_, part) => `${run}n${number}p${part}x ${filler}`).join(partMark)
}

function setFaults(lane: Lane, site: Site, plan: Plan): void {
  const proxy = lane.proxies.get(site.name)
  if (!proxy) throw new Error(`no proxy in front of ${site.name}`)
  proxy.held = undefined
  proxy.faults = plan.faults
    .filter((fault) => fault.site === site.name)
    .map(({ harm, on }) => ({ harm, to: on === 'writes' ? site.writes : site.looks }))
}

/** Until the worker is dead, or everything is decided. */
async function live(
  lane: Lane,
  life: Life,
  deliveries: ReadonlyMap<string, string>,
  death: Death | undefined,
  until: number,
): Promise<void> {
  const disarm = arm(lane, life, deliveries, death)
  while (life.alive() && Date.now() < until) {
    const open = await openRows(lane, deliveries)
    if (!open.length) {
      if (death && death.step !== 'random') await dies(life)
      break
    }
    await passWaits(lane, open)
    await sleep(lookMilliseconds)
  }
  disarm()
  if (life.alive()) life.begin()
  else await life.end()
}

/** Its last commit may be seen here before the worker has heard of it. */
async function dies(life: Life): Promise<void> {
  const until = Date.now() + lastMomentMilliseconds
  while (life.alive() && Date.now() < until) await sleep(5)
}

/** Tells the worker where to die, or kills it from here. @returns takes that back */
function arm(lane: Lane, life: Life, deliveries: ReadonlyMap<string, string>, death: Death | undefined): () => void {
  if (!death) {
    life.begin()
    return () => undefined
  }
  const { step, site, part } = death
  life.begin(fromOutside.includes(step) ? undefined : { step, delivery: deliveries.get(site) as string, part })
  if (step === 'random') {
    const timer = setTimeout(life.kill, death.afterMilliseconds + aheadMilliseconds / 2)
    return () => clearTimeout(timer)
  }
  const proxy = lane.proxies.get(site)
  const to = lane.sites.find((one) => one.name === site)?.writes
  if (step !== 'accepted' || !proxy || !to) return () => undefined
  proxy.held = { to, pass: part, answered: life.kill }
  return () => {
    proxy.held = undefined
  }
}

function rowOf(lane: Lane, id: string): Promise<DeliveryRow | undefined> {
  return inWorkspace(lane.context.db, lane.actor.workspaceId, (tx) =>
    tx.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst(),
  )
}

/** The rows that are not decided yet. */
function openRows(lane: Lane, deliveries: ReadonlyMap<string, string>): Promise<DeliveryRow[]> {
  return inWorkspace(lane.context.db, lane.actor.workspaceId, (tx) =>
    tx
      .selectFrom('delivery')
      .selectAll()
      .where('id', 'in', [...deliveries.values()])
      .where('state', 'in', ['scheduled', 'sending', 'pending'])
      .execute(),
  )
}

/**
 * The dead worker's leases are over (a new worker would wait until it can tell by itself), what was asked was asked long ago, and with `away` two hours pass. A lease outlives every call of its worker
 * (publishing/lease.ts), so what was on its way has arrived by then: that is waited for.
 */
async function passLeases(lane: Lane, away: boolean): Promise<void> {
  await arrived(lane)
  await asSystem(lane.context.db, async (tx) => {
    await sql`update delivery set lease_until = null, asked_at = asked_at - interval '1 hour' where lease_until is not null`.execute(
      tx,
    )
    if (away)
      await sql`update delivery set due_at = due_at - interval '2 hours', next_try_at = next_try_at - interval '2 hours'
        where state in ('scheduled', 'sending', 'pending')`.execute(tx)
  })
}

/** What waits for another try need not wait: here, too, what was on its way has arrived by then. */
async function passWaits(lane: Lane, open: readonly DeliveryRow[]): Promise<void> {
  const now = new Date()
  const ids = open
    .filter((row) => row.lease_token === null && row.next_try_at && row.next_try_at > now)
    .map((row) => row.id)
  if (!ids.length) return
  await arrived(lane)
  await asSystem(lane.context.db, (tx) =>
    sql`update delivery set next_try_at = now() - interval '1 second', asked_at = asked_at - interval '1 hour'
      where id = any(${ids}::uuid[]) and lease_token is null and next_try_at > now()`.execute(tx),
  )
  lane.context.bus.tell(lane.actor.workspaceId, 'deliveries')
}

/** The dead worker's last statements are done or undone: the database has noticed that nobody is there. */
async function forgotten(lane: Lane, { part }: Life): Promise<void> {
  while ((await runningParts(lane.context.db)).has(part)) await sleep(5)
}

async function arrived(lane: Lane): Promise<void> {
  for (const proxy of lane.proxies.values()) await proxy.settled()
}
