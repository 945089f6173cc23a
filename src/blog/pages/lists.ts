/** Lists of articles, on all pages that have one. */
import { type Language, say } from '../../core/words.ts'
import type { ArticleKind } from '../../db/tables.ts'
import { longDate } from './dates.ts'
import { type Html, html } from './html.ts'
import type { Site } from './layout.ts'
import { blogWords } from './words.ts'

/** An article as these pages list it. */
export interface ListedArticle {
  kind: ArticleKind
  slug: string
  /** Its title, or a note's first words. */
  name: string
  excerpt: string
  language: Language
  publishedAt: Date | null
  pinned: boolean
}

/** Articles a page of the front page's list. */
export const pageSize = 10
/** Articles a page of those that have something in common. */
export const tagPageSize = 100

/** An h-feed: what it is called is the page's heading. @param head below the heading */
export function feedOf(site: Site, name: string, head: Html | false, list: Html): Html {
  return html`<div class="h-feed">
<h1 class="p-name">${name}</h1>
<a class="p-author h-card" href="${site.home}/" hidden>${site.name}</a>
${head}${list}
</div>`
}

/** What a list says beside its articles. */
export interface ListOptions {
  /** The number of the first one, in a list that is counted. */
  start?: number
  /** It says what is pinned. */
  pins?: true
}

/** Articles with their beginnings; a note is its beginning. */
export function listOf(articles: readonly ListedArticle[], timeZone: string, { start, pins }: ListOptions = {}): Html {
  const items = articles.map((one) =>
    one.kind === 'note' ? noteItem(one, timeZone) : articleItem(pins ? one : { ...one, pinned: false }, timeZone),
  )
  if (start === undefined) return html`<ul class="list">${items}</ul>`
  return html`<ol class="list counted" start="${start}">${items}</ol>`
}

function articleItem(article: ListedArticle, timeZone: string): Html {
  return html`<li class="h-entry" lang="${article.language}">
${article.pinned && html`<p class="label">${say(blogWords.pinned, article.language)}</p>`}<h2 class="p-name"><a class="u-url" href="${addressOf(article)}">${article.name}</a></h2>
${article.excerpt && html`<p class="p-summary">${article.excerpt}</p>`}
${article.publishedAt && html`<p class="meta">${timeOf(article.publishedAt, article.language, timeZone)}</p>`}
</li>`
}

/** A note has no name of its own: its date is the link. */
function noteItem(note: ListedArticle, timeZone: string): Html {
  return html`<li class="h-entry note" lang="${note.language}">
<p class="p-summary">${note.excerpt}</p>
<p class="meta"><a class="u-url" href="${addressOf(note)}">${note.publishedAt ? timeOf(note.publishedAt, note.language, timeZone) : note.name}</a></p>
</li>`
}

/** Below home, with its slash. */
export function addressOf({ slug }: { slug: string }): string {
  return `/${encodeURIComponent(slug)}`
}

/** When something was published, for people and programs. */
export function timeOf(at: Date, language: Language, timeZone: string): Html {
  return html`<time class="dt-published" datetime="${at.toISOString()}">${longDate(at, language, timeZone)}</time>`
}

/** The way to the pages before and behind. @param base the first one's address, without a slash at its end */
export function pager(language: Language, base: string, page: number, pages: number): Html | false {
  if (pages < 2) return false
  const newer = page === 2 ? base || '/' : `${base}/page/${page - 1}`
  return html`<nav class="pages" aria-label="${say(blogWords.home, language)}"><span>${page > 1 && html`<a rel="prev" href="${newer}">← ${say(blogWords.newer, language)}</a>`}</span><span>${page < pages && html`<a rel="next" href="${base}/page/${page + 1}">${say(blogWords.older, language)} →</a>`}</span></nav>`
}

/** The form that leads to the search. @param q what was looked for */
export function searchForm(language: Language, q = ''): Html {
  return html`<form class="search" role="search" action="/search"><label for="q">${say(blogWords.searchFor, language)}</label><div><input id="q" name="q" type="search" maxlength="100" value="${q}"><button>${say(blogWords.search, language)}</button></div></form>`
}
