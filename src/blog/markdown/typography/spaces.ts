/** Spaces that no line may end at: between a number and its unit, a day and its month, a page and its number, a title and its name. */
import type { Language } from '../../../core/words.ts'
import { type Edit, joined } from './edits.ts'
import { beforeNumbers, behindNumbers, month, titles } from './units.ts'

const word = String.raw`\p{L}\p{M}\p{N}`
const currency = String.raw`(?:Rp|IDR|USD|EUR|GBP|SGD|MYR|US\$|S\$|A\$|[€£¥$])`
/** Two letters or more: a single one may be a word. */
const roman = '(?:[IVX]{2,6})'

/** Each a space and what stands around it. */
const forms: Readonly<Record<Language, readonly RegExp[]>> = { id: formsOf('id'), en: formsOf('en') }

function formsOf(language: Language): RegExp[] {
  const months = month(language)
  const before = beforeNumbers[language]
  return [
    new RegExp(String.raw`(?<=\d) (?=(?:${behindNumbers(language)})(?![${word}]))`, 'gu'),
    new RegExp(String.raw`(?<=(?<![${word}])\d{1,2}(?:st|nd|rd|th)?) (?=(?:${months})(?![${word}]))`, 'gu'),
    ...(language === 'en'
      ? [new RegExp(String.raw`(?<=(?<![${word}])(?:${months})) (?=\d{1,2}(?:st|nd|rd|th)?(?![${word}]))`, 'gu')]
      : []),
    new RegExp(String.raw`(?<=(?<![${word}])${currency}) (?=\d)`, 'gu'),
    new RegExp(String.raw`(?<=(?<![${word}])(?:${before})) (?=\d|${roman}(?![${word}]))`, 'giu'),
    new RegExp(String.raw`(?<=(?<![${word}.])(?:${titles[language]})) (?=\p{Lu})`, 'gu'),
    // Initials before a name.
    new RegExp(String.raw`(?<=(?<![${word}])\p{Lu}\.) (?=\p{Lu})`, 'gu'),
    // A king, a war, a century.
    new RegExp(String.raw`(?<=\p{L}) (?=${roman}(?![${word}]))`, 'gu'),
    new RegExp(String.raw`(?<=[${word}]) (?=(?:dkk|et al)\.)`, 'gu'),
    // A dash ends a line, and begins none.
    / (?=[–—](?:\s|$))/gu,
  ]
}

/** Thousands apart by spaces. */
const thousands = /(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])/g

/** @param text without what is not to be touched */
export function spaceEdits(text: string, language: Language): Edit[] {
  const edits: Edit[] = []
  const join = (at: number) => edits.push({ at, length: 1, text: joined })
  for (const form of forms[language]) for (const { index } of text.matchAll(form)) join(index)
  for (const { 0: number, index } of text.matchAll(thousands))
    for (const gap of number.matchAll(/ /g)) join(index + gap.index)
  return edits
}
