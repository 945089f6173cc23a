import { type Entity, placeSpans, type Span } from './entities.ts'

/** How a stretch of text looks, where a network can show it. */
export const styleTypes = [
  'strong',
  'emphasis',
  'strike',
  'code',
  'block', // lines of code
  'quote',
  'heading',
  'markup', // no words, but markup of the network's own, written as it stands: the mark of a list, the lines of a table
] as const
export type StyleType = (typeof styleTypes)[number]

/** Offsets are half-open, in UTF-16 units. */
export interface Style {
  type: StyleType
  start: number
  end: number
  /** A block's language; a heading's level, from 1 to 6. */
  value?: string
}

/** A text and its formatting: what lies between Markdown's tree and a network's own form. Styles nest, and never cross. */
export interface Styled {
  text: string
  styles: readonly Style[]
  /** Words that stand for an address; of a part, all that is linked there. */
  links: readonly Span[]
}

/** A text as it stands. */
export function plainly(text: string): Styled {
  return { text, styles: [], links: [] }
}

/** A piece of a text with the formatting that it has there. */
export function pieceOf({ text, styles, links }: Styled, start: number, end: number): Styled {
  const inside = <Stretch extends { start: number; end: number }>(stretches: readonly Stretch[]): Stretch[] =>
    stretches
      .filter((one) => one.start < end && start < one.end)
      .map((one) => ({ ...one, start: Math.max(one.start, start) - start, end: Math.min(one.end, end) - start }))
  return { text: text.slice(start, end), styles: inside(styles), links: inside(links) }
}

/** What a network will link of a text: its hidden addresses, and what it finds by itself beside them. */
export function linksOf({ text, links }: Styled, spans: (text: string) => readonly Span[]): Entity[] {
  return placeSpans(text, [...links, ...spans(text)])
}
