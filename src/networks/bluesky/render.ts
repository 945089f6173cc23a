import type { Part, Post } from '../../core/post.ts'
import { graphemeLength } from '../../core/text/graphemes.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'
import { findFacets } from './facets.ts'
import { chosen } from './options.ts'

export { defaults } from './limits.ts'

/** Graphemes: `maxGraphemes` in the lexicon app.bsky.feed.post. */
export function measure(text: string): number {
  return graphemeLength(text)
}

/** The app's own tidying before it posts: no more than one blank line, however it is made. */
const blankLines = /[\r\n](?:[\s\u00AD\u200B-\u200D\u2060]*[\r\n]){2,}/g

/** Facets link words: app.bsky.richtext.facet has no other formatting. */
const formatting = { links: true, styles: [] }

/**
 * Cuts a post into parts. The link travels in the card, so the text need not hold it, unless pictures or a video take
 * its place.
 */
export function render(post: Post, limits: Limits): Part[] {
  const tidy = { ...post, text: post.text.replace(blankLines, '\n\n') }
  const video = limits.video && post.video
  const { pictures: _pictures, ...words } = tidy
  const [first, ...others] = renderParts(video ? words : tidy, limits, {
    measure,
    spans: findFacets,
    linkInText: video !== undefined || (tidy.pictures?.length ?? 0) > 0,
    thread: true,
    formatting,
  })
  const options = chosen(post)
  return first ? [{ ...first, ...(video ? { video } : {}), ...(options ? { options } : {}) }, ...others] : []
}
