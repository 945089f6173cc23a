/** Pages that all themes draw alike: lists, the archive, the search, and an address that leads nowhere. */
import { type Html, html } from '../../core/html.ts'
import { type Language, say } from '../../core/words.ts'
import type {
  ArchiveView,
  CollectionView,
  FreshView,
  LostView,
  SearchView,
  Templates,
  ThemeSite,
  WriterView,
} from '../theme.ts'
import { themeWords } from '../words.ts'
import { articleTemplate, type FurtherOptions, noteTemplate } from './article.ts'
import { face, shortAddress } from './face.ts'
import { contents, teaserList } from './teaser.ts'

/** The templates of a theme but for its front page. @param options how its lists are drawn */
export function commonTemplates(options: FurtherOptions = {}): Omit<Templates, 'home'> {
  const collection = (view: CollectionView, site: ThemeSite) => collectionTemplate(view, site, options)
  const article = articleTemplate(options)
  return {
    article,
    page: article,
    note: noteTemplate(options),
    tag: collection,
    author: collection,
    series: collection,
    archive: archiveTemplate,
    search: (view, site) => searchTemplate(view, site, options),
    lost: (view, site) => lostTemplate(view, site, options),
    fresh: freshTemplate,
  }
}

/**
 * An h-feed: what it is called is the page's heading.
 * @param head below the heading
 * @param whose whose h-card tells who writes all of it: an author's is in the head
 */
export function feedOf(
  site: ThemeSite,
  name: string,
  head: Html | false,
  list: Html,
  hidden?: 'visually-hidden',
  whose: 'brand' | 'author' = 'brand',
): Html {
  return html`<div class="h-feed">
<header class="front"><h1 class="p-name${hidden && ` ${hidden}`}">${name}</h1>
${head}</header>
${whose === 'brand' && html`<a class="p-author h-card" href="${site.home}/" hidden>${site.name}</a>`}
${list}
</div>`
}

function collectionTemplate(view: CollectionView, site: ThemeSite, options: FurtherOptions): Html {
  const { language } = site
  const { author, base, count, list, start, page, pages } = view
  const head = html`${author && authorHead(author, site)}<p class="meta"><span>${say(themeWords.howMany, language, { n: count })}</span> <a href="${base}/feed.xml">${say(themeWords.feedName, language)}</a></p>
`
  const { nextPicture: _, ...drawn } = options
  const shown = list.length
    ? teaserList(list, site, { ...drawn, start })
    : html`<p>${say(themeWords.noneYet, language)}</p>`
  return html`${feedOf(site, view.title, head, shown, undefined, author ? 'author' : 'brand')}
${pager(language, base, page, pages)}`
}

function authorHead({ name, slug, bio, url, face: picture }: WriterView, site: ThemeSite): Html {
  return html`<div class="author p-author h-card">${picture ? html`<img class="u-photo" src="/media/${picture}" alt="" width="64" height="64">` : face(undefined, name)}
<p><a class="p-name u-url u-uid" href="${site.home}/author/${encodeURIComponent(slug)}" hidden>${name}</a>${bio && html`<span class="p-note">${bio}</span>`}${url && html` <a class="u-url" rel="me" href="${url}">${shortAddress(url)}</a>`}</p></div>
`
}

function archiveTemplate({ title, years, year, list, page, pages }: ArchiveView, site: ThemeSite): Html {
  const { language } = site
  const shown =
    year === undefined
      ? html`<p>${say(themeWords.noneYet, language)}</p>`
      : html`<section class="year" aria-labelledby="y${year}"><h2 id="y${year}">${String(year)}</h2>
${contents(list, site)}</section>`
  return html`${feedOf(site, title, yearsNav(years, year, language), shown)}
${pager(language, `/archive/${year}`, page, pages)}`
}

function yearsNav(years: ArchiveView['years'], shown: number | undefined, language: Language): Html | false {
  if (years.length < 2) return false
  return html`<nav class="years" aria-label="${say(themeWords.years, language)}"><ul>${years.map(
    ({ year, n }) =>
      html`<li><a href="/archive/${year}"${year === shown && html` aria-current="true"`}>${year}</a> <span>${n}</span></li>`,
  )}</ul></nav>
`
}

/** The search, which needs no script: a form that asks this page again. */
function searchTemplate({ found }: SearchView, site: ThemeSite, options: FurtherOptions): Html {
  const { language } = site
  return html`<header class="front"><h1>${say(themeWords.searchTitle, language)}</h1>
${searchForm(language, found?.q)}
${found && html`<h2 class="label">${found.list.length ? say(themeWords.found, language, { q: found.q }) : say(themeWords.nothingFoundTitle, language)}</h2>`}</header>
${found && results(found, site, options)}`
}

function results({ q, list, next }: NonNullable<SearchView['found']>, site: ThemeSite, options: FurtherOptions): Html {
  const { language } = site
  if (!list.length) return html`<p>${say(themeWords.nothingFound, language, { q })}</p>`
  const further = next && `/search?${new URLSearchParams({ q, after: next })}`
  const { pictures: _, nextPicture: __, ...plain } = options
  return html`${teaserList(list, site, { ...plain, heading: 3 })}
${further && html`<p class="pager"><a rel="next" href="${further}">${say(themeWords.moreFound, language)} →</a></p>`}`
}

/** The form that leads to the search. @param q what was looked for */
export function searchForm(language: Language, q = ''): Html {
  return html`<form class="search" role="search" action="/search"><label for="q">${say(themeWords.searchFor, language)}</label><div><input id="q" name="q" type="search" maxlength="100" value="${q}"><button>${say(themeWords.search, language)}</button></div></form>`
}

function lostTemplate({ list }: LostView, site: ThemeSite, options: FurtherOptions): Html {
  const { language } = site
  const { nextPicture: _, ...drawn } = options
  return html`<header class="front"><p class="code" aria-hidden="true">404</p><h1>${say(themeWords.notFoundTitle, language)}</h1>
<p class="words">${say(themeWords.notFound, language)}</p></header>
${searchForm(language)}
${list.length > 0 && html`<section class="related" aria-labelledby="some"><h2 id="some">${say(themeWords.someArticles, language)}</h2>${teaserList(list, site, { ...drawn, heading: 3, className: 'grid' })}</section>`}
<p class="pager"><a href="/">${say(themeWords.home, language)}</a></p>`
}

function freshTemplate(_: FreshView, { language }: ThemeSite): Html {
  return html`<header class="front"><h1>${say(themeWords.newTitle, language)}</h1><p class="words">${say(themeWords.fresh, language)}</p></header><p><a href="/panel/">${say(themeWords.toPanel, language)}</a></p>`
}

/** The way to the pages before and behind. @param base the first one's address, without a slash at its end */
export function pager(language: Language, base: string, page: number, pages: number): Html | false {
  if (pages < 2) return false
  const newer = page === 2 ? base || '/' : `${base}/page/${page - 1}`
  return html`<nav class="pager" aria-label="${say(themeWords.home, language)}"><span>${page > 1 && html`<a rel="prev" href="${newer}">← ${say(themeWords.newer, language)}</a>`}</span><span>${page < pages && html`<a rel="next" href="${base}/page/${page + 1}">${say(themeWords.older, language)} →</a>`}</span></nav>`
}
