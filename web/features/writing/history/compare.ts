/** What changed between two versions of a text, as a person would say it: by words, within paragraphs. */
import { diffArrays, diffWordsWithSpace } from 'diff'

/** A stretch of words. */
export interface Piece {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** What became of a paragraph, or of several that stayed as they were. */
export type Block =
  | { kind: 'same'; paragraphs: string[] }
  | { kind: 'changed'; pieces: Piece[] }
  | { kind: 'added' | 'removed' | 'moved'; text: string }

/**
 * How many words may differ before two paragraphs count as two, so that a long text costs little: the work grows with the length
 * times this number (Myers, "An O(ND) Difference Algorithm", 1986).
 */
const mostWords = 400
/** The same for the paragraphs of a text. */
const mostParagraphs = 2000
/** Two paragraphs are one that was changed from this share of common words on. */
const alike = 0.4
/** Of a shorter one nobody can say that it was moved: `---`. */
const shortestMoved = 20
/** So many pairs are looked at for what is alike. */
const mostPairs = 10_000

/** By words. `undefined`: too much differs for that to say anything. */
export function compareWords(before: string, after: string): Piece[] | undefined {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: mostWords })
  return parts?.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

/** By paragraphs, and by words inside those that were changed. What only stands elsewhere now is shown once, as moved. */
export function compareTexts(before: string, after: string): Block[] {
  const [old, fresh] = [paragraphsOf(before), paragraphsOf(after)]
  const runs = diffArrays(old, fresh, { maxEditLength: mostParagraphs }) ?? [
    { value: old, added: false, removed: true },
    { value: fresh, added: true, removed: false },
  ]
  const moved = movedIn(runs)
  const blocks: Block[] = []
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at] as Run
    const next = runs[at + 1]
    if (!run.added && !run.removed) blocks.push({ kind: 'same', paragraphs: run.value })
    else if (run.removed && next?.added) {
      blocks.push(...exchanged(run.value, next.value, moved))
      at += 1
    } else blocks.push(...exchanged(run.removed ? run.value : [], run.added ? run.value : [], moved))
  }
  return blocks
}

interface Run {
  value: string[]
  added: boolean
  removed: boolean
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((one) => one.trim())
    .filter(Boolean)
}

/** Paragraphs that left one place and came to another, letter by letter. */
function movedIn(runs: readonly Run[]): ReadonlySet<string> {
  const of = (which: 'added' | 'removed') => new Set(runs.flatMap((run) => (run[which] ? run.value : [])))
  const [gone, come] = [of('removed'), of('added')]
  return new Set([...gone].filter((text) => text.length >= shortestMoved && come.has(text)))
}

/** Paragraphs that took the place of others: those that are alike stand as one. */
function exchanged(old: readonly string[], fresh: readonly string[], moved: ReadonlySet<string>): Block[] {
  const left = old.filter((text) => !moved.has(text)).map((text) => ({ text, words: wordsOf(text) }))
  const pairing = left.length * fresh.length <= mostPairs
  const blocks: Block[] = []
  for (const text of fresh) {
    if (moved.has(text)) {
      blocks.push({ kind: 'moved', text })
      continue
    }
    const words = wordsOf(text)
    const at = pairing ? left.findIndex((one) => likeness(one.words, words) >= alike) : -1
    const pieces = at < 0 ? undefined : compareWords((left[at] as { text: string }).text, text)
    if (!pieces) {
      blocks.push({ kind: 'added', text })
      continue
    }
    // What stood before it and has no likeness here is gone.
    blocks.push(
      ...left
        .splice(0, at + 1)
        .slice(0, -1)
        .map(goneOf),
      { kind: 'changed', pieces },
    )
  }
  const first = blocks.findIndex(({ kind }) => kind === 'added')
  const rest = left.map(goneOf)
  // Where nothing is alike, the old words stand before the new ones.
  return first < 0 ? [...blocks, ...rest] : [...blocks.slice(0, first), ...rest, ...blocks.slice(first)]
}

const goneOf = ({ text }: { text: string }): Block => ({ kind: 'removed', text })

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0
  for (const word of one) if (other.has(word)) common += 1
  return common / Math.max(1, one.size, other.size)
}
