/** What will happen in a trial: chosen from the seed and the trial's number alone. */
import { type Harm, harms } from './proxy.ts'
import { type Random, seeded } from './random.ts'
import type { Site } from './site.ts'
import { type Step, steps } from './words.ts'

/** What of a network the choice hangs on. */
export type SiteFacts = Pick<Site, 'name' | 'keys' | 'find' | 'threads'>

export interface Death {
  step: Step
  /** The network whose delivery is at that step. */
  site: string
  part: number
  /** For `random`: how long after the worker got its work. */
  afterMilliseconds: number
}

export interface Plan {
  number: number
  /** How many parts the post has where the network makes threads. */
  parts: number
  /** The networks it goes to. */
  sites: readonly string[]
  /** Every worker's death; the worker after the last one lives. */
  deaths: readonly Death[]
  faults: readonly { site: string; harm: Harm; on: 'writes' | 'looks' }[]
  /** After the first death nobody is there for two hours. */
  away: boolean
}

/** @param real of these, one is taken in turn */
export function planTrial(
  seed: number,
  number: number,
  fakes: readonly SiteFacts[],
  real: readonly SiteFacts[],
  only: readonly Step[] = steps,
): Plan {
  const random = seeded(seed, number)
  const turn = real.length ? real[number % real.length] : undefined
  const sites = turn ? [...fakes, turn] : fakes
  const deaths = chooseDeaths(random, sites, only)
  const least = Math.max(...deaths.map((death) => death.part + (death.step === 'part-kept' ? 2 : 1)))
  const first = deaths[0] as Death
  const away = first.step === 'random' && random.chance(0.5)
  // Half of those that nobody is there for are not even begun.
  if (away) first.afterMilliseconds = random.below(80)
  return {
    number,
    parts: Math.max(least, 1 + random.below(3)),
    sites: sites.map((site) => site.name),
    deaths,
    // At the step itself nothing else may go wrong, or it would not be reached.
    faults: random.chance(0.5)
      ? chooseFaults(
          random,
          sites.filter((site) => first.step === 'random' || site.name !== first.site),
        )
      : [],
    away,
  }
}

function chooseDeaths(random: Random, sites: readonly SiteFacts[], only: readonly Step[]): Death[] {
  const step = random.pick(only)
  if (step === 'looking' || step === 'looked') {
    const site = random.pick(sites.filter((one) => one.find))
    const part = site.threads ? random.below(3) : 0
    const open = random.pick(['intended', 'accepted', 'answered'] as const)
    return [death(random, open, site, part), death(random, step, site, part)]
  }
  const site = random.pick(step === 'part-kept' ? sites.filter((one) => one.threads) : sites)
  const first = death(random, step, site, partOf(random, step, site))
  return random.chance(0.15) ? [first, death(random, 'random', site, 0)] : [first]
}

function partOf(random: Random, step: Step, site: SiteFacts): number {
  if (!site.threads || step === 'claimed' || step === 'recorded' || step === 'random') return 0
  return random.below(step === 'part-kept' ? 2 : 3)
}

function death(random: Random, step: Step, site: SiteFacts, part: number): Death {
  return { step, site: site.name, part, afterMilliseconds: random.below(150) }
}

function chooseFaults(random: Random, sites: readonly SiteFacts[]): Plan['faults'] {
  return Array.from({ length: 1 + random.below(2) }, () => {
    const site = random.pick(sites)
    const on = site.find && random.chance(0.25) ? ('looks' as const) : ('writes' as const)
    return { site: site.name, harm: random.pick(harms.filter((harm) => harm !== 'double' || mayDouble(site))), on }
  })
}

/**
 * A request may only be doubled where the network knows keys. Elsewhere nobody, neither the network nor we, could tell the
 * same packet twice from a second post of the same words: two posts would be right, and no fault of ours.
 */
function mayDouble(site: SiteFacts): boolean {
  return site.keys
}
