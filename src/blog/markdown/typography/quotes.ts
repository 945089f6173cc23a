/** Straight quotes become curved ones, apostrophes and primes: “ ” ‘ ’ ′ ″, the same in Indonesian and English. */
import type { Language } from '../../../core/words.ts'
import { type Edit, kept } from './edits.ts'

/** What may stand right before a quote that opens. */
const opens = /[\s([{<«“‘¡¿/—–\-=+|]/u
const space = /\s/u
const letter = new RegExp(`[\\p{L}\\p{M}\\p{N}${kept}]`, 'u')
const digit = /\d/

/** English words that have lost their beginning: https://en.wikipedia.org/wiki/Apostrophe#Apostrophe_showing_omission */
const shortened =
  /^(?:(?:tis|twas|twere|twill|twould|em|til|cause|cos|coz|bout|round|neath|nuff|fraid|ere)(?![\p{L}'])|n'(?=\s))/iu
/** The years of a decade without their century. */
const decade = /^\d\ds(?!\p{L})/u
const shortYear = /^\d\d(?!\d)/

interface Reading {
  text: string
  language: Language
  /** Of the last single quote that could close one. */
  lastClose: number
  /** What opened and has not closed yet. */
  open: { double: boolean; single: boolean }
  edits: Edit[]
  /** What the last character has become. */
  before: string
}

/** @param text one passage: no quote goes on beyond it */
export function quoteEdits(text: string, language: Language): Edit[] {
  if (!/["']/.test(text)) return []
  const reading: Reading = {
    text,
    language,
    lastClose: lastClosing(text),
    open: { double: false, single: false },
    edits: [],
    before: '',
  }
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    const becomes = character === '"' ? doubleAt(reading, at) : character === "'" ? singleAt(reading, at) : character
    if (becomes !== character) reading.edits.push({ at, length: 1, text: becomes })
    reading.before = becomes
  }
  return reading.edits
}

function lastClosing(text: string): number {
  for (let at = text.length - 1; at > 0; at--)
    if (text[at] === "'" && !space.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + 1))) return at
  return -1
}

const opensAt = ({ text, before }: Reading, at: number) =>
  (before === '' || opens.test(before)) && at + 1 < text.length && !space.test(text.charAt(at + 1))

function doubleAt(reading: Reading, at: number): string {
  const { text, open, before } = reading
  const next = text.charAt(at + 1)
  if (opensAt(reading, at) && !(open.double && closesBefore(next))) {
    open.double = true
    return '“'
  }
  if (!open.double) {
    if (digit.test(before)) return '″'
    if ((before === '' || space.test(before)) && (next === '' || space.test(next))) return '"'
    if (letter.test(before) && letter.test(next)) return '"'
  }
  open.double = false
  return '”'
}

/** Behind a dash and before this, a quote closes what was broken off: “But I—”, he said. */
const closesBefore = (next: string) => /[.,;:!?)\]}]/.test(next)

function singleAt(reading: Reading, at: number): string {
  const { text, open, before, lastClose } = reading
  const next = text.charAt(at + 1)
  if (letter.test(before) && letter.test(next)) return isFeet(text, at) ? '′' : '’'
  if (digit.test(before) && !open.single) return '′'
  if (!opensAt(reading, at)) {
    if ((before === '' || space.test(before)) && (next === '' || space.test(next)) && !open.single) return "'"
    open.single = false
    return '’'
  }
  if (isShortened(reading, at) || at >= lastClose) return '’'
  open.single = true
  return '‘'
}

/** 6′2″. */
const isFeet = (text: string, at: number) =>
  digit.test(text.charAt(at - 1)) && /^'\d{1,2}"/.test(text.slice(at, at + 4))

function isShortened({ text, language, lastClose }: Reading, at: number): boolean {
  const rest = text.slice(at + 1, at + 12)
  if (decade.test(rest)) return true
  if (shortYear.test(rest) && at >= lastClose) return true
  return language === 'en' && shortened.test(rest)
}
