import type { Post } from '../core/post.ts'
import { firstGraphemes, graphemeLength } from '../core/text/graphemes.ts'
import { sentenceEnds } from '../core/text/sentences.ts'

/** Shortens a text to at most `most` graphemes, at a word where there is one, and marks the cut. */
export function shorten(text: string, most: number): string {
  const whole = text.trim().replace(/\s+/gu, ' ')
  if (graphemeLength(whole) <= most) return whole
  const cut = firstGraphemes(whole, Math.max(0, most - 1))
  const word = cut.search(/\s\S*$/u)
  const kept = word > cut.length / 2 ? cut.slice(0, word) : cut
  return `${kept.replace(/[\s,;:–—-]+$/u, '')}…`
}

/**
 * The headline of a post on networks that ask for one: its own, its link's, or its first sentence. `most` graphemes,
 * where the network has a limit; a first sentence is kept short in any case.
 */
export function headline(post: Post, most = Number.POSITIVE_INFINITY): string {
  const given = post.title?.trim() || post.link?.title.trim()
  if (given) return shorten(given, most)
  const line = post.text.trim().split(/\r?\n/)[0] ?? ''
  const end = sentenceEnds(`${line} `)[0]
  return shorten(line.slice(0, end).replace(/\.$/, ''), Math.min(most, 100))
}
