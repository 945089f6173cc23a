import type { Part, Post } from '../../core/post.ts'
import { findLinks, findTags } from '../../core/text/entities.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** UTF-16 code units. LinkedIn publishes the limit, not the unit; this one is never fewer than what it may count. */
export function measure(text: string): number {
  return text.length
}

/**
 * One part, whatever its length. The link is shown as the post's own card; beside pictures or a video, which leave no room
 * for one, it stands in the text.
 */
export function render(post: Post, limits: Limits): Part[] {
  const { video, pictures = [] } = post
  const parts = renderParts(post, limits, {
    measure,
    spans: (text) => [...findLinks(text), ...findTags(text)],
    linkInText: pictures.length > 0 || video !== undefined,
    thread: false,
  })
  return video && limits.video ? parts.map((part) => ({ ...part, pictures: [], video })) : parts
}
