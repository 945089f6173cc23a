import { escapeText } from './html.ts'
import { inline, normalised, type Reading, type References } from './inline.ts'
import { tableAt } from './table.ts'

/** Deeper than this, a quote or a list is text. */
const deepest = 16

/** A block that was read: its HTML, and the line that follows it. */
interface Block {
  html: string
  next: number
}

type Reader = (lines: readonly string[], at: number, reading: Reading, depth: number) => Block | undefined

/** Reddit's Markdown as HTML. @param wiki with the HTML that wiki pages may hold */
export function read(markdown: string, wiki = false): string {
  const text = markdown.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '')
  const { lines, references } = withoutReferences(text.split('\n').map(untabbed))
  return blocks(lines, { references, wiki }, 0)
}

function untabbed(line: string): string {
  if (!line.includes('\t')) return line
  let made = ''
  for (const letter of line) made += letter === '\t' ? ' '.repeat(4 - (made.length % 4)) : letter
  return made
}

const definition = /^ {0,3}\[([^\]]+)\]:\s*<?(\S+?)>?\s*(?:["'(](.*)["')])?\s*$/

function withoutReferences(all: readonly string[]): { lines: string[]; references: References } {
  const references = new Map<string, { address: string; title: string }>()
  const lines = all.filter((line) => {
    const [, name, address, title = ''] = definition.exec(line) ?? []
    if (name === undefined || address === undefined) return true
    references.set(normalised(name), { address, title })
    return false
  })
  return { lines, references }
}

const isEmpty = (line: string | undefined): boolean => line === undefined || /^ *$/.test(line)

/** Blocks one after the other, with a blank line between them. */
function blocks(lines: readonly string[], reading: Reading, depth: number): string {
  const made: string[] = []
  for (let at = 0; at < lines.length; ) {
    if (isEmpty(lines[at])) {
      at++
      continue
    }
    const block = blockAt(lines, at, reading, depth)
    made.push(block.html)
    at = block.next
  }
  return made.filter((html) => html !== '').join('\n')
}

function blockAt(lines: readonly string[], at: number, reading: Reading, depth: number): Block {
  for (const reader of depth < deepest ? readers : flatReaders) {
    const block = reader(lines, at, reading, depth)
    if (block) return block
  }
  return paragraph(lines, at, reading)
}

const headingLine = /^(#{1,6})(.*)$/

const heading: Reader = (lines, at, reading) => {
  const [, marks, words = ''] = headingLine.exec(lines[at] ?? '') ?? []
  if (!marks) return undefined
  const text = words.replace(/^ +/, '').replace(/ *#* *$/, '')
  const html = text === '' ? '' : `<h${marks.length}>${inline(text, reading)}</h${marks.length}>\n`
  return { html, next: at + 1 }
}

const isRule = (line: string): boolean => /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/.test(line)

const rule: Reader = (lines, at) => (isRule(lines[at] ?? '') ? { html: '<hr/>\n', next: at + 1 } : undefined)

const fence = /^ {0,3}(`{3,}|~{3,}) *([\w+#.-]*) *$/

const fencedCode: Reader = (lines, at) => {
  const [, marks, language = ''] = fence.exec(lines[at] ?? '') ?? []
  if (!marks) return undefined
  let end = at + 1
  while (end < lines.length && !(fence.exec(lines[end] ?? '')?.[1] ?? '').startsWith(marks)) end++
  const name = language === '' ? '' : ` class="md-code-language-${language.replace(/[^\w-]/g, '')}"`
  const code = lines.slice(at + 1, end).map((line) => `${line}\n`)
  return { html: `<pre><code${name}>${escapeText(code.join(''))}</code></pre>\n`, next: end + 1 }
}

const indentedCode: Reader = (lines, at) => {
  if (!/^ {4}/.test(lines[at] ?? '')) return undefined
  let end = at
  while (end < lines.length && (/^ {4}/.test(lines[end] ?? '') || isEmpty(lines[end]))) end++
  while (isEmpty(lines[end - 1])) end--
  const code = lines.slice(at, end).map((line) => `${isEmpty(line) ? '' : line.slice(4)}\n`)
  return { html: `<pre><code>${escapeText(code.join(''))}</code></pre>\n`, next: end }
}

const table: Reader = (lines, at, reading) => tableAt(lines, at, (text) => inline(text, reading))

/** Whether a `>!` begins a block that is hidden: one that ends in its own line hides only words. */
const hides = (line: string): boolean => /^ {0,3}>!/.test(line) && !line.includes('!<')
const quotes = (line: string): boolean => /^ {0,3}>(?!!)/.test(line)

/** Lines behind a sign, and those that follow them without one. */
function quoted(begins: (line: string) => boolean, sign: RegExp, open: string): Reader {
  return (lines, at, reading, depth) => {
    if (!begins(lines[at] ?? '')) return undefined
    const inside: string[] = []
    let end = at
    for (; end < lines.length; end++) {
      const line = lines[end] ?? ''
      if (begins(line)) inside.push(line.replace(sign, ''))
      else if (isEmpty(line)) {
        const next = lines[end + 1]
        if (next === undefined || !begins(next)) break
        inside.push('')
      } else if (isEmpty(inside.at(-1))) break
      else inside.push(line)
    }
    return { html: `${open}\n${blocks(inside, reading, depth + 1)}</blockquote>\n`, next: end }
  }
}

const quote = quoted(quotes, /^ {0,3}> ?/, '<blockquote>')
const hidden = quoted(hides, /^ {0,3}>! ?/, '<blockquote class="md-spoiler-text">')

const point = /^( {0,3})([*+-]|\d+\.) +/

const list: Reader = (lines, at, reading, depth) => {
  const first = point.exec(lines[at] ?? '')
  if (!first || isRule(lines[at] ?? '')) return undefined
  const ordered = /\d/.test(first[2] ?? '')
  const items: string[] = []
  let end = at
  while (end < lines.length) {
    const begins = point.exec(lines[end] ?? '')
    if (!begins || isRule(lines[end] ?? '') || /\d/.test(begins[2] ?? '') !== ordered) break
    const item = itemAt(lines, end, begins[0].length)
    items.push(`<li>${itemHtml(item, reading, depth)}</li>\n`)
    end = item.next
  }
  const element = ordered ? 'ol' : 'ul'
  return { html: `<${element}>\n${items.join('')}</${element}>\n`, next: end }
}

interface Item {
  lines: string[]
  /** Its parts are paragraphs: a blank line stands among them, or before the next point. */
  loose: boolean
  next: number
}

/** A point with all that stands in under it. */
function itemAt(lines: readonly string[], at: number, indent: number): Item {
  const inside = [(lines[at] ?? '').slice(indent)]
  let loose = false
  let end = at + 1
  for (; end < lines.length; end++) {
    const line = lines[end] ?? ''
    if (isEmpty(line)) {
      const next = lines.slice(end).find((other) => !isEmpty(other))
      if (next === undefined || !(/^ {1,}/.test(next) || point.test(next))) break
      if (!/^ {1,}\S/.test(next) && point.test(next)) {
        loose = true
        while (isEmpty(lines[end])) end++
        break
      }
      inside.push('')
      loose = true
      continue
    }
    if (point.test(line) && !/^ +/.test(line)) break
    inside.push(line.replace(/^ {1,4}/, ''))
  }
  return { lines: inside, loose, next: end }
}

function itemHtml({ lines, loose }: Item, reading: Reading, depth: number): string {
  if (loose) return blocks(lines, reading, depth + 1).replace(/\n$/, '')
  const inner = lines.findIndex((line, number) => number > 0 && point.test(line))
  const own = inner < 0 ? lines : lines.slice(0, inner)
  const words = inline(own.join('\n').trim(), reading)
  return inner < 0 ? words : `${words}\n\n${blocks(lines.slice(inner), reading, depth + 1)}`.replace(/\n$/, '')
}

/** Up to a blank line, or a line that is surely something else. */
function paragraph(lines: readonly string[], at: number, reading: Reading): Block {
  const own: string[] = []
  let end = at
  for (; end < lines.length; end++) {
    const line = lines[end] ?? ''
    const underline = own.length > 0 && /^(=+|-+) *$/.exec(line)?.[1]
    if (underline) return underlined(own, underline, end, reading)
    if (isEmpty(line) || (end > at && (headingLine.test(line) || isRule(line)))) break
    own.push(line)
  }
  const text = own.join('\n').replace(/^ +/, '').replace(/ +$/, '')
  return { html: `<p>${inline(text, reading)}</p>\n`, next: end }
}

/** A line of `=` or `-` makes a heading of the line above it. */
function underlined(own: readonly string[], underline: string, at: number, reading: Reading): Block {
  const level = underline.startsWith('=') ? 1 : 2
  const before = own.slice(0, -1).join('\n').trim()
  const above = before === '' ? '' : `<p>${inline(before, reading)}</p>\n\n`
  const words = inline((own.at(-1) ?? '').trim(), reading)
  return { html: `${above}<h${level}>${words}</h${level}>\n`, next: at + 1 }
}

const readers: readonly Reader[] = [heading, rule, fencedCode, table, hidden, quote, indentedCode, list]
const flatReaders: readonly Reader[] = [heading, rule, fencedCode, table, indentedCode]
