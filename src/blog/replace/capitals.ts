/** Words that come with the capital letters of those that they replace. */
const upper = (text: string) => text.toUpperCase()
const isUpper = (letter: string) => letter === upper(letter) && letter !== letter.toLowerCase()
/** Letters that have two forms. */
const casedIn = (text: string) => Array.from(text).filter((letter) => letter.toLowerCase() !== upper(letter))

/**
 * How capitals are used: none, in the first letter, in that of each of several words, in all of two letters or more, or as nothing else does
 * (`iPhone`).
 */
type Capitals = 'none' | 'first' | 'each' | 'all' | 'own'

function capitalsIn(text: string): Capitals {
  const letters = casedIn(text)
  if (!letters.some(isUpper)) return 'none'
  if (letters.length > 1 && letters.every(isUpper)) return 'all'
  const words = (text.match(/[\p{L}\p{M}]+/gu) ?? []).map(casedIn).filter((word) => word.length > 0)
  const begins = (word: readonly string[]) => isUpper(word[0] ?? '') && !word.slice(1).some(isUpper)
  if (words.length > 1 && words.every(begins)) return 'each'
  const [first, ...rest] = letters
  return first && isUpper(first) && !rest.some(isUpper) ? 'first' : 'own'
}

/** @param match as it is in the text @returns what comes there: *Kopi* and *KOPI* become *Teh* and *TEH*, where *kopi* is to become *teh* */
export function capitalsOf(match: string, { find, replace }: { find: string; replace: string }): string {
  const capitals = capitalsIn(match)
  if (capitals === 'all') return upper(replace)
  // A word with capitals of its own keeps them: *iPhone* begins no sentence as *IPhone*.
  if (capitals === 'first') return capitalsIn(firstWord(replace)) === 'own' ? replace : changeFirst(replace, upper)
  if (capitals === 'each')
    return replace.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) =>
      capitalsIn(word) === 'own' ? word : changeFirst(word, upper),
    )
  // Typed with a capital on both sides, it was the word that was meant, and not its capital.
  if (capitals === 'none' && capitalsIn(find) !== 'none' && capitalsIn(find) === capitalsIn(replace))
    return capitalsIn(find) === 'all' || capitalsIn(find) === 'each'
      ? replace.toLowerCase()
      : changeFirst(replace, (letter) => letter.toLowerCase())
  return replace
}

const firstWord = (text: string) => /[\p{L}\p{M}]+/u.exec(text)?.[0] ?? ''

const changeFirst = (text: string, change: (letter: string) => string) => text.replace(/\p{L}/u, change)
