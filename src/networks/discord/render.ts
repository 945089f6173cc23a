import type { Part, Post } from '../../core/post.ts'
import { findLinks, type Span } from '../../core/text/entities.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export { defaults } from './limits.ts'

/** Discord says "characters" and no more; UTF-16 code units are never fewer than what it may mean by that. */
export function measure(text: string): number {
  return text.length
}

const mention = /<@!?(\d+)>/g

/** Addresses, and `<@number>`, which is how a person is called there. */
function spans(text: string): Span[] {
  const people = [...text.matchAll(mention)].map(
    (match): Span => ({
      type: 'mention',
      value: match[1] as string,
      start: match.index,
      end: match.index + match[0].length,
    }),
  )
  return [...findLinks(text), ...people]
}

/** Signs that would make letters bold, slanted, struck, hidden or code: https://support.discord.com/hc/en-us/articles/210298617 */
const marks =
  /\\(?=[\p{P}\p{S}])|\*(?=\S)|(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])|~(?=~)|\|(?=\|)|`|\[(?=[^\]\n]*\]\()/gu

/** Plain text as Discord's Markdown, changing only what would change its look. Addresses and names stay as they are. */
function toMarkdown(text: string): string {
  let marked = ''
  let at = 0
  for (const { start, end } of spans(text).sort((a, b) => a.start - b.start)) {
    if (start < at) continue
    marked += text.slice(at, start).replace(marks, '\\$&') + text.slice(start, end)
    at = end
  }
  marked += text.slice(at).replace(marks, '\\$&')
  return marked.replace(/^(\s*)(#{1,3}|-#|>{1,3})(?=[^\S\n])/gmu, '$1\\$2')
}

/** Cuts a post into messages. Discord makes its card of the link in the text, so the link must stand there. */
export function render(post: Post, limits: Limits): Part[] {
  const text = toMarkdown(post.text)
  const parts = renderParts({ ...post, text }, limits, { measure, spans, linkInText: true, thread: limits.threads })
  const { video } = post
  if (!video || !limits.video) return parts
  return parts.map((part, number) => (number === 0 ? { ...part, pictures: [], video } : part))
}
