import { none } from './lookahead.ts'
import type { Found, Place } from './span.ts'

/** `^word` raises up to the next blank, `^(several words)` up to the bracket. */
export function superscriptAt(place: Place): Found | undefined {
  const { text, at } = place
  if (at + 1 >= text.length) return undefined
  return text[at + 1] === '(' ? words(place) : word(place)
}

/** A backslash ends it too, and takes the character behind it along: so Reddit counts. Of letters beyond ASCII it would take a part. */
function words({ text, at, look, depth, reading }: Place): Found | undefined {
  const start = at + 2
  const bracket = look.next(')', start)
  const backslash = look.next('\\', start)
  const ends = [bracket, backslash === none ? none : backslash + 1].filter((end) => end !== none)
  const end = Math.min(...ends, text.length)
  if (end >= text.length) return undefined
  const behind = (text[end] ?? '') > '~' ? end : end + 1
  return { html: raised(reading.inline(text.slice(start, end), depth + 1)), end: behind }
}

function word({ text, at, look, depth, reading }: Place): Found | undefined {
  const start = at + 1
  const end = look.nextBlank(start)
  if (end === start) return undefined
  return { html: raised(reading.inline(text.slice(start, end), depth + 1)), end }
}

function raised(inside: string): string {
  return inside === '' ? '' : `<sup>${inside}</sup>`
}
