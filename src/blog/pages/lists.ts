import { type Language, say } from '../../core/words.ts'
import { longDate } from './article.ts'
import { type Html, html } from './html.ts'
import { layout, type Site } from './layout.ts'
import { blogWords } from './words.ts'

/** An article as these pages list it. */
export interface ListedArticle {
  slug: string
  title: string
  excerpt: string
  language: Language
  publishedAt: Date | null
}

/** Articles a page of the list. */
export const pageSize = 10
/** Articles a page of those with one tag. */
export const tagPageSize = 100

/** The blog's front page and the pages behind it: an h-feed. */
export function homePage(site: Site, articles: readonly ListedArticle[], page: number, pages: number): string {
  const empty = html`<h2>${say(blogWords.emptyTitle, site.language)}</h2><p>${say(blogWords.empty, site.language)}</p>`
  const body = html`<div class="h-feed">
<h1 class="p-name">${site.name}</h1>
${site.promise && html`<p class="promise">${site.promise}</p>`}
${articles.length ? list(articles, site.timeZone) : empty}
</div>
${pager(site.language, '', page, pages)}`
  const title = page === 1 ? site.name : `${say(blogWords.home, site.language)}, ${page}`
  return layout(site, {
    title,
    description: site.promise,
    path: page === 1 ? '/' : `/page/${page}`,
    language: site.language,
    body,
    type: 'website',
  })
}

/** The articles with a tag, and the pages behind the first hundred. */
export function tagPage(
  site: Site,
  tag: string,
  articles: readonly ListedArticle[],
  page: number,
  pages: number,
): string {
  const name = say(blogWords.tagged, site.language, { tag })
  const title = page === 1 ? name : `${name}, ${page}`
  const base = `/tag/${encodeURIComponent(tag)}`
  const body = html`<div class="h-feed"><h1 class="p-name">${title}</h1>
${list(articles, site.timeZone)}</div>
${pager(site.language, base, page, pages)}
<p class="pages"><a href="/">${say(blogWords.home, site.language)}</a></p>`
  return layout(site, {
    title,
    description: title,
    path: page === 1 ? base : `${base}/page/${page}`,
    language: site.language,
    body,
    type: 'website',
  })
}

function list(articles: readonly ListedArticle[], timeZone: string): Html {
  return html`<ul class="list">${articles.map(
    (article) => html`<li class="h-entry" lang="${article.language}">
<h2 class="p-name"><a class="u-url" href="/${encodeURIComponent(article.slug)}">${article.title}</a></h2>
${article.excerpt && html`<p class="p-summary">${article.excerpt}</p>`}
${article.publishedAt && html`<p class="meta"><time class="dt-published" datetime="${article.publishedAt.toISOString()}">${longDate(article.publishedAt, article.language, timeZone)}</time></p>`}
</li>`,
  )}</ul>`
}

function pager(language: Language, base: string, page: number, pages: number): Html | false {
  if (pages < 2) return false
  const newer = page === 2 ? base || '/' : `${base}/page/${page - 1}`
  return html`<nav class="pages" aria-label="${say(blogWords.home, language)}"><span>${page > 1 && html`<a rel="prev" href="${newer}">← ${say(blogWords.newer, language)}</a>`}</span><span>${page < pages && html`<a rel="next" href="${base}/page/${page + 1}">${say(blogWords.older, language)} →</a>`}</span></nav>`
}

/** What readers see at an address that leads nowhere; it is served with 404. */
export function notFoundPage(site: Site): string {
  const body = html`<h1>${say(blogWords.notFoundTitle, site.language)}</h1><p>${say(blogWords.notFound, site.language)}</p><p><a href="/">${say(blogWords.home, site.language)}</a></p>`
  return layout(site, {
    title: say(blogWords.notFoundTitle, site.language),
    description: '',
    path: '/',
    language: site.language,
    body,
    type: 'website',
    noindex: true,
  })
}

/** Before anybody has set the program up. */
export function freshPage(site: Site): string {
  const body = html`<h1>${say(blogWords.newTitle, site.language)}</h1><p>${say(blogWords.fresh, site.language)}</p><p><a href="/panel/">${say(blogWords.toPanel, site.language)}</a></p>`
  return layout(site, {
    title: say(blogWords.newTitle, site.language),
    description: '',
    path: '/',
    language: site.language,
    body,
    type: 'website',
    noindex: true,
  })
}
