/**
 * Text of strangers as the model reads it: every character as the plain letter that it is drawn like, hidden characters and marks
 * gone, letters that were set apart joined again. Whatever had to be undone is said beside each word, because it is what spam does.
 */
import { drawnAs, letterOfFlag } from './look-alikes.ts'

/** What was done to a word so that it is not found, as bits. */
export const disguise = {
  /** Letters of another style: mathematical, wide, in circles. */
  styled: 1,
  /** Letters of another alphabet among ours. */
  lookAlike: 2,
  /** Characters without width between the letters. */
  hidden: 4,
  /** Combining marks on letters that have none. */
  marked: 8,
  /** Letters set apart by spaces, points or pictures. */
  apart: 16,
  /** Digits for letters. */
  digits: 32,
} as const

/** One word, number, picture or mark (`?`, `!`) of a text. */
export interface Word {
  /** As it is read: lower case, folded, no letter more than twice in a row. */
  text: string
  /** As it was written, in lower case. */
  written: string
  /** With digits read as the letters that they stand for (`g4c0r`: gacor); the same as `text` where there are none. */
  spelt: string
  /** Bits of {@link disguise}. */
  disguise: number
  /** All letters are capitals, and there are four or more. */
  capitals: boolean
}

/** A text, folded. */
export interface Folded {
  words: readonly Word[]
  /** Whether a link stands in it. */
  link: boolean
}

/** So many UTF-16 units are read of each end of a text: who hides something hides it there, and reading stays quick. */
const mostOfAnEnd = 2_000

/** Both ends of a text that is too long to be read whole, with a space between. */
export function endsOf(text: string): string {
  const ends = text.length <= 2 * mostOfAnEnd ? text : `${text.slice(0, mostOfAnEnd)} ${text.slice(-mostOfAnEnd)}`
  return ends.toWellFormed()
}

/** What a character becomes: letters, a space, or nothing; and what that says of its word. */
interface Piece {
  folded: string
  disguise: number
}

const nothing = (disguised: number): Piece => ({ folded: '', disguise: disguised })
const letterOrDigit = /^[\p{L}\p{N}]+$/u
const hiddenCharacter =
  /^(?:\p{Cf}|\p{Cc}|\p{Variation_Selector}|[\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5)$/u
const lineBreak = /^[\t\n\v\f\r\u0085]$/
const mark = /^\p{M}$/u
/** How emoji are drawn and joined; they say nothing of letters. U+20E3 makes a key of a digit. */
const partOfEmoji = /^[\u200d\ufe0e\ufe0f]$/

/** Below are letters of European and other languages in our alphabet (ı, ł, đ): no disguise. */
const firstOther = 0x250
/** From here on letters in boxes and circles are: another style, not another alphabet. */
const firstBoxed = 0x1f130

/** @param code a code point beyond ASCII */
function unfoldedPiece(code: number): Piece {
  const character = String.fromCodePoint(code)
  if (lineBreak.test(character)) return { folded: '\n', disguise: 0 }
  if (partOfEmoji.test(character)) return nothing(0)
  if (code === 0x20e3) return nothing(disguise.styled)
  if (hiddenCharacter.test(character)) return nothing(disguise.hidden)
  if (mark.test(character)) return nothing(disguise.marked)
  const like = drawnAs(code)
  if (like !== undefined && code >= firstOther)
    return { folded: like, disguise: code >= firstBoxed ? disguise.styled : disguise.lookAlike }
  if (like !== undefined) return { folded: like, disguise: 0 }
  const compatible = character.normalize('NFKC')
  const bare = compatible.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const letters = [...bare].map((one) => drawnAs(one.codePointAt(0) as number) ?? one).join('')
  if (compatible === character) return { folded: letters, disguise: 0 }
  if (/^\s*$/.test(letters)) return { folded: ' ', disguise: 0 }
  const inside = letters.replace(/[^\p{L}\p{N}]/gu, '')
  return inside === '' ? { folded: letters, disguise: 0 } : { folded: inside, disguise: disguise.styled }
}

/** Pieces already made, by code point. Emptied when it grows, so that no stream of texts fills the memory. */
const known = new Map<number, Piece>()
const mostKnown = 20_000

function pieceOf(code: number): Piece {
  const before = known.get(code)
  if (before) return before
  if (known.size >= mostKnown) known.clear()
  const piece = unfoldedPiece(code)
  known.set(code, piece)
  return piece
}

/** Letters and digits side by side, with what stands before them. */
interface Run {
  text: string
  written: string
  disguise: number
  capitals: number
  letters: number
  /** How many characters stand between it and the run before; a line's end counts as many. */
  gap: number
}

const farAway = 9
/** Words of languages that are written in these. */
const wholeAlphabet = /^[\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+$/u

/** Reads a text character by character into runs; pictures and marks that say something are runs of their own. */
class Reader {
  readonly runs: Run[] = []
  private run: Run | undefined
  private gap = farAway
  private latin = 0
  private foreign = 0
  private small = 0

  letter(folded: string, written: string, disguised: number, capital: boolean): void {
    const isPlain = disguised === 0 && folded >= 'a' && !capital
    // A name in another style that a plain word follows without a space.
    if (isPlain && this.run && this.run.letters > 1 && this.small === 0 && this.run.disguise & disguise.styled)
      this.end()
    this.run ??= { text: '', written: '', disguise: 0, capitals: 0, letters: 0, gap: this.gap }
    this.run.text += folded
    this.run.written += written
    this.run.letters++
    if (capital) this.run.capitals++
    if (isPlain) this.small++
    if (disguised === disguise.lookAlike) this.foreign++
    else {
      this.run.disguise |= disguised
      if (folded <= '~') this.latin++
    }
  }

  /** Something without width, in or behind a word. */
  nothing(written: string, disguised: number): void {
    if (!this.run) return
    this.run.written += written
    // Other scripts write vowels and tones with marks.
    if (disguised !== disguise.marked || this.latin > 0) this.run.disguise |= disguised
  }

  end(): void {
    const run = this.run
    if (!run) return
    // A word in an alphabet that people write in is that language's, and no disguise.
    if (this.foreign > 0 && this.latin === 0 && wholeAlphabet.test(run.written)) run.text = run.written
    else if (this.foreign > 0) run.disguise |= disguise.lookAlike
    this.runs.push(run)
    this.run = undefined
    this.latin = 0
    this.foreign = 0
    this.small = 0
    this.gap = 0
  }

  between(character: string): void {
    this.end()
    this.gap += character === '\n' ? farAway : 1
  }

  /** A picture or a mark that is a word by itself. */
  alone(text: string): void {
    this.between(text)
    this.runs.push({ text, written: text, disguise: 0, capitals: 0, letters: 0, gap: farAway })
  }
}

const isDigit = (code: number) => code >= 48 && code <= 57
const isCapital = (code: number) => code >= 65 && code <= 90
const isSmall = (code: number) => code >= 97 && code <= 122
const picture = /^\p{Extended_Pictographic}$/u

function readAscii(reader: Reader, code: number): void {
  const character = String.fromCharCode(code)
  if (isSmall(code) || isDigit(code)) reader.letter(character, character, 0, false)
  else if (isCapital(code)) reader.letter(String.fromCharCode(code + 32), String.fromCharCode(code + 32), 0, true)
  else if (character === '?' || character === '!') reader.alone(character)
  else if (code < 32) reader.between('\n')
  else if (character !== "'") reader.between(character)
}

/** Flags that stand beside each other in talk of ours; any flag may stand alone, or several times. */
const flagsBeside = new Set(
  'id my sg ph th vn jp kr cn hk tw in us gb au nz ca de fr nl it es pt br tr sa ae qa eg ps bn tl'.split(' '),
)

/** A row of flags' halves becomes a gap, unless it spells a word. */
function withoutFlags(text: string): string {
  return text.replace(/(?:\ud83c[\udde6-\uddff])+/g, (row) => {
    const letters = [...row].map((half) => letterOfFlag(half.codePointAt(0) as number)).join('')
    const pairs = letters.match(/../g) ?? []
    const isFlags =
      letters.length % 2 === 0 && (new Set(pairs).size === 1 || pairs.every((pair) => flagsBeside.has(pair)))
    return isFlags ? ' ' : row
  })
}

function readOther(reader: Reader, code: number): void {
  const written = String.fromCodePoint(code)
  const half = letterOfFlag(code)
  if (half !== undefined) {
    reader.letter(half, written, disguise.styled, false)
    return
  }
  const { folded, disguise: disguised } = pieceOf(code)
  if (folded === '') reader.nothing(written, disguised)
  else if (letterOrDigit.test(folded)) reader.letter(folded, written.toLowerCase(), disguised, false)
  else if (picture.test(written)) reader.alone(written)
  else reader.between(folded === '\n' ? '\n' : written)
}

function runsOf(text: string): Run[] {
  const reader = new Reader()
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) as number
    if (code < 128) readAscii(reader, code)
    else readOther(reader, code)
    if (code > 0xffff) at++
  }
  reader.end()
  return reader.runs
}

const isShort = (run: Run) => run.letters > 0 && run.text.length <= 2
/** One letter by itself; of a style that nobody types by accident, also two. */
const isApart = (run: Run) =>
  run.letters > 0 && (run.text.length === 1 || (run.text.length === 2 && run.disguise !== 0))
/** How far letters that belong together stand apart. */
const widestGap = 3
const fewestApart = 3

/** Letters set apart become one word: `s l o t`, `s.l.o.t`. Pictures between them are left out. */
function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = []
  for (let at = 0; at < runs.length; at++) {
    const group = groupAt(runs, at)
    const parts = group.filter(({ letters }) => letters > 0)
    const single = parts.filter((run) => isApart(run) && !/^\d+$/.test(run.text))
    if (single.length < fewestApart || 2 * single.length < parts.length) {
      all.push(runs[at] as Run)
      continue
    }
    all.push({
      text: parts.map(({ text }) => text).join(''),
      written: parts.map(({ written }) => written).join(' '),
      disguise: parts.reduce((bits, run) => bits | run.disguise, disguise.apart as number),
      capitals: parts.reduce((sum, run) => sum + run.capitals, 0),
      letters: parts.reduce((sum, run) => sum + run.letters, 0),
      gap: parts[0]?.gap ?? farAway,
    })
    at += group.length - 1
  }
  return all
}

/** The short runs from here on that stand near each other, with single pictures between. They are no longer than a long word. */
function groupAt(runs: readonly Run[], start: number): readonly Run[] {
  const longestGroup = 40
  if (/^\d*$/.test(runs[start]?.text ?? '')) return []
  let end = start
  let last = start
  for (; end < runs.length && end - start < longestGroup; end++) {
    const run = runs[end] as Run
    const between = run.letters === 0 && end > start && end - last < 2 && run.text !== '?' && run.text !== '!'
    if (between) continue
    if (!isShort(run) || (end > start && run.gap > widestGap && run.gap !== farAway + 1)) break
    last = end
  }
  return end === start ? [] : runs.slice(start, last + 1)
}

const letterOfDigit: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  6: 'g',
  7: 't',
  8: 'b',
  9: 'g',
}

/** Digits before or between letters read as letters; those at the end stay, for many names end in some. */
function spelt(text: string): string {
  const tail = /\d+$/.exec(text)?.[0] ?? ''
  const head = text.slice(0, text.length - tail.length)
  if (!/\d/.test(head) || !/[a-z]/.test(head)) return text
  return head.replace(/\d/g, (digit) => letterOfDigit[digit] ?? digit) + tail
}

function wordOf(run: Run): Word {
  const text = run.text.replace(/(\p{L})\1{2,}/gu, '$1$1').slice(0, 60)
  const read = spelt(text)
  return {
    text,
    written: run.written.slice(0, 60),
    spelt: read,
    disguise: run.disguise | (read === text ? 0 : disguise.digits),
    capitals: run.capitals >= 4 && run.capitals === run.letters,
  }
}

const linkShape = /https?:\/\/|\bwww\.|\.(?:com|net|org|id|io|me|ly|be|xyz|site|vip|club)\b/i

/** Reads a text: in linear time, and of a long one only both ends. */
export function foldText(text: string): Folded {
  const ends = endsOf(text)
  return { words: joined(runsOf(withoutFlags(ends))).map(wordOf), link: linkShape.test(ends) }
}
