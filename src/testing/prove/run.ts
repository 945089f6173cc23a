/**
 * `npm run prove -- --trials N [--seed S]`: kills workers at every step of a delivery, and counts afterwards at the
 * networks themselves. Exit code 0: nothing lost, nothing repeated; 1: something was; 2: wrong use;
 * 130: stopped before the end. Without a seed it takes a
 * new one and says which. Ctrl-C ends it after the trials that are under way, and counts those that were.
 */
import { parseArgs } from 'node:util'
import { type Proof, prove } from './prove.ts'

const usage = 'npm run prove -- --trials N [--seed S] (N: at least 1, 200 when left out; S: 0 to 4294967295)'
const progressSeconds = 5

interface Asked {
  trials: number
  seed: number
}

/** @returns undefined for what can't be used */
function read(args: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { trials: { type: 'string' }, seed: { type: 'string' } } })
    const trials = whole(values.trials ?? '200', 1)
    const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : whole(values.seed, 0)
    return trials === undefined || seed === undefined ? undefined : { trials, seed }
  } catch (error) {
    console.error((error as Error).message)
    return undefined
  }
}

function whole(text: string, least: number): number | undefined {
  const number = Number(text)
  return /^\d+$/.test(text) && number >= least && number < 2 ** 32 ? number : undefined
}

function tell(proof: Proof, seconds: number): void {
  const kills = [...proof.kills]
  for (const fault of proof.faults) console.log(fault)
  console.log(`networks: ${proof.networks.join(', ')}`)
  console.log(`trials ${proof.trials} in ${seconds} s`)
  console.log(
    `kills ${kills.reduce((all, [, many]) => all + many, 0)}, escaped ${proof.escaped.length}${proof.escaped.length ? ` (${[...new Set(proof.escaped)].join(', ')})` : ''}`,
  )
  for (const [step, many] of kills) console.log(`  ${step} ${many}`)
  console.log(`published once ${proof.publishedOnce}`)
  console.log(`unconfirmed ${proof.unconfirmed}`)
  console.log(`missed ${proof.missed}`)
  if (proof.rejected) console.log(`rejected ${proof.rejected}`)
  console.log(`lost ${proof.lost}, repeated ${proof.repeated}`)
}

async function run({ trials, seed }: Asked): Promise<void> {
  console.log(`seed ${seed}`)
  const began = Date.now()
  let told = 0
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
  const proof = await prove({
    trials,
    seed,
    signal: stop.signal,
    progress: (over, kills) => {
      if (Date.now() - told < progressSeconds * 1000) return
      told = Date.now()
      console.log(`${over} of ${trials} trials, ${kills} kills`)
    },
  })
  tell(proof, Math.round((Date.now() - began) / 1000))
  if (proof.lost || proof.repeated) process.exitCode = 1
  else if (stop.signal.aborted) process.exitCode = 130
}

const asked = read(process.argv.slice(2))
if (asked) await run(asked)
else {
  console.error(usage)
  process.exitCode = 2
}
