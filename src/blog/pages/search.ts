import { say } from '../../core/words.ts'
import { html } from './html.ts'
import { layout, type Site } from './layout.ts'
import { type ListedArticle, listOf, searchForm } from './lists.ts'
import { blogWords } from './words.ts'

/** What was found for some words. */
export interface Found {
  q: string
  rows: readonly ListedArticle[]
  /** Where the next page begins; `null`: there is none. */
  next: string | null
}

/** The search, which needs no script: a form that asks this page again. Nobody lists what was found. */
export function searchPage(site: Site, found: Found | undefined): string {
  const { language } = site
  const title = say(blogWords.searchTitle, language)
  const body = html`<h1>${title}</h1>
${searchForm(language, found?.q)}
${found && results(site, found)}`
  return layout(site, { title, description: title, path: '/search', language, body, type: 'website', noindex: true })
}

function results(site: Site, { q, rows, next }: Found) {
  const { language } = site
  if (!rows.length) return html`<p>${say(blogWords.nothingFound, language, { q })}</p>`
  const further = next && `/search?${new URLSearchParams({ q, after: next })}`
  return html`<h2 class="label">${say(blogWords.found, language, { q })}</h2>
${listOf(rows, site.timeZone)}
${further && html`<p class="pages"><a rel="next" href="${further}">${say(blogWords.moreFound, language)} →</a></p>`}`
}
