/**
 * The classes of characters that Reddit's Markdown knows: those of ASCII, and no others. A letter with an accent or a full stop
 * of Chinese is none of them. `undefined`, the place beyond a text, is none of them either.
 */
type Character = string | undefined

/** What parts words inside a block: a space or the end of a line. Tabs have become spaces before. */
export function isBlank(character: Character): boolean {
  return character === ' ' || character === '\n'
}

/** What ends an address: blanks, and the control characters that count as space. */
export function isSpace(character: Character): boolean {
  return character !== undefined && (character === ' ' || (character >= '\t' && character <= '\r'))
}

/** a–z and A–Z. */
export function isLetter(character: Character): boolean {
  return character !== undefined && /^[A-Za-z]/.test(character)
}

/** a–z, A–Z and 0–9. */
export function isAlphanumeric(character: Character): boolean {
  return character !== undefined && /^[A-Za-z0-9]/.test(character)
}

/** Every visible ASCII character that is no letter and no digit. */
export function isPunctuation(character: Character): boolean {
  return character !== undefined && /^[!-/:-@[-`{-~]/.test(character)
}
