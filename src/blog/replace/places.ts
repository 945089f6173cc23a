/** Where words stand in an article, and the article with others in their place. Read in a thread: it reads Markdown. */
import type { Parent } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { bounded, secondsFor } from '../../core/text/bounds.ts'
import { capitalsOf } from './capitals.ts'

/** What is looked for, and what comes in its place. */
export interface Search {
  find: string
  /** Empty: the words go. */
  replace: string
  /** Whole words only. */
  words: boolean
  /** Capital letters count. */
  case: boolean
  /** Where they don't: what comes gets the capitals of what it replaces. Missing: it comes as it was typed. */
  capitals?: boolean | undefined
  /** In code, addresses and raw HTML too. */
  markup: boolean
}

/** A place as people see it: what stands before it, it, and what stands behind it. */
export interface Sample {
  part: 'title' | 'summary' | 'text'
  before: string
  match: string
  after: string
  /** What comes there; missing: what was typed. */
  becomes?: string
}

/** A text with other words in it. */
export interface Replaced {
  text: string
  /** How many places there were. */
  places: number
  samples: Sample[]
}

/** So many places of one text are shown. */
const mostSamples = 3
/** So many characters around a place. */
const around = 48

/** Replaces in an article's Markdown. @throws Problem `wrong-input` for a text that takes too long */
export function replaceInMarkdown(markdown: string, search: Search): Replaced {
  const kept = search.markup ? [] : bounded(secondsFor(markdown), () => untouchedAround(markdown, search))
  return replaceIn(markdown, search, 'text', kept)
}

/** Whether the words are somewhere in a text, in markup or not. */
export function isIn(text: string, search: Search): boolean {
  return !placesOf(text, search).next().done
}

/** Replaces in a text without markup: a title, a summary. */
export function replaceInPlain(text: string, search: Search, part: 'title' | 'summary'): Replaced {
  return replaceIn(text, search, part, [])
}

type Range = readonly [from: number, to: number]

/** @param kept ranges in their order in which nothing is replaced */
function replaceIn(text: string, search: Search, part: Sample['part'], kept: readonly Range[]): Replaced {
  const samples: Sample[] = []
  const pieces: string[] = []
  let [places, end, at] = [0, 0, 0]
  for (const [from, to] of placesOf(text, search)) {
    while ((kept[at]?.[1] ?? Number.POSITIVE_INFINITY) <= from) at += 1
    if ((kept[at]?.[0] ?? Number.POSITIVE_INFINITY) < to) continue
    const match = text.slice(from, to)
    const becomes = search.capitals && !search.case ? capitalsOf(match, search) : search.replace
    if (becomes === match) continue
    places += 1
    pieces.push(text.slice(end, from), becomes)
    end = to
    if (samples.length < mostSamples)
      samples.push({ part, match, ...(becomes !== search.replace && { becomes }), ...besides(text, from, to) })
  }
  return { text: pieces.join('') + text.slice(end), places, samples }
}

function besides(text: string, from: number, to: number): { before: string; after: string } {
  const line = (piece: string) => piece.replace(/\s+/g, ' ').toWellFormed()
  const [before, after] = [text.slice(Math.max(0, from - around), from), text.slice(to, to + around)]
  return {
    before: `${from > around ? '…' : ''}${line(before)}`,
    after: `${line(after)}${to + around < text.length ? '…' : ''}`,
  }
}

/**
 * Where the words stand, letter by letter: what somebody typed is no pattern. A letter is what people take for one (a grapheme): it is
 * found composed and decomposed (`é` as one character or as two), and never torn apart. Where capitals don't count, letters are alike by
 * Unicode's simple case folding (https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt, C and S): `Σ`, `σ` and `ς` are one,
 * `ß` is not `ss`, and the `İ` and `ı` of Turkish are letters of their own.
 */
function* placesOf(text: string, search: Search): Generator<Range> {
  const pattern = patternOf(search)
  const isEnd = endsOfLetters(text)
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [from, to] = [match.index, match.index + match[0].length]
    if (isEnd(from) && isEnd(to)) yield [from, to]
    // Another place may begin inside of what is none.
    else pattern.lastIndex = from + ((text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1)
  }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function patternOf({ find, words, case: exact }: Search): RegExp {
  const letters = Array.from(graphemes.segment(find), ({ segment }) => {
    const forms = new Set([segment, segment.normalize('NFC'), segment.normalize('NFD')])
    return `(?:${[...forms].map((form) => RegExp.escape(form)).join('|')})`
  }).join('')
  const whole = words ? `(?<![\\p{L}\\p{M}\\p{N}_])${letters}(?![\\p{L}\\p{M}\\p{N}_])` : letters
  return new RegExp(whole, exact ? 'gu' : 'giu')
}

/** Tells whether a place parts two letters. Each letter is looked at once, however many places of it are asked for. */
function endsOfLetters(text: string): (at: number) => boolean {
  const letters = graphemes.segment(text)
  let last = { from: 0, to: 0 }
  return (at) => {
    if (at === 0 || at === text.length) return true
    if (at > last.from && at < last.to) return false
    // Below U+0300 nothing belongs to what stands before it, but for the end of a line as Windows writes it.
    if (text.charCodeAt(at) < 0x300 && text.charCodeAt(at - 1) < 0x300) return !text.startsWith('\r\n', at - 1)
    const letter = letters.containing(at)
    if (letter) last = { from: letter.index, to: letter.index + letter.segment.length }
    return letter === undefined || letter.index === at
  }
}

/** Pieces of a text, and where they begin in it. */
type Piece = readonly [from: number, to: number]

/** What has to be read whole: things that reach over empty lines, or that are explained elsewhere in the text. */
const reaching = /\r|\]:|<(?:script|pre|style|textarea|[!?])/i
/** Without any of this, a piece is nothing but words. */
const marked = /[`<[@]|~~~|:\/\/|www\.|mailto:|xmpp:|\n(?: {4}| {0,3}\t)/i

/**
 * Ranges in which nothing is replaced, as far as words that are looked for are near them. Reading Markdown is what costs, so that only those
 * pieces between empty lines are read that hold such words and any markup.
 */
function untouchedAround(markdown: string, search: Search): Range[] {
  if (/[\n\t\f\v]|^\s|\s$/.test(search.find) || reaching.test(markdown)) return untouched(markdown, 0, markdown.length)
  const pieces = piecesOf(markdown)
  if (!pieces) return untouched(markdown, 0, markdown.length)
  const kept: Range[] = []
  let [at, read] = [0, -1]
  for (const [from] of placesOf(markdown, search)) {
    while ((pieces[at + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= from) at += 1
    const piece = pieces[at]
    if (!piece || read === at) continue
    read = at
    if (marked.test(markdown.slice(...piece))) kept.push(...untouched(markdown, ...piece))
  }
  return kept
}

/** A fence of code, however it is indented or what it is in. */
const fenceLike = /^[\s>*+\-\d.)]*(?:`{3}|~{3})/

/**
 * Parts a text at empty lines behind which a block begins that belongs to none before it: its line is not indented, and no fence is open. `undefined`
 * where that is not sure by looking at lines alone.
 */
function piecesOf(markdown: string): Piece[] | undefined {
  const pieces: Piece[] = []
  const hasFence = /`{3}|~{3}/.test(markdown)
  let [from, empty, fence, start] = [0, false, '', 0]
  while (start < markdown.length) {
    const end = markdown.indexOf('\n', start) + 1 || markdown.length
    const line = markdown.slice(start, end)
    if (fence === '') {
      if (empty && /^\S/.test(line) && start > from) {
        pieces.push([from, start])
        from = start
      }
      if (hasFence && /^[\s>*+\-\d.)]*</.test(line)) return undefined
      const opens = hasFence && fenceLike.test(line)
      fence = opens ? (/^(?:(`{3,})[^`]*|(~{3,}).*)$/s.exec(line)?.slice(1).find(Boolean) ?? '') : ''
      if (opens && fence === '') return undefined
    } else if (closes(line, fence)) fence = ''
    empty = fence === '' && line.trim() === ''
    start = end
  }
  pieces.push([from, markdown.length])
  return pieces
}

function closes(line: string, fence: string): boolean {
  const [, marks = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*\n?$/.exec(line) ?? []
  return marks.startsWith(fence)
}

const reader = unified().use(remarkParse).use(remarkGfm).freeze()

/** Code, raw HTML, and the addresses of links and pictures of a piece, in their order. */
function untouched(markdown: string, begin: number, finish: number): Range[] {
  const ranges: Range[] = []
  visit(reader.parse(markdown.slice(begin, finish)), (node, _at, parent) => {
    if (node.position?.start.offset === undefined || node.position.end.offset === undefined) return
    const [from, to] = [begin + node.position.start.offset, begin + node.position.end.offset]
    if (whole.has(node.type)) ranges.push(isFlow(parent) ? withGaps(markdown, from, to) : [from, to])
    else if (node.type === 'link' || node.type === 'linkReference')
      ranges.push(addressOf(markdown, from, to, begin, node))
    else if (node.type === 'image' || node.type === 'imageReference') {
      const words = from + 2 + (node.alt ?? '').length
      ranges.push([markdown.startsWith(node.alt ?? '', from + 2) ? words : from, to])
    }
  })
  return ranges.sort((one, other) => one[0] - other[0])
}

const isFlow = (parent: Parent | undefined) =>
  parent !== undefined && ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(parent.type)

/** A block with what parts it from others: without an empty line, what stands beside code would be code, or the code words. */
function withGaps(markdown: string, from: number, to: number): Range {
  let [start, end] = [markdown.lastIndexOf('\n', from - 1) + 1, to]
  if (from === 0) start = 0
  while (start > 0 && /\s/.test(markdown.charAt(start - 1))) start -= 1
  while (end < markdown.length && /\s/.test(markdown.charAt(end))) end += 1
  return [start, end]
}

const whole: ReadonlySet<string> = new Set(['code', 'inlineCode', 'html', 'definition', 'footnoteReference', 'yaml'])

/** Behind the words of a link; all of one that is nothing but its address. */
function addressOf(
  markdown: string,
  from: number,
  to: number,
  begin: number,
  { children }: { children: readonly { position?: { end: { offset?: number | undefined } } | undefined }[] },
): Range {
  const words = children.at(-1)?.position?.end.offset
  return [markdown.charAt(from) === '[' && words !== undefined ? begin + words : from, to]
}
