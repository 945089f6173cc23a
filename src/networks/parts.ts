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
 * others see; a link that the text lacks is set under it, and its length is kept free.
 */
export function renderParts(post: Post, limits: Limits, rules: TextRules): Part[] {
  const text = post.text.trimEnd()
  const extra = rules.extra ?? 0
  const url = rules.linkInText ? post.link?.url : undefined
  const link = url !== undefined && !holdsLink(rules.spans(text), url) ? url : undefined
  const under = (piece: string, number: number) =>
    link !== undefined && number === 0 ? (piece === '' ? link : `${piece}\n\n${link}`) : piece
  const fits = (piece: string, number: number) => {
    const sent = under(piece, number)
    return (
      rules.measure(sent) + extra <= limits.length && utf8Length(sent) <= (limits.bytes ?? Number.POSITIVE_INFINITY)
    )
  }
  const whole = rules.whole ?? rules.spans
  const pieces = rules.thread ? splitText(text, whole(text), fits) : [text]
  return pieces.map((piece, number) => {
    const sent = under(piece, number)
    return part(sent, placeSpans(sent, rules.spans(sent)), rules.measure(sent) + extra, post, {
      ...(number === 0 && post.pictures ? { pictures: post.pictures.slice(0, limits.pictures) } : {}),
      ...(number === 0 && post.link ? { card: post.link } : {}),
    })
  })
}
