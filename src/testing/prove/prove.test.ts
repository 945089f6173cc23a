import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { countMarkers, judge } from './count.ts'
import { endsAllowed } from './expect.ts'
import { faultNames, kindOf } from './faults.ts'
import { couldFind, mutants, replaced, sources } from './mutants.ts'
import { byTerm, needsBrief, planTrials } from './plan.ts'
import { requestFaults } from './request-faults.ts'
import { linesOf } from './table.ts'

const fakes = [
  { name: 'keyed', keys: true, find: true, threads: true, fake: true },
  { name: 'found', keys: false, find: true, threads: true, fake: true },
  { name: 'blind', keys: false, find: false, threads: true, fake: true },
]
const real = [{ name: 'page', keys: false, find: true, threads: false, fake: false }]
const sites = [...fakes, ...real]
const plans = planTrials({ seed: 7, fakes, real })
const siteOf = (name: string) => sites.find((one) => one.name === name) as (typeof sites)[number]

describe('the plan', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(planTrials({ seed: 7, fakes, real })).toEqual(plans)
    expect(planTrials({ seed: 8, fakes, real })).not.toEqual(plans)
  })

  test('has as many trials as are asked for, beside those that are needed', () => {
    expect(planTrials({ seed: 7, fakes, real }, plans.length + 9).length).toBeGreaterThanOrEqual(plans.length + 9)
  })

  test('meets every fault at each of its steps, every fault on every network, and every step on every network', () => {
    const met = new Set(plans.flatMap(({ fault, at, site }) => [`${fault} ${at}`, `${fault} ${site}`, `${at} ${site}`]))
    for (const fault of faultNames) {
      for (const at of kindOf(fault).at) expect(met).toContain(`${fault} ${at}`)
      for (const site of sites.filter((one) => (one.fake ? !kindOf(fault).whole : !kindOf(fault).fakesOnly)))
        expect(met).toContain(`${fault} ${site.name}`)
    }
    for (const at of ['claimed', 'intended', 'accepted', 'answered', 'recorded', 'random', 'waiting'])
      for (const site of sites) expect(met).toContain(`${at} ${site.name}`)
  })

  test('cuts the COMMIT of “published” on every real network, before and after it is taken', () => {
    const three = ['page', 'server', 'site'].map((name) => ({ ...(real[0] as (typeof real)[0]), name }))
    for (const seed of [1, 2, 3, 4]) {
      const planned = planTrials({ seed, fakes, real: three }).map(({ fault, at, site }) => `${fault} ${at} ${site}`)
      for (const { name } of three)
        for (const cut of ['before', 'after']) expect(planned).toContain(`database-cut-${cut} recorded ${name}`)
    }
  })

  test('meets every harm on every network on which anybody could tell it', () => {
    const met = new Set(
      plans.flatMap((plan) => plan.requestFaults.map(({ requestFault, site }) => `${requestFault} ${site}`)),
    )
    const untold = (requestFault: string, site: string) =>
      requestFault === 'double' || requestFault === '429-kept'
        ? site !== 'keyed'
        : site === 'blind' && /^(302|404|408|409|425|429|503)-kept$/.test(requestFault)
    for (const requestFault of requestFaults)
      for (const { name } of sites)
        expect([requestFault, name, met.has(`${requestFault} ${name}`)]).toEqual([
          requestFault,
          name,
          !untold(requestFault, name),
        ])
  })

  test('leaves none out, and changes the term once only', () => {
    const ordered = byTerm(plans)
    const changes = ordered.filter((plan, at) => at > 0 && needsBrief(plan) !== needsBrief(ordered[at - 1] ?? plan))
    expect(changes).toHaveLength(1)
    expect(ordered.map(({ number }) => number).sort((a, b) => a - b)).toEqual(plans.map(({ number }) => number))
  })

  test('plans nothing that cannot be reached', () => {
    for (const { fault, at, site, part, parts, deaths } of plans) {
      const { find, threads } = siteOf(site)
      expect(part).toBeLessThan(threads ? parts : 1)
      if (at === 'looking' || at === 'looked') expect([find, deaths.length]).toEqual([true, fault === 'killed' ? 2 : 0])
      if (at === 'part-kept') expect(part).toBeLessThan(parts - 1)
    }
  })
})

describe('what must become of a delivery', () => {
  const [keyed, , blind] = fakes as [(typeof fakes)[0], (typeof fakes)[0], (typeof fakes)[0]]
  const plan = (more: object) => ({ ...(plans[0] as (typeof plans)[0]), requestFaults: [], away: false, ...more })
  const ends = (site: (typeof fakes)[0], more: object) => [...endsAllowed(plan(more), site)]

  test('it is published where one can look, whatever broke', () => {
    expect(ends(keyed, { fault: 'killed' })).toEqual(['published'])
    expect(ends(blind, { fault: 'killed' })).toEqual(['published', 'unconfirmed'])
  })

  test('trouble of the database is no reason to ask a person, and neither is a wait', () => {
    expect(ends(blind, { fault: 'database-fails' })).toEqual(['published'])
    expect(
      ends(blind, { fault: 'lines', requestFaults: [{ site: 'blind', requestFault: 'wait-0', on: 'writes' }] }),
    ).toEqual(['published'])
  })

  test('it may be refused where the network has refused it, and did not keep it', () => {
    const requestFault = (name: string) => ({
      fault: 'lines',
      requestFaults: [{ site: 'keyed', requestFault: name, on: 'writes' }],
    })
    expect(ends(keyed, requestFault('409-refused'))).toContain('rejected')
    expect(ends(keyed, requestFault('409-kept'))).toEqual(['published'])
  })
})

describe('the count', () => {
  const run = 'k1'
  const parts = [{ text: 'k1n0p0x satu' }, { text: 'k1n0p1x dua' }]
  const [one = '', two = ''] = parts.map((part) => part.text)
  const row = (more: object) => ({ state: 'published', parts, sent: [{}, {}], sending_part: null, ...more }) as never
  const fine = { lost: [], repeated: [], stuck: [], wrong: [] }
  const verdict = (more: object, texts: string[], allowed: string[] = ['published', 'unconfirmed', 'missed']) =>
    judge([row(more)], [new Set(allowed) as never], countMarkers(texts, run), run)

  test('takes what is there once for published', () => {
    expect(verdict({}, [two, one])).toEqual(fine)
  })

  test('sees a part twice, unless it was asked for twice', () => {
    expect(verdict({}, [one, two, two]).repeated).toHaveLength(1)
    const both = judge(
      [row({}), row({})],
      [new Set(['published']), new Set(['published'])] as never,
      countMarkers([one, two, one, two], run),
      run,
    )
    expect(both).toEqual(fine)
  })

  test('sees a part that is not there, a row without an end, and no row', () => {
    expect(verdict({}, [one]).lost).toHaveLength(1)
    expect(verdict({ state: 'sending', sent: [] }, []).stuck).toEqual(['still sending'])
    expect(judge([undefined], [new Set()], new Map(), run).lost).toEqual(['its row is gone'])
  })

  test('sees an end that was not planned', () => {
    expect(verdict({ state: 'rejected', sent: [] }, []).wrong).toHaveLength(1)
  })

  test('lets only the part in question be there or not where a person is asked', () => {
    const open = { state: 'unconfirmed', sent: [{}], sending_part: 1 }
    expect(verdict(open, [one])).toEqual(fine)
    expect(verdict(open, [one, two])).toEqual(fine)
    expect(verdict(open, [one, two, two]).repeated).toHaveLength(1)
    expect(verdict({ ...open, sent: [], sending_part: 0 }, [one, two]).wrong).toHaveLength(1)
  })

  test('sees a post of which the row knows nothing', () => {
    expect(verdict({ state: 'missed', sent: [] }, [])).toEqual(fine)
    expect(verdict({ state: 'missed', sent: [] }, [one]).wrong).toHaveLength(1)
    expect(verdict({ state: 'retracted' }, [one], ['retracted']).wrong).toHaveLength(1)
  })
})

describe('the faulty versions', () => {
  test('are at least 25, each with a name of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(25)
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  })

  test.each(mutants)('$name: what it replaces stands in the program exactly once', ({ edits }) => {
    for (const edit of edits) {
      const text = readFileSync(join(sources, edit.file), 'utf8')
      expect(replaced(edit, text)).not.toBe(text)
    }
  })

  test('each has trials that could find it', () => {
    const ours = fakes.map((fake) => ({ ...fake, name: `fake-${fake.name}` }))
    const all = [1, 2, 3, 4, 5, 6].flatMap((seed) => planTrials({ seed, fakes: ours, real: [], every: true }))
    for (const mutant of mutants)
      expect([mutant.name, all.some((plan) => couldFind(mutant, plan))]).toEqual([mutant.name, true])
  })

  test('a text that stands there twice, or no more, is refused', () => {
    expect(() => replaced({ file: 'x', from: 'a', to: 'b' }, 'aa')).toThrow('stands 2 times')
    expect(() => replaced({ file: 'x', from: 'a', to: 'b' }, '')).toThrow('stands 0 times')
  })
})

describe('the table', () => {
  const fine = { lost: [], repeated: [], stuck: [], wrong: [], ends: ['published'] }
  const trial = (more: object) => ({
    plan: { ...plans[0], fault: 'killed', at: 'claimed', site: 'keyed', requestFaults: [], ...more },
  })

  test('counts a delivery for its trial’s fault, for what befell its own line, and once for all', () => {
    const requestFaults = [{ site: 'found', requestFault: 'late', on: 'writes' }]
    const lines = linesOf([
      { ...fine, trial: trial({ requestFaults }), site: 'keyed' },
      { ...fine, trial: trial({ requestFaults }), site: 'found', repeated: ['x'] },
    ] as never)
    const short = lines.map(({ fault, trials, deliveries, repeated }) => [fault, trials, deliveries, repeated])
    expect(short).toEqual([
      ['killed at claimed', 1, 2, 1],
      ['late', 1, 1, 1],
      ['all', 1, 2, 1],
    ])
  })
})
