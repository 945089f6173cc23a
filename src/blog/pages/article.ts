import type { Html } from '../../core/html.ts'
import type { ArticleView } from '../../themes/index.ts'
import { cardPath } from './card.ts'
import { layout, type Site } from './layout.ts'
import { addressOf } from './lists.ts'
import { articleData, crumbData, structured } from './structured.ts'

/**
 * The page of one article, page or note.
 * @param preview its style is in it: of a draft, or with what nobody has saved
 * @param bar said above the page to whoever has a link to it and no account; programs learn nothing of such a page
 */
export function articlePage(site: Site, view: ArticleView, preview?: 'preview', bar?: string): Promise<string> {
  const { language, draft } = view
  return layout(site, {
    title: view.name,
    description: view.summary,
    path: addressOf(view),
    language,
    // The bar says it already.
    view: bar === undefined ? view : { ...view, draft: false },
    type: 'article',
    ...(bar === undefined
      ? { translations: view.translations.map((one) => ({ language: one.language, path: addressOf(one) })) }
      : {}),
    ...(bar === undefined ? { image: `${site.home}${cardPath(site, view.slug, view.name)}` } : { bar }),
    tags: view.tags,
    authors: view.writers.map(({ name }) => name),
    ...(view.publishedAt ? { publishedAt: view.publishedAt } : {}),
    ...(view.modifiedAt ? { modifiedAt: view.modifiedAt } : {}),
    noindex: draft,
    preview: preview !== undefined,
    ...(bar === undefined ? { data: dataOf(site, view) } : {}),
  })
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
