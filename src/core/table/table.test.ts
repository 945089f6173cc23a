import { describe, expect, test } from 'vitest'
import { readTable } from './read.ts'
import { dayZero1900, dayZero1904, serialText } from './table.ts'
import { contentXml, openDocument, packed, workbook } from './testing/packed.ts'
import { xlsxFile } from './write-xlsx.ts'

const columns = ['saluran', 'teks', 'waktu', 'channel', 'text', 'when']
const read = async (bytes: Uint8Array, rows = 50) => (await readTable(bytes, { rows, columns })).rows
const cells = async (bytes: Uint8Array) => (await read(bytes)).map((row) => row.cells)
const bytes = (text: string) => new TextEncoder().encode(text)
/** As Excel's “Unicode text”. */
const utf16 = (text: string, little = true) => {
  const units = Uint16Array.from(text, (letter) => letter.charCodeAt(0))
  const found = new Uint8Array(units.length * 2)
  const view = new DataView(found.buffer)
  for (const [at, unit] of units.entries()) view.setUint16(at * 2, unit, little)
  return found
}

describe('text', () => {
  const rows = [
    ['saluran', 'teks', 'waktu'],
    ['rina', 'Kopi; dan “kue”', 'besok 9'],
  ]
  test.each([',', ';', '\t', '|'])('parted by %j', async (mark) => {
    const line = (row: string[]) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(mark)
    expect(await cells(bytes(rows.map(line).join('\r\n')))).toEqual(rows)
    expect(await cells(bytes(`\ufeff${rows.map(line).join('\n')}\n`))).toEqual(rows)
    expect(await cells(utf16(`\ufeff${rows.map(line).join('\r\n')}`))).toEqual(rows)
    expect(await cells(utf16(`\ufeff${rows.map(line).join('\r\n')}`, false))).toEqual(rows)
    expect(await cells(utf16(rows.map(line).join('\r\n')))).toEqual(rows)
  })

  test('commas in a head that is parted otherwise', async () => {
    expect(await cells(bytes('saluran;teks (pendek, jelas, hangat, benar);waktu\nrina;a;b\n'))).toEqual([
      ['saluran', 'teks (pendek, jelas, hangat, benar)', 'waktu'],
      ['rina', 'a', 'b'],
    ])
  })

  test('Excel’s own first line, and a title above', async () => {
    const found = await read(bytes('sep=;\r\nRencana Desember\r\nsaluran;teks\r\nrina;Halo, semua\r\n'))
    expect(found).toEqual([
      { line: 2, cells: ['Rencana Desember'] },
      { line: 3, cells: ['saluran', 'teks'] },
      { line: 4, cells: ['rina', 'Halo, semua'] },
    ])
  })

  test('of old Windows', async () => {
    const caf = Uint8Array.from([...bytes('saluran,teks\nrina,Caf'), 0xe9, 0x20, 0x93, 0x41, 0x94, 0x0a])
    expect((await cells(caf))[1]).toEqual(['rina', 'Café “A”'])
  })

  test('what is no table is refused in words', async () => {
    for (const [file, why] of [
      [bytes('<!DOCTYPE html><table><tr><td>saluran'), 'no table'],
      [bytes('%PDF-1.7'), 'no table'],
      [Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3]), 'no table'],
      [Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'old Excel'],
      [await packed({ 'word/document.xml': '<a/>' }), 'no table'],
      [(await packed({ 'xl/workbook.xml': '<workbook/>' })).subarray(0, 60), 'damaged'],
      [bytes('saluran,teks\nrina,"open\n'), 'quotation mark'],
    ] as const)
      await expect(read(file), why).rejects.toThrow(why)
  })
})

describe('numbers of days', () => {
  test.each([
    [46361.791666666664, true, '2026-12-05 19:00'],
    [46361, false, '2026-12-05'],
    [46361, true, '2026-12-05 00:00'],
    [0.7916666666666666, true, '19:00'],
    [46361.99999, true, '2026-12-06 00:00'],
    [61, false, '1900-03-01'],
    [-1, true, undefined],
    [3_000_000, true, undefined],
    [Number.NaN, true, undefined],
  ])('%d', (serial, clock, text) => expect(serialText(serial, dayZero1900, clock)).toBe(text))
  test('of a Macintosh', () => expect(serialText(44899.5, dayZero1904, true)).toBe('2026-12-05 12:00'))
})

describe('Excel', () => {
  const strings =
    '<si><t>saluran</t></si><si><t>teks</t></si><si><t>waktu</t></si><si><r><t xml:space="preserve">Kopi </t></r><r><rPr><b/></rPr><t>Gayo</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>Dua_x000D_\nbaris &amp; satu</t></si>'
  const head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
  const formats = ['dd/mm/yyyy\\ hh:mm', '[$-421]dd\\ mmmm\\ yyyy;@', '&quot;kg&quot; 0.00', 'h:mm;@', '[Red]0']

  test('its dates, texts and gaps', async () => {
    const rows = `${head}<row r="3"><c r="A3" t="inlineStr"><is><t>rina</t></is></c><c r="B3" t="s"><v>3</v></c><c r="C3" s="1"><v>46361.791666666664</v></c></row>
      <row r="4"><c r="B4" t="s"><v>4</v></c><c r="C4" s="2"><v>46361</v></c><c r="D4" s="4"><v>0.375</v></c></row>
      <row r="5"><c r="A5" s="3"><v>46361.5</v></c><c r="B5" t="str"><v>hasil</v></c><c r="C5" s="5"><v>12</v></c><c r="D5" t="b"><v>1</v></c></row><row r="6"><c r="C6"/></row>`
    expect(await read(await workbook(rows, { strings, formats }))).toEqual([
      { line: 1, cells: ['saluran', 'teks', 'waktu'] },
      { line: 3, cells: ['rina', 'Kopi Gayo', '2026-12-05 19:00'] },
      { line: 4, cells: ['', 'Dua\nbaris & satu', '2026-12-05', '09:00'] },
      { line: 5, cells: ['46361.5', 'hasil', '12', 'TRUE'] },
    ])
  })

  test('a book that counts from 1904, and its first sheet that is shown', async () => {
    const sheets = '<sheet name="Rahasia" sheetId="2" state="hidden" r:id="rId9"/>'
    const rows = `${head}<row><c s="1"><v>44899.5</v></c></row>`
    const file = await workbook(rows, { strings, formats, date1904: true, sheets })
    expect(await cells(file)).toEqual([['saluran', 'teks', 'waktu'], ['2026-12-05 12:00']])
  })

  test('what is written is read', async () => {
    const file = await xlsxFile(
      'Kiriman',
      [
        ['saluran', 'teks <&>'],
        ['rina', new Date('2030-12-01T09:00:00Z')],
      ],
      [20, 60],
    )
    expect(await cells(file)).toEqual([
      ['saluran', 'teks <&>'],
      ['rina', '2030-12-01 09:00'],
    ])
  })
})

describe('LibreOffice', () => {
  const row = (...all: string[]) => `<table:table-row>${all.join('')}</table:table-row>`
  const text = (...lines: string[]) =>
    `<table:table-cell office:value-type="string">${lines.map((line) => `<text:p>${line}</text:p>`).join('')}</table:table-cell>`
  const rows = [
    row(text('saluran'), text('teks'), text('waktu')),
    '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    row(
      text('rina'),
      `<table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation><text:p>Kopi<text:s text:c="2"/><text:span>Gayo</text:span></text:p><text:p>baris<text:line-break/>dua</text:p></table:table-cell>`,
      '<table:table-cell office:value-type="date" office:date-value="2026-12-05T19:00:00"><text:p>05/12/26 19.00</text:p></table:table-cell>',
      '<table:table-cell office:value-type="date" office:date-value="2026-12-05"><text:p>5 Des</text:p></table:table-cell>',
      '<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"><text:p>09.30</text:p></table:table-cell>',
      '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12,5</text:p></table:table-cell>',
    ),
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
  ].join('')
  const right = [
    { line: 1, cells: ['saluran', 'teks', 'waktu'] },
    { line: 5, cells: ['rina', 'Kopi  Gayo\nbaris\ndua', '2026-12-05 19:00', '2026-12-05', '09:30', '12.5'] },
    { line: 6, cells: ['x', 'x'] },
    { line: 7, cells: ['x', 'x'] },
  ]
  test('its dates, texts and repeats', async () => expect(await read(await openDocument(rows))).toEqual(right))
  test('flat', async () => {
    const flat = contentXml(rows).replace('document-content', 'document').replace('document-content>', 'document>')
    expect(await read(bytes(flat))).toEqual(right)
  })
})

describe('what is made to be large', () => {
  test('ends after the rows that are wanted', async () => {
    const rows = Array.from({ length: 5000 }, (_, n) => `<row r="${n + 1}"><c t="str"><v>${n}</v></c></row>`).join('')
    expect(await read(await workbook(rows), 20)).toHaveLength(21)
    expect(await read(bytes('a,b\n'.repeat(5000)), 20)).toHaveLength(21)
  })

  test('a part that unpacks to very much is refused before it is unpacked', async () => {
    const file = await packed({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': ' '.repeat(40_000_000) })
    expect(file.length).toBeLessThan(100_000)
    await expect(read(file)).rejects.toThrow('too large')
  })

  test('a part that unpacks to more than it says is refused', async () => {
    const sheet = `<worksheet>${'<a/>'.repeat(500_000)}</worksheet>`
    const file = await packed({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': sheet })
    const view = new DataView(file.buffer)
    let changed = 0
    for (let at = 0; at + 4 < file.length; at += 1) {
      // The size in the directory at the end; https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.12
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === sheet.length) {
        view.setUint32(at + 24, 100, true)
        changed += 1
      }
    }
    expect(changed).toBe(1)
    await expect(read(file)).rejects.toThrow('damaged')
  })

  test('entities that grow are refused', async () => {
    const bomb = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`
    const file = await packed({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': bomb })
    await expect(read(file)).rejects.toThrow('can’t be read')
  })

  test('what is nested without end is refused', async () => {
    const file = await packed({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': '<a>'.repeat(100_000) })
    await expect(read(file)).rejects.toThrow('can’t be read')
  })

  test('empty rows without end are refused', async () => {
    const file = await packed({
      'xl/workbook.xml': '<workbook/>',
      'xl/worksheets/sheet1.xml': `<a>${'<row/>'.repeat(2_000_001)}</a>`,
    })
    await expect(read(file)).rejects.toThrow('too many empty rows')
  })

  test('a row of very many cells, and one that stands far to the right', async () => {
    const wide = '<c t="str"><v>x</v></c>'.repeat(20_000)
    const far = '<c r="XFD2" t="str"><v>y</v></c><c r="A2" t="str"><v>z</v></c>'
    const found = await read(await workbook(`<row r="1">${wide}</row><row r="2">${far}</row>`))
    expect(found.map((row) => row.cells.length)).toEqual([100, 1])
  })

  test('more letters than posts have', async () => {
    await expect(read(bytes(`saluran,teks\n${`a,${'x'.repeat(150_000)}\n`.repeat(30)}`))).rejects.toThrow('too large')
  })
})

test('a number format is read as far as one goes, however long it is', async () => {
  const formats = [`yyyy-mm-dd ${'['.repeat(200_000)}`]
  const found = await read(await workbook('<row r="1"><c s="1"><v>46361</v></c></row>', { formats }))
  expect(found.map(({ cells }) => cells)).toEqual([['2026-12-05']])
})
