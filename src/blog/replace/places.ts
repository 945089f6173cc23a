/** Where words stand in an article, and the article with others in their place. Read in a thread: it reads Markdown. */
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { bounded, secondsFor } from '../../core/text/bounds.ts'

/** What is looked for, and what comes in its place. */
export interface Search {
  find: string
  /** Empty: the words go. */
  replace: string
  /** Whole words only. */
  words: boolean
  /** Capital letters count. */
  case: boolean
  /** In code, addresses and raw HTML too. */
  markup: boolean
}

/** A place as people see it: what stands before it, it, and what stands behind it. */
export interface Sample {
  part: 'title' | 'summary' | 'text'
  before: string
  match: string
  after: string
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
  const kept = search.markup ? [] : bounded(secondsFor(markdown), () => untouched(markdown))
  return replaceIn(markdown, search, 'text', kept)
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
  for (const { 0: match, index } of text.matchAll(patternOf(search))) {
    while ((kept[at]?.[1] ?? Number.POSITIVE_INFINITY) <= index) at += 1
    if ((kept[at]?.[0] ?? Number.POSITIVE_INFINITY) < index + match.length) continue
    places += 1
    pieces.push(text.slice(end, index), search.replace)
    end = index + match.length
    if (samples.length < mostSamples) samples.push({ part, match, ...besides(text, index, end) })
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

/** The words letter by letter: what somebody typed is no pattern. */
function patternOf({ find, words, case: exact }: Search): RegExp {
  const letters = RegExp.escape(find)
  const whole = words ? `(?<![\\p{L}\\p{M}\\p{N}_])${letters}(?![\\p{L}\\p{M}\\p{N}_])` : letters
  return new RegExp(whole, exact ? 'gu' : 'giu')
}

const reader = unified().use(remarkParse).use(remarkGfm).freeze()

/** Code, raw HTML, and the addresses of links and pictures, in their order. */
function untouched(markdown: string): Range[] {
  const ranges: Range[] = []
  visit(reader.parse(markdown), (node) => {
    const [from, to] = [node.position?.start.offset, node.position?.end.offset]
    if (from === undefined || to === undefined) return
    if (whole.has(node.type)) ranges.push([from, to])
    else if (node.type === 'link' || node.type === 'linkReference') ranges.push(addressOf(markdown, from, to, node))
    else if (node.type === 'image' || node.type === 'imageReference') {
      const words = from + 2 + (node.alt ?? '').length
      ranges.push([markdown.startsWith(node.alt ?? '', from + 2) ? words : from, to])
    }
  })
  return ranges.sort((one, other) => one[0] - other[0])
}

const whole: ReadonlySet<string> = new Set(['code', 'inlineCode', 'html', 'definition', 'footnoteReference', 'yaml'])

/** Behind the words of a link; all of one that is nothing but its address. */
function addressOf(
  markdown: string,
  from: number,
  to: number,
  { children }: { children: readonly { position?: { end: { offset?: number | undefined } } | undefined }[] },
): Range {
  const words = children.at(-1)?.position?.end.offset
  return [markdown.charAt(from) === '[' && words !== undefined ? words : from, to]
}
