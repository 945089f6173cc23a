import { escapeHtml } from '../../core/html.ts'
import type { Language } from '../../core/words.ts'
import { alternatesOf, type Site } from './layout.ts'
import { addressOf } from './lists.ts'

/** What a sitemap says of an address. */
interface Listed {
  slug: string
  modifiedAt: Date
  picture?: string | undefined
  language: Language
  translations: readonly { language: Language; slug: string }[]
}

/**
 * https://www.sitemaps.org/protocol.html, with pictures: https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps,
 * and with languages: https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap
 */
export function sitemap(site: Site, articles: readonly Listed[]): string {
  const urls = articles.map(({ slug, modifiedAt, picture, language, translations }) => {
    const image = picture
      ? `<image:image><image:loc>${escapeHtml(`${site.home}/media/${picture}`)}</image:loc></image:image>`
      : ''
    const path = addressOf({ slug })
    const others = translations.map((one) => ({ language: one.language, path: addressOf(one) }))
    const links = others.length ? alternatesOf(site, { language, path }, others).map(link).join('') : ''
    return `<url><loc>${escapeHtml(`${site.home}${path}`)}</loc><lastmod>${modifiedAt.toISOString()}</lastmod>${image}${links}</url>`
  })
  const translated = articles.some(({ translations }) => translations.length > 0)
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"${translated ? ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' : ''}>
<url><loc>${escapeHtml(site.home)}/</loc></url>
${urls.join('\n')}
</urlset>
`
}

const link = ({ hreflang, href }: { hreflang: string; href: string }) =>
  `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${escapeHtml(href)}"/>`

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
