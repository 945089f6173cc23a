import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A file of packed parts. */
export async function packed(parts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook as Excel writes it. @param rows the sheet's `<row>`s @param strings the `<si>`s @param formats of styles 1, 2 … */
export function workbook(
  rows: string,
  { strings = '', formats = [] as string[], date1904 = false, sheets = '' } = {},
): Promise<Uint8Array> {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`)
  const styles = formats.map((_code, at) => `<xf numFmtId="${164 + at}" xfId="0" applyNumberFormat="1"/>`)
  return packed({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="${relations}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets}<sheet name="Lembar1" sheetId="1" r:id="rId7"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId7" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="x" Target="worksheets/sheet9.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    'xl/worksheets/sheet9.xml':
      '<worksheet><sheetData><row r="1"><c t="str"><v>hidden</v></c></row></sheetData></worksheet>',
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
  })
}

/** A sheet as LibreOffice writes it. @param rows the sheet's `<table:table-row>`s */
export function openDocument(rows: string): Promise<Uint8Array> {
  return packed({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': contentXml(rows) })
}

/** `content.xml`, which is also a flat document. */
export const contentXml = (rows: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:t" xmlns:text="urn:x"><office:body><office:spreadsheet><table:table table:name="Lembar1">${rows}<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table><table:table table:name="Lembar2"><table:table-row><table:table-cell office:value-type="string"><text:p>not this</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
