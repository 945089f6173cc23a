import type { Part, Post } from '../../core/post.ts'
import { graphemeLength } from '../../core/text/graphemes.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'
import { findFacets } from './facets.ts'

export { defaults } from './limits.ts'

/** Graphemes: `maxGraphemes` in the lexicon app.bsky.feed.post. */
export function measure(text: string): number {
  return graphemeLength(text)
}

/** The app's own tidying before it posts: no more than one blank line, however it is made. */
const blankLines = /[\r\n](?:[\s\u00AD\u200B-\u200D\u2060]*[\r\n]){2,}/g

/** Cuts a post into parts. The link travels in the card, so the text need not hold it, unless pictures take its place. */
export function render(post: Post, limits: Limits): Part[] {
  const tidy = { ...post, text: post.text.replace(blankLines, '\n\n') }
  return renderParts(tidy, limits, {
    measure,
    spans: findFacets,
    linkInText: (tidy.pictures?.length ?? 0) > 0,
    thread: true,
  })
}
