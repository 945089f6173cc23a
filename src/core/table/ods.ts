import { dayZero1900, most, Rows, type Table, type TableBounds } from './table.ts'
import { readXml } from './xml.ts'

/** A row is repeated so often at most: beyond the last one, sheets repeat an empty row a million times. */
const mostRepeats = 1100

interface Cell {
  repeats: number
  /** What it stands for, where it is no text. */
  value: string | undefined
  paragraphs: string[]
}

/** The first sheet of an OpenDocument spreadsheet (OASIS ODF 1.3), of its `content.xml` or flat. @throws Problem `wrong-input` */
export async function readOds(xml: string, bounds: TableBounds): Promise<Table> {
  const rows = new Rows(bounds)
  const sheet = new Sheet(rows)
  await readXml(xml, {
    open: (name, attribute) => sheet.open(name, attribute),
    text: (text) => sheet.text(text),
    close: (name) => sheet.close(name),
    done: () => rows.full || sheet.ended,
  })
  return { rows: rows.rows, dayZero: dayZero1900 }
}

class Sheet {
  ended = false
  readonly #rows: Rows
  #line = 0
  #repeats = 1
  #cells: string[] = []
  #cell: Cell | undefined
  #aside = 0
  #inText = 0

  constructor(rows: Rows) {
    this.#rows = rows
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    // A comment on a cell has paragraphs of its own.
    if (name === 'annotation') this.#aside += 1
    if (this.#aside || this.ended) return
    if (name === 'table-row') {
      this.#cells = []
      this.#repeats = repeatsOf(attribute('number-rows-repeated'))
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.#cell = {
        repeats: repeatsOf(attribute('number-columns-repeated')),
        value: valueIn(attribute),
        paragraphs: [],
      }
    } else if (this.#cell) this.#words(name, attribute)
  }

  #words(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'p') {
      this.#inText += 1
      this.#cell?.paragraphs.push('')
    } else if (name === 's') this.text(' '.repeat(Math.min(Number(attribute('c')) || 1, 100)))
    else if (name === 'tab') this.text('\t')
    else if (name === 'line-break') this.text('\n')
  }

  text(text: string): void {
    const paragraphs = this.#cell?.paragraphs
    if (this.#aside || !this.#inText || !paragraphs?.length) return
    paragraphs[paragraphs.length - 1] += text
  }

  close(name: string): void {
    if (name === 'annotation') this.#aside -= 1
    if (this.#aside || this.ended) return
    if (name === 'p' && this.#cell) this.#inText -= 1
    if ((name === 'table-cell' || name === 'covered-table-cell') && this.#cell) this.#keepCell(this.#cell)
    if (name === 'table-row') this.#keepRow()
    if (name === 'table') this.ended = true
  }

  #keepCell({ repeats, value, paragraphs }: Cell): void {
    const text = value ?? paragraphs.join('\n')
    const room = most.cells - this.#cells.length
    for (let n = 0; n < Math.min(repeats, room); n += 1) this.#cells.push(text)
    this.#cell = undefined
    this.#inText = 0
  }

  #keepRow(): void {
    for (let n = 0; n < Math.min(this.#repeats, mostRepeats) && !this.#rows.full; n += 1) {
      this.#rows.add(this.#line + n + 1, this.#cells)
    }
    this.#line += this.#repeats
  }
}

const repeatsOf = (said: string | undefined) => Math.max(1, Math.trunc(Number(said)) || 1)

/** Dates, times and numbers as they are, not as they are shown. */
function valueIn(attribute: (name: string) => string | undefined): string | undefined {
  const type = attribute('value-type')
  if (type === 'date')
    return attribute('date-value')
      ?.replace('T', ' ')
      .replace(/(\d:\d\d):\d\d(\.\d+)?$/, '$1')
  if (type === 'time') return timeOf(attribute('time-value'))
  if (type === 'float') return attribute('value')
  return undefined
}

/** `PT19H00M00S`. */
function timeOf(value: string | undefined): string | undefined {
  const match = /^PT(\d{1,3})H(\d{1,2})M/.exec(value ?? '')
  return match ? `${match[1]?.padStart(2, '0')}:${match[2]?.padStart(2, '0')}` : value
}
