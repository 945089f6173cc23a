import { isBlank } from './characters.ts'
import type { Reading } from './reading.ts'

/** A row of more columns makes no table. */
const mostColumns = 64

/** The table that begins in a line: a row of heads, a line of dashes, and rows up to a line without a `|`. */
export function readTable(
  lines: readonly string[],
  at: number,
  depth: number,
  reading: Reading,
): { html: string; next: number } | undefined {
  const columns = columnsOf(lines[at] ?? '', lines[at + 1] ?? '')
  if (!columns) return undefined
  const head = row(trimmedEnd(lines[at] ?? ''), 'th', columns, depth, reading)
  let body = ''
  let next = at + 2
  for (; lines[next]?.includes('|'); next++) body += row(lines[next] ?? '', 'td', columns, depth, reading)
  return { html: `<table><thead>\n${head}</thead><tbody>\n${body}</tbody></table>\n`, next }
}

/** Each column's `align` attribute, `''` for none; `undefined` where the two lines begin no table. */
function columnsOf(head: string, line: string): string[] | undefined {
  if (!head.includes('|')) return undefined
  const bare = trimmedEnd(head)
  const ends = (bare.startsWith('|') ? 1 : 0) + (bare.endsWith('|') ? 1 : 0)
  const count = bare.split('|').length - ends
  if (count > mostColumns) return undefined
  const dashes = line.replace(/^\|/, '').split('|', count)
  if (dashes.length < count) return undefined
  const columns = dashes.map(alignment)
  return columns.includes(undefined) ? undefined : (columns as string[])
}

/** Colons say to which side a column keeps. One of them is enough to make it one, without a dash. */
function alignment(dashes: string): string | undefined {
  const [, left, middle, right] = /^ *(:?)(-*)(:?) *$/.exec(dashes) ?? []
  if (!left && !middle && !right) return undefined
  if (left && right) return ' align="center"'
  return left ? ' align="left"' : right ? ' align="right"' : ''
}

/** A row, cut at each `|`, even inside code. The columns that it lacks are one empty cell. */
function row(line: string, tag: 'th' | 'td', columns: readonly string[], depth: number, reading: Reading): string {
  let cells = ''
  let at = line.startsWith('|') ? 1 : 0
  let column = 0
  for (; column < columns.length && at < line.length; column++) {
    const bar = line.indexOf('|', at)
    const end = bar < 0 ? line.length : bar
    const text = trimmedEnd(line.slice(at, end).replace(/^ +/, ''))
    cells += cell(tag, columns[column] ?? '', reading.inline(text, depth + 4))
    at = end + 1
  }
  const missing = columns.length - column
  const span = missing > 1 ? ` colspan="${missing}" ` : ''
  if (missing > 0) cells += cell(tag, span + (columns[column] ?? ''), '')
  return `<tr>\n${cells}</tr>\n`
}

function cell(tag: 'th' | 'td', attributes: string, content: string): string {
  const open = `<${tag}${attributes}>`
  return `${open}${content}</${tag}>\n`
}

function trimmedEnd(text: string): string {
  let end = text.length
  while (end > 0 && isBlank(text[end - 1])) end--
  return text.slice(0, end)
}
