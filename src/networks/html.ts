import { createRequire } from 'node:module'
import type { Token, Tokenizer } from 'parse5'
import { whereItLeads } from '../core/text/targets.ts'

const require = createRequire(import.meta.url)

/** More of a text than any network or feed shows of one; what is longer is cut there before it is read. */
const longestHtml = 1024 * 1024

/** What is parted from all else by an empty line. */
const paragraphs = new Set('p blockquote h1 h2 h3 h4 h5 h6 pre'.split(' '))
/** What stands on lines of its own: https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3 */
const blocks = new Set(
  `address article aside caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header
  hgroup hr legend li main menu nav ol optgroup option search section summary table tbody tfoot thead tr ul`.split(
    /\s+/,
  ),
)
const cells = new Set(['td', 'th'])
/** What holds no tags; of these only the text of a `textarea` can be seen. */
const rawText = new Set(['style', 'iframe', 'noembed', 'noframes'])
const escapableText = new Set(['title', 'textarea'])
const unseen = new Set(['script', 'title', ...rawText])
const white = /[\t\n\f\r ]+/

/**
 * The plain text of an HTML that a server made: paragraphs parted by a blank line, line breaks kept (inside `pre` the
 * text's own too), what stands in blocks of its own on lines of its own, every tag and what nobody sees taken off. Behind a link's words that say another host than
 * its address has stands the address. The result is text, and must be escaped
 * again wherever it is shown. The tags are read by the rules of HTML, in one pass and without a tree:
 * https://html.spec.whatwg.org/multipage/parsing.html#tokenization
 */
export function htmlToText(html: string): string {
  const { Tokenizer, TokenizerMode } = require('parse5') as typeof import('parse5')
  const writer = new TextWriter()
  const tokenizer: Tokenizer = new Tokenizer(
    {},
    {
      onStartTag: ({ tagName, attrs }) => {
        if (tagName === 'script') tokenizer.state = TokenizerMode.SCRIPT_DATA
        if (rawText.has(tagName)) tokenizer.state = TokenizerMode.RAWTEXT
        if (escapableText.has(tagName)) tokenizer.state = TokenizerMode.RCDATA
        writer.opens(tagName, attrs.find(({ name }) => name === 'href')?.value)
      },
      onEndTag: ({ tagName }) => writer.closes(tagName),
      onCharacter: ({ chars }: Token.CharacterToken) => writer.words(chars),
      onWhitespaceCharacter: ({ chars }: Token.CharacterToken) => writer.white(chars),
      onNullCharacter: () => writer.words('\ufffd'),
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: () => undefined,
    },
  )
  tokenizer.write(html.slice(0, longestHtml), true)
  return writer.text()
}

/** Writes words as HTML lays them out. Knows tags by their names only: one that is never closed changes nothing else. */
class TextWriter {
  #pieces: string[] = []
  /** Line breaks that stand at the end of what is written: there are never more than two where a block ended. */
  #breaks = 2
  /** A space that is written when words follow it on the line. */
  #space = false
  #pre = 0
  #hidden = false
  /** The link whose words are being written: where it leads, and which piece was its first. */
  #link: { href: string; from: number } | undefined

  opens(tag: string, href?: string): void {
    if (tag === 'a') {
      this.#endLink()
      if (href !== undefined) this.#link = { href, from: this.#pieces.length }
    }
    if (tag === 'br') this.#break(this.#breaks + 1)
    if (tag === 'pre') this.#pre++
    if (unseen.has(tag)) this.#hidden = true
    if (cells.has(tag)) this.#space = true
    this.#edge(tag)
  }

  closes(tag: string): void {
    if (tag === 'a') this.#endLink()
    if (unseen.has(tag)) this.#hidden = false
    if (tag === 'pre') this.#pre = Math.max(0, this.#pre - 1)
    if (tag === 'br') this.#break(this.#breaks + 1)
    this.#edge(tag)
  }

  words(text: string): void {
    if (this.#hidden) return
    if (this.#pre > 0) this.#asItStands(text)
    else this.#onOneLine(text)
  }

  /** Nothing but white space. */
  white(text: string): void {
    if (this.#pre > 0) this.words(text)
    else if (!this.#hidden) this.#space = true
  }

  text(): string {
    this.#endLink()
    return this.#pieces.join('').trim()
  }

  /** Where a block begins or ends. */
  #edge(tag: string): void {
    if (paragraphs.has(tag)) this.#break(2)
    else if (blocks.has(tag)) this.#break(Math.max(this.#breaks, 1))
  }

  #endLink(): void {
    if (this.#link) {
      const { href, from } = this.#link
      const leads = whereItLeads(this.#pieces.slice(from).join(''), href)
      if (leads) this.#pieces.push(leads)
    }
    this.#link = undefined
  }

  #break(most: number): void {
    const wanted = Math.min(2, most)
    this.#space = false
    if (wanted > this.#breaks) this.#pieces.push('\n'.repeat(wanted - this.#breaks))
    this.#breaks = Math.max(this.#breaks, wanted)
  }

  #asItStands(text: string): void {
    for (const [number, line] of text.split('\n').entries()) {
      if (number > 0) this.#break(this.#breaks + 1)
      this.#write(line)
    }
  }

  #onOneLine(text: string): void {
    // Most come as single words: so a million letters take a tenth of the time.
    const words = white.test(text) ? text.split(white) : [text]
    for (const [number, word] of words.entries()) {
      if (number > 0) this.#space = true
      this.#write(word)
    }
  }

  #write(words: string): void {
    if (words === '') return
    if (this.#space && this.#breaks === 0) this.#pieces.push(' ')
    this.#pieces.push(words)
    this.#space = false
    this.#breaks = 0
  }
}
