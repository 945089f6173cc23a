import { byteOffsets } from './offsets.ts'
import { overlapping, withoutTail } from './stretches.ts'

/** A stretch of text that a network links. Offsets are half-open: `start <= i < end`. */
export interface Entity {
  type: 'link' | 'mention' | 'tag'
  /** A link's whole address; a mention's handle without `@`; a tag without `#`. */
  value: string
  /** UTF-16 code units, as JavaScript strings count. */
  start: number
  end: number
  /** UTF-8 bytes, as AT Protocol facets count. */
  byteStart: number
  byteEnd: number
}

/** An entity before its bytes are counted. */
export type Span = Pick<Entity, 'type' | 'value' | 'start' | 'end'>

/** Sorts spans by place, drops what overlaps an earlier one, and counts their bytes. */
export function placeSpans(text: string, spans: readonly Span[]): Entity[] {
  const toBytes = byteOffsets(text)
  const placed: Entity[] = []
  let end = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start < end) continue
    end = span.end
    placed.push({ ...span, byteStart: toBytes(span.start), byteEnd: toBytes(span.end) })
  }
  return placed
}

const webAddress = /\bhttps?:\/\/[^\s<>"“”「」『』]+/giu

/** Punctuation that ends the sentence around an address, not the address. */
const trailing = /^[.,;:!?…'"’”»*_~。、，！？]$/u

const openedBy: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Cuts off what follows an address in running text: punctuation, and closing brackets that it didn't open. */
export function trimAddress(address: string): string {
  const counts = countBrackets(address)
  let trimmed = address
  for (;;) {
    const before = trimmed
    trimmed = withoutTail(trimmed, trailing)
    const close = trimmed.charAt(trimmed.length - 1)
    const open = openedBy[close]
    if (open !== undefined && (counts.get(close) ?? 0) > (counts.get(open) ?? 0)) {
      counts.set(close, (counts.get(close) ?? 0) - 1)
      trimmed = trimmed.slice(0, -1)
    }
    if (trimmed === before) return trimmed
  }
}

function countBrackets(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) counts.set(bracket, (counts.get(bracket) ?? 0) + 1)
  return counts
}

/** Web addresses with their protocol in running text, whatever the network. */
export function findLinks(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(webAddress)) {
    const value = trimAddress(match[0])
    if (value.length <= 'https://'.length) continue
    spans.push({ type: 'link', value, start: match.index, end: match.index + value.length })
  }
  return spans
}

const handle =
  /(?<![\p{L}\p{N}_/@.=&-])[@＠]([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}][\p{L}\p{N}.:-]*[\p{L}\p{N}])?)/gu

/** `@name`, `@name.example` and `@name@server.example`, whatever the network. No e-mail addresses. */
export function findMentions(text: string): Span[] {
  return outside(
    findLinks(text),
    [...text.matchAll(handle)].map((match) => ({
      type: 'mention',
      value: match[1] as string,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
}

const tag = /(?<![\p{L}\p{M}\p{N}_&/)])[#＃](?!\ufe0f)([\p{L}\p{M}\p{N}_]*[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*)/gu

/** `#words`, whatever the network. A number alone is none. */
export function findTags(text: string): Span[] {
  return outside(
    findLinks(text),
    [...text.matchAll(tag)].map((match) => ({
      type: 'tag',
      value: match[1] as string,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
}

/** Those of `spans` that touch none of `others`. */
export function outside(others: readonly Span[], spans: readonly Span[]): Span[] {
  const touches = overlapping(others)
  return spans.filter((span) => !touches(span))
}
