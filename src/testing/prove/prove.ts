import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBase } from './base.ts'
import { workerFile } from './built-worker.ts'
import { type Done, type Judged, judgeAll } from './count.ts'
import { notDurable } from './durable.ts'
import type { FaultName } from './faults.ts'
import { byTerm, type Plan, planTrials } from './plan.ts'
import { openRealSites } from './real-sites.ts'
import type { RequestFault } from './request-faults.ts'
import { openFakes, type Site } from './site.ts'
import { type Line, linesOf } from './table.ts'
import { openTestBed, type TestBed } from './test-bed.ts'
import { runTrial, type Trial } from './trial.ts'

export interface ProofOptions {
  /** At least so many; those that are needed to meet every pair come first. */
  trials?: number
  /** The plans of so many seeds, one after the other. */
  rounds?: number
  /** No more than so many. */
  most?: number
  seed: number
  /** Side by side; each has a database server and workers of its own. */
  testBeds?: number
  /** Whether the real servers take part, where they can be had. */
  peers?: boolean
  /** Only these faults, and only these request faults on the lines. */
  only?: readonly FaultName[]
  onlyRequestFaults?: readonly RequestFault[]
  /** Every fault at every step on every network. */
  every?: boolean
  /** Chooses among the plans. */
  fits?: (plan: Plan) => boolean
  /** Ends with the first trial in which something is wrong. */
  firstOnly?: boolean
  /** Seconds after which what has no end is stuck. */
  timeout?: number
  /** A data folder made by makeBase, where there is one already. */
  base?: string
  /** Begins no further trial; what is over is counted. */
  signal?: AbortSignal
  /** Called after every trial. */
  progress?: (over: number, planned: number) => void
}

export interface Proof {
  trials: readonly Trial[]
  judged: readonly Judged[]
  /** A line for each fault, the last one for all. */
  lines: readonly Line[]
  /** What was wrong, in words. */
  faults: readonly string[]
  /** Trials whose fault did not come about. */
  escaped: readonly string[]
  /** The networks that took part. */
  networks: readonly string[]
}

/** Runs the trials, and counts what came of them. Everything that it starts is gone when it ends. */
export async function prove(options: ProofOptions): Promise<Proof> {
  const { testBeds = 2, peers = true, seed } = options
  const ends: (() => Promise<unknown>)[] = []
  try {
    const folder = await mkdtemp(join(tmpdir(), 'percakapan-prove-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    // Whoever PostgreSQL is run as must be able to walk through it.
    await chmod(folder, 0o711)
    const base = options.base ?? join(folder, 'base')
    if (!options.base) await makeBase(base)
    const fakes = await openFakes()
    ends.push(...fakes.map((site) => site.close))
    const real = peers ? await openRealSites() : []
    ends.push(...real.map((site) => site.close))
    const sites = [...fakes, ...real]
    const plans = plansOf(options, fakes, real)
    const worker = await workerFile()
    ends.push(async () => worker.remove())
    const open: TestBed[] = []
    for (let at = 0; at < Math.min(testBeds, plans.length); at++) {
      const testBed = await openTestBed({ name: `lane${at}`, base, folder, sites, workerFile: worker.path })
      ends.push(testBed.close)
      open.push(testBed)
    }
    const run = `k${seed.toString(36)}`
    const unsafe = (await Promise.all(open.map(notDurable))).flat()
    if (unsafe.length) return { ...sum([], sites), faults: unsafe.map((words) => `not durable: ${words}`) }
    return sum(await runAll(options, plans, open, sites, run), sites)
  } finally {
    await endAll(ends)
  }
}

function plansOf(options: ProofOptions, fakes: Site[], real: Site[]): Plan[] {
  const {
    seed,
    only,
    onlyRequestFaults,
    every,
    trials,
    rounds = 1,
    most = Number.POSITIVE_INFINITY,
    fits = () => true,
  } = options
  const seeds = Array.from({ length: rounds }, (_, round) => seed + round)
  const plans = seeds.flatMap((one) => planTrials({ seed: one, fakes, real, only, onlyRequestFaults, every }, trials))
  return byTerm(plans.filter(fits).slice(0, most)).map((plan, number) => ({ ...plan, number }))
}

/** The last one first. One that fails keeps none of the others. */
async function endAll(ends: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failed: unknown[] = []
  for (const end of ends.toReversed()) await end().catch((error) => failed.push(error))
  if (failed.length) throw new AggregateError(failed, 'something that was started for the proof could not be ended')
}

/** Every test bed takes the next trial as soon as it is free. */
async function runAll(
  { signal, progress, timeout, firstOnly }: ProofOptions,
  plans: readonly Plan[],
  testBeds: readonly TestBed[],
  sites: readonly Site[],
  run: string,
): Promise<Judged[]> {
  let next = 0
  let over = 0
  let found: Judged[] = []
  const done: Done[] = await Promise.all(
    testBeds.map(async (testBed) => {
      const trials: Trial[] = []
      while (next < plans.length && !signal?.aborted && !found.length) {
        const plan = plans[next++] as Plan
        const trial = await runTrial(testBed, plan, run, timeout)
        trials.push(trial)
        progress?.(++over, plans.length)
        if (firstOnly) found = (await judgeAll(sites, [{ testBed, trials: [trial] }], run)).filter(isWrong)
      }
      return { testBed, trials }
    }),
  )
  return judgeAll(sites, done, run)
}

const problems = ['lost', 'repeated', 'stuck', 'wrong'] as const
const isWrong = (one: Judged) => problems.some((what) => one[what].length > 0)

function sum(judged: readonly Judged[], sites: readonly Site[]): Proof {
  const trials = [...new Set(judged.map((one) => one.trial))]
  const name = ({ plan }: Trial) =>
    `trial ${plan.number}, ${plan.fault} at ${plan.at} of part ${plan.part} on ${plan.site}`
  const requestFaultsOf = ({ plan }: Trial, site: string) =>
    plan.requestFaults
      .filter((requestFault) => requestFault.site === site)
      .map(({ requestFault, on }) => ` ${requestFault} ${on}`)
  return {
    trials,
    judged,
    lines: linesOf(judged),
    faults: judged.flatMap((one) =>
      problems.flatMap((what) =>
        one[what].map(
          (words) => `${what}: ${name(one.trial)}; ${one.site}${requestFaultsOf(one.trial, one.site)}: ${words}`,
        ),
      ),
    ),
    escaped: trials.filter((trial) => !trial.met).map(name),
    networks: sites.map((site) => site.name),
  }
}
