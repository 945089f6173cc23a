import { graphemeLength } from '../../core/text/graphemes.ts'

export { renderBlogPost as render } from '../blog-post.ts'
export { defaults } from './limits.ts'

/** WordPress counts nothing; this is for people. */
export function measure(text: string): number {
  return graphemeLength(text)
}
