/** Texts that are nearly the same: SmSA's rows and those of NusaX that were made of them. */

const longEnough = 5

/** Letters and single spaces, in lower case. */
export function lettersOnly(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
}

function runsOf(words: readonly string[]): string[] {
  if (words.length < longEnough) return [words.join(' ')]
  return words.slice(longEnough - 1).map((_, at) => words.slice(at, at + longEnough).join(' '))
}

/**
 * Tells whether a text shares a fifth or more of its runs of five words with one of these, or is one of them.
 * @param texts the originals
 * @returns a test for a text as {@link lettersOnly} gives it
 */
export function nearCopies(texts: readonly string[]): (text: string) => boolean {
  const holders = new Map<string, number[]>()
  texts.forEach((text, n) => {
    for (const run of new Set(runsOf(lettersOnly(text).split(' ')))) holders.set(run, [...(holders.get(run) ?? []), n])
  })
  return (text) => {
    const shared = new Map<number, number>()
    const runs = runsOf(text.split(' '))
    for (const run of runs) for (const n of holders.get(run) ?? []) shared.set(n, (shared.get(n) ?? 0) + 1)
    return Math.max(0, ...shared.values()) * 5 >= runs.length
  }
}
