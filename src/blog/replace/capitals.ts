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
  const words = (text.match(word) ?? []).map(casedIn).filter((word) => word.length > 0)
  const begins = (word: readonly string[]) => isUpper(word[0] ?? '') && !word.slice(1).some(isUpper)
  if (words.length > 1 && words.every(begins)) return 'each'
  const [first, ...rest] = letters
  return first && isUpper(first) && !rest.some(isUpper) ? 'first' : 'own'
}

/** Words with apostrophes within are one: *mama’s*. */
const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu

/** Addresses, markup, code, names of people on networks: in other letters they would be others. */
const coded = /:\/\/|www\.|@|#[\p{L}\p{N}]|\]\(|[<>`\\]|&\w+;|[\p{L}\p{N}]\.[\p{L}\p{N}]/iu

/** @param match as it is in the text @returns what comes there: *Kopi* and *KOPI* become *Teh* and *TEH*, where *kopi* is to become *teh* */
export function capitalsOf(match: string, { find, replace }: { find: string; replace: string }): string {
  if (coded.test(replace)) return replace
  const capitals = capitalsIn(match)
  if (capitals === 'all') return upper(replace)
  // A word with capitals of its own keeps them: *iPhone* begins no sentence as *IPhone*.
  if (capitals === 'first') return capitalsIn(firstWord(replace)) === 'own' ? replace : changeFirst(replace, upper)
  if (capitals === 'each')
    return replace.replace(word, (one) => (capitalsIn(one) === 'own' ? one : changeFirst(one, upper)))
  // Typed with a capital on both sides, it was the word that was meant, and not its capital.
  if (capitals === 'none' && capitalsIn(find) !== 'none' && capitalsIn(find) === capitalsIn(replace))
    return capitalsIn(find) === 'all' || capitalsIn(find) === 'each'
      ? replace.toLowerCase()
      : changeFirst(replace, (letter) => letter.toLowerCase())
  return replace
}

const firstWord = (text: string) => text.match(word)?.[0] ?? ''

/** Of the first word; one that begins with a digit has none: *3 kopi* stays. */
const changeFirst = (text: string, change: (letter: string) => string) =>
  text.replace(/^([^\p{L}\p{N}]*)(\p{L})/u, (_, before: string, letter: string) => before + change(letter))
