import { type Language, say } from '../../core/words.ts'
import type { ArticleKind, PublishedSeries } from '../../db/tables.ts'
import type { ShownPicture } from '../../media/index.ts'
import { cardPath } from './card.ts'
import { type Html, html, trusted } from './html.ts'
import { layout, type Site } from './layout.ts'
import { addressOf, timeOf } from './lists.ts'
import { columnSizes, pictureElement } from './picture.ts'
import { articleData, crumbData, structured } from './structured.ts'
import { blogWords } from './words.ts'

/** An article as its readers see it. */
export interface ArticleView {
  kind: ArticleKind
  slug: string
  title: string
  /** Its title, or a note's first words. */
  name: string
  summary: string
  /** Clean HTML, from the Markdown renderer. */
  body: string
  tags: readonly string[]
  language: Language
  words: number
  publishedAt: Date | null
  modifiedAt: Date | null
  series: PublishedSeries | null
  /** At its head: a file of the media store, with its size in pixels. */
  picture?: (ShownPicture & { alt: string; caption: string }) | undefined
  /** Who wrote it; nobody: the brand. */
  writers: readonly WriterView[]
  /** Copies on networks: syndication links. */
  copies: readonly { label: string; url: string }[]
}

/** Who wrote an article. */
export interface WriterView {
  name: string
  slug: string
  bio: string
  url: string
  /** The file of their picture. */
  face?: string | undefined
}

/** Another article to go on with. */
export interface NextArticle {
  slug: string
  name: string
  excerpt: string
}

/** A series as one of its parts shows it. */
export interface SeriesView {
  name: string
  slug: string
  /** Some of its parts, in their order; the number of the first; how many there are. */
  parts: readonly { slug: string; name: string }[]
  start: number
  count: number
}

/** Where one goes on from an article. */
export interface Further {
  next?: NextArticle | undefined
  related?: readonly NextArticle[]
  series?: SeriesView | undefined
}

const wordsPerMinute = 200

/**
 * The page of one article, page or note: an h-entry, with what to read next at its end.
 * @param preview of a draft, which says so; of a brand kit that nobody has saved
 */
export function articlePage(site: Site, view: ArticleView, further: Further, preview?: 'draft' | 'brand'): string {
  const { language } = view
  const draft = preview === 'draft'
  const body = html`${draft && html`<p class="notice">${say(blogWords.draft, language)}</p>`}
${entry(site, view)}
${further.series && seriesList(further.series, view, language)}
${further.next && nextLink(further.next, language)}
${further.related && further.related.length > 0 && relatedList(further.related, language)}`
  return layout(site, {
    title: view.name,
    description: view.summary,
    path: addressOf(view),
    language,
    body,
    type: 'article',
    image: `${site.home}${cardPath(site, view.slug, view.name)}`,
    tags: view.tags,
    authors: view.writers.map(({ name }) => name),
    ...(view.publishedAt ? { publishedAt: view.publishedAt } : {}),
    ...(view.modifiedAt ? { modifiedAt: view.modifiedAt } : {}),
    noindex: draft,
    preview: preview !== undefined,
    data: dataOf(site, view),
  })
}

/** A note has no heading of its own, and so is no `article`: https://html.spec.whatwg.org/#the-article-element */
function entry(site: Site, view: ArticleView): Html {
  const { language, kind } = view
  const inside = html`${kind !== 'note' && html`<h1 class="p-name">${view.title}</h1>`}
${kind === 'page' ? hiddenMeta(site, view) : kind === 'article' && metaOf(site, view)}
${view.summary && kind !== 'note' && html`<p class="p-summary" hidden>${view.summary}</p>`}
${view.picture && headPicture(view.picture)}
<div class="e-content">
${trusted(view.body)}
</div>
${kind === 'note' && metaOf(site, view)}
${view.tags.length > 0 && html`<ul class="tags">${view.tags.map((tag) => html`<li><a class="p-category" rel="tag" href="/tag/${encodeURIComponent(tag)}">${tag}</a></li>`)}</ul>`}
${view.copies.length > 0 && html`<p class="syndication">${say(blogWords.alsoOn, language)} ${view.copies.map((copy, index) => html`${index > 0 && ', '}<a class="u-syndication" href="${copy.url}">${copy.label}</a>`)}</p>`}`
  return kind === 'note'
    ? html`<h1 class="label">${say(blogWords.note, language)}</h1>
<div class="h-entry note">${inside}</div>`
    : html`<article class="h-entry">
${kind === 'article' && seriesLabel(view)}${inside}
</article>`
}

/** Which part of which series it is, above its title. */
function seriesLabel({ series, language }: ArticleView): Html | false {
  if (!series) return false
  const { name, slug, part } = series
  const said = part === null ? name : say(blogWords.partOf, language, { name, part: String(part) })
  return html`<p class="label"><a href="/series/${encodeURIComponent(slug)}">${said}</a></p>
`
}

function metaOf(site: Site, view: ArticleView): Html {
  const { language } = view
  return html`<p class="meta">${view.publishedAt && html`<a class="u-url" href="${addressOf(view)}">${timeOf(view.publishedAt, language, site.timeZone)}</a>`}
${writersOf(site, view)}
${view.kind === 'article' && html`<span>${say(blogWords.minutes, language, { n: Math.max(1, Math.round(view.words / wordsPerMinute)) })}</span>`}</p>`
}

/** A page has no date for people; programs still learn whose it is. */
function hiddenMeta(site: Site, view: ArticleView): Html {
  return html`<p class="meta" hidden><a class="u-url" href="${addressOf(view)}">${view.name}</a> ${writersOf(site, view)}</p>`
}

function writersOf(site: Site, { writers, language }: ArticleView): Html {
  if (!writers.length)
    return html`<span class="p-author h-card"><a class="p-name u-url" href="${site.home}/">${site.name}</a></span>`
  const each = writers.map(
    ({ name, slug, face }, index) =>
      html`${index > 0 && ', '}<span class="p-author h-card">${face && html`<img class="u-photo" src="/media/${face}" alt="" width="24" height="24">`}<a class="p-name u-url" href="${site.home}/author/${encodeURIComponent(slug)}">${name}</a></span>`,
  )
  return html`<span>${say(blogWords.by, language)} ${each}</span>`
}

function headPicture({ alt, caption, ...picture }: NonNullable<ArticleView['picture']>): Html {
  const image = pictureElement(picture, { alt, sizes: columnSizes(), className: 'u-featured', first: true })
  return html`<figure class="head">${image}${caption && html`<figcaption>${caption}</figcaption>`}</figure>`
}

function seriesList(
  { name, slug, parts, start, count }: SeriesView,
  { slug: own }: ArticleView,
  language: Language,
): Html {
  const base = `/series/${encodeURIComponent(slug)}`
  const item = (part: { slug: string; name: string }) =>
    part.slug === own
      ? html`<li><span aria-current="page">${part.name}</span></li>`
      : html`<li><a href="${addressOf(part)}">${part.name}</a></li>`
  return html`<nav class="series" aria-labelledby="series"><h2 id="series"><a href="${base}">${name}</a></h2>
<ol start="${start}">${parts.map(item)}</ol>${count > parts.length && html`<p><a href="${base}">${say(blogWords.seriesAll, language, { n: count })}</a></p>`}</nav>`
}

function nextLink(next: NextArticle, language: Language): Html {
  return html`<a class="next" href="${addressOf(next)}" rel="next"><small>${say(blogWords.readNext, language)}</small><strong>${next.name}</strong>${next.excerpt && next.excerpt !== next.name && html` <span>${next.excerpt}</span>`}</a>`
}

function relatedList(related: readonly NextArticle[], language: Language): Html {
  return html`<section class="related" aria-labelledby="related"><h2 id="related">${say(blogWords.moreLikeThis, language)}</h2>
<ul>${related.map((one) => html`<li><a href="${addressOf(one)}">${one.name}</a></li>`)}</ul></section>`
}

const types = { article: 'BlogPosting', note: 'SocialMediaPosting', page: 'WebPage' } as const

function dataOf(site: Site, view: ArticleView): Html {
  const { series, picture } = view
  const url = `${site.home}${addressOf(view)}`
  const seriesUrl = series && `${site.home}/series/${encodeURIComponent(series.slug)}`
  const data = articleData(site, {
    type: types[view.kind],
    headline: view.name,
    description: view.summary,
    url,
    images: [
      ...(picture ? [`${site.home}/media/${picture.file}`] : []),
      `${site.home}${cardPath(site, view.slug, view.name)}`,
    ],
    language: view.language,
    writers: view.writers.map((one) => ({
      name: one.name,
      url: `${site.home}/author/${encodeURIComponent(one.slug)}`,
      image: one.face && `${site.home}/media/${one.face}`,
      sameAs: one.url ? [one.url] : [],
    })),
    publishedAt: view.publishedAt,
    modifiedAt: view.modifiedAt,
    words: view.words,
    tags: view.tags,
    series: series && seriesUrl ? { name: series.name, url: seriesUrl, part: series.part } : undefined,
  })
  const crumbs = series && seriesUrl ? [{ name: series.name, url: seriesUrl }] : []
  return structured(data, crumbData(site, [...crumbs, { name: view.name, url }]))
}
