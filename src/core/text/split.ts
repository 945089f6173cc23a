import type { Span } from './entities.ts'
import { graphemeBorders } from './graphemes.ts'
import { sentenceEnds } from './sentences.ts'

/** How good a place is to cut: the higher, the better. */
const rank = { grapheme: 0, word: 1, clause: 2, sentence: 3, line: 4, paragraph: 5 } as const

/** How full a part must be before a better place is preferred to a later one. */
const worthFrom = [0, 0, 0.75, 0.45, 0.5, 0.35] as const

interface Cuts {
  /** UTF-16 offsets, ascending; the last is the text's end. */
  offsets: number[]
  ranks: number[]
}

/** Every place where the text may be cut, and how good it is. Never inside a grapheme or one of `whole`. */
function findCuts(text: string, whole: readonly Pick<Span, 'start' | 'end'>[]): Cuts {
  const sentences = new Set(sentenceEnds(text))
  const offsets: number[] = []
  const ranks: number[] = []
  const spans = [...whole].sort((a, b) => a.start - b.start)
  let next = 0
  for (const offset of graphemeBorders(text)) {
    if (offset === 0) continue
    while (next < spans.length && (spans[next] as Span).end <= offset) next += 1
    const span = spans[next]
    if (span && span.start < offset && offset < span.end) continue
    offsets.push(offset)
    ranks.push(rankAt(text, offset, sentences))
  }
  return { offsets, ranks }
}

function rankAt(text: string, offset: number, sentences: ReadonlySet<number>): number {
  const after = text.slice(offset, offset + 12)
  if (/^[^\S\n]*\r?\n[^\S\n]*\r?\n/u.test(after)) return rank.paragraph
  if (/^[^\S\n]*\r?\n/u.test(after)) return rank.line
  if (sentences.has(offset)) return rank.sentence
  const spaced = /^\s/u.test(after)
  if (spaced && /[,;:–—]/u.test(text.charAt(offset - 1))) return rank.clause
  // A full stop that ends no sentence belongs to the word behind it: "dr. Sari" stays together where it can.
  if (spaced && text.charAt(offset - 1) === '.') return rank.grapheme
  return spaced ? rank.word : rank.grapheme
}

/** The last cut whose text from `start` still fits, found by growing steps and then by halving. -1 where none does. */
function lastFitting(text: string, start: number, from: number, cuts: Cuts, fits: (part: Range) => boolean): number {
  const fitsAt = (index: number) => fits(trimmed(text, start, cuts.offsets[index] as number))
  const last = cuts.offsets.length - 1
  if (!fitsAt(from)) return -1
  let good = from
  let step = 64
  while (good + step <= last && fitsAt(good + step)) {
    good += step
    step *= 2
  }
  let bad = Math.min(good + step, last + 1)
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (fitsAt(middle)) good = middle
    else bad = middle
  }
  return good
}

/** The best cut at or before `last`: a better kind of place wins where the part is full enough. */
function bestCut(cuts: Cuts, start: number, from: number, last: number): number {
  const full = (cuts.offsets[last] as number) - start
  for (let kind = worthFrom.length - 1; kind > 0; kind -= 1) {
    const least = start + full * (worthFrom[kind] as number)
    for (let index = last; index >= from && (cuts.offsets[index] as number) >= least; index -= 1) {
      if ((cuts.ranks[index] as number) === kind) return index
    }
  }
  return last
}

/** A stretch of a text, half-open, in UTF-16 units. */
export type Range = Pick<Span, 'start' | 'end'>

/** A stretch without the spaces around it. */
function trimmed(text: string, start: number, end: number): Range {
  const piece = text.slice(start, end)
  const first = start + piece.length - piece.trimStart().length
  return { start: first, end: Math.max(first, start + piece.trimEnd().length) }
}

/**
 * Cuts a text into parts that fit, in order, at the best places: between paragraphs, lines, sentences, clauses, words,
 * and only then between graphemes. Spaces at the cuts are dropped; nothing else is. Answers where the parts stand.
 *
 * `fits(part, number)` says whether a part may be sent as the part of that number (from 0). `whole` are stretches that
 * are never cut (links, mentions, tags). Where a single one of them does not fit, it stands alone in its part, too long:
 * the checks say so, since cutting it would destroy it.
 */
export function splitRanges(
  text: string,
  whole: readonly Range[],
  fits: (part: Range, number: number) => boolean,
): Range[] {
  const all = { start: 0, end: text.length }
  if (fits(all, 0)) return [all]
  const cuts = findCuts(text, whole)
  const parts: Range[] = []
  let start = 0
  let from = 0
  while (from < cuts.offsets.length) {
    const number = parts.length
    const last = lastFitting(text, start, from, cuts, (part) => fits(part, number))
    const isRest = last === cuts.offsets.length - 1
    const index = last < 0 ? from : isRest ? last : bestCut(cuts, start, from, last)
    const part = trimmed(text, start, cuts.offsets[index] as number)
    if (part.end > part.start) parts.push(part)
    start = cuts.offsets[index] as number
    from = index + 1
  }
  return parts.length > 0 ? parts : [all]
}

/** The same, for a text that has nothing but its letters: the parts themselves. */
export function splitText(
  text: string,
  whole: readonly Range[],
  fits: (part: string, number: number) => boolean,
): string[] {
  const ranges = splitRanges(text, whole, ({ start, end }, number) => fits(text.slice(start, end), number))
  return ranges.map(({ start, end }) => text.slice(start, end))
}
