import { describe, expect, test } from 'vitest'
import { countMarkers, judge } from './count.ts'
import { planTrial } from './plan.ts'
import { prove } from './prove.ts'
import { steps } from './words.ts'

const fakes = [
  { name: 'keyed', keys: true, find: true, threads: true },
  { name: 'found', keys: false, find: true, threads: true },
  { name: 'blind', keys: false, find: false, threads: true },
]
const real = [{ name: 'page', keys: false, find: true, threads: false }]
const plans = Array.from({ length: 400 }, (_, number) => planTrial(7, number, fakes, real))

describe('the plan', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(planTrial(7, 3, fakes, real)).toEqual(plans[3])
    expect(Array.from({ length: 20 }, (_, number) => planTrial(8, number, fakes, real))).not.toEqual(plans.slice(0, 20))
  })

  test('has every step, and plans none that cannot be reached', () => {
    const deaths = plans.flatMap((plan) => plan.deaths.map((death) => ({ ...death, parts: plan.parts })))
    expect(new Set(deaths.map((death) => death.step))).toEqual(new Set(steps))
    for (const { step, site, part, parts } of deaths) {
      const { find, threads } = [...fakes, ...real].find((one) => one.name === site) as (typeof fakes)[number]
      expect(part).toBeLessThan(threads ? parts : 1)
      if (step === 'looking' || step === 'looked') expect(find).toBe(true)
      if (step === 'part-kept') expect(part).toBeLessThan(parts - 1)
    }
  })

  test('doubles a request only where the network knows keys', () => {
    const doubled = plans.flatMap((plan) => plan.faults.filter((fault) => fault.harm === 'double'))
    expect(new Set(doubled.map((fault) => fault.site))).toEqual(new Set(['keyed']))
  })
})

describe('the count', () => {
  const run = 'k1'
  const parts = [{ text: 'k1n0p0x satu' }, { text: 'k1n0p1x dua' }]
  const row = (more: object) => ({ state: 'published' as const, parts, sent: [{}, {}], sending_part: null, ...more })
  const verdict = (more: object, texts: string[], find = true) =>
    judge({ find, keys: false }, row(more) as never, countMarkers(texts, run), run)
  const [one = '', two = ''] = parts.map((part) => part.text)

  test('takes what is there once for published', () => {
    expect(verdict({}, [two, one])).toEqual({ end: 'publishedOnce', lost: undefined, repeated: 0 })
  })

  test('sees a part twice', () => {
    expect(verdict({}, [one, two, two, two])).toMatchObject({ end: undefined, repeated: 2 })
  })

  test('sees a part that is not there, a row without an end, and no row', () => {
    expect(verdict({}, [one]).lost).toContain('part 1 is not there')
    expect(verdict({ state: 'sending', sent: [] }, []).lost).toBe('still sending')
    expect(judge({ find: true, keys: true }, undefined, new Map(), run).lost).toBe('its row is gone')
  })

  test('lets a delivery be unconfirmed only where nobody can look, and only for the part in question', () => {
    const open = { state: 'unconfirmed', sent: [{}], sending_part: 1 }
    expect(verdict(open, [one], false).end).toBe('unconfirmed')
    expect(verdict(open, [one, two], false).end).toBe('unconfirmed')
    expect(verdict(open, [one, two, two], false).repeated).toBe(1)
    expect(verdict(open, [one], true).lost).toContain('could have looked')
    expect(verdict({ ...open, sent: [], sending_part: 0 }, [one, two], false).lost).toContain('part 1 is there')
  })

  test('sees a post of which a missed delivery knows nothing', () => {
    expect(verdict({ state: 'missed', sent: [] }, []).end).toBe('missed')
    expect(verdict({ state: 'missed', sent: [] }, [one]).lost).toContain('part 0 is there')
  })
})

describe('a broken worker is noticed', () => {
  const broken = { trials: 1, seed: 4, peers: false, lanes: 1 }

  test('when it sends without looking', async () => {
    const proof = await prove({ ...broken, only: ['accepted'], sabotage: 'send-blindly' })
    expect(proof.repeated).toBeGreaterThan(0)
    expect(proof.faults.join()).toContain('too many')
  }, 120_000)

  test('when it drops rows', async () => {
    const proof = await prove({ ...broken, only: ['recorded'], sabotage: 'drop-rows' })
    expect(proof.lost).toBeGreaterThan(0)
    expect(proof.faults.join()).toContain('its row is gone')
  }, 120_000)
})
