import type { DeliveryState } from '../../db/tables.ts'
import { type NewPost, schedulePost } from '../../publishing/index.ts'
import { aheadMilliseconds, courses, finish } from './courses.ts'
import type { Harm } from './harms.ts'
import type { Lane } from './lane.ts'
import { needsBrief, needsOther, type Plan } from './plan.ts'
import { saveInDoubt } from './saving.ts'
import { arrived, type Stand } from './stand.ts'
import { textOf } from './trial-words.ts'
import type { Step } from './words.ts'

/** What came of a trial; whether it went well, the counting tells. */
export interface Trial {
  plan: Plan
  /** The deliveries' ids, by network. */
  deliveries: ReadonlyMap<string, readonly string[]>
  /** The steps at which workers died, in order. */
  died: readonly Step[]
  /** Whether the fault came about as planned. */
  met: boolean
  /** What was wrong while it ran, in words. */
  wrong: readonly string[]
  /** How a delivery must end, where the trial has decided that itself. */
  ends: ReadonlyMap<string, DeliveryState>
}

/** What is not over by then is counted as it stands: stuck. */
const timeoutSeconds = 60
/** Of what must wait for its time until it is told that it has come. */
const farMilliseconds = 3_600_000
/** Of what must be found when its time comes: everybody has gone to sleep by then. */
const soonMilliseconds = 1500

/** Sends one post while things go wrong as planned, until everything about it is decided. @param run stands in its words */
export async function runTrial(lane: Lane, plan: Plan, run: string, timeout = timeoutSeconds): Promise<Trial> {
  const stand: Stand = {
    lane,
    plan,
    run,
    term: needsBrief(plan) ? 'brief' : 'usual',
    deliveries: new Map(),
    until: Date.now() + timeout * 1000,
    died: [],
    met: false,
    wrong: [],
    ends: new Map(),
  }
  // First, so that the time ahead is not spent on their start: a worker of the trial before would send what was just scheduled.
  await lane.life(stand.term)
  if (needsOther(plan)) stand.other = await lane.another(stand.term)
  if (plan.fault === 'same-words') await sendOnce(stand)
  await schedule(stand)
  setLines(stand)
  await courses[plan.fault](stand)
  await finish(stand)
  await end(stand)
  return { ...stand }
}

async function sendOnce(stand: Stand): Promise<void> {
  await schedule(stand)
  await finish(stand)
}

/** How far ahead its time is. */
function aheadOf({ fault, at }: Plan): number {
  if (fault === 'its-time') return soonMilliseconds
  return at === 'waiting' || fault === 'rivals' || fault.startsWith('clock-') ? farMilliseconds : aheadMilliseconds
}

async function schedule(stand: Stand): Promise<void> {
  const { lane, plan, run, deliveries } = stand
  const text = textOf(plan, run)
  const post: NewPost = {
    drafts: plan.sites.map((site) => ({ channelId: lane.channels.get(site) as string, text, mediaIds: [] })),
    at: new Date(lane.context.clock.now().getTime() + aheadOf(plan)),
    timeZone: 'Asia/Jakarta',
  }
  const { context, actor } = lane
  const inDoubt = plan.fault.startsWith('saving-')
  const ids = await (inDoubt ? saveInDoubt(context, actor, post, stand) : schedulePost(context, actor, post))
  for (const [at, site] of plan.sites.entries())
    deliveries.set(site, [...(deliveries.get(site) ?? []), ids[at] as string])
}

function setLines({ lane, plan }: Stand): void {
  for (const site of lane.sites) {
    const proxy = lane.proxies.get(site.name)
    if (!proxy) throw new Error(`no proxy in front of ${site.name}`)
    proxy.held = undefined
    proxy.faults = plan.harms
      .filter((harm) => harm.site === site.name)
      .map(({ harm, on }) => ({ harm, to: on === 'writes' ? site.writes : site.looks }))
    const own = site.name === plan.site ? ownHarm(plan) : undefined
    if (own) proxy.faults.push({ harm: own, to: site.writes })
  }
}

/** What happens on the line of the network that the fault is about. */
function ownHarm({ fault, at }: Plan): Harm | undefined {
  if (fault === 'long-call') return 'long'
  if (fault === 'same-words') return 'cut-before'
  return fault === 'database-cut-before' && at === 'looking' ? 'cut-after' : undefined
}

/** Nothing of this trial may disturb the next one. */
async function end(stand: Stand): Promise<void> {
  const { lane } = stand
  await lane.dismiss(Date.now() >= stand.until)
  for (const proxy of lane.proxies.values()) {
    proxy.faults = []
    await proxy.pass(Number.POSITIVE_INFINITY)
  }
  await arrived(stand)
  for (const site of lane.sites) await site.note?.()
}
