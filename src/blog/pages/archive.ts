import { say } from '../../core/words.ts'
import { dayAndMonth } from './dates.ts'
import { type Html, html } from './html.ts'
import { layout, type Site } from './layout.ts'
import { addressOf, feedOf, type ListedArticle, pager } from './lists.ts'
import { crumbData, structured } from './structured.ts'
import { blogWords } from './words.ts'

/** Titles a page of a year. */
export const archivePageSize = 100

/** Which years there are, and the one that is shown. */
export interface ArchiveYears {
  years: readonly { year: number; n: number }[]
  shown: { year: number } | undefined
  /** The archive's own address, which shows the newest year. */
  first: boolean
}

/** All that was published in a year, by day; and the other years. */
export function archivePage(
  site: Site,
  of: ArchiveYears,
  articles: readonly ListedArticle[],
  page: number,
  pages: number,
): string {
  const { language } = site
  const year = of.shown ? String(of.shown.year) : ''
  const title = of.first || !year ? say(blogWords.archive, language) : say(blogWords.archiveOf, language, { year })
  const base = year ? `/archive/${year}` : '/archive'
  const list = year ? yearList(site, year, articles) : html`<p>${say(blogWords.noneYet, language)}</p>`
  const body = html`${feedOf(site, title, yearsNav(site, of), list)}
${pager(language, base, page, pages)}`
  const crumbs = [{ name: say(blogWords.archive, language), url: `${site.home}/archive` }]
  return layout(site, {
    title: page === 1 ? title : `${title}, ${page}`,
    description: title,
    path: of.first ? '/archive' : page === 1 ? base : `${base}/page/${page}`,
    language,
    body,
    type: 'website',
    data: structured(crumbData(site, of.first ? crumbs : [...crumbs, { name: year, url: `${site.home}${base}` }])),
  })
}

function yearsNav(site: Site, { years, shown }: ArchiveYears): Html | false {
  if (years.length < 2) return false
  return html`<nav class="years" aria-label="${say(blogWords.years, site.language)}"><ul>${years.map(
    ({ year, n }) =>
      html`<li><a href="/archive/${year}"${year === shown?.year && html` aria-current="true"`}>${year}</a> <span>${n}</span></li>`,
  )}</ul></nav>
`
}

function yearList(site: Site, year: string, articles: readonly ListedArticle[]): Html {
  return html`<section class="year" aria-labelledby="y${year}"><h2 id="y${year}">${year}</h2>
<ul class="contents">${articles.map(
    (
      one,
    ) => html`<li class="h-entry" lang="${one.language}"><a class="u-url p-name" href="${addressOf(one)}">${one.name}</a> ${
      one.publishedAt &&
      html`<time class="dt-published" datetime="${one.publishedAt.toISOString()}">${dayAndMonth(one.publishedAt, site.language, site.timeZone)}</time>`
    }</li>
`,
  )}</ul></section>`
}
