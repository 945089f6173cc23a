import { expect, test } from 'vitest'
import { runMutants } from './mutant-runs.ts'
import { mutantNamed } from './mutants.ts'
import { prove } from './prove.ts'
import { tableOf } from './table.ts'

const seed = Number(process.env.PROVE_SEED ?? 20_261_129)

/** No second try: what was lost once is lost. */
const once = { retry: 0, timeout: 1_800_000 }

test(
  'attacks#A33 attacks#A34 attacks#A36 whatever breaks: nothing lost, repeated, stuck or wrongly told',
  once,
  async () => {
    const proof = await prove({ seed })
    console.log(tableOf(proof.lines))
    expect(proof.faults).toEqual([])
    expect(proof.trials.length).toBeGreaterThan(60)
    // Where nothing breaks as planned, nothing is proved; a fault may come too late on a busy machine.
    expect(proof.escaped.length, proof.escaped.join('\n')).toBeLessThanOrEqual(proof.trials.length / 20)
  },
)

test('faulty versions are found: two of those that `npm run prove -- --mutants` hunts', once, async () => {
  const only = ['sent again without a look', 'undo is ignored'].map(mutantNamed)
  const mutantRuns = await runMutants({ seed, only })
  for (const { mutant, found } of mutantRuns) expect([mutant, found]).not.toEqual([mutant, ''])
  expect(mutantRuns).toHaveLength(2)
})
