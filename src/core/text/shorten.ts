import { firstGraphemes, graphemeLength } from './graphemes.ts'
import { withoutTail } from './stretches.ts'

/** Shortens a text to at most `most` graphemes, at a word where there is one, and marks the cut. */
export function shorten(text: string, most: number): string {
  const whole = text.trim().replace(/\s+/gu, ' ')
  if (graphemeLength(whole) <= most) return whole
  const cut = firstGraphemes(whole, Math.max(0, most - 1))
  const word = cut.search(/\s\S*$/u)
  const kept = word > cut.length / 2 ? cut.slice(0, word) : cut
  return `${withoutTail(kept, /^[\s,;:–—-]$/u)}…`
}
