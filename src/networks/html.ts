import { createRequire } from 'node:module'
import type { Token, Tokenizer } from 'parse5'
import type { Styled } from '../core/text/styled.ts'
import { TextWriter } from './html-writer.ts'

const require = createRequire(import.meta.url)

/** More of a text than any network or feed shows of one; what is longer is cut there before it is read. */
const longestHtml = 1024 * 1024

/** What holds no tags; of these only the text of a `textarea` can be seen. */
const rawText = new Set(['style', 'iframe', 'noembed', 'noframes'])
const escapableText = new Set(['title', 'textarea'])

/**
 * The plain text of an HTML that a server made: paragraphs parted by a blank line, what stands in blocks of its own on lines of its own,
 * line breaks kept (inside `pre` the text's own too), every tag and what nobody sees taken off. Behind a link's words that say another
 * host than its address has stands the address. The result is text, and must be escaped again wherever it is shown. The tags are read by
 * the rules of HTML, in one pass and without a tree: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
 */
export function htmlToText(html: string): string {
  const writer = new TextWriter(true)
  readHtml(html, writer)
  return writer.styled().text
}

/** The same text with its styles and links, and without the addresses behind links: they are told beside it. */
export function htmlToStyled(html: string): Styled {
  const writer = new TextWriter(false)
  readHtml(html, writer)
  return writer.styled()
}

function readHtml(html: string, writer: TextWriter): void {
  const { Tokenizer, TokenizerMode } = require('parse5') as typeof import('parse5')
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
}
