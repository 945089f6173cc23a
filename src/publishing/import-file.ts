import { Problem } from '../core/problem.ts'
import { plainName, readTable, type Table } from '../core/table/index.ts'
import type { Words } from '../core/words.ts'

/** What a column is about. */
export type Column = 'channel' | 'text' | 'at' | 'clock' | 'zone' | 'link'

/** Names that people give their columns, in both languages; without capitals, brackets and marks. */
const names: Readonly<Record<Column, readonly string[]>> = {
  channel: [
    ...['channel', 'channels', 'network', 'account', 'profile', 'platform', 'social network', 'social account'],
    ...['saluran', 'jejaring', 'akun', 'profil', 'media sosial', 'medsos', 'kanal', 'nama akun'],
  ],
  text: [
    ...['text', 'message', 'content', 'post', 'caption', 'copy', 'body', 'post text'],
    ...['teks', 'pesan', 'isi', 'kiriman', 'takarir', 'tulisan', 'isi kiriman', 'teks kiriman', 'konten'],
  ],
  at: [
    ...['at', 'when', 'date', 'schedule', 'date and time', 'date time', 'datetime', 'scheduled for', 'publish at'],
    ...['publish date', 'post date', 'scheduled date', 'waktu', 'tanggal', 'tgl', 'jadwal', 'kapan', 'tanggal dan jam'],
    ...['tanggal jam', 'tanggal & jam', 'waktu kirim', 'tanggal kirim', 'hari', 'hari dan tanggal', 'waktu terbit'],
  ],
  clock: ['time', 'hour', 'publish time', 'post time', 'jam', 'pukul', 'jam kirim', 'waktu jam'],
  zone: ['time zone', 'timezone', 'zone', 'tz', 'zona', 'zona waktu'],
  link: ['link', 'url', 'address', 'website', 'tautan', 'alamat', 'pranala'],
}

/** One row of the file: its line, counted from 1, and its cells by column. */
export interface FileRow {
  line: number
  cells: Partial<Record<Exclude<Column, 'at' | 'clock'>, string>>
  /** Day and time, in one cell or in several, days before clocks. */
  times: string[]
}

/** A file’s rows, as they were typed. */
export interface FileRows {
  rows: FileRow[]
  /** Columns that nothing is known about. */
  ignored: string[]
  /** The zone that the column of times names (`Jam (WIB)`), for rows that name none. */
  zone: string | undefined
  /** The day that the file's spreadsheet counts from. */
  dayZero: number
}

const mostRows = 1000
/** Some write a title above their table. */
const linesAbove = 10

/**
 * Reads a file of posts: CSV, XLSX or ODS. The first line that names columns is its head.
 * @throws Problem `wrong-input`
 */
export async function readImport(file: Uint8Array | string): Promise<FileRows> {
  const field = typeof file === 'string' ? 'csv' : 'file'
  const wrong = (words: Words) => new Problem('wrong-input', words, { field, values: { most: mostRows } })
  const { rows: all, dayZero } = await tableOf(file, field)
  const at = all.slice(0, linesAbove).findIndex(({ cells }) => isHead(cells))
  if (all.length < 2) throw wrong(nothingThere)
  const head = all[at]?.cells
  if (!head) throw wrong(noColumns)
  const rest = all.slice(at + 1)
  if (!rest.length) throw wrong(nothingThere)
  if (rest.length > mostRows) throw wrong(tooMany)
  const columns = head.map(columnOf)
  return {
    rows: rest.map(({ line, cells }) => rowOf(line, cells, columns)),
    ignored: head.filter((name, index) => name.trim() && !columns[index]),
    zone: zoneInHead(head, columns),
    dayZero,
  }
}

function isHead(cells: readonly string[]): boolean {
  const columns = cells.map(columnOf)
  return columns.includes('channel') && columns.includes('text')
}

function columnOf(name: string): Column | undefined {
  const plain = plainName(name)
  return (Object.keys(names) as Column[]).find((column) => names[column].includes(plain))
}

function rowOf(line: number, cells: readonly string[], columns: readonly (Column | undefined)[]): FileRow {
  const typed = (column: Column) =>
    columns.flatMap((one, index) => (one === column ? [(cells[index] ?? '').trim()] : [])).filter(Boolean)
  const one = (column: 'channel' | 'text' | 'zone' | 'link') => {
    const [first] = typed(column)
    return first === undefined ? {} : { [column]: first }
  }
  const named = { ...one('channel'), ...one('text'), ...one('zone'), ...one('link') }
  return { line, cells: named, times: [...typed('at'), ...typed('clock')] }
}

/** `Waktu (WIB)`. */
function zoneInHead(head: readonly string[], columns: readonly (Column | undefined)[]): string | undefined {
  const about = head.filter((_name, index) => columns[index] === 'clock' || columns[index] === 'at')
  return about.flatMap((name) => /\(([^)]{1,60})\)/.exec(name)?.[1]?.trim() ?? []).at(-1)
}

async function tableOf(file: Uint8Array | string, field: string): Promise<Table> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  try {
    return await readTable(bytes, { rows: mostRows + linesAbove, columns: Object.values(names).flat() })
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause
    throw new Problem(cause.kind, cause.words, { field, cause })
  }
}

const nothingThere: Words = {
  id: 'Berkas ini tidak berisi kiriman. Baris pertama menamai kolomnya, baris berikutnya adalah kirimannya.',
  en: 'This file holds no posts. Its first line names the columns, the lines below are the posts.',
}
const noColumns: Words = {
  id: 'Kolom “saluran” dan “teks” harus ada. Unduh contohnya, lalu isi seperti itu.',
  en: 'The columns “channel” and “text” must be there. Download the template and fill it in like that.',
}
const tooMany: Words = {
  id: 'Berkas ini lebih dari {most} baris. Bagi menjadi beberapa berkas.',
  en: 'This file has more than {most} {most|row|rows}. Split it into several files.',
}
