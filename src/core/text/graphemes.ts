/**
 * What a reader calls one character: a letter with its marks, a flag, a family emoji.
 * Rules: https://www.unicode.org/reports/tr29/ , as the running Node knows them.
 */

let segmenter: Intl.Segmenter | undefined

/** Made on first use: it takes some milliseconds, and texts in plain ASCII never need it. */
function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** Printable ASCII and line feeds: every code unit is a grapheme of its own. */
const plain = /^[\n\x20-\x7e]*$/

/** How many graphemes a text has. */
export function graphemeLength(text: string): number {
  if (plain.test(text)) return text.length
  let count = 0
  for (const _ of segments(text)) count += 1
  return count
}

/** UTF-16 offsets at which a text may be cut without breaking a grapheme, from 0 to its length, ascending. */
export function graphemeBorders(text: string): number[] {
  if (plain.test(text)) return Array.from({ length: text.length + 1 }, (_, index) => index)
  const borders: number[] = []
  for (const { index } of segments(text)) borders.push(index)
  borders.push(text.length)
  return borders
}

/** The first graphemes of a text, at most `count` of them. */
export function firstGraphemes(text: string, count: number): string {
  if (text.length <= count) return text
  if (plain.test(text)) return text.slice(0, count)
  let seen = 0
  for (const { index } of segments(text)) {
    if (seen === count) return text.slice(0, index)
    seen += 1
  }
  return text
}
