import type { Words } from '../words.ts'
import { readOds } from './ods.ts'
import { type Table, type TableBounds, tableProblem } from './table.ts'
import { decodedText, readTextTable } from './text-table.ts'
import { readXlsx } from './xlsx.ts'
import { openParts } from './zip.ts'

/** What a table is read for. */
export interface Wanted extends TableBounds {
  /** Names of columns, in small letters: they tell how the cells of a text are parted. */
  columns: readonly string[]
}

/**
 * Reads the rows of a file, whatever it is: CSV and its kin in any usual script, Excel's XLSX, OpenDocument's ODS (packed or
 * flat). What it is, its bytes say, never its name.
 * @throws Problem `wrong-input` for a file that can't be read, with what to do
 */
export async function readTable(bytes: Uint8Array, wanted: Wanted): Promise<Table> {
  const begins = (...expected: number[]) => expected.every((byte, at) => bytes[at] === byte)
  if (begins(0x50, 0x4b, 0x03, 0x04)) return readPacked(bytes, wanted)
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw tableProblem(oldExcel)
  const text = decodedText(bytes)
  if (text === undefined) throw tableProblem(noTable)
  if (/^\ufeff?\s*<\?xml[\s\S]{0,4000}?opendocument/i.test(text.slice(0, 5000))) return readOds(text, wanted)
  if (/^\ufeff?\s*(<!doctype|<html|<\?xml|<table|%PDF|\{\\rtf)/i.test(text)) throw tableProblem(noTable)
  return readTextTable(text, wanted, (cells) => cells.filter((cell) => wanted.columns.includes(plainName(cell))).length)
}

async function readPacked(bytes: Uint8Array, wanted: Wanted): Promise<Table> {
  const parts = await openParts(bytes)
  if (parts.has('xl/workbook.xml')) return readXlsx(parts, wanted)
  const content = parts.has('mimetype') ? await parts.text('content.xml') : undefined
  if (content !== undefined) return readOds(content, wanted)
  throw tableProblem(noTable)
}

/** Longer than any name of a column, in UTF-16 units: what stands behind is compared with nothing. */
const longestName = 300

/** A column's name as it is compared: small letters, without what stands in brackets, without marks. */
export function plainName(name: string): string {
  return name
    .slice(0, longestName)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[*:#"'\s_/-]+/g, ' ')
    .trim()
    .toLowerCase()
}

const oldExcel: Words = {
  id: 'Ini berkas Excel lama (.xls) atau berkas dengan kata sandi. Di Excel pilih Simpan Sebagai → Excel Workbook (.xlsx), tanpa kata sandi.',
  en: 'This is an old Excel file (.xls), or one with a password. In Excel choose Save as → Excel workbook (.xlsx), without a password.',
}
const noTable: Words = {
  id: 'Berkas ini bukan tabel yang dapat dibaca. Pakai CSV, XLSX (Excel), atau ODS (LibreOffice).',
  en: 'This file is no table that can be read. Use CSV, XLSX (Excel) or ODS (LibreOffice).',
}
