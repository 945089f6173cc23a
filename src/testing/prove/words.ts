/** The words of the proof: what may happen, and what is said between the parent and its workers. */

/** Where a worker dies, in the order of a delivery's way; `random` is wherever it happens to be. */
export const steps = [
  'claimed', // the claim is committed
  'intended', // "part n is on its way" is committed, the network was not called
  'accepted', // the network has the post and has begun to answer; the worker has not heard of it
  'answered', // the network's call has returned; nothing is written
  'part-kept', // a part of a thread is committed, the next one not yet intended
  'recorded', // "published" is committed
  'looking', // an earlier try may have left something: about to look
  'looked', // looked; nothing is written or sent
  'random',
] as const
export type Step = (typeof steps)[number]

/** Steps that only the outside sees: there the parent kills. At all others the worker ends itself. */
export const fromOutside: readonly Step[] = ['accepted', 'random']

/** A death (or a stop): at this step of this delivery (of its part, where the step has one). */
export interface Order {
  step: Step
  delivery: string
  part: number
  /** It does not die, but stops until it is continued. */
  stop?: boolean
}

/** The parent's word to a worker. */
export interface Told {
  /** Work from now on, and die there. Without an order: live. */
  begin?: boolean
  order?: Order | undefined
  /** The machine's clock is set: so many milliseconds from the right time. */
  clock?: number
  /** Read the database's time now; answered with `read`. */
  read?: boolean
}

/** What a worker says to its parent. */
export type Said = 'ready' | 'stopped' | 'read'

/** What a worker is given beside the program's own settings. */
export const settings = {
  /** JSON: the proxy's origin for the origin of each server. */
  routes: 'PROVE_ROUTES',
  /** The networks in play, by name, with commas between: only those are loaded. */
  networks: 'PROVE_NETWORKS',
  /** A faulty version of the program: see mutants.ts. */
  mutant: 'PROVE_MUTANT',
} as const
