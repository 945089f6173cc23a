import type { Language } from '../../../core/words.ts'
import { withoutAddresses } from './addresses.ts'
import { dashEdits } from './dashes.ts'
import { type Edit, edited, inOrder } from './edits.ts'
import { quoteEdits } from './quotes.ts'
import { spaceEdits } from './spaces.ts'

/**
 * What a typesetter would change of one passage: quotes, apostrophes and primes, dashes, ellipses, spaces that don't break. Nothing in
 * addresses and formulas. A library was tried (retext-smartypants 6.2): it changes addresses, takes inches and lost letters for
 * quotes, and knows nothing of spaces.
 * @param text a line break counts as a space; what is kept stands in it as a character of its own (edits.ts)
 */
export function typesetEdits(text: string, language: Language): Edit[] {
  const plain = withoutAddresses(text.replaceAll('\n', ' '))
  return inOrder([...quoteEdits(plain, language), ...dashEdits(plain, language), ...spaceEdits(plain, language)])
}

/**
 * A title as readers see it: its quotes, apostrophes and primes. It is a name as well, by which an article is found, quoted and told
 * to others: its dashes and spaces stay as they were typed.
 */
export function typesetTitle(title: string, language: Language): string {
  return edited(title, quoteEdits(withoutAddresses(title), language))
}

/** A summary as readers see it. */
export function typeset(text: string, language: Language): string {
  return edited(text, typesetEdits(text, language))
}
