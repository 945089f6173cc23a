import type { Part, Post } from '../../core/post.ts'
import { graphemeLength } from '../../core/text/graphemes.ts'
import { shorten } from '../../core/text/shorten.ts'
import { renderBlogPost } from '../blog-post.ts'
import type { Limits } from '../network.ts'
import { defaults, excerptLength } from './limits.ts'

export { defaults } from './limits.ts'

/** Ghost counts nothing; this is for people. */
export function measure(text: string): number {
  return graphemeLength(text)
}

/** One post; title and excerpt are shortened to what Ghost takes. */
export function render(post: Post, limits: Limits): Part[] {
  return renderBlogPost(post, limits).map((part) => ({
    ...part,
    title: shorten(part.title ?? '', limits.titleLength ?? (defaults.titleLength as number)),
    ...(part.summary ? { summary: shorten(part.summary, excerptLength) } : {}),
  }))
}
