/** How each head of the model reads a text: what helps to find spam hides how formal it is, so that each has a view of its own. */
import type { Features } from './features.ts'
import { disguise, type Folded, type Word } from './fold.ts'

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

/** For languages: words and pieces as they are read. */
export const plainView: View = ({ words }, into) => {
  for (const { text } of words) {
    into.next(text)
    into.piecesOf(text)
  }
}

/** The view of each head. */
export const views: Readonly<Record<'spam' | 'tone' | 'kind' | 'language', View>> = {
  spam: spamView,
  tone: plainView,
  kind: plainView,
  language: plainView,
}
