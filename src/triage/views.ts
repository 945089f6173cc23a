/** How each head of the model reads a text: what helps to find spam hides how formal it is, so that each has a view of its own. */
import type { Features } from './features.ts'
import { disguise, type Folded, type Word } from './fold.ts'
import { meaningsOfWord, negates } from './lexicon.ts'
import { smallWordOf } from './small-words.ts'

/** A view puts a text's features into `into`. */
export type View = (text: Folded, into: Features) => void

const unlike = disguise.styled | disguise.lookAlike | disguise.hidden | disguise.marked | disguise.apart

/** A name as advertising writes it, whichever it is: disguised, or letters with a number behind. */
export function nameLike({ text, disguise: bits }: Word): boolean {
  return (
    (bits & unlike) !== 0 ||
    /^[a-z]{2,}\d{1,4}[a-z]?$/.test(text) ||
    /^[a-z]{3,}(?:toto|slot|bet|hoki|4d|jp|togel|win)$/.test(text)
  )
}

function shapeOf(text: string): string {
  return text.replace(/[a-z]+/g, (run) => (run.length > 3 ? 'aa' : 'a')).replace(/\d/g, '9')
}

const amount = (count: number) => (count > 3 ? 'many' : String(count))

/** Marks of what had to be undone: they last, while the names change every week. */
function disguises({ words, link }: Folded, into: Features): void {
  let bits = 0
  let disguised = 0
  for (const word of words) {
    bits |= word.disguise
    if (word.disguise & unlike) disguised++
  }
  for (const [name, bit] of Object.entries(disguise)) if (bits & bit) into.single(`\u0001${name}`)
  if (disguised > 0) {
    into.single(`\u0001disguised ${amount(disguised)}`)
    into.single(`\u0001disguised ${2 * disguised > words.length ? 'most' : 'some'}`)
  }
  if (link) into.single('\u0001link')
}

/**
 * For spam: folded words and pieces, those that digits stand for, marks, and the words around whatever is like a name.
 * @param isHidden words that the view leaves out but for their shape and what stands around them: training hides the names that it
 * knows in a second copy of each row, so that the model learns what it says without them
 */
export function spamViewWithout(isHidden: (word: Word) => boolean): View {
  return (folded, into) => {
    let before = '^'
    let wasName = false
    for (const word of folded.words) {
      const hides = isHidden(word)
      if (hides) into.skip()
      else spell(word, into)
      const isName = hides || nameLike(word)
      if (nameLike(word)) shapes(word, into)
      if (isName) into.pair(before, '\u0002name')
      else if (wasName) into.pair('\u0002name', word.text)
      before = isName ? '\u0002name' : word.text
      wasName = isName
    }
    if (wasName) into.pair('\u0002name', '$')
    disguises(folded, into)
    meanings(folded.words, into)
  }
}

function spell({ text, spelt, capitals }: Word, into: Features): void {
  into.next(text)
  into.piecesOf(text)
  if (spelt !== text) {
    into.single(spelt)
    into.piecesOf(spelt)
  }
  if (capitals) into.single('\u0001capitals')
}

function shapes({ text, disguise: bits }: Word, into: Features): void {
  const shape = shapeOf(text)
  into.single(`\u0002${shape}`)
  into.single(`\u0002${shape} ${bits & unlike ? 'disguised' : 'plain'}`)
}

/** For spam, with every word. */
export const spamView: View = spamViewWithout(() => false)

function wordsAndPieces(words: readonly Word[], into: Features): void {
  for (const { text } of words) {
    into.next(text)
    into.piecesOf(text)
  }
}

/** So many words behind "tidak" or "not" are turned into their opposite. */
const reach = 2

/** Words as they are meant: behind a negation each is another word ("not good", "gak jelek"). */
function wordsAsMeant(words: readonly Word[], into: Features): void {
  let left = 0
  for (const { text } of words) {
    const isNot = negates(text)
    into.next(left > 0 && !isNot ? `!${text}` : text)
    into.piecesOf(text)
    left = isNot ? reach : left - 1
  }
}

/** What the words mean, each turned by a negation before it, with the meaning before; and how many are meant well or badly. */
function meanings(words: readonly Word[], into: Features): void {
  let left = 0
  let before: readonly string[] = ['^']
  const counts = { '+': 0, '-': 0 }
  for (const { text } of words) {
    const own = meaningsOfWord(text)
    for (const meaning of own) {
      const turned = left > 0 && meaning !== 'not'
      const meant = turned ? `!${meaning}` : meaning
      into.single(`\u0003${meant}`)
      for (const one of before) into.pair(`\u0003${one}`, `\u0003${meant}`)
      if (meaning.startsWith('+')) counts[turned ? '-' : '+']++
      if (meaning.startsWith('-')) counts[turned ? '+' : '-']++
    }
    if (own.length > 0) before = own
    left = negates(text) ? reach + 1 : left - 1
  }
  balance(counts, into)
}

/** Where in the order of words it stops to matter how many there are. */
const mostCounted = 3

function balance(counts: Readonly<Record<'+' | '-', number>>, into: Features): void {
  for (const way of ['+', '-'] as const)
    for (let n = 1; n <= Math.min(mostCounted, counts[way]); n++) into.single(`\u0003${way}${n}`)
  if (counts['+'] + counts['-'] === 0) into.single('\u0003neither')
  if (counts['+'] > counts['-']) into.single('\u0003rather +')
  if (counts['+'] < counts['-']) into.single('\u0003rather -')
}

/** For the tone. */
export const toneView: View = ({ words }, into) => {
  wordsAsMeant(words, into)
  meanings(words, into)
}

/** For what a person wants: how it begins and ends, how long it is, and whether it asks, count too. */
export const kindView: View = ({ words }, into) => {
  wordsAndPieces(words, into)
  into.pair('^', words[0]?.text ?? '')
  into.pair(words.at(-1)?.text ?? '', '$')
  into.single(`\u0001length ${Math.min(6, 32 - Math.clz32(words.length))}`)
  if (words.some(({ text }) => text === '?')) into.single('\u0001asks')
  meanings(words, into)
}

/** For languages: words and pieces as they are read, and how many small words of each language there are. */
export const languageView: View = ({ words }, into) => {
  wordsAndPieces(words, into)
  const counts = new Map<string, number>()
  for (const { text } of words)
    for (const language of smallWordOf(text)) counts.set(language, (counts.get(language) ?? 0) + 1)
  const found = [...counts.keys()].sort()
  into.single(`\u0003languages ${found.join(' ')}`)
  for (const [language, count] of counts) {
    into.single(`\u0003${language} ${Math.min(mostCounted, count)}`)
    into.single(`\u0003${language} ${3 * count > words.length ? 'mostly' : 'partly'}`)
  }
}

/** The view of each head. */
export const views: Readonly<Record<'spam' | 'tone' | 'kind' | 'language', View>> = {
  spam: spamView,
  tone: toneView,
  kind: kindView,
  language: languageView,
}
