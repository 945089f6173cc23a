import type { Part, Post } from '../../core/post.ts'
import { findLinks, type Span } from '../../core/text/entities.ts'
import type { Formatting } from '../../core/text/flatten.ts'
import type { Styled } from '../../core/text/styled.ts'
import { type Dialect, fenced, inBrackets, writeMarkup } from '../markup.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** Discord says "characters" and no more; UTF-16 code units are never fewer than what it may mean by that. */
export function measure(text: string): number {
  return text.length
}

const mention = /<@!?(\d+)>/g

/** Addresses, and `<@number>`, which is how a person is called there. */
function spans(text: string): Span[] {
  const people = [...text.matchAll(mention)].map(
    (match): Span => ({
      type: 'mention',
      value: match[1] as string,
      start: match.index,
      end: match.index + match[0].length,
    }),
  )
  return [...findLinks(text), ...people]
}

/** Signs that would make letters bold, slanted, struck, hidden or code: https://support.discord.com/hc/en-us/articles/210298617 */
const marks =
  /\\(?=[\p{P}\p{S}])|\*(?=\S)|(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])|~(?=~)|\|(?=\|)|`/gu

/** A heading, a small line or a quote, where the text only happens to begin with its character. */
const lineMark = /^([^\S\n\r\u2028\u2029]*)(#{1,3}|-#|>{1,3})(?=[^\S\n])/gmu

/** What Discord leaves out of an address by itself. */
const leftOut = /^[.,:;"')\]]*(?:[\s<]|$)/

/** What Discord's Markdown can show. */
const formatting: Formatting = {
  links: true,
  styles: ['strong', 'emphasis', 'strike', 'code', 'block', 'quote', 'heading', 'markup'],
  bullet: '-',
}

/** https://support.discord.com/hc/en-us/articles/210298617 */
const dialect: Dialect = {
  strong: '**',
  emphasis: '*',
  strike: '~~',
  code: fenced,
  block: (lines, language) =>
    `\`\`\`${/^[\w+#-]+$/.test(language) ? language : ''}\n${lines.replaceAll('```', '`\u200b``')}\n\`\`\``,
  heading: (words, level) => `${'#'.repeat(Math.min(level, 3))} ${words}`,
  quote: '> ',
  link: (words, address) => `[${words}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`,
  // There is no card of an address in brackets; of a wrong address there would be none either.
  named: inBrackets(/^https?:[^\s<>]+$/i, leftOut),
  marks,
  behindLabel: '(',
  escape: (words, begins) =>
    words.replace(lineMark, (whole, space, mark, at: number) => (at === 0 && !begins ? whole : `${space}\\${mark}`)),
}

/** Cuts a post into messages. Discord makes its card of the link in the text, so the link must stand there. */
export function render(post: Post, limits: Limits): Part[] {
  const write = (styled: Styled) => writeMarkup(styled, dialect, spans(styled.text))
  const rules = { measure, spans, linkInText: true, thread: limits.threads, formatting, write }
  const parts = renderParts(post, limits, rules)
  const { video } = post
  if (!video || !limits.video) return parts
  return parts.map((part, number) => (number === 0 ? { ...part, pictures: [], video } : part))
}
