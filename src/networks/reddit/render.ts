import type { Part, Post } from '../../core/post.ts'
import { findLinks, placeSpans, type Span } from '../../core/text/entities.ts'
import { shorten } from '../../core/text/shorten.ts'
import type { Range } from '../../core/text/split.ts'
import { headline } from '../headline.ts'
import type { Limits } from '../network.ts'
import { holdsLink, part, styledFor } from '../parts.ts'
import { defaults } from './limits.ts'
import { formatting, toMarkdown } from './markdown.ts'
import { shownBy } from './shown.ts'

export { defaults } from './limits.ts'

/** Code points. */
export function measure(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

const subreddit = /(?<![\p{L}\p{N}_/])\/?[ru]\/([A-Za-z0-9_-]{2,21})(?![\p{L}\p{N}_-])/gu

/** Links, and names of people and communities. */
function named(text: string): Span[] {
  const names = [...text.matchAll(subreddit)].map(
    (match): Span => ({
      type: 'mention',
      value: match[1] as string,
      start: match.index,
      end: match.index + match[0].length,
    }),
  )
  return [...findLinks(text), ...names]
}

/** Links, and `u/names`, which notify people there. */
function spans(text: string): Span[] {
  return named(text).filter(({ type, start }) => type === 'link' || /^\/?u/.test(text.slice(start)))
}

/**
 * One post: a title of at most 300 characters and a text, with the link home as its last line. As a link post it is the
 * title and the link; a link post has no text of its own, so the words follow as its first comment.
 */
export function render(post: Post, limits: Limits): Part[] {
  const said = styledFor(post, formatting)
  const body = toMarkdown(said, named(said.text))
  const most = limits.titleLength ?? (defaults.titleLength as number)
  const title = post.options?.title?.trim() ? shorten(post.options.title.trim(), most) : headline(post, most)
  const first = {
    title,
    pictures: (post.pictures ?? []).slice(0, limits.pictures),
    ...(post.link ? { card: post.link } : {}),
    ...(post.options ? { options: post.options } : {}),
  }
  if (post.options?.kind === 'link' && post.link) {
    const comment = body === '' || said.text === title ? [] : [textPart(body, post)]
    return [textPart('', post, first), ...comment]
  }
  const url = post.link && !holdsLink([...spans(body), ...said.links], post.link.url) ? post.link.url : ''
  const text = [body, url].filter((piece) => piece !== '').join('\n\n')
  return [textPart(text, post, first)]
}

function textPart(text: string, post: Post, more: Partial<Part> = {}): Part {
  const entities = placeSpans(text, spans(text))
  const shown = shownBy(text)
  const told = shown.text === text && shown.styles.length === 0 && samePlaces(shown.links, entities)
  return part(text, entities, measure(text), post, { ...more, ...(told ? {} : { formatted: shown }) })
}

function samePlaces(some: readonly Range[], others: readonly Range[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ start, end }, at) => start === others[at]?.start && end === others[at]?.end)
  )
}
