import type { Part, Post } from '../../core/post.ts'
import { findLinks, findMentions, findTags } from '../../core/text/entities.ts'
import { graphemeBorders } from '../../core/text/graphemes.ts'
import { utf8Length } from '../../core/text/offsets.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** Signs of all kinds, flags, and digits in a box: whatever stands for a picture. */
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u

/**
 * Characters, of which an emoji takes as many as its UTF-8 bytes. The documentation does not say what else is one character:
 * a UTF-16 code unit here, which is never fewer than what it may count.
 * https://developers.facebook.com/documentation/threads/posts
 */
export function measure(text: string): number {
  if (!emoji.test(text)) return text.length
  const borders = graphemeBorders(text)
  let length = 0
  for (let number = 1; number < borders.length; number++) {
    const grapheme = text.slice(borders[number - 1], borders[number])
    length += emoji.test(grapheme) ? utf8Length(grapheme) : grapheme.length
  }
  return length
}

/** Cuts over-long text into a thread. The link stands in the text, and the network makes its card of it. */
export function render(post: Post, limits: Limits): Part[] {
  const parts = renderParts(post, limits, {
    measure,
    spans: (text) => {
      const people = findMentions(text).filter(({ value }) => /^[\w.]{1,30}$/.test(value))
      return [...findLinks(text), ...people, ...findTags(text)]
    },
    linkInText: true,
    thread: true,
  })
  const { video } = post
  const [first, ...rest] = parts
  return first && video && limits.video ? [{ ...first, pictures: [], video }, ...rest] : parts
}
