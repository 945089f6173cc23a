import { isSpace } from './characters.ts'
import {
  codePrefix,
  fenceOf,
  isEmpty,
  isHeading,
  isRule,
  itemPrefix,
  quotePrefix,
  spoilerPrefix,
  underlineOf,
} from './lines.ts'
import { readList } from './lists.ts'
import { Lookahead, none } from './lookahead.ts'
import { deepest, type Reading } from './reading.ts'
import { withoutTrailing } from './references.ts'
import { readTable } from './tables.ts'
import { escapeText } from './writing.ts'

/** What a block came to: its HTML, and the line behind it. */
interface Block {
  html: string
  next: number
  /** An empty line is written even where the block itself came to nothing. */
  apart?: true
}

/** The lines of one level, and what is asked about all of them. */
interface Level {
  lines: readonly string[]
  depth: number
  reading: Reading
  /** Whether a line begins a spoiler of whole lines, with all that comes after it in sight. */
  beginsSpoiler(at: number): boolean
}

/** Reads lines as blocks and adds their HTML to `before`. An empty line stands between blocks, as Reddit writes them. */
export function readBlocks(lines: readonly string[], depth: number, reading: Reading, before = ''): string {
  if (depth > deepest) return before
  for (const line of lines) reading.steps += line.length + 1
  const level: Level = { lines, depth, reading, beginsSpoiler: spoilers(lines, reading) }
  let html = before
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(level, at)
    if (html !== '' && (block.html !== '' || block.apart)) html += '\n'
    html += block.html
    at = Math.max(block.next, at + 1)
  }
  return html
}

function blockAt(level: Level, at: number): Block {
  const { lines, depth, reading } = level
  const line = lines[at] ?? ''
  if (isHeading(line)) return { html: heading(line, depth, reading), next: at + 1 }
  if (isEmpty(line)) return { html: '', next: at + 1 }
  if (isRule(line)) return { html: '<hr/>\n', next: at + 1 }
  if (fenceOf(line) !== undefined) return fenced(lines, at)
  const table = readTable(lines, at, depth, reading)
  if (table) return table
  if (quotePrefix(line)) return quote(level, at)
  if (level.beginsSpoiler(at)) return spoiler(level, at)
  if (codePrefix(line)) return indented(lines, at)
  for (const ordered of [false, true]) {
    if (itemPrefix(line, ordered, lines[at + 1])) return readList(lines, at, ordered, depth, reading)
  }
  return paragraph(level, at)
}

function heading(line: string, depth: number, reading: Reading): string {
  let width = 1
  while (width < 6 && line[width] === '#') width++
  const words = withoutTrailing(withoutTrailing(line.slice(width).replace(/^ +/, ''), '#'), ' ')
  return words === '' ? '' : `<h${width}>${reading.inline(words, depth + 1)}</h${width}>\n`
}

function fenced(lines: readonly string[], at: number): Block {
  let end = at + 1
  while (end < lines.length && fenceOf(lines[end] ?? '') !== '') end++
  const names = (fenceOf(lines[at] ?? '') ?? '').split(/\s+/).map((name) => name.replace(/^\./, ''))
  const language = names.join('') === '' ? '' : ` class="md-code-language-${escapeText(names.join(' '))}"`
  return { html: code(lines.slice(at + 1, end), language), next: end + 1 }
}

function indented(lines: readonly string[], at: number): Block {
  let end = at
  while (end < lines.length && (codePrefix(lines[end] ?? '') || isEmpty(lines[end] ?? ''))) end++
  const kept = lines.slice(at, end).map((line) => line.slice(codePrefix(line)))
  while (kept.length > 1 && isEmpty(kept.at(-1) ?? '')) kept.pop()
  return { html: code(kept, ''), next: end }
}

function code(lines: readonly string[], attribute: string): string {
  const text = lines.map((line) => `${isEmpty(line) ? '' : line}\n`).join('')
  return `<pre><code${attribute}>${escapeText(text)}</code></pre>\n`
}

function quote(level: Level, at: number): Block {
  const { inside, next } = quoted(level.lines, at, quotePrefix, (line) => quotePrefix(level.lines[line] ?? '') > 0)
  return { html: around('<blockquote>', inside, level), next }
}

function spoiler(level: Level, at: number): Block {
  const prefix = (line: string) => (spoilers([line], level.reading)(0) ? spoilerPrefix(line) : 0)
  const { inside, next } = quoted(level.lines, at, prefix, level.beginsSpoiler)
  return { html: around('<blockquote class="md-spoiler-text">', inside, level), next }
}

function around(open: string, inside: readonly string[], { depth, reading }: Level): string {
  return `${open}\n${reading.blocks(inside, depth + 1)}</blockquote>\n`
}

/** The lines of a quote, without what begins them. A line that nothing begins belongs to it too, up to an empty one. */
function quoted(
  lines: readonly string[],
  at: number,
  prefix: (line: string) => number,
  begins: (line: number) => boolean,
): { inside: string[]; next: number } {
  const inside: string[] = []
  let next = at
  while (next < lines.length) {
    const line = lines[next] ?? ''
    const width = prefix(line)
    next++
    const goesOn = next < lines.length && (isEmpty(lines[next] ?? '') || begins(next))
    if (width === 0 && isEmpty(line) && !goesOn) break
    inside.push(line.slice(width))
  }
  return { inside, next }
}

/**
 * Whether lines begin spoilers: `>!`, unless the next `<` that stands free, however far away, ends a spoiler inside a line.
 */
function spoilers(lines: readonly string[], reading: Reading): (at: number) => boolean {
  let whole: Whole | undefined
  return (at) => {
    const line = lines[at] ?? ''
    if (spoilerPrefix(line) === 0) return false
    whole ??= joined(lines, reading)
    const { text, starts, look } = whole
    const end = look.mark('<', (starts[at] ?? 0) + line.indexOf('>') + 2)
    return end === none || text[end - 1] !== '!'
  }
}

/** Lines as one text. */
interface Whole {
  text: string
  /** Where each line begins in it. */
  starts: readonly number[]
  look: Lookahead
}

function joined(lines: readonly string[], reading: Reading): Whole {
  const starts: number[] = []
  let length = 0
  for (const line of lines) {
    starts.push(length)
    length += line.length + 1
  }
  const text = `${lines.join('\n')}\n`
  const tell = (steps: number) => {
    reading.steps += steps
  }
  return { text, starts, look: new Lookahead(text, tell) }
}

/** Lines up to an empty one, a heading, a rule or a quote. A line under the last of them makes that one a heading. */
function paragraph({ lines, depth, reading }: Level, at: number): Block {
  let end = at
  let next = at
  let level: 1 | 2 | undefined
  for (; end < lines.length; end++) {
    const line = lines[end] ?? ''
    level = underlineOf(line)
    next = end + 1
    if (isEmpty(line) || level) break
    if (end > at && (quotePrefix(line) || isHeading(line) || isRule(line))) {
      next = end
      break
    }
  }
  const words = (from: number, to: number) => lines.slice(from, to).join('\n')
  if (!level) return { html: wrapped(reading.inline(words(at, end), depth + 1)), next, apart: true }
  const title = `<h${level}>${reading.inline(words(Math.max(at, end - 1), end), depth + 1)}</h${level}>\n`
  if (end - at < 2) return { html: title, next, apart: true }
  const before = wrapped(reading.inline(words(at, end - 1), depth + 1))
  return { html: before === '' ? title : `${before}\n${title}`, next, apart: true }
}

function wrapped(html: string): string {
  let start = 0
  while (start < html.length && isSpace(html[start])) start++
  return start === html.length ? '' : `<p>${html.slice(start)}</p>\n`
}
