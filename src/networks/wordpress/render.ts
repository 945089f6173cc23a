import type { Part, Post } from '../../core/post.ts'
import { graphemeLength } from '../../core/text/graphemes.ts'
import { renderBlogPost } from '../blog-post.ts'
import type { Limits } from '../network.ts'

export { defaults } from './limits.ts'

/** A whole article has a summary, be it an empty one; a short post has none. */
export function render(post: Post, limits: Limits): Part[] {
  return renderBlogPost(post, limits).map((part) => (post.article ? { summary: '', ...part } : part))
}

/** WordPress counts nothing; this is for people. */
export function measure(text: string): number {
  return graphemeLength(text)
}
