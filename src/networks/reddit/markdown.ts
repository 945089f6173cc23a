import type { Formatting } from '../../core/text/flatten.ts'
import type { Range } from '../../core/text/split.ts'
import type { Styled } from '../../core/text/styled.ts'
import { type Dialect, fenced, inBrackets, writeMarkup } from '../markup.ts'

/** What Reddit's Markdown can show: https://www.reddit.com/wiki/markdown */
export const formatting: Formatting = {
  links: true,
  styles: ['strong', 'emphasis', 'strike', 'code', 'block', 'quote', 'heading', 'markup'],
  bullet: '-',
  // A backslash would not keep a bar from parting cells.
  tables: { bar: '&#124;' },
  indent: 4,
}

/** What would make letters slanted, bold, struck, raised, hidden, code, a link or another letter: https://www.reddit.com/wiki/markdown */
const marks =
  /\\(?=[\p{P}\p{S}])|\*(?=\S)|(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])|~(?=~)|\^(?=\S|$)|`|>(?=[!>])|&(?=#?\w+;)/gu

/** Lines that would become a heading, a rule, a quote or code, where the text only happens to begin with such a character. */
const lineMark = /^([^\S\n]{4,}|\s{0,3}(?:[#>]|=(?==*\s*$)|-(?=-*\s*$)))/gmu

/** The line under a table's heads: without it there is no table. */
const dashLine = /^(?=[ |:-]*\|)([ |:]*)(?=-[ |:-]*$)/gm

/** In brackets, an address with one of these would be none. */
const plainAddress = /^https?:[^\\"'<>]+$/i
/** What Reddit leaves out of an address by itself: a closing character, and what ends a sentence. */
const leftOut = /^[)\]}"']?[?!.,;]*(?:[\s<]|$)/

const dialect: Dialect = {
  strong: '**',
  emphasis: '*',
  emphasisByStrong: '_',
  strike: '~~',
  code: fenced,
  // Indented, since the older pages know no fences.
  block: (lines) => lines.replace(/^/gm, '    '),
  heading: (words, level) => `${'#'.repeat(level)} ${words}`,
  quote: '> ',
  link: (words, address) => `[${words}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`,
  named: inBrackets(plainAddress, leftOut),
  marks,
  behindLabel: '(:[',
  escape: (words, begins) =>
    words
      .replace(lineMark, (mark: string, _mark, at: number) => (at === 0 && !begins ? mark : harmless(mark)))
      .replace(dashLine, '$1\\')
      // A single line break would vanish.
      .replace(/(?<!\n[^\S\n]*)\n(?![^\S\n]*(?:\n|$))/g, '  \n'),
}

/** An indent of spaces that make no code; any other character behind a backslash. */
function harmless(mark: string): string {
  return mark.trim() === '' ? '\u00a0'.repeat(mark.length) : `${mark.slice(0, -1)}\\${mark.slice(-1)}`
}

/**
 * A text as Reddit's Markdown. What is no markup is kept from becoming some: markers of emphasis, a `#` or `>` that begins a
 * line, an indent that would make code, and single line breaks, which would vanish. Addresses and names stay as they are.
 */
export function toMarkdown(styled: Styled, untouched: readonly Range[]): string {
  return writeMarkup(styled, dialect, untouched)
}
