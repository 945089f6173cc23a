import type { Lookahead } from './lookahead.ts'
import type { Reading } from './reading.ts'

/** A place in the text of a block where something may begin. */
export interface Place {
  readonly text: string
  readonly at: number
  /** Where the text begins that no markup has taken yet: nothing before it may be looked back at. */
  readonly free: number
  readonly look: Lookahead
  /** How deep the text is nested. */
  readonly depth: number
  readonly reading: Reading
}

/** What was found there. */
export interface Found {
  html: string
  /** Where it begins, where that is before the place itself. */
  start?: number
  /** The place behind it. */
  end: number
}
