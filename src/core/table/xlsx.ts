import { dayZero1900, dayZero1904, most, Rows, serialText, type Table, type TableBounds } from './table.ts'
import { readXml } from './xml.ts'
import type { Parts } from './zip.ts'

/** More than the words of any sheet that is taken: a piece of text is kept once, however many cells show it. */
const mostStrings = 200_000

interface Book {
  sheet: string
  dayZero: number
}

/** The first sheet that is shown of an Excel workbook (ECMA-376). @throws Problem `wrong-input` */
export async function readXlsx(parts: Parts, bounds: TableBounds): Promise<Table> {
  const book = await bookOf(parts)
  const clocks = await clocksOf((await parts.text('xl/styles.xml')) ?? '')
  const strings = await stringsOf((await parts.text('xl/sharedStrings.xml')) ?? '')
  const rows = new Rows(bounds)
  await readSheet((await parts.text(book.sheet)) ?? '<sheet/>', rows, { strings, clocks, dayZero: book.dayZero })
  return { rows: rows.rows, dayZero: book.dayZero }
}

/** Which sheet is shown first, and from which day the book counts. */
async function bookOf(parts: Parts): Promise<Book> {
  let first: string | undefined
  let dayZero = dayZero1900
  await readXml((await parts.text('xl/workbook.xml')) ?? '<workbook/>', {
    open(name, attribute) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attribute('date1904') ?? '')) dayZero = dayZero1904
      const shown = !/hidden/i.test(attribute('state') ?? '')
      if (name === 'sheet' && shown) first ??= attribute('id')
    },
  })
  let target: string | undefined
  await readXml((await parts.text('xl/_rels/workbook.xml.rels')) ?? '<none/>', {
    open(name, attribute) {
      if (name === 'Relationship' && first !== undefined && attribute('Id') === first) target = attribute('Target')
    },
  })
  const sheet = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? 'worksheets/sheet1.xml'}`
  return { sheet, dayZero }
}

/** How a number format shows a number: as no time, as a day, or with its time of day. */
type Clock = undefined | 'day' | 'time'

/** Of each style of a cell, by its place. */
async function clocksOf(styles: string): Promise<Clock[]> {
  const formats = new Map<string, string>()
  const clocks: Clock[] = []
  let inCells = false
  if (!styles) return clocks
  await readXml(styles, {
    open(name, attribute) {
      if (name === 'numFmt') formats.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) clocks.push(clockOf(attribute('numFmtId') ?? '0', formats))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return clocks
}

/** The formats that a workbook need not name (ECMA-376, 18.8.30), those of other languages too. */
function clockOf(id: string, formats: ReadonlyMap<string, string>): Clock {
  const code = formats.get(id)
  if (code !== undefined) return clockOfCode(code)
  const number = Number(id)
  if ((number >= 18 && number <= 22) || number === 32 || number === 33 || (number >= 45 && number <= 47)) return 'time'
  const day = (number >= 14 && number <= 17) || (number >= 27 && number <= 36) || (number >= 50 && number <= 58)
  return day ? 'day' : undefined
}

/** Excel takes no longer format, in characters. */
const longestCode = 255

/** Letters of a date outside of quotes, brackets and escapes. */
function clockOfCode(code: string): Clock {
  const [positive = ''] = code
    .slice(0, longestCode)
    .replace(/"[^"]*"?/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .split(';')
  const plain = positive.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').toLowerCase()
  if (/general|standard|[0#?]/.test(plain.replace(/s[.,]0+/g, ''))) return undefined
  if (/[hs]|am\/pm/.test(plain)) return 'time'
  return /[dmy]/.test(plain) ? 'day' : undefined
}

/** Texts that cells name by their place. */
async function stringsOf(xml: string): Promise<string[]> {
  const strings: string[] = []
  let depth = 0
  let spoken = 0
  let text = ''
  if (!xml) return strings
  await readXml(xml, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 't') depth += 1
      if (name === 'rPh') spoken += 1
    },
    text(more) {
      if (depth && !spoken) text += more
    },
    close(name) {
      if (name === 't') depth -= 1
      if (name === 'rPh') spoken -= 1
      if (name === 'si') strings.push(unescaped(text))
    },
    done: () => strings.length >= mostStrings,
  })
  return strings
}

/** `_x000D_` stands for a character that XML can't hold (ECMA-376, 22.4.2.4). */
const unescaped = (text: string) =>
  text
    .replace(/_x([0-9A-F]{4})_/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')

interface Reading {
  strings: readonly string[]
  clocks: readonly Clock[]
  dayZero: number
}

async function readSheet(xml: string, rows: Rows, reading: Reading): Promise<void> {
  let line = 0
  let cells: string[] = []
  let at = 0
  let cell: { type: string; style: number } | undefined
  let value = ''
  let taking = false
  let spoken = 0
  await readXml(xml, {
    open(name, attribute) {
      if (name === 'row') {
        line = Number(attribute('r')) || line + 1
        cells = []
        at = 0
      } else if (name === 'c') {
        at = columnOf(attribute('r')) ?? at
        cell = { type: attribute('t') ?? 'n', style: Number(attribute('s')) || 0 }
        value = ''
      } else if (name === 'rPh') spoken += 1
      else if (cell && (name === 'v' || name === 't')) taking = true
    },
    text(more) {
      if (taking && !spoken) value += more
    },
    close(name) {
      if (name === 'v' || name === 't') taking = false
      if (name === 'rPh') spoken -= 1
      if (name === 'c' && cell) {
        if (at < most.cells) cells[at] = shownAs(cell, value, reading)
        at += 1
        cell = undefined
      }
      if (name === 'row')
        rows.add(
          line,
          Array.from(cells, (one) => one ?? ''),
        )
    },
    done: () => rows.full,
  })
}

/** `C5` is the third column, counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/i.exec(reference ?? '')?.[0]
  if (!letters) return undefined
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function shownAs({ type, style }: { type: string; style: number }, value: string, reading: Reading): string {
  if (type === 's') return reading.strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return value.replace('T', ' ').replace(/:\d\d(\.\d+)?Z?$/, '')
  if (type !== 'n') return unescaped(value)
  const clock = reading.clocks[style]
  if (!clock || !value.trim()) return value
  return serialText(Number(value), reading.dayZero, clock === 'time') ?? value
}
