/** How words are held against names, in the palette: the same for both languages, and forgiving of one wrong letter. */

import { forgivenFrom, isNearly } from '../../../src/core/near.ts'

/** How well something fits: the higher the better; 0: not at all. */
export type Fit = number

/** Named from their best to their worst. */
export const fits = { is: 5, begins: 4, beginsAWord: 3, within: 2, nearly: 1 } as const
const { is, begins, beginsAWord, within, nearly } = fits
/** Words that something is about are worth less than its name. */
export const mostOfText = within
/** What leads to other things is worth no more than those. */
export const mostOfWays = beginsAWord

/** @returns the text in small letters, without accents */
export function plain(text: string): string {
  return text.toLocaleLowerCase().normalize('NFD').replace(/\p{M}/gu, '').trim()
}

/** The words that were typed, in small letters. */
export function wordsOf(typed: string): readonly string[] {
  return plain(typed).split(/\s+/).filter(Boolean)
}

/** How well one name fits all the words typed: as well as the worst of them. */
export function fitOf(name: string, typed: string): Fit {
  const words = wordsOf(typed)
  const said = plain(name)
  if (words.length === 0) return within
  if (said === words.join(' ')) return is
  if (said.startsWith(words.join(' '))) return begins
  return Math.min(...words.map((word) => fitOfWord(said, word)))
}

/** The best of several names for one thing. */
export function bestFit(names: readonly string[], typed: string): Fit {
  return Math.max(0, ...names.map((name) => fitOf(name, typed)))
}

function fitOfWord(said: string, word: string): Fit {
  const own = said.split(/[^\p{L}\p{N}]+/u)
  if (own.some((one) => one.startsWith(word))) return beginsAWord
  if (said.includes(word)) return within
  return word.length >= forgivenFrom && own.some((one) => isNearly(one, word)) ? nearly : 0
}

/** A text in pieces, those that were typed marked. */
export function marked(text: string, typed: string): { text: string; hit: boolean }[] {
  const words = typed.trim().split(/\s+/).filter(Boolean)
  const all = [typed.trim(), ...words].filter((word) => word.length > 1)
  if (all.length === 0) return [{ text, hit: false }]
  const found = new RegExp(`(${all.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu')
  return text
    .split(found)
    .map((piece, index) => ({ text: piece, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}
