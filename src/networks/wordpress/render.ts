import type { Part, Post } from '../../core/post.ts'
import { findLinks, placeSpans } from '../../core/text/entities.ts'
import { graphemeLength } from '../../core/text/graphemes.ts'
import { headline } from '../headline.ts'
import type { Limits } from '../network.ts'
import { holdsLink, part } from '../parts.ts'

export { defaults } from './limits.ts'

/** WordPress counts nothing; this is for people. */
export function measure(text: string): number {
  return graphemeLength(text)
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] as string)
const anchor = (url: string, text: string) => `<a href="${escaped(url)}">${escaped(text)}</a>`

/** Escaped text with its addresses linked. */
function inline(text: string): string {
  let html = ''
  let end = 0
  for (const link of findLinks(text)) {
    html += escaped(text.slice(end, link.start)) + anchor(link.value, link.value)
    end = link.end
  }
  return html + escaped(text.slice(end))
}

/** Plain text as HTML: a blank line parts paragraphs, a line break stays one. */
function toHtml(text: string): string {
  return text
    .split(/\r?\n[^\S\n]*\r?\n\s*/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${paragraph.trim().split(/\r?\n/).map(inline).join('<br>\n')}</p>`)
    .join('\n')
}

/** One post with a title, a body in HTML, and the way home as its last paragraph. */
export function render(post: Post, limits: Limits): Part[] {
  const text = post.text.trimEnd()
  const spans = findLinks(text)
  const home = post.link && !holdsLink(spans, post.link.url) ? post.link : undefined
  const body = toHtml(text)
  const wayHome = home ? `<p>${anchor(home.url, home.title.trim() || home.url)}</p>` : ''
  return [
    part(text, placeSpans(text, spans), measure(text), post, {
      title: headline(post),
      html: [body, wayHome].filter((piece) => piece !== '').join('\n'),
      pictures: (post.pictures ?? []).slice(0, limits.pictures),
      ...(post.link ? { card: post.link } : {}),
      ...(post.tags ? { tags: post.tags } : {}),
    }),
  ]
}
