import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { withoutRefused } from '../../core/text/foreign.ts'
import type { Language } from '../../core/words.ts'
import { escapeHtml } from './html.ts'
import type { Site } from './layout.ts'

/** An article as a feed carries it: whole. */
export interface FeedArticle {
  /** The article's own id, which never changes, whatever becomes of its address. */
  id: string
  slug: string
  title: string
  summary: string
  /** Clean HTML. */
  body: string
  tags: readonly string[]
  language: Language
  publishedAt: Date
  modifiedAt: Date
}

/** How many articles a feed holds. */
export const feedSize = 20

/** RSS 2.0 with whole articles: https://www.rssboard.org/rss-specification */
export function rssFeed(told: Site, all: readonly FeedArticle[]): string {
  const { site, articles } = readable(told, all)
  return generateRssFeed({
    title: site.name,
    link: `${site.home}/`,
    description: site.promise || site.name,
    language: site.language,
    ...(articles[0] ? { lastBuildDate: newest(articles) } : {}),
    generator: 'Percakapan',
    atom: { links: [{ href: `${site.home}/feed.xml`, rel: 'self', type: 'application/rss+xml' }] },
    items: articles.map((article) => ({
      title: article.title,
      link: address(site, article),
      description: article.summary,
      guid: { value: lasting(article), isPermaLink: false },
      pubDate: article.publishedAt,
      categories: article.tags.map((name) => ({ name })),
      dc: { creators: [site.name] },
      content: { encoded: article.body },
    })),
  })
}

/** Atom: https://www.rfc-editor.org/rfc/rfc4287 */
export function atomFeed(told: Site, all: readonly FeedArticle[]): string {
  const { site, articles } = readable(told, all)
  return generateAtomFeed({
    id: `${site.home}/`,
    title: { value: site.name },
    ...(site.promise ? { subtitle: { value: site.promise } } : {}),
    updated: newest(articles),
    links: [
      { href: `${site.home}/atom.xml`, rel: 'self', type: 'application/atom+xml' },
      { href: `${site.home}/`, rel: 'alternate', type: 'text/html' },
    ],
    authors: [{ name: site.name, uri: `${site.home}/` }],
    generator: { text: 'Percakapan' },
    entries: articles.map((article) => ({
      id: lasting(article),
      title: { value: article.title },
      updated: article.modifiedAt,
      published: article.publishedAt,
      links: [{ href: address(site, article), rel: 'alternate', type: 'text/html' }],
      ...(article.summary ? { summary: { value: article.summary } } : {}),
      content: { value: article.body, type: 'html' },
      categories: article.tags.map((term) => ({ term })),
    })),
  })
}

/** JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(told: Site, all: readonly FeedArticle[]): string {
  const { site, articles } = readable(told, all)
  const feed = generateJsonFeed({
    title: site.name,
    home_page_url: `${site.home}/`,
    feed_url: `${site.home}/feed.json`,
    description: site.promise,
    language: site.language,
    authors: [{ name: site.name, url: `${site.home}/` }],
    ...(site.logo ? { icon: site.logo } : {}),
    items: articles.map((article) => ({
      id: lasting(article),
      url: address(site, article),
      title: article.title,
      summary: article.summary,
      content_html: article.body,
      date_published: article.publishedAt,
      date_modified: article.modifiedAt,
      language: article.language,
      tags: [...article.tags],
    })),
  })
  return JSON.stringify(feed)
}

/** https://www.sitemaps.org/protocol.html */
export function sitemap(site: Site, articles: readonly { slug: string; modifiedAt: Date }[]): string {
  const urls = articles.map(
    (article) =>
      `<url><loc>${escapeHtml(address(site, article))}</loc><lastmod>${article.modifiedAt.toISOString()}</lastmod></url>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
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

/** An article's id in all feeds: its address may change. https://www.rfc-editor.org/rfc/rfc4122#section-3 */
function lasting({ id }: FeedArticle): string {
  return `urn:uuid:${id}`
}

/** The same without characters that no reader of XML takes: words may have come from a file, or from long ago. */
function readable(site: Site, articles: readonly FeedArticle[]) {
  return {
    site: { ...site, name: withoutRefused(site.name), promise: withoutRefused(site.promise) },
    articles: articles.map((article) => ({
      ...article,
      title: withoutRefused(article.title),
      summary: withoutRefused(article.summary),
      body: withoutRefused(article.body),
      tags: article.tags.map(withoutRefused),
    })),
  }
}

function address(site: Site, article: { slug: string }): string {
  return `${site.home}/${encodeURIComponent(article.slug)}`
}

function newest(articles: readonly FeedArticle[]): Date {
  return new Date(Math.max(0, ...articles.map((article) => article.modifiedAt.getTime())))
}
