import { expect, test } from 'vitest'
import { prove } from './prove.ts'
import { steps } from './words.ts'

/** Fewer with PROVE_TRIALS; the steps are then not all asked for. */
const trials = Number(process.env.PROVE_TRIALS ?? 200)
const seed = Number(process.env.PROVE_SEED ?? 20_261_124)

/** No second try: what was lost once is lost. */
const once = { retry: 0, timeout: 1_800_000 }

test(
  `attacks#A33 attacks#A34 attacks#A36 ${trials} trials with killed workers: nothing lost, nothing repeated`,
  once,
  async () => {
    const proof = await prove({ trials, seed })
    expect(proof).toMatchObject({ trials, lost: 0, repeated: 0, rejected: 0, faults: [] })
    if (trials >= 200) for (const step of steps) expect([step, proof.kills.get(step)]).not.toEqual([step, 0])
    expect(proof.publishedOnce).toBeGreaterThan(proof.unconfirmed + proof.missed)
    // Where workers are not killed as planned, nothing is proved; an order may come too late on a busy machine.
    const named = proof.escaped.filter((step) => step !== 'random')
    expect(named.length, named.join(', ')).toBeLessThanOrEqual(trials / 20)
  },
)
