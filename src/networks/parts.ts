import type { Entity, Part, Post } from '../core/post.ts'
import { placeSpans, type Span } from '../core/text/entities.ts'
import { utf8Length } from '../core/text/offsets.ts'
import { splitText } from '../core/text/split.ts'
import type { Limits } from './network.ts'

/** How a network of short texts counts and links; {@link renderParts} does what all of them share. */
export interface TextRules {
  measure(text: string): number
  /** What the network will link. Overlaps are allowed: the first one wins. */
  spans(text: string): Span[]
  /** Stretches that are never cut, where they are more than `spans` tells. */
  whole?(text: string): Pick<Span, 'start' | 'end'>[]
  /** The post's link stands in the text, since the network has no card of its own. */
  linkInText: boolean
  /** Over-long text becomes several parts. */
  thread: boolean
  /** Counted along with every part, as a content warning is on some networks. */
  extra?: number
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
  const text = post.text.trimEnd()
  const extra = rules.extra ?? 0
  const url = rules.linkInText ? post.link?.url : undefined
  const link = url !== undefined && !holdsLink(rules.spans(text), url) ? url : undefined
  const under = (piece: string, number: number, all?: string) =>
    [piece, number === 0 ? link : undefined, all && `${number + 1}/${all}`].filter(Boolean).join('\n\n')
  const fits = (piece: string, number: number, all?: string) => {
    const sent = under(piece, number, all)
    return (
      rules.measure(sent) + extra <= limits.length && utf8Length(sent) <= (limits.bytes ?? Number.POSITIVE_INFINITY)
    )
  }
  const whole = rules.whole ?? rules.spans
  const split = (all?: string) => splitText(text, whole(text), (piece, number) => fits(piece, number, all))
  const pieces = !rules.thread ? [text] : post.numbered ? splitNumbered(split) : split()
  const all = post.numbered && pieces.length > 1 ? String(pieces.length) : undefined
  return pieces.map((piece, number) => {
    const sent = under(piece, number, all)
    return part(sent, placeSpans(sent, rules.spans(sent)), rules.measure(sent) + extra, post, {
      ...(number === 0 && post.pictures ? { pictures: post.pictures.slice(0, limits.pictures) } : {}),
      ...(number === 0 && post.link ? { card: post.link } : {}),
    })
  })
}

/** How many parts there are is known only when they are cut: room is kept for as many digits as it turns out to take. */
function splitNumbered(split: (all?: string) => string[]): string[] {
  let pieces = split()
  for (let digits = 1; pieces.length > 1; digits++) {
    pieces = split('9'.repeat(digits))
    if (String(pieces.length).length <= digits) break
  }
  return pieces
}
