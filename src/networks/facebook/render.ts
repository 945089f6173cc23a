import type { Part, Post } from '../../core/post.ts'
import { findLinks, findTags } from '../../core/text/entities.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** UTF-16 code units. Facebook publishes the limit, not the unit; this one is never fewer than what it may count. */
export function measure(text: string): number {
  return text.length
}

/** One part, whatever its length: Facebook has no threads. It makes its card of the link in the text. */
export function render(post: Post, limits: Limits): Part[] {
  const parts = renderParts(post, limits, {
    measure,
    spans: (text) => [...findLinks(text), ...findTags(text)],
    linkInText: true,
    thread: false,
  })
  const { video } = post
  return limits.video && video ? parts.map((part) => ({ ...part, pictures: [], video })) : parts
}
