import type { Words } from '../../core/words.ts'

/** How much work it is to connect, from a minute on; `hand`: nothing but a name, since a person posts there. */
export const effortLevels = ['minute', 'minutes', 'half-hour', 'hand'] as const
/** One of them. */
export type EffortLevel = (typeof effortLevels)[number]

/** What somebody has to expect who has never connected to a network: told before they begin. */
export interface Effort {
  level: EffortLevel
  /** What it needs, in a few words: `Your server's address, then sign in`. */
  needs: Words
  /** What it costs; absent: nothing. */
  cost?: Words
}
