import { setImmediate as nextTurn } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import type { Words } from '../words.ts'
import { tableProblem } from './table.ts'

/** What is told while a part is read; names without their prefix. */
export interface XmlReader {
  open?(name: string, attribute: (name: string) => string | undefined): void
  text?(text: string): void
  close?(name: string): void
  /** Nothing more needs to be read. */
  done?(): boolean
}

const piece = 65_536
/** Deeper than any sheet. */
const mostDepth = 200
/** More elements than a sheet has that people write posts in; Excel's own limit is 1,048,576 rows, most of which it leaves out. */
const mostElements = 2_000_000

/**
 * Reads XML from beginning to end, keeping nothing, piece by piece: others get their turn in between. A document that declares
 * something of its own is refused: spreadsheets write none, and entities may grow without end.
 * @throws Problem `wrong-input` for what is no XML, or has more elements than any sheet
 */
export async function readXml(xml: string, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser()
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  let depth = 0
  let elements = 0
  parser.on('doctype', () => {
    throw tableProblem(broken)
  })
  parser.on('error', (error) => {
    throw tableProblem(broken, error)
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    elements += 1
    if (depth > mostDepth) throw tableProblem(broken)
    if (elements > mostElements) throw tableProblem(tooMany)
    reader.open?.(local(name), (wanted) => {
      const found = Object.keys(attributes).find((key) => local(key) === wanted)
      return found === undefined ? undefined : attributes[found]
    })
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    reader.close?.(local(name))
  })
  const onText = (text: string) => reader.text?.(text)
  parser.on('text', onText)
  parser.on('cdata', onText)
  for (let at = 0; at < xml.length; at += piece) {
    if (reader.done?.()) return
    parser.write(xml.slice(at, at + piece))
    await nextTurn()
  }
  if (!reader.done?.()) parser.close()
}

const broken: Words = {
  id: 'Isi berkas ini tidak dapat dibaca. Buka di aplikasi lembar kerja, simpan ulang, lalu coba lagi.',
  en: 'What is in this file can’t be read. Open it in a spreadsheet program, save it again, and try again.',
}
const tooMany: Words = {
  id: 'Lembar ini berisi terlalu banyak baris kosong. Salin baris kirimannya saja ke berkas baru.',
  en: 'This sheet has too many empty rows. Copy only the rows with posts into a new file.',
}
