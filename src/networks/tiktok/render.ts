import type { Part, Post } from '../../core/post.ts'
import { findLinks, findMentions, findTags } from '../../core/text/entities.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** UTF-16 code units, as TikTok's documentation counts. */
export function measure(text: string): number {
  return text.length
}

/** One caption. The way home stands in it, although nobody can tap it there. */
export function render(post: Post, limits: Limits): Part[] {
  const spans = (text: string) => [...findLinks(text), ...findMentions(text), ...findTags(text)]
  const parts = renderParts(post, limits, { measure, spans, linkInText: true, thread: false })
  const { video } = post
  return video && limits.video ? parts.map((part) => ({ ...part, pictures: [], video })) : parts
}
