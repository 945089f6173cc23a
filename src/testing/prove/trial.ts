import type { DeliveryState } from '../../db/tables.ts'
import { type NewPost, schedulePost } from '../../publishing/index.ts'
import { aheadMilliseconds, faultScripts, finish } from './fault-scripts.ts'
import { needsBrief, needsOther, type Plan } from './plan.ts'
import type { RequestFault } from './request-faults.ts'
import { arrived, type RunningTrial } from './running-trial.ts'
import { saveInDoubt } from './saving.ts'
import type { TestBed } from './test-bed.ts'
import { textOf } from './trial-words.ts'
import type { Step } from './words.ts'

/** The outcome of a trial; count.ts judges it. */
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
export async function runTrial(testBed: TestBed, plan: Plan, run: string, timeout = timeoutSeconds): Promise<Trial> {
  const running: RunningTrial = {
    testBed,
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
  await testBed.worker(running.term)
  if (needsOther(plan)) running.other = await testBed.another(running.term)
  if (plan.fault === 'same-words') await sendOnce(running)
  await schedule(running)
  setLines(running)
  await faultScripts[plan.fault](running)
  await finish(running)
  await end(running)
  return { ...running }
}

async function sendOnce(running: RunningTrial): Promise<void> {
  await schedule(running)
  await finish(running)
}

/** How far ahead its time is. */
function aheadOf({ fault, at }: Plan): number {
  if (fault === 'its-time') return soonMilliseconds
  return at === 'waiting' || fault === 'rivals' || fault.startsWith('clock-') ? farMilliseconds : aheadMilliseconds
}

async function schedule(running: RunningTrial): Promise<void> {
  const { testBed, plan, run, deliveries } = running
  const text = textOf(plan, run)
  const post: NewPost = {
    drafts: plan.sites.map((site) => ({ channelId: testBed.channels.get(site) as string, text, mediaIds: [] })),
    at: new Date(testBed.context.clock.now().getTime() + aheadOf(plan)),
    timeZone: 'Asia/Jakarta',
  }
  const { context, actor } = testBed
  const inDoubt = plan.fault.startsWith('saving-')
  const ids = await (inDoubt ? saveInDoubt(context, actor, post, running) : schedulePost(context, actor, post))
  for (const [at, site] of plan.sites.entries())
    deliveries.set(site, [...(deliveries.get(site) ?? []), ids[at] as string])
}

function setLines({ testBed, plan }: RunningTrial): void {
  for (const site of testBed.sites) {
    const proxy = testBed.proxies.get(site.name)
    if (!proxy) throw new Error(`no proxy in front of ${site.name}`)
    proxy.pausedAnswer = undefined
    proxy.faults = plan.requestFaults
      .filter((requestFault) => requestFault.site === site.name)
      .map(({ requestFault, on }) => ({ requestFault, to: on === 'writes' ? site.writes : site.lookups }))
    const own = site.name === plan.site ? ownRequestFault(plan) : undefined
    if (own) proxy.faults.push({ requestFault: own, to: site.writes })
  }
}

/** What happens on the line of the network that the fault is about. */
function ownRequestFault({ fault, at }: Plan): RequestFault | undefined {
  if (fault === 'long-call') return 'long'
  if (fault === 'same-words') return 'cut-before'
  return fault === 'database-cut-before' && at === 'looking' ? 'cut-after' : undefined
}

/** Nothing of this trial may disturb the next one. */
async function end(running: RunningTrial): Promise<void> {
  const { testBed } = running
  await testBed.dismiss(Date.now() >= running.until)
  for (const proxy of testBed.proxies.values()) {
    proxy.faults = []
    await proxy.pass(Number.POSITIVE_INFINITY)
  }
  await arrived(running)
  for (const site of testBed.sites) await site.note?.()
}
