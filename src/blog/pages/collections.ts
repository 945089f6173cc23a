/** Articles with a tag, of an author, of a series; and the pages behind the first hundred. */
import { say } from '../../core/words.ts'
import { type Html, html } from './html.ts'
import { layout, type Site } from './layout.ts'
import { feedOf, type ListedArticle, listOf, pager } from './lists.ts'
import { crumbData, type Data, personData, structured } from './structured.ts'
import { blogWords } from './words.ts'

/** What such a page is called, and where it stands. */
interface Collection {
  name: string
  /** Its first page, below home, with its slash. */
  base: string
  head: Html | false
  description: string
  list: Html
  data?: Data
}

function collectionPage(
  site: Site,
  { name, base, head, description, list, data }: Collection,
  page: number,
  pages: number,
): string {
  const { language } = site
  const title = page === 1 ? name : `${name}, ${page}`
  const body = html`${feedOf(site, title, head, list)}
${pager(language, base, page, pages)}
<p class="pages"><a href="/">${say(blogWords.home, language)}</a></p>`
  const crumbs = crumbData(site, [{ name, url: `${site.home}${base}` }])
  return layout(site, {
    title,
    description: description || title,
    path: page === 1 ? base : `${base}/page/${page}`,
    language,
    body,
    type: 'website',
    feeds: { title: name, path: base },
    data: structured(...(data ? [data] : []), crumbs),
  })
}

/** The articles with a tag. */
export function tagPage(
  site: Site,
  tag: string,
  articles: readonly ListedArticle[],
  page: number,
  pages: number,
): string {
  const name = say(blogWords.tagged, site.language, { tag })
  const base = `/tag/${encodeURIComponent(tag)}`
  return collectionPage(
    site,
    { name, base, head: false, description: '', list: listOf(articles, site.timeZone) },
    page,
    pages,
  )
}

/** Somebody who writes here. */
export interface AuthorPage {
  name: string
  slug: string
  bio: string
  url: string
  /** The file of their picture. */
  face: string | undefined
}

/** Who an author is, and what they wrote: an h-card above an h-feed. */
export function authorPage(
  site: Site,
  author: AuthorPage,
  articles: readonly ListedArticle[],
  page: number,
  pages: number,
): string {
  const { name, slug, bio, url, face } = author
  const base = `/author/${encodeURIComponent(slug)}`
  const list = articles.length ? listOf(articles, site.timeZone) : html`<p>${say(blogWords.noneYet, site.language)}</p>`
  const head = html`<div class="author p-author h-card">${face && html`<img class="u-photo" src="/media/${face}" alt="" width="64" height="64">`}
<p><a class="p-name u-url u-uid" href="${site.home}${base}" hidden>${name}</a>${bio && html`<span class="p-note">${bio}</span>`}${url && html` <a class="u-url" rel="me" href="${url}">${shortAddress(url)}</a>`}</p></div>
`
  const writer = {
    name,
    url: `${site.home}${base}`,
    image: face && `${site.home}/media/${face}`,
    sameAs: url ? [url] : [],
  }
  return collectionPage(
    site,
    { name, base, head, description: bio.slice(0, 300), list, data: personData(writer) },
    page,
    pages,
  )
}

/** A web address as people say it. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')
}

/** The parts of a series, the first one first. @param start the number of the page's first one */
export function seriesPage(
  site: Site,
  series: { name: string; slug: string },
  articles: readonly ListedArticle[],
  page: number,
  pages: number,
  start: number,
): string {
  const name = say(blogWords.series, site.language, { name: series.name })
  const base = `/series/${encodeURIComponent(series.slug)}`
  return collectionPage(
    site,
    { name, base, head: false, description: '', list: listOf(articles, site.timeZone, { start }) },
    page,
    pages,
  )
}
