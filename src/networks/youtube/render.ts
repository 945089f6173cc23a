import type { Part, Post } from '../../core/post.ts'
import { findLinks, findTags, outside, placeSpans, type Span } from '../../core/text/entities.ts'
import { headline } from '../headline.ts'
import type { Limits } from '../network.ts'
import { holdsLink, part } from '../parts.ts'
import { defaults, tagsLength } from './limits.ts'
import { chosen } from './options.ts'

export { defaults } from './limits.ts'

/** Code points; the limit in bytes stands beside it. */
export function measure(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** Links and hashtags of a description, which YouTube links. */
function spans(text: string): Span[] {
  const links = findLinks(text)
  return [...links, ...outside(links, findTags(text))]
}

/** YouTube takes neither `<` nor `>` in titles, descriptions and tags: they become the marks that look like them. */
function accepted(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›')
}

/**
 * One video: its title, its description with the link home as the last line, its tags. The post's picture is its
 * thumbnail. Without a video there is nothing to send, which the limits say (`needs`).
 */
export function render(post: Post, limits: Limits): Part[] {
  const body = accepted(post.text.trimEnd())
  const url = post.link && !holdsLink(findLinks(body), post.link.url) ? post.link.url : ''
  const text = [body, url].filter((piece) => piece !== '').join('\n\n')
  const tags = keptTags(post.tags ?? [])
  return [
    part(text, placeSpans(text, spans(text)), measure(text), post, {
      title: accepted(headline(post, limits.titleLength ?? (defaults.titleLength as number))),
      pictures: (post.pictures ?? []).slice(0, limits.pictures),
      ...(limits.video && post.video ? { video: post.video } : {}),
      ...(tags.length > 0 ? { tags } : {}),
      options: chosen(post.options),
    }),
  ]
}

/** As many tags as YouTube takes, in their order. */
function keptTags(given: readonly string[]): string[] {
  const tags: string[] = []
  for (const tag of given) {
    const name = accepted(tag.replace(/^#/, '').replaceAll(',', ' ').trim())
    if (name !== '' && lengthOfTags([...tags, name]) <= tagsLength) tags.push(name)
  }
  return tags
}

/**
 * All tags as YouTube counts them: commas between them count, and a tag with a space counts as if it stood in quotation
 * marks. https://developers.google.com/youtube/v3/docs/videos#snippet.tags[]
 */
export function lengthOfTags(tags: readonly string[]): number {
  const quoted = tags.map((tag) => measure(tag) + (tag.includes(' ') ? 2 : 0))
  return quoted.reduce((sum, length) => sum + length, 0) + Math.max(0, tags.length - 1)
}
