import { escapeHtml } from '../../core/html.ts'
import type { Site } from './layout.ts'

/** https://www.sitemaps.org/protocol.html, with pictures: https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps */
export function sitemap(
  site: Site,
  articles: readonly { slug: string; modifiedAt: Date; picture?: string | undefined }[],
): string {
  const urls = articles.map(({ slug, modifiedAt, picture }) => {
    const image = picture
      ? `<image:image><image:loc>${escapeHtml(`${site.home}/media/${picture}`)}</image:loc></image:image>`
      : ''
    return `<url><loc>${escapeHtml(address(site, slug))}</loc><lastmod>${modifiedAt.toISOString()}</lastmod>${image}</url>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>${escapeHtml(site.home)}/</loc></url>
${urls.join('\n')}
</urlset>
`
}

/** The most addresses in one file; the protocol's own limit is 50,000. */
export const sitemapSize = 1000

/** Where the parts are, when there are too many addresses for one file. */
export function sitemapIndex(site: Site, parts: number): string {
  const each = Array.from(
    { length: parts },
    (_, index) => `<sitemap><loc>${escapeHtml(site.home)}/sitemap/${index + 1}.xml</loc></sitemap>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${each.join('\n')}
</sitemapindex>
`
}

/** robots.txt: crawlers stay out of panel and API, and find the sitemap. https://www.rfc-editor.org/rfc/rfc9309 */
export function robots(site: Site): string {
  return `User-agent: *\nDisallow: /panel/\nDisallow: /api/\n\nSitemap: ${site.home}/sitemap.xml\n`
}

function address(site: Site, slug: string): string {
  return `${site.home}/${encodeURIComponent(slug)}`
}
