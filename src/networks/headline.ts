import type { Post } from '../core/post.ts'
import { sentenceEnds } from '../core/text/sentences.ts'
import { shorten } from '../core/text/shorten.ts'

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
