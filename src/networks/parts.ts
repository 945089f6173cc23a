import type { Entity, Part, Post } from '../core/post.ts'
import type { Span } from '../core/text/entities.ts'
import { type Formatting, flatten } from '../core/text/flatten.ts'
import { utf8Length } from '../core/text/offsets.ts'
import { type Range, splitRanges } from '../core/text/split.ts'
import { linksOf, pieceOf, plainly, type Styled } from '../core/text/styled.ts'
import type { Limits } from './network.ts'

/** How a network of short texts counts and links; {@link renderParts} does what all of them share. */
export interface TextRules {
  measure(text: string): number
  /** What the network will link. Overlaps are allowed: the first one wins. */
  spans(text: string): Span[]
  /** Stretches that are never cut, where they are more than `spans` tells. */
  whole?(text: string): Range[]
  /** The post's link stands in the text, since the network has no card of its own. */
  linkInText: boolean
  /** Over-long text becomes several parts. */
  thread: boolean
  /** Counted along with every part, as a content warning is on some networks. */
  extra?: number
  /** What the network can show beside letters. Missing: nothing. */
  formatting?: Formatting
  /** How the network's own markup writes it. Missing: the text goes as it stands, and its formatting beside it. */
  write?(styled: Styled): string
}

/** A post's words with what the network can show of their formatting. */
export function styledFor(post: Post, formatting: Formatting | undefined): Styled {
  return post.tree && formatting ? flatten(post.tree, formatting) : plainly(post.text.trimEnd())
}

/** Whether an address stands in a text already, as a link of its own. */
export function holdsLink(spans: readonly Span[], url: string): boolean {
  const plain = (address: string) => address.replace(/\/$/, '')
  return spans.some((span) => span.type === 'link' && plain(span.value) === plain(url))
}

/** One part, as it will be sent. */
export function part(text: string, entities: readonly Entity[], length: number, post: Post, more: Partial<Part>): Part {
  return {
    text,
    entities,
    length,
    pictures: [],
    ...(post.language === undefined ? {} : { language: post.language }),
    ...(post.warning === undefined ? {} : { warning: post.warning }),
    ...more,
  }
}

/**
 * Cuts a post into parts by a network's rules. Pictures, card and link go with the first part, which is the one that
 * others see; a link that the text lacks is set under it, and its length is kept free. So is that of the numbers, where the
 * post wants some: `2/4` under the part's words, on a line of its own.
 */
export function renderParts(post: Post, limits: Limits, rules: TextRules): Part[] {
  const styled = styledFor(post, rules.formatting)
  const extra = rules.extra ?? 0
  const url = rules.linkInText ? post.link?.url : undefined
  const link = url !== undefined && !holdsLink(linksOf(styled, rules.spans), url) ? url : undefined
  const piece = ({ start, end }: Range, number: number, all?: string) =>
    under(pieceOf(styled, start, end), [number === 0 ? link : undefined, all && `${number + 1}/${all}`])
  const sent = (said: Styled) => rules.write?.(said) ?? said.text
  const fits = (range: Range, number: number, all?: string) => {
    const text = sent(piece(range, number, all))
    return (
      rules.measure(text) + extra <= limits.length && utf8Length(text) <= (limits.bytes ?? Number.POSITIVE_INFINITY)
    )
  }
  const whole = [...(rules.whole ?? rules.spans)(styled.text), ...styled.links]
  const split = (all?: string) => splitRanges(styled.text, whole, (range, number) => fits(range, number, all))
  const uncut = [{ start: 0, end: styled.text.length }]
  const ranges = !rules.thread ? uncut : post.numbered ? splitNumbered(split) : split()
  const all = post.numbered && ranges.length > 1 ? String(ranges.length) : undefined
  return ranges.map((range, number) => {
    const said = piece(range, number, all)
    const text = sent(said)
    const entities = rules.write ? linksOf(plainly(text), rules.spans) : linksOf(said, rules.spans)
    return part(text, entities, rules.measure(text) + extra, post, {
      ...formattedOf(said, text, rules.spans),
      ...(number === 0 && post.pictures ? { pictures: post.pictures.slice(0, limits.pictures) } : {}),
      ...(number === 0 && post.link ? { card: post.link } : {}),
    })
  })
}

/** A text with what stands under it, each with a blank line before it. */
function under(styled: Styled, lines: readonly (string | undefined)[]): Styled {
  return { ...styled, text: [styled.text, ...lines].filter(Boolean).join('\n\n') }
}

/**
 * The formatting of a part, where its text alone does not tell it.
 * @param spans what the network links by itself
 */
export function formattedOf(said: Styled, text: string, spans: TextRules['spans']): Pick<Part, 'formatted'> {
  const styles = said.styles.filter(({ type }) => type !== 'markup')
  if (styles.length === 0 && said.links.length === 0 && said.text === text) return {}
  const links = linksOf(said, spans).map(({ type, value, start, end }) => ({ type, value, start, end }))
  return { formatted: { text: said.text, styles, links } }
}

/** How many parts there are is known only when they are cut: room is kept for as many digits as it turns out to take. */
function splitNumbered(split: (all?: string) => Range[]): Range[] {
  let pieces = split()
  for (let digits = String(pieces.length).length; pieces.length > 1; digits++) {
    pieces = split('9'.repeat(digits))
    if (String(pieces.length).length <= digits) break
  }
  return pieces
}
