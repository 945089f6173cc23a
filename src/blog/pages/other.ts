/** Pages that show no article of their own. */
import { say } from '../../core/words.ts'
import { html } from './html.ts'
import { layout, type Site } from './layout.ts'
import { type ListedArticle, listOf, searchForm } from './lists.ts'
import { blogWords } from './words.ts'

/** What readers see at an address that leads nowhere; it is served with 404. @param articles some to go on with */
export function notFoundPage(site: Site, articles: readonly ListedArticle[]): string {
  const { language } = site
  const body = html`<h1>${say(blogWords.notFoundTitle, language)}</h1><p>${say(blogWords.notFound, language)}</p>
${searchForm(language)}
${articles.length > 0 && html`<h2>${say(blogWords.someArticles, language)}</h2>${listOf(articles, site.timeZone)}`}<p><a href="/">${say(blogWords.home, language)}</a></p>`
  return layout(site, {
    title: say(blogWords.notFoundTitle, language),
    description: '',
    path: '/',
    language,
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
