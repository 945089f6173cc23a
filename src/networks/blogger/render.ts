import type { Part, Post } from '../../core/post.ts'
import { graphemeLength } from '../../core/text/graphemes.ts'
import { renderBlogPost } from '../blog-post.ts'
import type { Limits } from '../network.ts'
import { mostLabels } from './limits.ts'

export { defaults } from './limits.ts'

/** Blogger counts nothing; this is for people. */
export function measure(text: string): number {
  return graphemeLength(text)
}

/** One post; its tags are Blogger's labels, in which a comma would part two. */
export function render(post: Post, limits: Limits): Part[] {
  const labels = (post.tags ?? []).map((tag) => tag.replace(/^#/, '').replaceAll(',', ' ').trim()).filter(Boolean)
  const tags = [...new Set(labels)].slice(0, mostLabels)
  const { tags: _tags, ...rest } = post
  return renderBlogPost(tags.length > 0 ? { ...rest, tags } : rest, limits)
}
