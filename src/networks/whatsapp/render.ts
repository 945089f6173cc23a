import type { Part, Post } from '../../core/post.ts'
import { findLinks } from '../../core/text/entities.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** UTF-16 code units. */
export function measure(text: string): number {
  return text.length
}

/** One message. The link stands in the text, where WhatsApp makes its card from; tags lead nowhere there. */
export function render(post: Post, limits: Limits): Part[] {
  return renderParts(post, limits, { measure, spans: findLinks, linkInText: true, thread: false })
}
