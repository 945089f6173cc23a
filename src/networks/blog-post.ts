import type { Part, Post } from '../core/post.ts'
import { findLinks, placeSpans } from '../core/text/entities.ts'
import type { Formatting } from '../core/text/flatten.ts'
import { graphemeLength } from '../core/text/graphemes.ts'
import { headline } from './headline.ts'
import type { Limits } from './network.ts'
import { formattedOf, holdsLink, part, styledFor } from './parts.ts'
import { treeToHtml } from './tree-html.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it may stand in HTML, between tags and in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] as string)
}

const anchor = (url: string, text: string) => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`

/** Escaped text with its addresses linked. */
function inline(text: string): string {
  let html = ''
  let end = 0
  for (const link of findLinks(text)) {
    html += escapeHtml(text.slice(end, link.start)) + anchor(link.value, link.value)
    end = link.end
  }
  return html + escapeHtml(text.slice(end))
}

/** Plain text as HTML: a blank line parts paragraphs, a line break stays one. */
export function textToHtml(text: string): string {
  return text
    .split(/\r?\n[^\S\n]*\r?\n\s*/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${paragraph.trim().split(/\r?\n/).map(inline).join('<br>\n')}</p>`)
    .join('\n')
}

/** What HTML shows of a short post. */
const formatting: Formatting = {
  links: true,
  styles: ['strong', 'emphasis', 'strike', 'code', 'block', 'quote', 'heading'],
}

/**
 * A post for networks that are blogs: one part with a title, a body in HTML, and the way home as its last paragraph. The
 * body is the whole article where there is one, and else the text.
 */
export function renderBlogPost(post: Post, limits: Limits): Part[] {
  const { article } = post
  const text = (article ? post.text.trim() || article.summary : post.text).trimEnd()
  const spans = findLinks(text)
  const body = article?.html ?? (post.tree ? treeToHtml(post.tree) : textToHtml(text))
  const there = article
    ? (url: string) => body.includes(`href="${escapeHtml(url)}"`)
    : (url: string) => holdsLink(spans, url)
  const home = post.link && !there(post.link.url) ? post.link : undefined
  const wayHome = home ? `<p>${anchor(home.url, home.title.trim() || home.url)}</p>` : ''
  return [
    part(text, placeSpans(text, spans), graphemeLength(text), post, {
      ...(article ? {} : formattedOf(styledFor(post, formatting), text, findLinks)),
      title: article?.title.trim() || headline(post),
      html: [body, wayHome].filter((piece) => piece !== '').join('\n'),
      pictures: (post.pictures ?? []).slice(0, limits.pictures),
      ...(article?.summary ? { summary: article.summary } : {}),
      ...(post.link ? { card: post.link } : {}),
      ...(post.tags ? { tags: post.tags } : {}),
    }),
  ]
}
