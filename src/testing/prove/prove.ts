import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../db/postgres.ts'
import { type Count, count } from './count.ts'
import { type Lane, openLane } from './lane.ts'
import { planTrial } from './plan.ts'
import { openRealSites } from './real-sites.ts'
import { openFakes, type Site } from './site.ts'
import { runTrial, type Trial } from './trial.ts'
import { type Sabotage, type Step, steps } from './words.ts'

export interface ProofOptions {
  trials: number
  seed: number
  /** Side by side; each has a database and a worker of its own. */
  lanes?: number
  /** Whether the real servers take part, where they can be had. */
  peers?: boolean
  /** Only deaths at these steps. */
  only?: readonly Step[]
  /** A worker that does it wrong, to see whether this is noticed. */
  sabotage?: Sabotage
  /** Begins no further trial; what is over is counted. */
  signal?: AbortSignal
  /** Called after every trial. */
  progress?: (trials: number, kills: number) => void
}

export interface Proof extends Count {
  trials: number
  kills: ReadonlyMap<Step, number>
  /** Steps at which a worker was to die and did not: it had done everything before (`random`), or came never there. */
  escaped: Step[]
  /** The networks that took part. */
  networks: string[]
}

/** Runs the trials, and counts what came of them. Everything that it starts is gone when it ends. */
export async function prove(options: ProofOptions): Promise<Proof> {
  const { lanes = 2, peers = true, seed, sabotage } = options
  const ends: (() => Promise<unknown>)[] = []
  try {
    const folder = await mkdtemp(join(tmpdir(), 'percakapan-prove-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    const postgres = await startPostgres(folder)
    ends.push(postgres.stop)
    const fakes = await openFakes()
    const real = peers ? await openRealSites() : []
    const sites = [...fakes, ...real]
    ends.push(...sites.map((site) => site.close))
    const open: Lane[] = []
    for (let at = 0; at < Math.min(lanes, options.trials); at++) {
      const lane = await openLane(`lane${at}`, postgres.connection, folder, sites, sabotage)
      ends.push(lane.close)
      open.push(lane)
    }
    const run = `k${seed.toString(36)}`
    const done = await runAll(options, open, fakes, real, run)
    return { ...(await count(sites, done, run)), ...sum(done), networks: sites.map((site) => site.name) }
  } finally {
    await endAll(ends)
  }
}

/** The last one first. One that fails keeps none of the others. */
async function endAll(ends: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failed: unknown[] = []
  for (const end of ends.toReversed()) await end().catch((error) => failed.push(error))
  if (failed.length) throw new AggregateError(failed, 'something that was started for the proof could not be ended')
}

/** Every lane takes the next trial as soon as it is free. */
async function runAll(
  { trials, seed, only, signal, progress }: ProofOptions,
  lanes: readonly Lane[],
  fakes: readonly Site[],
  real: readonly Site[],
  run: string,
): Promise<{ lane: Lane; trials: Trial[] }[]> {
  let next = 0
  let kills = 0
  let over = 0
  return Promise.all(
    lanes.map(async (lane) => {
      const mine: Trial[] = []
      while (next < trials && !signal?.aborted) {
        const trial = await runTrial(lane, planTrial(seed, next++, fakes, real, only), run)
        mine.push(trial)
        kills += trial.died.length
        progress?.(++over, kills)
      }
      return { lane, trials: mine }
    }),
  )
}

function sum(done: readonly { trials: readonly Trial[] }[]): Pick<Proof, 'trials' | 'kills' | 'escaped'> {
  const trials = done.flatMap((lane) => lane.trials)
  const kills = new Map<Step, number>(steps.map((step) => [step, 0]))
  for (const { died } of trials) for (const step of died) kills.set(step, (kills.get(step) ?? 0) + 1)
  const escaped = trials.flatMap(({ plan, died }) => plan.deaths.slice(died.length).map((death) => death.step))
  return { trials: trials.length, kills, escaped }
}
