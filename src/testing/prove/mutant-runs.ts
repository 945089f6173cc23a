import { fork } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBase } from './base.ts'
import { type Mutant, mutants } from './mutants.ts'
import { settings } from './words.ts'

/** What became of a faulty version. */
export interface MutantRun {
  mutant: string
  /** In words; empty: it survived. */
  found: string
  /** How many trials it took. */
  trials: number
  seconds: number
}

export interface MutantRunOptions {
  seed: number
  /** Only those. */
  only?: readonly Mutant[]
  signal?: AbortSignal
  progress?: (runMutant: MutantRun) => void
}

/** How many run side by side; each has a server and workers of its own. */
const beside = 2

/** Runs every faulty version with the trials that could find it, until the first finding. */
export async function runMutants({ seed, only = mutants, signal, progress }: MutantRunOptions): Promise<MutantRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'percakapan-hunt-'))
  try {
    await chmod(folder, 0o711)
    const base = join(folder, 'base')
    await makeBase(base)
    const mutantRuns: MutantRun[] = []
    const rest = [...only]
    const next = async () => {
      for (let mutant = rest.shift(); mutant && !signal?.aborted; mutant = rest.shift()) {
        const done = await runMutant(mutant, base, seed)
        mutantRuns.push(done)
        progress?.(done)
      }
    }
    await Promise.all(Array.from({ length: beside }, next))
    return mutantRuns
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The message of mutant-run.ts when it ends. */
interface Told {
  trials: number
  faults: string[]
}

async function runMutant(mutant: Mutant, base: string, seed: number): Promise<MutantRun> {
  const began = performance.now()
  const here = (name: string) => join(import.meta.dirname, name)
  const child = fork(here('mutant-run.ts'), [base, String(seed)], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', here('mutate.ts')],
    env: { ...process.env, [settings.mutant]: mutant.name },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  let told: Told | undefined
  child.stderr?.on('data', (bytes: Buffer) => {
    said = `${said}${bytes}`.slice(-2000)
  })
  child.on('message', (message) => {
    told = message as Told
  })
  await new Promise((done) => child.once('close', done))
  const seconds = Math.round((performance.now() - began) / 1000)
  // A version that can't even run a trial has not been tried.
  if (!told) throw new Error(`mutant “${mutant.name}”: ${said}`)
  return { mutant: mutant.name, found: told.faults[0] ?? '', trials: told.trials, seconds }
}
