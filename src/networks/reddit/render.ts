import type { Part, Post } from '../../core/post.ts'
import { findLinks, placeSpans, type Span } from '../../core/text/entities.ts'
import { headline } from '../headline.ts'
import type { Limits } from '../network.ts'
import { holdsLink, part } from '../parts.ts'
import { defaults } from './limits.ts'

export { defaults } from './limits.ts'

/** Code points. */
export function measure(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

const subreddit = /(?<![\p{L}\p{N}_/])\/?[ru]\/([A-Za-z0-9_-]{2,21})(?![\p{L}\p{N}_-])/gu

/** Links, and `u/names`, which notify people there. */
function spans(text: string): Span[] {
  const people: Span[] = []
  for (const match of text.matchAll(subreddit)) {
    if (!/^\/?u/.test(match[0])) continue
    people.push({ type: 'mention', value: match[1] as string, start: match.index, end: match.index + match[0].length })
  }
  return [...findLinks(text), ...people]
}

/**
 * Plain text as Reddit's Markdown, changing only what would change its look: a `#` that begins a line would make it a
 * heading, and a single line break would vanish. https://support.reddithelp.com/hc/en-us/articles/360043033952
 */
function toMarkdown(text: string): string {
  return text.replace(/^(\s{0,3})#/gmu, '$1\\#').replace(/(\S)[^\S\n]*\n(?=[^\S\n]*\S)/gu, '$1  \n')
}

/** One post: a title of at most 300 characters and a text, with the link home as its last line. */
export function render(post: Post, limits: Limits): Part[] {
  const body = toMarkdown(post.text.trimEnd())
  const url = post.link && !holdsLink(spans(body), post.link.url) ? post.link.url : ''
  const text = [body, url].filter((piece) => piece !== '').join('\n\n')
  return [
    part(text, placeSpans(text, spans(text)), measure(text), post, {
      title: headline(post, limits.titleLength ?? (defaults.titleLength as number)),
      pictures: (post.pictures ?? []).slice(0, limits.pictures),
      ...(post.link ? { card: post.link } : {}),
    }),
  ]
}
