import type { References } from './references.ts'

/** What the parts of the reader share while they read one text. */
export interface Reading {
  /** A page of a community's wiki: some tags of tables are taken as they stand, and pictures are shown. */
  readonly wiki: boolean
  /** Put before addresses that begin with a single `/`. */
  readonly home: string
  readonly references: References
  /** Inside the label of a link bare addresses are no links. */
  inLabel: boolean
  /** How many characters were looked at, however often: what the tests hold against the length of the text. */
  steps: number
  /** Reads what stands inside a block; the HTML. */
  inline(text: string, depth: number): string
  /** Reads lines, and adds their HTML to what is already there. */
  blocks(lines: readonly string[], depth: number, before?: string): string
}

/** What is nested deeper than this is left out, as Reddit leaves it out. A list counts three, a table four. */
export const deepest = 16
