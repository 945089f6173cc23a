/** Words with one letter wrong: the panel and the program forgive alike. */

/** Shorter words are too few to be told apart with a letter wrong. */
export const forgivenFrom = 4

/** Whether a word begins with another, but for one letter that is wrong, missing, too many, or two that changed places. */
export function isNearly(said: string, typed: string): boolean {
  const end = firstDifference(said, typed)
  if (end === typed.length) return true
  const [a, b] = [said.slice(end), typed.slice(end)]
  const wrong = a.slice(1).startsWith(b.slice(1)) && a !== ''
  const tooMany = a.startsWith(b.slice(1))
  const missing = a.slice(1).startsWith(b)
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2).startsWith(b.slice(2))
  return wrong || tooMany || missing || swapped
}

function firstDifference(one: string, other: string): number {
  let at = 0
  while (at < other.length && one[at] === other[at]) at++
  return at
}
