/** One faulty version of the program, in a process of its own: is it found? Started by mutant-runs.ts, with mutate.ts before it. */
import { faultNames } from './faults.ts'
import { couldFind, mutantNamed } from './mutants.ts'
import { prove } from './prove.ts'
import { requestFaults } from './request-faults.ts'
import { settings } from './words.ts'

const [base = '', seed = '1'] = process.argv.slice(2)
const mutant = mutantNamed(process.env[settings.mutant] ?? '')
const { fault, requestFault } = mutant.by

const proof = await prove({
  seed: Number(seed),
  base,
  peers: false,
  testBeds: 1,
  every: true,
  rounds: 6,
  most: 8,
  // What has no end by then has none: nothing here waits so long.
  timeout: 12,
  firstOnly: true,
  only: faultNames.filter((name) => name === (fault ?? 'lines')),
  onlyRequestFaults: requestFaults.filter((name) => name === requestFault),
  fits: (plan) => couldFind(mutant, plan),
})
process.send?.({ trials: proof.trials.length, faults: proof.faults })
process.disconnect?.()
