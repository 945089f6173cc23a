/** One item's body as Markdown. Runs in a thread: a long text takes a second. */

import { Problem } from '../core/problem.ts'
import { addressesIn, withAddresses } from '../core/text/addresses.ts'
import { giveWay } from '../core/thread/give-way.ts'
import type { Words } from '../core/words.ts'
import type { Format, FormatId, FoundFile } from './formats/format.ts'
import { formatNamed } from './formats/index.ts'
import type { Loss } from './markup/losses.ts'
import { type Address, toMarkdown } from './markup/to-markdown.ts'
import { plainWords } from './markup/tree.ts'

// Readers of the blog go first.
giveWay()

/** What a conversion is given, in a form that can be copied between threads. */
export interface Given {
  format: FormatId
  body: string
  address: string
  files: readonly FoundFile[]
  blocks: readonly (readonly [key: string, body: string])[]
}

/** What came of it. */
export interface Text {
  /** As it was: HTML, or Markdown. */
  before: string
  markdown: string
  /** Of pictures and links in it, each once. */
  addresses: Address[]
  losses: Loss[]
}

/** @throws Problem `wrong-input` where a body is not what its format says, or too much */
export function convert({ format, body, address, files, blocks }: Given): Text {
  const known = { files: new Map(files.map((file) => [file.key, file])), blocks: new Map(blocks) }
  try {
    return textOf(formatNamed(format).markup({ body, address }, known))
  } catch (error) {
    // Whatever a strange body does to its reader is the body's fault, and this one's alone.
    throw error instanceof Problem ? error : new Problem('wrong-input', unreadable, { cause: error })
  }
}

const unreadable: Words = {
  id: 'Isi tulisan ini tidak dapat dibaca.',
  en: 'The text of this one can’t be read.',
}

function textOf(markup: ReturnType<Format['markup']>): Text {
  const { markdown, losses, addresses } =
    'markdown' in markup ? { ...markup, addresses: undefined } : toMarkdown(markup)
  const text = withoutBlankEnds(markdown)
  const before = 'markdown' in markup ? text : (markup.before ?? markup.html)
  return { before, markdown: text, addresses: addresses ?? addressesOf(text), losses: [...losses] }
}

/** Blank lines before and behind mean nothing; what indents the first line makes it code. */
const withoutBlankEnds = (markdown: string) => markdown.trimEnd().replace(/^(?:[^\S\n]*\n)+/, '')

/** Markdown has to be read for them; of HTML they are known before it becomes Markdown, which takes a tenth of that. */
export function addressesOf(markdown: string): Address[] {
  const all = addressesIn(markdown).map(({ kind, url }) => [`${kind} ${url}`, { kind, url }] as const)
  return [...new Map(all).values()]
}

/** A text whose addresses were replaced: by kind and address. */
export function readdress(markdown: string, addresses: readonly (readonly [Address, string])[]): string {
  const known = new Map(addresses.map(([{ kind, url }, now]) => [`${kind} ${url}`, now]))
  return withAddresses(markdown, ({ kind, url }) => known.get(`${kind} ${url}`))
}

/** What readers said, as Markdown; one that can't be read keeps nothing but its plain words. */
export function convertComments(all: readonly string[]): string[] {
  return all.map((html) => {
    try {
      return toMarkdown({ html }).markdown.trim()
    } catch {
      return plainWords(html)
    }
  })
}
