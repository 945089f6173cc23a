import type { Part, Post } from '../../core/post.ts'
import { findLinks } from '../../core/text/entities.ts'
import type { Formatting } from '../../core/text/flatten.ts'
import type { Styled } from '../../core/text/styled.ts'
import { type Dialect, writeMarkup } from '../markup.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** UTF-16 code units. */
export function measure(text: string): number {
  return text.length
}

/** What WhatsApp makes of signs around words: https://faq.whatsapp.com/539178204879377 */
const formatting: Formatting = {
  links: false,
  styles: ['strong', 'emphasis', 'strike', 'code', 'block', 'quote', 'markup'],
  bullet: '-',
}

/** There is no way to write a character that means itself: what a text has of them stays. */
const dialect: Dialect = {
  strong: '*',
  emphasis: '_',
  strike: '~',
  code: (text) => `\`${text}\``,
  block: (lines) => `\`\`\`${lines}\`\`\``,
  quote: '> ',
  escape: (words) => words,
}

/** One message. The link stands in the text, where WhatsApp makes its card from; tags lead nowhere there. */
export function render(post: Post, limits: Limits): Part[] {
  const write = (styled: Styled) => writeMarkup(styled, dialect, [])
  return renderParts(post, limits, { measure, spans: findLinks, linkInText: true, thread: false, formatting, write })
}
