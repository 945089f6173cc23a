/** What goes wrong in a trial, beside what happens to requests (request-faults.ts): the catalogue that plans are made from. */
import type { Site } from './site.ts'
import { type Step, steps } from './words.ts'

/** The traits of a network that decide which faults apply. */
export type SiteTraits = Pick<Site, 'name' | 'keys' | 'find' | 'threads' | 'fake'>

/** Where a fault sets in: a step of the delivery's way, or while it still waits for its time. */
export type At = Step | 'waiting'

interface Kind {
  at: readonly At[]
  /** It may leave doubt whether a post was published; without `find`, a person decides. */
  doubt: boolean
  /** Only the networks that are ours can do that. */
  fakesOnly?: boolean
  /** It meets all deliveries of the trial alike, whatever their network. */
  whole?: boolean
}

const kept = ['claimed', 'intended', 'part-kept', 'recorded'] as const

const kinds = {
  /** `kill -9` of the worker. */
  killed: { at: steps, doubt: true },
  /** The database refuses the step, three times: its disk is full, it is too busy, it was interrupted. */
  'database-fails': { at: kept, doubt: false },
  /** The connection is cut before the step's COMMIT has arrived … */
  'database-cut-before': { at: [...kept, 'looking'], doubt: false },
  /** … or after it was committed, so that the acknowledgement is lost. */
  'database-cut-after': { at: kept, doubt: false },
  /** The server crashes in the moment in which it has told that the COMMIT is taken, and starts again. */
  'database-crashes': { at: kept, doubt: true },
  /** The power fails: worker and database server are gone in one moment, with all that is not on the disk. */
  'machine-dies': { at: ['intended', 'accepted', 'answered', 'recorded'], doubt: true },
  /** No worker ran for two hours, from before the post was due. */
  downtime: { at: ['waiting'], doubt: false, whole: true },
  /** A person saves it under an Idempotency-Key, and asks again when the answer is an error: the COMMIT never arrives … */
  'saving-cut-before': { at: ['waiting'], doubt: false, whole: true },
  /** … or its answer is lost … */
  'saving-cut-after': { at: ['waiting'], doubt: false, whole: true },
  /** … or something fails after it. */
  'saving-fails-late': { at: ['waiting'], doubt: false, whole: true },
  /** The answer takes longer than half of a lease, and another worker looks for what is to do. */
  'long-call': { at: ['accepted'], doubt: false },
  /** The worker stands still (SIGSTOP) until its lease is over and another has taken over, then goes on. */
  paused: { at: ['intended', 'answered', 'part-kept'], doubt: true },
  /** Three workers, which all wake at once, on a database that takes its time. */
  rivals: { at: ['claimed'], doubt: false, whole: true },
  /** The database's clock leaps by two hours and back, in the seconds before the post's time. */
  'clock-database-ahead': { at: ['waiting'], doubt: false, whole: true },
  'clock-database-back': { at: ['waiting'], doubt: false, whole: true },
  /** The machine's clock leaps while something is on its way. */
  'clock-machine-ahead': { at: ['intended'], doubt: true },
  'clock-machine-back': { at: ['intended'], doubt: true },
  /** Everything is held: before its time, or when a worker has just taken it up. */
  hold: { at: ['waiting', 'claimed'], doubt: false },
  /** A person takes it back before it leaves, or in the last moment: then the answer tells whether it worked. */
  undo: { at: ['waiting', 'claimed'], doubt: false },
  /** A person writes it anew before it leaves, or in the last moment. */
  edit: { at: ['waiting', 'claimed'], doubt: false },
  /** A person takes it back after it left. */
  retract: { at: ['recorded'], doubt: false, fakesOnly: true },
  /** Its channel is removed while it waits, and put back. */
  removal: { at: ['waiting'], doubt: false },
  /** The network works on it for a while (an upload) … */
  pending: { at: ['recorded'], doubt: false, fakesOnly: true },
  /** … and the worker dies meanwhile. */
  'pending-killed': { at: ['answered'], doubt: true, fakesOnly: true },
  /** No fault: the post becomes due, and no event announces it. */
  'its-time': { at: ['waiting'], doubt: false, whole: true },
  /** The same words were sent a moment before; then the line is cut before they arrive a second time. */
  'same-words': { at: ['intended'], doubt: true },
  /** Nothing but what happens to requests. */
  lines: { at: ['intended'], doubt: false },
} as const satisfies Record<string, Kind>

export type FaultName = keyof typeof kinds
export const faultNames = Object.keys(kinds) as readonly FaultName[]
export const kindOf = (fault: FaultName): Kind => kinds[fault]

/** A fault at a step of the delivery to a network. */
export interface Trouble {
  fault: FaultName
  at: At
  site: string
}

/** Everything that can be tried on these networks. What meets all of them alike is named after those of which one takes part in turn. */
export function allTroubles(sites: readonly SiteTraits[], only: readonly FaultName[] = faultNames): Trouble[] {
  const turns = sites.filter((site) => !site.fake)
  const named = turns.length ? turns : sites.slice(0, 1)
  return only.flatMap((fault) =>
    kindOf(fault).at.flatMap((at) =>
      (kindOf(fault).whole ? named : sites)
        .filter((site) => fits(fault, at, site))
        .map(({ name }) => ({ fault, at, site: name })),
    ),
  )
}

function fits(fault: FaultName, at: At, site: SiteTraits): boolean {
  if (kindOf(fault).fakesOnly && !site.fake) return false
  if (at === 'looking' || at === 'looked') return site.find
  if (at === 'part-kept') return site.threads
  return true
}
