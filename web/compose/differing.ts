import type { Range } from '../ui/segments.ts'

interface Word extends Range {
  text: string
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Beyond so many comparisons all words between the first and the last difference count as different. */
const mostCompared = 250_000

/** Which of the words are in both, in order: the longest common subsequence. Bounded by {@link mostCompared}. */
function kept(own: readonly Word[], main: readonly Word[]): Set<Word> {
  if (own.length * main.length > mostCompared) return new Set()
  const width = main.length + 1
  const longest = new Uint16Array((own.length + 1) * width)
  for (let a = own.length - 1; a >= 0; a--) {
    for (let b = main.length - 1; b >= 0; b--) {
      const equal = own[a]?.text === main[b]?.text
      longest[a * width + b] = equal
        ? (longest[(a + 1) * width + b + 1] ?? 0) + 1
        : Math.max(longest[(a + 1) * width + b] ?? 0, longest[a * width + b + 1] ?? 0)
    }
  }
  const both = new Set<Word>()
  for (let a = 0, b = 0; a < own.length && b < main.length; ) {
    const word = own[a] as Word
    if (word.text === main[b]?.text) {
      both.add(word)
      a += 1
      b += 1
    } else if ((longest[(a + 1) * width + b] ?? 0) >= (longest[a * width + b + 1] ?? 0)) a += 1
    else b += 1
  }
  return both
}

/** The stretches of a channel's own text whose words are not the main text's. UTF-16 offsets, in order. */
export function differing(own: string, main: string): Range[] {
  const mine = wordsOf(own)
  const theirs = wordsOf(main)
  let from = 0
  while (from < mine.length && from < theirs.length && mine[from]?.text === theirs[from]?.text) from += 1
  let tail = 0
  const most = Math.min(mine.length, theirs.length) - from
  while (tail < most && mine.at(-1 - tail)?.text === theirs.at(-1 - tail)?.text) tail += 1
  const middle = mine.slice(from, mine.length - tail)
  const both = kept(middle, theirs.slice(from, theirs.length - tail))
  const ranges: Range[] = []
  let before: Word | undefined
  for (const word of middle) {
    if (both.has(word)) before = undefined
    else {
      const last = ranges.at(-1)
      if (before && last) last.end = word.end
      else ranges.push({ start: word.start, end: word.end })
      before = word
    }
  }
  return ranges
}
