/** Pages that show no article of their own. */
import { say } from '../../core/words.ts'
import { type SearchView, type Teaser, themeWords } from '../../themes/index.ts'
import { layout, type Site } from './layout.ts'

/** What readers see at an address that leads nowhere; it is served with 404. @param list some articles to go on with */
export function notFoundPage(site: Site, list: readonly Teaser[]): Promise<string> {
  const title = say(themeWords.notFoundTitle, site.language)
  return unlisted(site, { title, description: '', path: '/', view: { kind: 'lost', list } })
}

/** Before anybody has set the program up. */
export function freshPage(site: Site): Promise<string> {
  const title = say(themeWords.newTitle, site.language)
  return unlisted(site, { title, description: '', path: '/', view: { kind: 'fresh' } })
}

/** The search, which needs no script. Search engines may list it, but nothing that was found. */
export function searchPage(site: Site, found: SearchView['found']): Promise<string> {
  const title = say(themeWords.searchTitle, site.language)
  const page = { title, description: title, path: '/search', view: { kind: 'search', found } } as const
  return found ? unlisted(site, page) : layout(site, { ...page, language: site.language, type: 'website' })
}

function unlisted(
  site: Site,
  page: Pick<Parameters<typeof layout>[1], 'title' | 'description' | 'path' | 'view'>,
): Promise<string> {
  return layout(site, { ...page, language: site.language, type: 'website', noindex: true })
}
