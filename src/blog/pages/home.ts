import { say } from '../../core/words.ts'
import { type HomeView, themeWords } from '../../themes/index.ts'
import { layout, type Site } from './layout.ts'
import { siteData, structured } from './structured.ts'

/**
 * The blog's front page and the pages behind it: an h-feed.
 * @param endpoints where editors find what lets them in (answers/endpoints.ts)
 */
export function homePage(
  site: Site,
  view: HomeView,
  preview?: 'preview',
  endpoints?: Readonly<Record<string, string>>,
): Promise<string> {
  const { page } = view
  return layout(site, {
    title: page === 1 ? site.name : `${say(themeWords.home, site.language)}, ${page}`,
    description: site.promise || newestOf(view),
    path: page === 1 ? '/' : `/page/${page}`,
    language: site.language,
    view,
    type: 'website',
    preview: preview !== undefined,
    data: structured(siteData(site)),
    endpoints,
  })
}

/** A brand that promises nothing is told by what it wrote last. */
function newestOf({ list }: HomeView): string {
  return list
    .slice(0, 3)
    .map(({ name }) => name)
    .join(' · ')
}
