import { type CsvError, parse } from 'csv-parse/sync'
import { cellText } from '../csv.ts'
import type { Words } from '../words.ts'
import { dayZero1900, Rows, type Table, type TableBounds, tableProblem } from './table.ts'

const delimiters = [',', ';', '\t', '|']
/** The first lines say how cells are parted. */
const looked = 20_000

/**
 * Text with commas, semicolons, tabs or bars between its cells, as spreadsheets of all countries save it.
 * @param knows how many of these cells name a column: how the cells are parted is what makes most names known
 * @throws Problem `wrong-input`
 */
export function readTextTable(text: string, bounds: TableBounds, knows: (cells: readonly string[]) => number): Table {
  const { said, body, lines } = saidDelimiter(text.startsWith('\ufeff') ? text.slice(1) : text)
  const delimiter = said ?? likeliest(body, knows)
  const rows = new Rows(bounds)
  for (const { cells, line } of recordsOf(body, delimiter, bounds.rows + 2)) {
    rows.add(line + lines, cells.map(cellText))
    if (rows.full) break
  }
  return { rows: rows.rows, dayZero: dayZero1900 }
}

/** Excel's own first line `sep=;`. */
function saidDelimiter(text: string): { said: string | undefined; body: string; lines: number } {
  const match = /^"?sep=([,;\t|])"?\r?\n/i.exec(text)
  return match
    ? { said: match[1], body: text.slice(match[0].length), lines: 1 }
    : { said: undefined, body: text, lines: 0 }
}

function likeliest(text: string, knows: (cells: readonly string[]) => number): string {
  const begin = text.slice(0, looked)
  const scored = delimiters.map((delimiter) => {
    const rows = begun(begin, delimiter)
    return { delimiter, known: Math.max(0, ...rows.map(knows)), cells: rows[0]?.length ?? 0 }
  })
  const [best] = scored.toSorted((a, b) => b.known - a.known || b.cells - a.cells)
  return best?.delimiter ?? ','
}

/** The first rows; as far as they can be read. */
function begun(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { ...options, delimiter, to: 10, relax_quotes: true }) as string[][]
  } catch {
    // Cut off in the middle of a cell, or parted otherwise.
    return text.split(/\r?\n/, 10).map((line) => line.split(delimiter))
  }
}

const options = { relax_column_count: true, skip_empty_lines: true, max_record_size: 200_000 } as const

function recordsOf(text: string, delimiter: string, most: number): { cells: string[]; line: number }[] {
  try {
    // With `info` the library answers more than the type of its plain call says.
    const read = parse(text, { ...options, delimiter, info: true, to: most }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    // The parser gives the line on which a record ends; people look for the line on which it begins.
    return read.map(({ record, info }) => ({
      cells: record,
      line: info.lines - record.join('').split('\n').length + 1,
    }))
  } catch (error) {
    const { lines } = error as CsvError & { lines?: number }
    throw tableProblem(unreadable, error, { line: lines ?? '?' })
  }
}

const unreadable: Words = {
  id: 'Berkas ini bukan CSV yang utuh; di sekitar baris {line} ada tanda kutip yang tidak tertutup. Simpan ulang sebagai CSV.',
  en: 'This file is no whole CSV: near line {line} a quotation mark is not closed. Save it as CSV again.',
}

/**
 * Bytes as text: by their mark; UTF-16 without one by its empty bytes; UTF-8 where they are that; else as Windows writes western languages.
 * @returns `undefined` for what is no text
 */
export function decodedText(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === 0xff && b === 0xfe) return decoded(bytes, 'utf-16le')
  if (a === 0xfe && b === 0xff) return decoded(bytes, 'utf-16be')
  if (a === 0xef && b === 0xbb && c === 0xbf) return decoded(bytes, 'utf-8')
  const begin = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  for (const [at, byte] of begin.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > begin.length / 4 && even < odd / 8) return decoded(bytes, 'utf-16le')
  if (even > begin.length / 4 && odd < even / 8) return decoded(bytes, 'utf-16be')
  if (even + odd) return undefined
  return decoded(bytes, 'utf-8', true) ?? decoded(bytes, 'windows-1252')
}

function decoded(bytes: Uint8Array, label: string, fatal = false): string | undefined {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes)
  } catch (error) {
    // The decoder says so for bytes that are no such text.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
