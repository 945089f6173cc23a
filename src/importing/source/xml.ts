/** XML of other programs, record by record: streamed, whatever its size, and read on behind every fault. */
import type { Readable } from 'node:stream'
import sax from 'sax'
import { decoded } from './text.ts'

/** An element with what is inside. */
export interface XmlRecord {
  /** With the prefix that its namespace usually has: `wp:post_id`. */
  name: string
  attributes: Readonly<Record<string, string>>
  /** All text inside of it, not of the elements below. */
  text: string
  children: XmlRecord[]
  /** The file ended inside of it. */
  cut?: boolean
}

/** Something in the file that is no XML; it was read on behind it. */
export interface XmlFault {
  line: number
  what: string
}

/** What a record may hold, in UTF-16 units; a longer one is left out, and counted as a fault. */
const longestRecord = 48 * 2 ** 20
const mostFaults = 100
const mostDepth = 100

/** Prefixes by the namespaces that blogs write. The version stands in some of their names. */
const prefixes: readonly [RegExp, string][] = [
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/excerpt\/?$/, 'excerpt'],
  [/^https?:\/\/wordpress\.org\/export\//, 'wp'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/$/, 'content'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\/$/, 'dc'],
  [/^http:\/\/www\.w3\.org\/2005\/Atom$/, ''],
  [/^http:\/\/purl\.org\/syndication\/thread\/1\.0$/, 'thr'],
  [/^http:\/\/(?:purl\.org\/atom\/app#|www\.w3\.org\/2007\/app)$/, 'app'],
  [/^http:\/\/schemas\.google\.com\/blogger\/2018$/, 'blogger'],
  [/^http:\/\/search\.yahoo\.com\/mrss\/?$/, 'media'],
]

/**
 * Reads the records of a document, one after the other, each with what is inside.
 * @param isRecord whether an element is one; those around it are passed by
 * @param fault is told of what is no XML
 */
export async function* xmlRecords(
  stream: Readable,
  isRecord: (name: string) => boolean,
  fault: (fault: XmlFault) => void,
): AsyncGenerator<XmlRecord> {
  const reading = new Reading(isRecord, fault)
  for await (const piece of decoded(stream)) {
    reading.write(piece)
    yield* reading.taken()
  }
  reading.end()
  yield* reading.taken()
}

class Reading {
  readonly #parser = sax.parser(true, { xmlns: false, position: true })
  readonly #names = new Map<string, string>()
  #open: XmlRecord[] = []
  #done: XmlRecord[] = []
  #length = 0
  #faults = 0
  readonly #isRecord: (name: string) => boolean
  readonly #fault: (fault: XmlFault) => void

  constructor(isRecord: (name: string) => boolean, fault: (fault: XmlFault) => void) {
    this.#isRecord = isRecord
    this.#fault = fault
    const parser = this.#parser
    parser.onopentag = ({ name, attributes }) => this.#begin(name, attributes as Record<string, string>)
    parser.onclosetag = () => this.#close()
    parser.ontext = (text) => this.#say(text)
    parser.oncdata = (text) => this.#say(text)
    parser.onerror = (error) => {
      this.#tell(error.message.split('\n')[0] ?? '')
      // Its types don't know that a parser whose fault is forgotten reads on.
      ;(parser as { error: Error | null }).error = null
      parser.resume()
    }
  }

  write(piece: string): void {
    this.#parser.write(piece)
  }

  end(): void {
    // Of all that is left open at the end, one is told.
    this.#faults = Math.max(this.#faults, mostFaults - 1)
    this.#parser.close()
    // What a cut file had begun is a record too, as far as it goes.
    if (this.#open[0]) this.#open[0].cut = true
    while (this.#open.length) this.#close()
  }

  *taken(): Generator<XmlRecord> {
    const done = this.#done
    this.#done = []
    yield* done
  }

  #tell(what: string): void {
    this.#faults += 1
    if (this.#faults <= mostFaults) this.#fault({ line: this.#parser.line + 1, what: what.slice(0, 200) })
  }

  #begin(raw: string, attributes: Record<string, string>): void {
    for (const [key, value] of Object.entries(attributes))
      if (key.startsWith('xmlns')) this.#names.set(key.slice(6), prefixOf(value) ?? key.slice(6))
    const name = this.#nameOf(raw)
    if (this.#open.length === 0 && !this.#isRecord(name)) return
    const record: XmlRecord = { name, attributes, text: '', children: [] }
    const parent = this.#open.at(-1)
    if (parent && this.#open.length < mostDepth) parent.children.push(record)
    if (!parent) this.#length = 0
    this.#open.push(record)
  }

  #close(): void {
    const record = this.#open.pop()
    if (!record || this.#open.length) return
    if (this.#length > longestRecord) this.#tell(`${record.name} is too long`)
    else this.#done.push(record)
  }

  #say(text: string): void {
    const record = this.#open.at(-1)
    if (!record) return
    this.#length += text.length
    if (this.#length <= longestRecord) record.text += text
  }

  #nameOf(raw: string): string {
    const at = raw.indexOf(':')
    const prefix = at < 0 ? '' : raw.slice(0, at)
    const known = this.#names.get(prefix) ?? prefix
    const local = raw.slice(at + 1)
    return known ? `${known}:${local}` : local
  }
}

function prefixOf(namespace: string): string | undefined {
  return prefixes.find(([pattern]) => pattern.test(namespace))?.[1]
}

/** The text of the first element of that name, trimmed; `''` where there is none. */
export function textOfChild(record: XmlRecord, name: string): string {
  return record.children.find((child) => child.name === name)?.text.trim() ?? ''
}

/** All elements of that name. */
export function childrenNamed(record: XmlRecord, name: string): XmlRecord[] {
  return record.children.filter((child) => child.name === name)
}
