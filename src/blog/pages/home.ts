import { say } from '../../core/words.ts'
import { html } from './html.ts'
import { layout, type Site } from './layout.ts'
import { feedOf, type ListedArticle, listOf, pager } from './lists.ts'
import { siteData, structured } from './structured.ts'
import { blogWords } from './words.ts'

/** The blog's front page and the pages behind it: an h-feed. */
export function homePage(site: Site, articles: readonly ListedArticle[], page: number, pages: number): string {
  const { language } = site
  const empty = html`<h2>${say(blogWords.emptyTitle, language)}</h2><p>${say(blogWords.empty, language)}</p>`
  const promise = html`${site.promise && html`<p class="promise">${site.promise}</p>`}`
  const body = html`${feedOf(site, site.name, promise, articles.length ? listOf(articles, site.timeZone, page === 1 ? { pins: true } : {}) : empty)}
${pager(language, '', page, pages)}`
  const title = page === 1 ? site.name : `${say(blogWords.home, language)}, ${page}`
  return layout(site, {
    title,
    description: site.promise,
    path: page === 1 ? '/' : `/page/${page}`,
    language,
    body,
    type: 'website',
    data: structured(siteData(site)),
  })
}
