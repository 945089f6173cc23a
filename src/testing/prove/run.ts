/**
 * `npm run prove -- [--trials N] [--seed S]`: breaks what can break around deliveries, and counts afterwards at the networks
 * themselves. Every fault is met at every step and on every network (in pairs); `--trials` draws more. Exit code 0: nothing
 * lost, repeated, stuck or wrongly told; 1: something was; 2: wrong use; 130: stopped before the end. Without a seed it takes a
 * new one and says which. Ctrl-C ends it after the trials that are under way, and counts those that were.
 */
import { parseArgs } from 'node:util'
import { type FaultName, faultNames } from './faults.ts'
import { runMutants } from './mutant-runs.ts'
import { type Mutant, mutantNamed, mutants } from './mutants.ts'
import { type Proof, prove } from './prove.ts'
import { mutantLine, tableOf } from './table.ts'

const usage =
  'npm run prove -- [--trials N] [--seed S] [--only FAULT,…] [--no-peers] | --mutants | --mutant NAME … (N: at least so many; S: 0 to 4294967295)'
const progressSeconds = 5

interface Asked {
  trials: number
  seed: number
  only: readonly FaultName[] | undefined
  peers: boolean
  /** The faulty versions to run, instead of the trials. */
  mutantRuns: readonly Mutant[] | undefined
}

const options = {
  trials: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
  peers: { type: 'boolean' },
  mutants: { type: 'boolean' },
  mutant: { type: 'string', multiple: true },
} as const

/** @throws Error for one that does not exist */
function faultsNamed(names: string): FaultName[] {
  return names.split(',').map((name) => {
    const known = faultNames.find((one) => one === name)
    if (!known) throw new Error(`no such fault: ${name}; there are ${faultNames.join(', ')}`)
    return known
  })
}

/** @returns undefined for what can't be used */
function read(args: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options, allowNegative: true })
    const trials = values.trials === undefined ? 0 : whole(values.trials, 1)
    const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : whole(values.seed, 0)
    const only = values.only === undefined ? undefined : faultsNamed(values.only)
    const mutantRuns = values.mutant?.map(mutantNamed) ?? (values.mutants ? mutants : undefined)
    return trials === undefined || seed === undefined
      ? undefined
      : { trials, seed, only, peers: values.peers !== false, mutantRuns }
  } catch (error) {
    console.error((error as Error).message)
    return undefined
  }
}

function whole(text: string, least: number): number | undefined {
  const number = Number(text)
  return /^\d+$/.test(text) && number >= least && number < 2 ** 32 ? number : undefined
}

function tell({ lines, faults, escaped, networks }: Proof, seconds: number): void {
  for (const fault of faults) console.log(fault)
  for (const one of escaped) console.log(`did not come about: ${one}`)
  console.log(`networks: ${networks.join(', ')}; ${seconds} s`)
  console.log(tableOf(lines))
}

async function run({ trials, seed, only, peers }: Asked): Promise<void> {
  console.log(`seed ${seed}`)
  const began = Date.now()
  let told = 0
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
  const proof = await prove({
    trials,
    seed,
    peers,
    ...(only ? { only } : {}),
    signal: stop.signal,
    progress: (over, planned) => {
      if (Date.now() - told < progressSeconds * 1000) return
      told = Date.now()
      console.log(`${over} of ${planned} trials`)
    },
  })
  tell(proof, Math.round((Date.now() - began) / 1000))
  if (proof.faults.length) process.exitCode = 1
  else if (stop.signal.aborted) process.exitCode = 130
}

const asked = read(process.argv.slice(2))
/** Every faulty version must be found. */
async function runFaulty(seed: number, only: readonly Mutant[]): Promise<void> {
  console.log(`seed ${seed}`)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
  const mutantRuns = await runMutants({
    seed,
    only,
    signal: stop.signal,
    progress: (one) => console.log(mutantLine(one)),
  })
  const survived = mutantRuns.filter(({ found }) => !found)
  console.log(
    `${mutantRuns.length} faulty versions, ${mutantRuns.length - survived.length} found, ${survived.length} survived`,
  )
  if (survived.length) process.exitCode = 1
  else if (stop.signal.aborted) process.exitCode = 130
}

if (asked?.mutantRuns) await runFaulty(asked.seed, asked.mutantRuns)
else if (asked) await run(asked)
else {
  console.error(usage)
  process.exitCode = 2
}
