/** A stretch of a text, half-open, in UTF-16 units. */
export interface Stretch {
  start: number
  end: number
}

/** Says of any stretch whether it overlaps one of `others`. Asking costs the logarithm of their number. */
export function overlapping(others: readonly Stretch[]): (one: Stretch) => boolean {
  const joined = join(others)
  return ({ start, end }) => {
    const next = joined[firstEndingAfter(joined, start)]
    return next !== undefined && next.start < end
  }
}

/** The same letters as stretches that don't touch, in order. */
function join(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}

function firstEndingAfter(joined: readonly Stretch[], at: number): number {
  let low = 0
  let high = joined.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((joined[middle] as Stretch).end <= at) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Puts other words into a text's stretches, in one pass.
 * @param changes in order, none overlapping another
 */
export function replaced(text: string, changes: readonly (Stretch & { by: string })[]): string {
  let written = ''
  let at = 0
  for (const { start, end, by } of changes) {
    written += text.slice(at, start) + by
    at = end
  }
  return written + text.slice(at)
}

/**
 * A text without the characters at its end that `tail` (a pattern of one code point) fits. As a pattern that ends in `+$` it
 * would be tried at every character of every row in the text.
 */
export function withoutTail(text: string, tail: RegExp): string {
  let end = text.length
  while (end > 0) {
    const begin = startOfLast(text, end)
    if (!tail.test(text.slice(begin, end))) break
    end = begin
  }
  return text.slice(0, end)
}

function startOfLast(text: string, end: number): number {
  const low = text.charCodeAt(end - 1)
  const high = end > 1 ? text.charCodeAt(end - 2) : 0
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? end - 2 : end - 1
}
