import { type CsvError, parse } from 'csv-parse/sync'
import { cellText } from '../core/csv.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'

/** What a column is about. */
export type Column = 'channel' | 'text' | 'at' | 'clock' | 'zone' | 'link'

/** Names that people give their columns, in both languages. */
const names: Readonly<Record<Column, readonly string[]>> = {
  channel: ['channel', 'channels', 'saluran', 'network', 'jejaring', 'account', 'akun'],
  text: ['text', 'teks', 'message', 'pesan', 'content', 'isi', 'post', 'kiriman'],
  at: ['at', 'when', 'waktu', 'date', 'tanggal', 'schedule', 'jadwal', 'date and time', 'tanggal dan jam'],
  clock: ['time', 'jam', 'pukul'],
  zone: ['time zone', 'timezone', 'zone', 'tz', 'zona', 'zona waktu'],
  link: ['link', 'url', 'tautan', 'address', 'alamat'],
}

/** One row of the file: its line, counted from 1, and its cells by column. */
export interface FileRow {
  line: number
  cells: Partial<Record<Column, string>>
}

/** A CSV file’s rows, as they were typed. */
export interface FileRows {
  rows: FileRow[]
  /** Columns that nothing is known about. */
  ignored: string[]
}

const mostRows = 1000

/** Reads a CSV file (commas, semicolons or tabs; the first line names the columns). @throws Problem `wrong-input` */
export function readImport(file: string): FileRows {
  const records = recordsOf(file)
  const [head, ...rest] = records
  if (!head || !rest.length) throw wrong(nothingThere)
  const columns = head.record.map(columnOf)
  if (!columns.includes('channel') || !columns.includes('text')) throw wrong(noColumns)
  if (rest.length > mostRows) throw wrong(tooMany)
  const ignored = head.record.filter((name, index) => name.trim() && !columns[index])
  const rows = rest.map(({ record, line }) => {
    const named = record.flatMap((cell, index) => (columns[index] ? [[columns[index], cellText(cell).trim()]] : []))
    return { line, cells: Object.fromEntries(named) as FileRow['cells'] }
  })
  return { rows, ignored }
}

function columnOf(name: string): Column | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
  return (Object.keys(names) as Column[]).find((column) => names[column].includes(plain))
}

function recordsOf(file: string): { record: string[]; line: number }[] {
  const first = file.slice(0, file.search(/\r|\n|$/))
  const count = (mark: string) => first.split(mark).length
  const delimiter = [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
  try {
    const read = parse(file, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 200_000,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    // The parser gives the line on which a record ends; people look for the line on which it begins.
    return read.map(({ record, info }) => ({ record, line: info.lines - record.join('').split('\n').length + 1 }))
  } catch (error) {
    const { lines } = error as CsvError & { lines?: number }
    throw new Problem('wrong-input', unreadable, {
      field: 'csv',
      values: { line: lines ?? '?' },
      cause: error,
    })
  }
}

function wrong(words: Words): Problem {
  return new Problem('wrong-input', words, { field: 'csv', values: { most: mostRows } })
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
const unreadable: Words = {
  id: 'Berkas ini bukan CSV yang utuh; di sekitar baris {line} ada tanda kutip yang tidak tertutup. Simpan ulang sebagai CSV.',
  en: 'This file is no whole CSV: near line {line} a quotation mark is not closed. Save it as CSV again.',
}
