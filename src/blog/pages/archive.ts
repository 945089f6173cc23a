import { say } from '../../core/words.ts'
import { type ArchiveView, themeWords } from '../../themes/index.ts'
import { layout, type Site } from './layout.ts'
import { crumbData, structured } from './structured.ts'

/** Titles a page of a year. */
export const archivePageSize = 100

/**
 * All that was published in a year, by day; and the other years.
 * @param first the archive's own address, which shows the newest year
 */
export function archivePage(site: Site, of: Omit<ArchiveView, 'kind' | 'title'>, first: boolean): Promise<string> {
  const { language } = site
  const year = of.year === undefined ? '' : String(of.year)
  const title = first || !year ? say(themeWords.archive, language) : say(themeWords.archiveOf, language, { year })
  const base = year ? `/archive/${year}` : '/archive'
  const crumbs = [{ name: say(themeWords.archive, language), url: `${site.home}/archive` }]
  return layout(site, {
    title: of.page === 1 ? title : `${title}, ${of.page}`,
    description: title,
    path: first ? '/archive' : of.page === 1 ? base : `${base}/page/${of.page}`,
    language,
    view: { ...of, kind: 'archive', title },
    type: 'website',
    data: structured(crumbData(site, first ? crumbs : [...crumbs, { name: year, url: `${site.home}${base}` }])),
  })
}
