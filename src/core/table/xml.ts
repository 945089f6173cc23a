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

/**
 * Reads XML from beginning to end, keeping nothing. A document that declares something of its own is refused: spreadsheets
 * write none, and entities may grow without end.
 * @throws Problem `wrong-input` for what is no XML
 */
export function readXml(xml: string, reader: XmlReader): void {
  const parser = new SaxesParser()
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  let depth = 0
  parser.on('doctype', () => {
    throw tableProblem(broken)
  })
  parser.on('error', (error) => {
    throw tableProblem(broken, error)
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > mostDepth) throw tableProblem(broken)
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
  }
  if (!reader.done?.()) parser.close()
}

const broken: Words = {
  id: 'Isi berkas ini tidak dapat dibaca. Buka di aplikasi lembar kerja, simpan ulang, lalu coba lagi.',
  en: 'What is in this file can’t be read. Open it in a spreadsheet program, save it again, and try again.',
}
