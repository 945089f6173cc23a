import { Problem } from '../problem.ts'
import { withoutRefused } from '../text/foreign.ts'
import type { Words } from '../words.ts'

/** One row that holds something: its line in the file or the sheet, counted from 1, and its cells as text. */
export interface TableRow {
  line: number
  /** Dates and times as `2026-12-05 19:00`, `2026-12-05` or `19:00`; numbers with a point. */
  cells: string[]
}

/** What a file of rows and columns holds. */
export interface Table {
  rows: TableRow[]
  /** The day that a spreadsheet counts from: a number in a column of dates is so many days after it (UTC, milliseconds). */
  dayZero: number
}

/** What a table may hold; what is more is refused, or left out where nobody writes so much. */
export interface TableBounds {
  /** Rows that hold something; one more is read, so that the caller sees that there are too many. */
  rows: number
}

/** The most cells of one row, and letters of all cells together. */
export const most = { cells: 100, letters: 4_000_000 }

/** The day before 1 January 1900, as spreadsheets count, after the 29 February that they think that year had. */
export const dayZero1900 = Date.UTC(1899, 11, 30)
/** What old Macintoshes counted from. */
export const dayZero1904 = Date.UTC(1904, 0, 1)
const dayMs = 86_400_000
/** The first of the year 10000. */
const lastDay = Date.UTC(10_000, 0, 1)

/**
 * A spreadsheet's number as day and time: `2026-12-05 19:00`; below 1 only a time. Seconds are rounded away, as nobody plans by them.
 * @param clock with the time where it is midnight, too
 * @returns `undefined` for a day that no spreadsheet has
 */
export function serialText(serial: number, dayZero: number, clock: boolean): string | undefined {
  if (!(serial >= 0)) return undefined
  const minutes = Math.round(serial * 1440)
  const day = Math.floor(minutes / 1440)
  const at = dayZero + day * dayMs
  if (at >= lastDay) return undefined
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`
  if (serial < 1) return time
  const date = new Date(at).toISOString().slice(0, 10)
  return clock || minutes % 1440 ? `${date} ${time}` : date
}

/** Gathers rows until there is one more than are wanted. */
export class Rows {
  readonly rows: TableRow[] = []
  #letters = 0
  readonly #most: number
  constructor(bounds: TableBounds) {
    this.#most = bounds.rows
  }
  /** Nothing more needs to be read. */
  get full(): boolean {
    return this.rows.length > this.#most
  }
  /** @throws Problem `wrong-input` for more letters than {@link most} */
  add(line: number, cells: readonly string[]): void {
    const kept = cells.slice(0, most.cells)
    if (this.full || !kept.some((cell) => cell.trim())) return
    this.#letters += kept.reduce((sum, cell) => sum + cell.length, 0)
    if (this.#letters > most.letters) throw tableProblem(tooLong)
    // A workbook can name any sign by its number, halves of pairs and NUL too.
    this.rows.push({ line, cells: kept.map(withoutRefused) })
  }
}

/** A file that can't be read, told to whoever chose it. */
export function tableProblem(words: Words, cause?: unknown, values: Record<string, string | number> = {}): Problem {
  return new Problem('wrong-input', words, { field: 'file', values, ...(cause === undefined ? {} : { cause }) })
}

const tooLong: Words = {
  id: 'Berkas ini terlalu besar. Bagi menjadi beberapa berkas.',
  en: 'This file is too large. Split it into several files.',
}
