/** Dashes, ellipses, multiplication and minus signs of what one types for them. */
import type { Language } from '../../../core/words.ts'
import { type Edit, joined } from './edits.ts'
import { month, ranged, unit } from './units.ts'

/**
 * From one to another, in years, times and amounts: Chicago Manual of Style 6.83. EYD V has one dash for all; between numbers
 * Indonesian printers set the short one.
 */
const years = /(?<![\w.,/-])(?:1\d{3}|20\d\d)-(?:1\d{3}|20\d\d)(?![\w/-])/g
const times = /(?<![\w.,:/-])\d{1,2}[.:]\d\d-\d{1,2}[.:]\d\d(?![\w.:/-]*\d)/g
const prices = /(?<=\d)-(?=(?:Rp|US\$|S\$|[€£$])\d)/g
const range = String.raw`(?<![\w.,:/-])\d{1,4}(?:[.,]\d{1,3})?-\d{1,4}(?:[.,]\d{1,3})?`

/** @param text without what is not to be touched */
export function dashEdits(text: string, language: Language): Edit[] {
  return [...doubleHyphens(text), ...singleHyphens(text, language), ...ellipses(text), ...products(text)]
}

function doubleHyphens(text: string): Edit[] {
  return [...text.matchAll(/(?<!-)-{2,3}(?!-)/g)].flatMap(({ 0: { length }, index: at }) => {
    const [before, next] = [text.charAt(at - 1), text.charAt(at + length)]
    if (length === 3) return { at, length, text: '—' }
    if (/\d/.test(before) && /\d/.test(next)) return { at, length, text: '–' }
    const [free, freeBehind] = [before === '' || /\s/.test(before), next === '' || /\s/.test(next)]
    // An option of a program, as it is typed.
    if (free && !freeBehind) return []
    if (before === ' ' && freeBehind) return { at: at - 1, length: length + 1, text: `${joined}–` }
    return { at, length, text: '—' }
  })
}

function singleHyphens(text: string, language: Language): Edit[] {
  const between = [...text.matchAll(/(?<=\S) - (?=\S)/g)]
    .filter(({ index }) => !(/\d/.test(text.charAt(index - 1)) && /\d/.test(text.charAt(index + 3))))
    .map(({ index: at }) => ({ at, length: 2, text: `${joined}–` }))
  const { before, behind } = ranged[language]
  const led = new RegExp(String.raw`(?<=(?<!\p{L})(?:${before}) )${range}(?![\w/-])`, 'giu')
  const followed = new RegExp(String.raw`${range}(?= ?(?:${unit}|${behind}|${month(language)})(?!\p{L}))`, 'giu')
  const ranges = [years, times, prices, led, followed].flatMap((form) =>
    [...text.matchAll(form)].map(({ 0: all, index }) => ({ at: index + all.indexOf('-'), length: 1, text: '–' })),
  )
  // Colder than nothing.
  const minus = [...text.matchAll(/(?<![^\s(])-(?=\d{1,3}(?:[.,]\d{1,3})? ?(?:°|%|derajat|degrees))/g)]
  return [...between, ...ranges, ...minus.map(({ index: at }) => ({ at, length: 1, text: '−' }))]
}

const ellipses = (text: string): Edit[] =>
  [...text.matchAll(/(?<!\.)\.{3,4}(?!\.)/g)].map(({ index: at }) => ({ at, length: 3, text: '…' }))

/** 3 × 4, 1920×1080; not 0x1F. */
const products = (text: string): Edit[] =>
  [...text.matchAll(/(?<=\d)( ?)x\1(?=\d)/g)]
    .filter(({ index, 1: gap }) => gap !== '' || !/(?<!\d)0$/.test(text.slice(Math.max(0, index - 2), index)))
    .map(({ 0: all, 1: gap, index: at }) => ({ at, length: all.length, text: gap ? `${joined}×${joined}` : '×' }))
