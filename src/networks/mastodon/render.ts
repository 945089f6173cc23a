import type { Part, Post } from '../../core/post.ts'
import { graphemeLength } from '../../core/text/graphemes.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'
import { defaults } from './limits.ts'
import { countableText, findEntities, findWhole } from './text.ts'

const usualLink = defaults.linkLength as number

export { defaults } from './limits.ts'

/** Graphemes of the countable text. */
export function measure(text: string): number {
  return graphemeLength(countableText(text, usualLink))
}

/**
 * Cuts a post into parts. The link stands in the text, where Mastodon makes its card from; a content warning counts
 * along with every part's text.
 */
export function render(post: Post, limits: Limits): Part[] {
  const linkLength = limits.linkLength ?? usualLink
  const video = limits.video && post.video
  const { pictures: _pictures, ...words } = post
  const [first, ...others] = renderParts(video ? words : post, limits, {
    measure: (text) => graphemeLength(countableText(text, linkLength)),
    spans: findEntities,
    whole: findWhole,
    linkInText: true,
    thread: true,
    extra: post.warning ? graphemeLength(post.warning) : 0,
  })
  return first ? [video ? { ...first, video } : first, ...others] : []
}
