/** What will happen in each trial: chosen from the seed and the trial's number alone. */
import { allTroubles, type FaultName, type SiteTraits, type Trouble } from './faults.ts'
import { pairwise } from './pairwise.ts'
import { type Random, seeded } from './random.ts'
import { deniesKeeping, type RequestFault, requestFaults, timesOf } from './request-faults.ts'
import type { Step } from './words.ts'

/** A worker's death (or stop) at a step. */
export interface Death {
  step: Step
  /** The network whose delivery is at that step. */
  site: string
  part: number
  /** For `random`: how long after the worker got its work. */
  afterMilliseconds: number
}

/** Something that happens to a request, of those that make a post or of those that look for one. */
export interface LineFault {
  site: string
  requestFault: RequestFault
  on: 'writes' | 'lookups'
}

export interface Plan extends Trouble {
  number: number
  /** The part at which it happens. */
  part: number
  /** How many parts the post has where the network makes threads. */
  parts: number
  /** The networks it goes to. */
  sites: readonly string[]
  /** For `killed`: every worker's death, in order; the worker after the last one lives. */
  deaths: readonly Death[]
  requestFaults: readonly LineFault[]
  /** After the first death no worker runs for two hours. */
  away: boolean
}

export interface PlanOptions {
  seed: number
  fakes: readonly SiteTraits[]
  /** Of these, one takes part in each trial; all, where only the lines are harmed. */
  real: readonly SiteTraits[]
  only?: readonly FaultName[] | undefined
  onlyRequestFaults?: readonly RequestFault[] | undefined
  /** Not only so many that every pair is met, but every fault at every step on every network. */
  every?: boolean | undefined
}

/** Where time-outs and leases must run out by themselves: workers of a brief term take part. */
export function needsBrief({ fault, requestFaults }: Pick<Plan, 'fault' | 'requestFaults'>): boolean {
  return (
    fault === 'paused' || fault === 'long-call' || requestFaults.some(({ requestFault }) => requestFault === 'slow')
  )
}

/** Where a second worker takes part from the beginning. */
export function needsOther({ fault }: Pick<Plan, 'fault'>): boolean {
  return fault === 'paused' || fault === 'long-call'
}

/** The same trials, with those of one term behind those of the other: between terms everybody is replaced. */
export function byTerm(plans: readonly Plan[]): Plan[] {
  return [...plans.filter((plan) => !needsBrief(plan)), ...plans.filter(needsBrief)]
}

/**
 * The trials that meet every pair of step × network × fault, both cuts of *published* on each real network, and every request fault on every network, and after them as many more as
 * wanted, drawn.
 * @param trials so many at least; `undefined`: only those that are needed
 */
export function planTrials(options: PlanOptions, trials = 0): Plan[] {
  const { seed, fakes, real, only, onlyRequestFaults = requestFaults, every = false } = options
  const sites = [...fakes, ...real]
  const troubles = allTroubles(sites, only)
  const needed = every ? troubles : pairwise(troubles, seeded(seed), (one) => [...pairsOf(one), ...alwaysOn(one, real)])
  const open = new Map(
    sites.map((site) => [site.name, seeded(seed, 1).shuffle(requestFaultsOf(site, onlyRequestFaults))]),
  )
  const left = () => [...open.values()].some((list) => list.length)
  const plans: Plan[] = []
  for (let number = 0; number < needed.length || number < trials || left(); number++) {
    const random = seeded(seed, number)
    const lines = only && !only.includes('lines') ? undefined : linesNext(open, real)
    const drawn = number < trials || !lines ? random.pick(troubles) : lines
    plans.push(planTrial(random, number, needed[number] ?? drawn, options, open))
    if (!lines && number >= needed.length && number >= trials) break
  }
  return plans
}

const pairsOf = ({ fault, at, site }: Trouble) => [`${fault} at ${at}`, `${fault} on ${site}`, `${at} on ${site}`]

/** What once sent twice on a real network is met on each of them: the connection is cut at the COMMIT of *published*. */
function alwaysOn({ fault, at, site }: Trouble, real: readonly SiteTraits[]): string[] {
  const once = fault.startsWith('database-cut') && at === 'recorded'
  return once && real.some(({ name }) => name === site) ? [`${fault} at ${at} on ${site}`] : []
}

/** What is left of the request faults is met in trials of their own, on the network that has most of them left. */
function linesNext(open: ReadonlyMap<string, LineFault[]>, real: readonly SiteTraits[]): Trouble {
  const most = [...open].sort(([, a], [, b]) => b.length - a.length)
  const [site] = most.find(([name]) => real.some((one) => one.name === name)) ?? (most[0] as [string, LineFault[]])
  return { fault: 'lines', at: 'intended', site }
}

/** Every request fault that can be met there: each alone on the way of a post, some on the way of a look. */
function requestFaultsOf(site: SiteTraits, requestFaultsOnly: readonly RequestFault[]): LineFault[] {
  const one = (requestFault: RequestFault, on: LineFault['on']): LineFault => ({ site: site.name, requestFault, on })
  return [
    ...requestFaultsOnly
      .filter((requestFault) => canBeTold(requestFault, site))
      .map((requestFault) => one(requestFault, 'writes')),
    ...(site.find
      ? onLookups
          .filter((requestFault) => requestFaultsOnly.includes(requestFault))
          .map((requestFault) => one(requestFault, 'lookups'))
      : []),
  ]
}

const onLookups: readonly RequestFault[] = [
  'cut-before',
  'cut-within',
  'delay',
  'slow',
  '429-refused',
  '500-refused',
  '503-refused',
]

/**
 * Left out is what nobody could tell apart, neither the network nor we. A request is only doubled where the network knows keys:
 * elsewhere the same packet twice is two posts of the same words, and two would be right. 429 is said before the work begins: who
 * says it afterwards is believed, and gets the post again. And where one can't look, a network that says "I did not take it" is
 * believed altogether: whether that is a lie can't be known.
 */
export function canBeTold(requestFault: RequestFault, site: SiteTraits): boolean {
  if (requestFault === 'double' || requestFault === '429-kept') return site.keys
  return site.find || !deniesKeeping(requestFault)
}

function planTrial(
  random: Random,
  number: number,
  trouble: Trouble,
  { fakes, real }: PlanOptions,
  open: ReadonlyMap<string, LineFault[]>,
): Plan {
  const turn = real.find(({ name }) => name === trouble.site) ?? real[number % Math.max(1, real.length)]
  const sites = [...fakes, ...(trouble.fault === 'lines' ? real : turn ? [turn] : [])]
  const site = sites.find(({ name }) => name === trouble.site) as SiteTraits
  const part = partOf(random, trouble, site)
  const deaths = trouble.fault === 'killed' ? chooseDeaths(random, trouble, site, part) : []
  const first = deaths[0]
  const away = first?.step === 'random' && random.chance(0.5)
  // Half of those that nobody is there for are not even begun.
  if (first && away) first.afterMilliseconds = random.below(80)
  const least = part + (trouble.at === 'part-kept' ? 2 : 1)
  return {
    ...trouble,
    number,
    part,
    parts: Math.max(least, 1 + random.below(3)),
    sites: sites.map(({ name }) => name),
    deaths,
    requestFaults: chooseRequestFaults(random, trouble, sites, open),
    away,
  }
}

function partOf(random: Random, { at, fault }: Trouble, site: SiteTraits): number {
  const whole: readonly string[] = ['claimed', 'recorded', 'random', 'waiting']
  if (!site.threads || whole.includes(at) || fault.startsWith('pending') || fault === 'same-words') return 0
  return random.below(at === 'part-kept' ? 2 : 3)
}

function chooseDeaths(random: Random, { at, site }: Trouble, { find }: SiteTraits, part: number): Death[] {
  const step = at as Step
  const death = (which: Step, of = part): Death => ({
    step: which,
    site,
    part: of,
    afterMilliseconds: random.below(150),
  })
  if (find && (step === 'looking' || step === 'looked')) {
    const open = random.pick(['intended', 'accepted', 'answered'] as const)
    return [death(open), death(step)]
  }
  return random.chance(0.15) ? [death(step), death('random', 0)] : [death(step)]
}

/** What is the fault's own network is left alone: at the step itself nothing else may go wrong, or it would not be reached. */
function chooseRequestFaults(
  random: Random,
  { fault, at, site }: Trouble,
  sites: readonly SiteTraits[],
  open: ReadonlyMap<string, LineFault[]>,
): LineFault[] {
  if (!carriesRequestFaults.includes(fault)) return []
  const free = sites.filter(({ name }) => fault === 'lines' || at === 'random' || name !== site)
  return free.flatMap((one) => {
    const rest = open.get(one.name) ?? []
    const slow = fault === 'lines' || fault === 'paused'
    const index = rest.findIndex(({ requestFault }) => slow || requestFault !== 'slow')
    const [next] = index >= 0 ? rest.splice(index, 1) : []
    if (!next) return []
    // `find` is only called when something is in doubt.
    const doubt: LineFault = { site: one.name, requestFault: random.pick(['cut-after', 'cut-before']), on: 'writes' }
    const many = Array.from({ length: timesOf(next.requestFault) }, () => next)
    if (next.requestFault === 'wait-often') return [...many, { ...next, requestFault: '503-refused' as const }]
    return next.on === 'lookups' ? [doubt, ...many] : many
  })
}

/** Those that leave the other networks to themselves. */
const carriesRequestFaults: readonly FaultName[] = [
  'killed',
  'database-fails',
  'database-cut-before',
  'database-cut-after',
  'paused',
  'rivals',
  'lines',
]
