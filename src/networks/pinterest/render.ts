import type { Part, Post } from '../../core/post.ts'
import { findLinks, findTags } from '../../core/text/entities.ts'
import { headline } from '../headline.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'
import { defaults } from './limits.ts'

export { defaults } from './limits.ts'

/** UTF-16 code units. */
export function measure(text: string): number {
  return text.length
}

/** One pin with its title. The link is the pin's own: whoever taps the picture gets there. */
export function render(post: Post, limits: Limits): Part[] {
  const title = headline(post, limits.titleLength ?? (defaults.titleLength as number))
  const spans = (text: string) => [...findLinks(text), ...findTags(text)]
  return renderParts(post, limits, { measure, spans, linkInText: false, thread: false }).map((part) => ({
    ...part,
    title,
  }))
}
