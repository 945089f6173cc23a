import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { escapeHtml } from '../../core/html.ts'
import { withoutRefused } from '../../core/text/foreign.ts'
import type { Language } from '../../core/words.ts'
import type { ArticleKind } from '../../db/tables.ts'
import type { Site } from './layout.ts'

/** An article as a feed carries it: whole. */
export interface FeedArticle {
  /** The article's own id, which never changes, whatever becomes of its address. */
  id: string
  kind: ArticleKind
  slug: string
  title: string
  /** Its title, or a note's first words. */
  name: string
  summary: string
  /** Clean HTML. */
  body: string
  tags: readonly string[]
  language: Language
  publishedAt: Date
  modifiedAt: Date
  /** Nobody: the brand. */
  authors: readonly { id: string; name: string; slug: string }[]
  /** At its head: a file of the media store. */
  picture?: { file: string; width: number; height: number; alt: string } | undefined
}

/** What a feed is of. */
export interface Feed {
  title: string
  /** The page that lists the same, and the feed's own place: below home, with their slashes. */
  path: string
  self: string
  articles: readonly FeedArticle[]
}

/** How many articles a feed holds. */
export const feedSize = 20

/** RSS 2.0 with whole articles: https://www.rssboard.org/rss-specification. A note has no title, which that allows. */
export function rssFeed(told: Site, of: Feed): string {
  const { site, feed } = readable(told, of)
  return generateRssFeed({
    title: feed.title,
    link: `${site.home}${feed.path}`,
    description: site.promise || feed.title,
    language: site.language,
    ...(feed.articles[0] ? { lastBuildDate: newest(feed.articles) } : {}),
    generator: 'Percakapan',
    atom: { links: [{ href: `${site.home}${feed.self}`, rel: 'self', type: 'application/rss+xml' }] },
    items: feed.articles.map((article) => ({
      ...(isNote(article) ? {} : { title: article.title }),
      link: address(site, article),
      description: article.summary,
      guid: { value: lasting(article), isPermaLink: false },
      pubDate: article.publishedAt,
      categories: article.tags.map((name) => ({ name })),
      dc: { creators: writers(site, article).map(({ name }) => name) },
      content: { encoded: whole(site, article) },
      ...(article.picture ? { media: { contents: [mediaOf(site, article.picture)] } } : {}),
    })),
  })
}

/** Atom, which wants a title of every entry: https://www.rfc-editor.org/rfc/rfc4287 */
export function atomFeed(told: Site, of: Feed): string {
  const { site, feed } = readable(told, of)
  return generateAtomFeed({
    id: `${site.home}${feed.path}`,
    title: { value: feed.title },
    ...(site.promise ? { subtitle: { value: site.promise } } : {}),
    updated: newest(feed.articles),
    links: [
      { href: `${site.home}${feed.self}`, rel: 'self', type: 'application/atom+xml' },
      { href: `${site.home}${feed.path}`, rel: 'alternate', type: 'text/html' },
    ],
    authors: [{ name: site.name, uri: `${site.home}/` }],
    generator: { text: 'Percakapan' },
    entries: feed.articles.map((article) => ({
      id: lasting(article),
      title: { value: article.name },
      updated: article.modifiedAt,
      published: article.publishedAt,
      authors: writers(site, article).map(({ name, url }) => ({ name, uri: url })),
      links: [{ href: address(site, article), rel: 'alternate', type: 'text/html' }],
      ...(article.summary ? { summary: { value: article.summary } } : {}),
      content: { value: whole(site, article), type: 'html' },
      categories: article.tags.map((term) => ({ term })),
      ...(article.picture ? { media: { contents: [mediaOf(site, article.picture)] } } : {}),
    })),
  })
}

/** JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(told: Site, of: Feed): string {
  const { site, feed } = readable(told, of)
  const made = generateJsonFeed({
    title: feed.title,
    home_page_url: `${site.home}${feed.path}`,
    feed_url: `${site.home}${feed.self}`,
    description: site.promise,
    language: site.language,
    authors: [{ name: site.name, url: `${site.home}/` }],
    ...(site.logo ? { icon: `${site.home}${site.logo}` } : {}),
    items: feed.articles.map((article) => ({
      id: lasting(article),
      url: address(site, article),
      ...(isNote(article) ? {} : { title: article.title }),
      summary: article.summary,
      content_html: whole(site, article),
      ...(article.picture ? { image: `${site.home}/media/${article.picture.file}` } : {}),
      authors: [...writers(site, article)],
      date_published: article.publishedAt,
      date_modified: article.modifiedAt,
      language: article.language,
      tags: [...article.tags],
    })),
  })
  return JSON.stringify(made)
}

const isNote = ({ kind }: FeedArticle) => kind === 'note'

function writers(site: Site, { authors }: FeedArticle): readonly { name: string; url: string }[] {
  if (!authors.length) return [{ name: site.name, url: `${site.home}/` }]
  return authors.map(({ name, slug }) => ({ name, url: `${site.home}/author/${encodeURIComponent(slug)}` }))
}

/** With the picture at its head, which is no part of its text. */
function whole(site: Site, { body, picture }: FeedArticle): string {
  if (!picture) return body
  const { file, width, height, alt } = picture
  return `<p><img src="${site.home}/media/${file}" alt="${escapeHtml(alt)}" width="${width}" height="${height}"></p>\n${body}`
}

/** https://www.rssboard.org/media-rss#media-content */
function mediaOf(site: Site, { file, width, height }: NonNullable<FeedArticle['picture']>) {
  return { url: `${site.home}/media/${file}`, medium: 'image', width, height }
}

/** An article's id in all feeds: its address may change. https://www.rfc-editor.org/rfc/rfc4122#section-3 */
function lasting({ id }: FeedArticle): string {
  return `urn:uuid:${id}`
}

/** The same without characters that no reader of XML takes: words may have come from a file, or from long ago. */
function readable(site: Site, feed: Feed) {
  return {
    site: { ...site, name: withoutRefused(site.name), promise: withoutRefused(site.promise) },
    feed: {
      ...feed,
      title: withoutRefused(feed.title),
      articles: feed.articles.map((article) => ({
        ...article,
        title: withoutRefused(article.title),
        name: withoutRefused(article.name),
        summary: withoutRefused(article.summary),
        body: withoutRefused(article.body),
        tags: article.tags.map(withoutRefused),
        authors: article.authors.map((author) => ({ ...author, name: withoutRefused(author.name) })),
        picture: article.picture && { ...article.picture, alt: withoutRefused(article.picture.alt) },
      })),
    },
  }
}

function address(site: Site, article: { slug: string }): string {
  return `${site.home}/${encodeURIComponent(article.slug)}`
}

function newest(articles: readonly FeedArticle[]): Date {
  return new Date(Math.max(0, ...articles.map((article) => article.modifiedAt.getTime())))
}
