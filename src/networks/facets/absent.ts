import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'

/** In the place of what a network can't do: why not, for people. */
export interface Absent {
  readonly absent: Words
}

/** A facet, or a member of one, that not every network has. */
export type OrAbsent<T> = T | Absent

/** Whether there is only a reason in its place. */
export function isAbsent(given: unknown): given is Absent {
  return typeof given === 'object' && given !== null && 'absent' in given
}

/** What is there; `undefined` in the place of what the network can't do. */
export function present<T>(given: OrAbsent<T>): T | undefined {
  return isAbsent(given) ? undefined : given
}

/** A member of a facet that may be absent itself: with the facet its members are absent, for the same reason. */
export function within<Facet extends object, Name extends keyof Facet>(
  facet: OrAbsent<Facet>,
  name: Name,
): Facet[Name] | Absent {
  return isAbsent(facet) ? facet : facet[name]
}

/** What the caller can't go on without. @throws Problem `rejected`, with the network's reason, where it can't do that */
export function needed<T>(given: OrAbsent<T>): T {
  if (isAbsent(given)) throw new Problem('rejected', given.absent)
  return given
}
