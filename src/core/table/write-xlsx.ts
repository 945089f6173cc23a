import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { dayZero1900 } from './table.ts'

/** A cell that is written: words, or a time on the wall (UTC fields) that spreadsheets show in their own way. */
export type XlsxCell = string | Date

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Rows as an Excel workbook of one sheet; the first row is bold. @param widths of the columns, in letters */
export async function xlsxFile(
  sheet: string,
  rows: readonly (readonly XlsxCell[])[],
  widths: readonly number[],
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile()
  // The same words are the same file.
  const mtime = new Date(Date.UTC(2000, 0, 1))
  for (const [name, xml] of partsOf(sheet, rows, widths)) zip.addBuffer(Buffer.from(head + xml), name, { mtime })
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

function partsOf(sheet: string, rows: readonly (readonly XlsxCell[])[], widths: readonly number[]) {
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${namespace}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${namespace}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    ['xl/worksheets/sheet1.xml', sheetXml(rows, widths)],
  ] as const
}

function sheetXml(rows: readonly (readonly XlsxCell[])[], widths: readonly number[]): string {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  const lines = rows.map((row, at) => `<row r="${at + 1}">${row.map((cell) => cellXml(cell, at === 0)).join('')}</row>`)
  return `<worksheet xmlns="${namespace}"><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`
}

function cellXml(cell: XlsxCell, bold: boolean): string {
  if (cell instanceof Date) return `<c s="2"><v>${(cell.getTime() - dayZero1900) / 86_400_000}</v></c>`
  return `<c t="inlineStr"${bold ? ' s="1"' : ''}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
