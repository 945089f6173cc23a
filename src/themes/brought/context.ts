/** What the templates of a theme that somebody brought are given: docs/themes.md says each of these names, and they stay what they are. */
import { type Html, html } from '../../core/html.ts'
import { type Language, say } from '../../core/words.ts'
import type { ShownPicture } from '../../media/index.ts'
import { dateSaid } from '../dates.ts'
import type { Framed } from '../frame.ts'
import { footer, masthead } from '../frame.ts'
import { pager, searchForm } from '../parts/pages.ts'
import { addressOf, longTitle } from '../parts/teaser.ts'
import { pictureElement } from '../picture.ts'
import type { ArticleView, PageView, SeriesView, Teaser, ThemeSite, WriterView } from '../theme.ts'
import { themeWords } from '../words.ts'
import type { Given, Safe } from './values.ts'

const safe = (value: Html | false | null | undefined): Safe | null => (value ? { safe: value.value } : null)
const sizes = '(min-width: 720px) 640px, 100vw'

/** @returns what a page's template is given */
export function givenOf(view: PageView, site: ThemeSite, framed: Framed): { [name: string]: Given } {
  return {
    site: siteOf(site),
    page: pageOf(view, site, framed),
    menu: menuOf(site, framed.path),
    parts: partsOf(view, site, framed),
    ...ofKind(view, site),
  }
}

function siteOf(site: ThemeSite): Given {
  const { name, promise, language, home, logo, productSite, profiles, footer: foot } = site
  return {
    name,
    promise,
    language,
    home: `${home}/`,
    logo,
    product_site: productSite || null,
    feed: '/feed.xml',
    profiles: profiles.map(({ label, url }) => ({ label, url })),
    footer: { words: foot.words, links: foot.links.map(({ label, address }) => ({ label, address })) },
    time_zone: site.timeZone,
  }
}

function pageOf(view: PageView, site: ThemeSite, { path, language }: Framed): Given {
  return {
    kind: view.kind === 'lost' ? '404' : view.kind,
    path,
    language,
    ...numbered(view),
    url: `${site.home}${path}`,
  }
}

/** Which of how many pages it is, and the addresses of those beside it. */
function numbered(view: PageView): { [name: string]: Given } {
  if (!('pages' in view)) return { number: 1, pages: 1, newer: null, older: null }
  const { page, pages } = view
  const base = baseOf(view)
  const newer = page > 2 ? `${base}/page/${page - 1}` : base || '/'
  return {
    number: page,
    pages,
    newer: page > 1 ? newer : null,
    older: page < pages ? `${base}/page/${page + 1}` : null,
  }
}

function baseOf(view: Extract<PageView, { pages: number }>): string {
  if (view.kind === 'home') return ''
  return view.kind === 'archive' ? `/archive/${view.year}` : view.base
}

const menuOf = ({ menu }: ThemeSite, path: string): Given =>
  menu.map(({ label, address, product }) => ({ label, address, product: product === true, current: address === path }))

/** Pieces of a page that are drawn already: what a theme does not want to draw itself. */
function partsOf(view: PageView, site: ThemeSite, { path, language }: Framed): Given {
  const pages = 'pages' in view ? pager(site.language, baseOf(view), view.page, view.pages) : false
  const q = view.kind === 'search' ? view.found?.q : undefined
  return {
    header: safe(masthead(site, path, language)),
    footer: safe(footer(site, path, language)),
    search_form: safe(searchForm(language, q)),
    pager: safe(pages),
  }
}

function ofKind(view: PageView, site: ThemeSite): { [name: string]: Given } {
  switch (view.kind) {
    case 'home':
      return homeOf(view, site)
    case 'article':
    case 'page':
    case 'note':
      return articleOf(view, site)
    case 'tag':
    case 'author':
    case 'series': {
      const { title, base, count, start, author, list } = view
      const writer = author ? writerOf(author, site) : null
      return {
        collection: { title, address: base, feed: `${base}/feed.xml`, count, start: start ?? null, author: writer },
        list: list.map((one) => teaserOf(one, site)),
      }
    }
    case 'archive': {
      const years = view.years.map(({ year, n }) => ({
        year: String(year),
        count: n,
        address: `/archive/${year}`,
        current: year === view.year,
      }))
      return {
        archive: { title: view.title, year: view.year === undefined ? null : String(view.year), years },
        list: view.list.map((one) => teaserOf(one, site)),
      }
    }
    case 'search':
      return searchOf(view, site)
    case 'lost':
      return { list: view.list.map((one) => teaserOf(one, site)) }
    case 'fresh':
      return {}
  }
}

function homeOf(
  { list, tags, series }: Extract<PageView, { kind: 'home' }>,
  site: ThemeSite,
): { [name: string]: Given } {
  const all = list.map((one) => teaserOf(one, site))
  const of = (kind: Teaser['kind']) => all.filter((_, at) => list[at]?.kind === kind)
  return {
    list: all,
    articles: of('article'),
    notes: of('note'),
    tags: tags.map(tagOf),
    series: series ? seriesOf(series) : null,
  }
}

function searchOf({ found }: Extract<PageView, { kind: 'search' }>, site: ThemeSite): { [name: string]: Given } {
  const next = found?.next && `/search?${new URLSearchParams({ q: found.q, after: found.next })}`
  const search = { asked: found !== undefined, q: found?.q ?? '', next: next || null }
  return { search, list: (found?.list ?? []).map((one) => teaserOf(one, site)) }
}

const tagOf = (tag: string): Given => ({ name: tag, address: `/tag/${encodeURIComponent(tag)}` })

function teaserOf(one: Teaser, site: ThemeSite): Given {
  return {
    kind: one.kind,
    name: one.name,
    address: addressOf(one),
    excerpt: one.excerpt,
    language: one.language,
    ...datesOf(one.publishedAt, one.language, site),
    pinned: one.pinned,
    tag: one.tag === undefined ? null : tagOf(one.tag),
    series: one.series ?? null,
    minutes: one.minutes,
    picture: one.picture ? pictureOf(one.picture, '') : null,
    body: safe(one.body),
    long: longTitle(one.name),
  }
}

function datesOf(at: Date | null, language: Language, { timeZone }: ThemeSite) {
  if (!at) return { published: null, date: null, short_date: null }
  const said = (form: 'long' | 'short') => dateSaid(at, form, language, timeZone)
  return { published: at.toISOString(), date: said('long'), short_date: said('short') }
}

/** With its other formats and widths as `html`, which is what a page ought to show. */
function pictureOf(picture: ShownPicture, alt: string, first?: true): Given {
  const element = pictureElement(picture, { alt, sizes, className: 'u-featured', ...(first ? { first } : {}) })
  return { src: picture.src, width: picture.width, height: picture.height, alt, html: safe(element) }
}

function articleOf(view: ArticleView, site: ThemeSite): { [name: string]: Given } {
  const { further } = view
  return {
    article: {
      ...wordsOf(view, site),
      ...datesOf(view.publishedAt, view.language, site),
      modified: view.modifiedAt?.toISOString() ?? null,
      draft: view.draft,
      tags: view.tags.map(tagOf),
      series: view.series && {
        name: view.series.name,
        part: view.series.part,
        address: `/series/${encodeURIComponent(view.series.slug)}`,
      },
      picture: view.picture
        ? { ...(pictureOf(view.picture, view.picture.alt, true) as object), caption: view.picture.caption }
        : null,
      writers: view.writers.map((one) => writerOf(one, site)),
      translations: view.translations.map((one) => ({
        label: say(themeWords.alsoIn, one.language),
        title: one.title,
        address: addressOf(one),
        language: one.language,
      })),
      copies: view.copies.map(({ label, url }) => ({ label, url })),
    },
    next: further.next ? teaserOf(further.next, site) : null,
    related: (further.related ?? []).map((one) => teaserOf(one, site)),
    series: further.series ? seriesOf(further.series, view.slug) : null,
  }
}

function wordsOf(view: ArticleView, site: ThemeSite): { [name: string]: Given } {
  const { title, name, summary, ownSummary, body, language, words } = view
  return {
    title,
    name,
    summary,
    own_summary: ownSummary,
    body: { safe: body },
    address: addressOf(view),
    url: `${site.home}${addressOf(view)}`,
    language,
    words,
    minutes: Math.max(1, Math.round(words / 200)),
    long: longTitle(title),
  }
}

function writerOf({ name, slug, bio, url, face }: WriterView, site: ThemeSite): Given {
  const address = `${site.home}/author/${encodeURIComponent(slug)}`
  const picture = face && html`<img class="u-photo" src="/media/${face}" alt="" width="64" height="64" loading="lazy">`
  return { name, bio, address, url: url || null, picture: picture ? safe(picture) : null }
}

function seriesOf({ name, slug, parts, start, count }: SeriesView, own?: string): Given {
  const each = parts.map((part) => ({ name: part.name, address: addressOf(part), current: part.slug === own }))
  return { name, address: `/series/${encodeURIComponent(slug)}`, start, count, parts: each }
}
