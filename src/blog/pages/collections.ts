/** Articles with a tag, of an author, of a series; and the pages behind the first hundred. */
import { say } from '../../core/words.ts'
import { type CollectionView, type Teaser, themeWords, type WriterView } from '../../themes/index.ts'
import { layout, type Site } from './layout.ts'
import { crumbData, type Data, personData, structured } from './structured.ts'

/** What a page of a list is: its articles, how many there are in all, and which page it is of how many. */
export interface Listed {
  list: readonly Teaser[]
  count: number
  page: number
  pages: number
}

/** What such a page is called, where it stands, and what it is for programs. */
interface Collection {
  name: string
  description?: string
  data?: Data
}

function collectionPage(site: Site, view: CollectionView, { name, description, data }: Collection): Promise<string> {
  const { base, page } = view
  const crumbs = crumbData(site, [{ name, url: `${site.home}${base}` }])
  const title = page === 1 ? name : `${name}, ${page}`
  return layout(site, {
    title,
    description: description || title,
    path: page === 1 ? base : `${base}/page/${page}`,
    language: site.language,
    view,
    type: 'website',
    feeds: { title: name, path: base },
    data: structured(...(data ? [data] : []), crumbs),
  })
}

const titled = (title: string, page: number) => (page === 1 ? title : `${title}, ${page}`)

/** The articles with a tag. */
export function tagPage(site: Site, tag: string, listed: Listed): Promise<string> {
  const base = `/tag/${encodeURIComponent(tag)}`
  const title = titled(tag, listed.page)
  const view = { kind: 'tag', title, base, author: undefined, start: undefined, ...listed } as const
  return collectionPage(site, view, { name: say(themeWords.tagged, site.language, { tag }) })
}

/** Who an author is, and what they wrote: an h-card above an h-feed. */
export function authorPage(site: Site, author: WriterView, listed: Listed): Promise<string> {
  const { name, slug, bio, url, face } = author
  const base = `/author/${encodeURIComponent(slug)}`
  const writer = {
    name,
    url: `${site.home}${base}`,
    image: face && `${site.home}/media/${face}`,
    sameAs: url ? [url] : [],
  }
  const view = { kind: 'author', title: titled(name, listed.page), base, author, start: undefined, ...listed } as const
  return collectionPage(site, view, { name, description: bio.slice(0, 300), data: personData(writer) })
}

/** The parts of a series, the first one first. @param start the number of the page's first one */
export function seriesPage(
  site: Site,
  series: { name: string; slug: string },
  listed: Listed,
  start: number,
): Promise<string> {
  const base = `/series/${encodeURIComponent(series.slug)}`
  const title = titled(series.name, listed.page)
  const view = { kind: 'series', title, base, author: undefined, start, ...listed } as const
  return collectionPage(site, view, { name: say(themeWords.series, site.language, { name: series.name }) })
}
