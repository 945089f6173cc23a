import type { Part, Post } from '../../core/post.ts'
import { findLinks, findMentions, findTags } from '../../core/text/entities.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** UTF-16 code units. Instagram publishes the limit, not the unit; this one is never fewer than what it may count. */
export function measure(text: string): number {
  return text.length
}

/** One part, whatever its length. The way home stands in the caption, although nobody can tap it there. */
export function render(post: Post, limits: Limits): Part[] {
  const parts = renderParts(post, limits, {
    measure,
    spans: (text) => {
      const people = findMentions(text).filter(({ value }) => /^[\w.]{1,30}$/.test(value))
      // An address is shown, and leads nowhere: it is marked so that it is not cut.
      return [...findLinks(text), ...people, ...findTags(text)]
    },
    linkInText: true,
    thread: false,
  })
  const { video } = post
  return video && limits.video ? parts.map((part) => ({ ...part, pictures: [], video })) : parts
}
