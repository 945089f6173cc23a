import type { Part, Post } from '../../core/post.ts'
import { findLinks, findTags, outside, type Span } from '../../core/text/entities.ts'
import type { Formatting } from '../../core/text/flatten.ts'
import type { Limits } from '../network.ts'
import { part, renderParts } from '../parts.ts'
import { captionLength } from './limits.ts'

export { defaults } from './limits.ts'

/** UTF-16 code units, as Telegram's own offsets count: https://core.telegram.org/api/entities#entity-length */
export function measure(text: string): number {
  return text.length
}

const name = /(?<![\p{L}\p{N}_/@.])@([A-Za-z]\w{3,31})\b/gu

/** What Telegram links by itself in plain text: addresses, `@names` of at least four letters, and `#words`. */
function spans(text: string): Span[] {
  const links = findLinks(text)
  const names = [...text.matchAll(name)].map(
    (match): Span => ({
      type: 'mention',
      value: match[1] as string,
      start: match.index,
      end: match.index + match[0].length,
    }),
  )
  return [...links, ...outside(links, names), ...findTags(text)]
}

/** https://core.telegram.org/bots/api#messageentity */
const formatting: Formatting = { links: true, styles: ['strong', 'emphasis', 'strike', 'code', 'block', 'quote'] }

const rules = { measure, spans, linkInText: true, thread: true, formatting }

/**
 * Cuts a post into messages. Words that fit go under the pictures or the video; longer ones follow as messages of their
 * own, so that nothing is cut off. Telegram makes its card of the link in the text.
 */
export function render(post: Post, limits: Limits): Part[] {
  const video = limits.video && post.video
  const pictures = video ? [] : (post.pictures ?? []).slice(0, limits.pictures)
  const { pictures: _pictures, video: _video, ...words } = post
  const parts = renderParts(words, limits, rules)
  const [first, ...others] = parts
  if (!first || (pictures.length === 0 && !video)) return parts
  const media = { pictures, ...(video ? { video } : {}) }
  if (parts.length === 1 && first.length <= captionLength) return [{ ...first, ...media }]
  return [part('', [], 0, post, media), first, ...others]
}
